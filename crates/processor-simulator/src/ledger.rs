//! What the processor knows: customers, methods, intents with their attempts, refunds, disputes, and everything that
//! happened.

mod attempts;
mod by_hand;
mod charges;
mod checkouts;
mod customers;
mod disputes;
mod events;
mod evidence;
mod intents;
mod methods;
mod refunds;
mod table;

pub(crate) use attempts::Presence;
pub(crate) use checkouts::{CameOfEntry, Checkout, Expand, NewCheckout};
pub(crate) use customers::{AboutCustomer, Customer};
pub(crate) use disputes::{DisputeCase, Rebuttal};
pub(crate) use events::Happened;
pub(crate) use evidence::Evidence;
pub(crate) use intents::{Intent, NewIntent};
pub(crate) use methods::{BillingDetails, Method, MethodChange};
pub(crate) use refunds::NewRefund;
pub(crate) use table::{Row, Table};

use processor::wire;

use crate::books::{self, Books, IntentLine, Totals};
use crate::chance::Chance;

/// Everything the processor knows.
#[derive(Debug)]
pub(crate) struct Ledger {
    pub(crate) intents: Table<Intent>,
    /// The attempts at all intents.
    pub(crate) charges: Table<wire::ChargeObject>,
    pub(crate) customers: Table<Customer>,
    pub(crate) methods: Table<Method>,
    pub(crate) refunds: Table<wire::RefundObject>,
    pub(crate) disputes: Table<DisputeCase>,
    pub(crate) events: Table<Happened>,
    pub(crate) checkouts: Table<Checkout>,
    /// What the pages set up.
    pub(crate) setups: Table<wire::SetupIntentObject>,
    totals: Totals,
    ids: Chance,
    /// Where the pages for people are.
    base_url: String,
    /// Whether events about refunds have the names of later versions.
    newer_refund_events: bool,
    /// What happened and was not announced yet.
    news: Vec<Happened>,
}

impl Ledger {
    pub(crate) fn new(ids: Chance, base_url: String, newer_refund_events: bool) -> Self {
        Self {
            intents: Table::default(),
            charges: Table::default(),
            customers: Table::default(),
            methods: Table::default(),
            refunds: Table::default(),
            disputes: Table::default(),
            events: Table::default(),
            checkouts: Table::default(),
            setups: Table::default(),
            totals: Totals::default(),
            ids,
            base_url,
            newer_refund_events,
            news: Vec::new(),
        }
    }

    /// A new id: the prefix and 24 letters and digits.
    fn id(&mut self, prefix: &str) -> String {
        const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let mut id = format!("{prefix}_");
        for _ in 0..2 {
            let mut bits = self.ids.next();
            for _ in 0..12 {
                id.push(char::from(SIGNS[(bits % 32) as usize]));
                bits /= 32;
            }
        }
        id
    }

    /// Somebody asked for something.
    pub(crate) fn count_request(&mut self) {
        self.totals.requests += 1;
    }

    /// What happened since this was last asked.
    pub(crate) fn news(&mut self) -> Vec<Happened> {
        std::mem::take(&mut self.news)
    }

    pub(crate) fn books(&self, with_intents: bool) -> Books {
        let doubles = books::doubles(self.intents.oldest().filter_map(|intent| {
            let charge = intent.wire.metadata.get(wire::CHARGE_ID)?;
            Some((charge.as_str(), intent.captures))
        }));
        let intents = if with_intents {
            self.intents.oldest().map(|intent| self.line(intent)).collect::<Vec<IntentLine>>()
        } else {
            vec![]
        };
        Books { totals: self.totals.clone(), doubles, intents }
    }
}
