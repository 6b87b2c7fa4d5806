//! What a request changes in an object's metadata.

use processor::wire::Metadata;

/// What a request changes in an object's metadata.
pub(crate) struct MetadataChange<'a> {
    /// Whether all that was there goes first.
    pub(super) emptied: bool,
    /// An empty value takes its key away.
    pub(super) pairs: Vec<(&'a str, &'a str)>,
}

impl MetadataChange<'_> {
    pub(crate) fn apply(self, metadata: &mut Metadata) {
        if self.emptied {
            metadata.clear();
        }
        for (name, value) in self.pairs {
            match value {
                "" => metadata.remove(name),
                value => metadata.insert(name.to_owned(), value.to_owned()),
            };
        }
    }
}
