//! What was asked how often, what came back, and whether that is enough and good.

use std::collections::BTreeMap;

use super::ASKING;
use super::request::Request;
use super::route::Route;
use crate::Who;

/// Of so many requests each route is asked this often by everybody.
const EACH: (u64, u64) = (20_000, 50);

/// Of a hundred requests so many work, and so many are refused for what is in them.
const SHARE: u64 = 30;

/// Failures that are shown in full.
const SHOWN: usize = 20;

/// Counts of one run.
#[derive(Debug)]
pub struct Tally {
    seed: u64,
    requests: u64,
    statuses: BTreeMap<u16, u64>,
    pairs: BTreeMap<String, u64>,
    /// No answer at all.
    cut_off: Vec<String>,
    failures: Vec<String>,
}

impl Tally {
    pub fn new(seed: u64, requests: u64) -> Self {
        let (statuses, pairs) = (BTreeMap::new(), BTreeMap::new());
        Self { seed, requests, statuses, pairs, cut_off: Vec::new(), failures: Vec::new() }
    }

    /// How often somebody asked this.
    pub fn asked(&self, route: &Route, who: Who) -> u64 {
        self.pairs.get(&pair(route, who)).copied().unwrap_or_default()
    }

    pub fn count(&mut self, number: u64, route: &Route, who: Who, request: &Request, status: Option<u16>) {
        *self.pairs.entry(pair(route, who)).or_default() += 1;
        let Self { seed, requests, .. } = self;
        let told = |what: &str| {
            format!(
                "{what} to request {number} of ALMONER_FUZZ_SEED={seed} ALMONER_FUZZ_REQUESTS={requests}, by {who:?}\n    {request}"
            )
        };
        match status {
            None => self.cut_off.push(told("no answer")),
            Some(status) => {
                *self.statuses.entry(status).or_default() += 1;
                if status >= 500 {
                    self.failures.push(told(&status.to_string()));
                }
            }
        }
    }

    fn of(&self, counts: impl Fn(u16) -> bool) -> u64 {
        self.statuses.iter().filter(|(status, _)| counts(**status)).map(|(_, count)| count).sum()
    }

    /// Prints the counts.
    ///
    /// # Panics
    /// Where anything failed, and where too little was asked to know that nothing does.
    pub fn judge(&self) {
        let worked = self.of(|it| (200..300).contains(&it));
        let refused = self.of(|it| (400..500).contains(&it) && ![401, 404, 429].contains(&it));
        let (rarest, least) =
            self.pairs.iter().min_by_key(|(_, count)| **count).expect("something was asked");
        println!(
            "seed {}, {} requests: {worked} worked, {refused} were refused for what is in them",
            self.seed, self.requests
        );
        println!("by status: {:?}", self.statuses);
        println!(
            "{} routes by {} people; least often, {least} times: {rarest}",
            self.pairs.len() / ASKING.len(),
            ASKING.len()
        );
        let found = [&self.failures[..], &self.cut_off[..]].concat();
        assert!(
            found.is_empty(),
            "{} failed and {} were not answered:\n{}",
            self.failures.len(),
            self.cut_off.len(),
            found[..found.len().min(SHOWN)].join("\n")
        );
        assert_eq!(self.of(|it| it == 429), 0, "the limits are lifted");
        assert!(*least >= self.requests * EACH.1 / EACH.0, "{rarest}: {least}");
        for share in [worked, refused] {
            assert!(
                share * 100 >= self.requests * SHARE,
                "{share} of {}: {:?}",
                self.requests,
                self.statuses
            );
        }
    }
}

fn pair(route: &Route, who: Who) -> String {
    format!("{} by {who:?}", route.name())
}
