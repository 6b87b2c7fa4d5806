//! The pairs of a form or query, taken out one by one; what is left over in the end is unknown and refused.

use processor::wire::Metadata;

use super::{MetadataChange, Paging, Problem};

/// What is left of a form.
pub(crate) struct Form<'a> {
    pairs: Vec<&'a (String, String)>,
}

impl<'a> Form<'a> {
    pub(crate) fn new(pairs: &'a [(String, String)]) -> Self {
        Self { pairs: pairs.iter().collect() }
    }

    /// A value, empty ones included.
    pub(crate) fn text(&mut self, name: &str) -> Option<&'a str> {
        let at = self.pairs.iter().position(|(given, _)| given == name)?;
        Some(&self.pairs.remove(at).1)
    }

    pub(crate) fn required(&mut self, name: &str) -> Result<&'a str, Problem> {
        self.text(name).filter(|value| !value.is_empty()).ok_or_else(|| Problem::missing(name))
    }

    pub(crate) fn integer(&mut self, name: &str) -> Result<Option<i64>, Problem> {
        self.text(name).map(|value| value.parse().map_err(|_| Problem::malformed(name))).transpose()
    }

    pub(crate) fn boolean(&mut self, name: &str) -> Result<Option<bool>, Problem> {
        self.text(name).map(|value| value.parse().map_err(|_| Problem::malformed(name))).transpose()
    }

    /// The metadata of something new.
    pub(crate) fn metadata(&mut self) -> Result<Metadata, Problem> {
        let mut metadata = Metadata::new();
        self.metadata_change()?.apply(&mut metadata);
        Ok(metadata)
    }

    /// `metadata[…]`: keys of at most 40 characters, values of at most 500. `metadata` itself may only be emptied.
    pub(crate) fn metadata_change(&mut self) -> Result<MetadataChange<'a>, Problem> {
        let whole = self.text("metadata");
        let pairs = self.group("metadata");
        let bad = |(name, value): &(&str, &str)| name.is_empty() || name.len() > 40 || value.len() > 500;
        if whole.is_some_and(|it| !it.is_empty()) || pairs.iter().any(bad) {
            return Err(Problem::malformed("metadata"));
        }
        Ok(MetadataChange { emptied: whole.is_some(), pairs })
    }

    /// Whether `expand[]` names `what`; it may name nothing else.
    pub(crate) fn expands(&mut self, what: &str) -> Result<bool, Problem> {
        let named = self.group("expand");
        if named.iter().all(|(_, value)| *value == what) {
            Ok(!named.is_empty())
        } else {
            Err(Problem::malformed("expand"))
        }
    }

    pub(crate) fn paging(&mut self) -> Result<Paging, Problem> {
        let limit = self.integer("limit")?.unwrap_or(10);
        let mut paging = Paging {
            limit: usize::try_from(limit)
                .ok()
                .filter(|n| (1..=100).contains(n))
                .ok_or_else(|| Problem::malformed("limit"))?,
            after: self.text("starting_after").map(Into::into),
            before: self.text("ending_before").map(Into::into),
            from: i64::MIN,
            until: i64::MAX,
        };
        if let Some(from) = self.integer("created[gte]")? {
            paging.from = from;
        }
        if let Some(from) = self.integer("created[gt]")? {
            paging.from = from.saturating_add(1);
        }
        if let Some(until) = self.integer("created[lt]")? {
            paging.until = until;
        }
        if let Some(until) = self.integer("created[lte]")? {
            paging.until = until.saturating_add(1);
        }
        Ok(paging)
    }

    /// Refuses what nobody took out.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        match self.pairs.first() {
            None => Ok(()),
            Some((name, _)) => Err(Problem::unknown_param(name)),
        }
    }

    /// The pairs `name[…]`, by what is in the brackets.
    pub(crate) fn group(&mut self, name: &str) -> Vec<(&'a str, &'a str)> {
        let mut group = Vec::new();
        self.pairs.retain(|(given, value)| {
            let inner = given
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('['))
                .and_then(|rest| rest.strip_suffix(']'));
            group.extend(inner.map(|inner| (inner, value.as_str())));
            inner.is_none()
        });
        group
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(form: &str) -> Vec<(String, String)> {
        serde_urlencoded::from_str(form).expect("a form")
    }

    #[test]
    fn what_is_not_taken_out_is_unknown() {
        let pairs = pairs("amount=5&metadata%5Ba%5D=1&metadata%5Bb%5D=2&expand%5B%5D=x&off=true");
        let mut form = Form::new(&pairs);
        assert_eq!(form.integer("amount").expect("a number"), Some(5));
        assert_eq!(form.metadata().expect("metadata").len(), 2);
        assert!(form.expands("x").expect("expand"));
        let problem = form.finish().expect_err("one pair is left");
        assert_eq!(problem.error.param.as_deref(), Some("off"));
    }

    #[test]
    fn what_has_another_shape_is_malformed() {
        let pairs = pairs("amount=5.5&off=yes&expand[]=z&limit=101");
        let mut form = Form::new(&pairs);
        assert!(form.integer("amount").is_err());
        assert!(form.boolean("off").is_err());
        assert!(form.expands("x").is_err());
        assert!(form.paging().is_err());
        assert!(form.required("amount").is_err());
    }
}
