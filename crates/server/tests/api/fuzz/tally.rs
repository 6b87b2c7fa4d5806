//! What was asked how often, what came back, and whether that is enough and good.

use std::collections::BTreeMap;
use test_support::Who;

use super::request::Request;
use super::route::Route;

/// Of so many requests each route is asked this often by everybody.
const EACH: (u64, u64) = (20_000, 24);

/// Asking the rarest is not put off to the end: it is ahead of what is due by so many of a hundred.
const AHEAD: u64 = 110;

/// Who was never let in after so many requests is not.
const ATTEMPTS: u64 = 3;

/// What can be answered to who asks badly, and how often it is, of so many requests as above.
const ANSWERS: [u16; 7] = [400, 403, 405, 409, 413, 415, 422];
const ANSWERED: u64 = 20;

/// Of a hundred requests so many work, and so many are refused for what is in them.
const SHARE: u64 = 30;

/// Failures that are shown in full.
const SHOWN: usize = 20;

/// How often somebody asked something.
#[derive(Clone, Copy, Debug, Default)]
struct Asked {
    times: u64,
    /// Of these, how often they got it.
    worked: u64,
}

/// Counts of one run.
#[derive(Debug)]
pub struct Tally {
    seed: u64,
    requests: u64,
    statuses: BTreeMap<u16, u64>,
    pairs: BTreeMap<String, Asked>,
    /// No answer at all.
    cut_off: Vec<String>,
    failures: Vec<String>,
}

impl Tally {
    pub fn new(seed: u64, requests: u64) -> Self {
        let (statuses, pairs) = (BTreeMap::new(), BTreeMap::new());
        Self { seed, requests, statuses, pairs, cut_off: Vec::new(), failures: Vec::new() }
    }

    fn of_pair(&self, route: &Route, who: Who) -> Asked {
        self.pairs.get(&pair(route, who)).copied().unwrap_or_default()
    }

    /// How often somebody asked this.
    pub fn asked(&self, route: &Route, who: Who) -> u64 {
        self.of_pair(route, who).times
    }

    /// Whether somebody should have asked this more often by now.
    pub fn is_too_seldom(&self, route: &Route, who: Who) -> bool {
        let all: u64 = self.pairs.values().map(|it| it.times).sum();
        self.asked(route, who) * EACH.0 * 100 < all * EACH.1 * AHEAD
    }

    /// Whether somebody does not get this, as far as it is known.
    pub fn is_kept_out(&self, route: &Route, who: Who) -> bool {
        let Asked { times, worked } = self.of_pair(route, who);
        times >= ATTEMPTS && worked == 0
    }

    pub fn count(&mut self, number: u64, route: &Route, who: Who, request: &Request, status: Option<u16>) {
        let asked = self.pairs.entry(pair(route, who)).or_default();
        asked.times += 1;
        asked.worked += u64::from(status.is_some_and(|it| (200..400).contains(&it)));
        let Self { seed, requests, .. } = self;
        let told = |what: &str| {
            format!(
                "{what} to request {number} of TEST_FUZZ_SEED={seed} TEST_FUZZ_REQUESTS={requests}, by {who:?}\n    {request}"
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
        let forbidden = self.of(|it| it == 403);
        let (rarest, Asked { times: least, .. }) =
            self.pairs.iter().min_by_key(|(_, asked)| asked.times).expect("something was asked");
        println!(
            "seed {}, {} requests: {worked} worked, {refused} were refused for what is in them, {forbidden} of these for who asks",
            self.seed, self.requests
        );
        for (status, count) in &self.statuses {
            println!("{status}: {count}");
        }
        println!("{} pairs of a route and who asks; least often, {least} times: {rarest}", self.pairs.len());
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
        for answer in ANSWERS {
            let times = self.of(|it| it == answer);
            let due = (self.requests * ANSWERED).div_ceil(EACH.0);
            assert!(times >= due, "{answer} was answered {times} times and not {due}: {:?}", self.statuses);
        }
        assert!(forbidden * 5 <= refused * 3, "most are refused for who asks: {forbidden} of {refused}");
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
