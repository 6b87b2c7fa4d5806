//! Pages on which cards are set up, and what was set up there.

use processor::wire::{
    CheckoutObject, CheckoutStatus, Expandable, Metadata, PaymentMethodObject, SetupIntentObject,
};

use super::{Ledger, Row};
use crate::api::Problem;
use crate::cards::{Entered, Setup, TestCard};

/// Stands in the address of the way back for the page's id.
const SESSION_PLACE: &str = "{CHECKOUT_SESSION_ID}";

/// How long a page is open, in seconds.
const OPEN_FOR: i64 = 24 * 60 * 60;

/// A page, and the card whose bank asks its holder there.
#[derive(Clone, Debug)]
pub(crate) struct Checkout {
    pub(crate) wire: CheckoutObject,
    asked: Option<(TestCard, Entered)>,
}

/// A page to be made.
pub(crate) struct NewCheckout {
    pub(crate) customer: String,
    pub(crate) currency: Option<String>,
    pub(crate) success_url: String,
    pub(crate) cancel_url: Option<String>,
    pub(crate) client_reference_id: Option<String>,
    pub(crate) metadata: Metadata,
}

/// What became of a card that somebody entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CameOfEntry {
    /// It is set up. Here the page leads on.
    Done(String),
    /// Its bank asks its holder.
    Asks,
    /// It is not taken.
    Declined,
}

impl Row for Checkout {
    fn created(&self) -> i64 {
        self.wire.created
    }
}

impl Row for SetupIntentObject {
    fn created(&self) -> i64 {
        self.created
    }
}

impl Ledger {
    pub(crate) fn make_checkout(&mut self, new: NewCheckout, now: i64) -> Result<String, Problem> {
        self.customer(&new.customer, "customer", now)?;
        let (id, setup) = (self.id("cs_test"), self.id("seti"));
        let wire = CheckoutObject {
            url: Some(format!("{}/checkout/{id}", self.base_url)),
            id: id.clone(),
            object: "checkout.session".to_owned(),
            mode: "setup".to_owned(),
            status: Some(CheckoutStatus::Open),
            customer: Some(new.customer.clone()),
            client_reference_id: new.client_reference_id,
            setup_intent: Some(Expandable::Id(setup.clone())),
            success_url: Some(new.success_url),
            cancel_url: new.cancel_url,
            currency: new.currency,
            created: now,
            expires_at: now + OPEN_FOR,
            metadata: new.metadata,
            livemode: false,
        };
        let intent = SetupIntentObject {
            id: setup.clone(),
            object: "setup_intent".to_owned(),
            created: now,
            status: "requires_payment_method".to_owned(),
            customer: Some(new.customer),
            payment_method: None,
            usage: "off_session".to_owned(),
            metadata: Metadata::new(),
            livemode: false,
        };
        self.setups.put(&setup, intent);
        self.checkouts.put(&id, Checkout { wire, asked: None });
        Ok(id)
    }

    /// The page of this id; one whose time is over has expired.
    pub(crate) fn checkout(&mut self, id: &str, now: i64) -> Result<&mut Checkout, Problem> {
        let open = self.checkouts.get(id).filter(|it| it.wire.status == Some(CheckoutStatus::Open));
        if open.is_some_and(|it| it.wire.expires_at <= now) {
            self.expire_checkout(id, now)?;
        }
        self.checkouts.get_mut(id).ok_or_else(|| Problem::no_such("checkout.session", id, "session"))
    }

    /// The page, where something can be entered on it.
    pub(crate) fn open_checkout(&mut self, id: &str, now: i64) -> Result<&mut Checkout, Problem> {
        let page = self.checkout(id, now)?;
        if page.wire.status == Some(CheckoutStatus::Open) {
            return Ok(page);
        }
        let message = "Only Checkout Sessions with a status in [\"open\"] can be used.";
        Err(Problem::refused(None, Some("session"), message))
    }

    pub(crate) fn expire_checkout(&mut self, id: &str, now: i64) -> Result<(), Problem> {
        let page = self.checkouts.get_mut(id);
        let page = page.ok_or_else(|| Problem::no_such("checkout.session", id, "session"))?;
        if page.wire.status != Some(CheckoutStatus::Open) {
            let message = "Only Checkout Sessions with a status in [\"open\"] can be expired.";
            return Err(Problem::refused(None, Some("session"), message));
        }
        (page.wire.status, page.wire.url, page.asked) = (Some(CheckoutStatus::Expired), None, None);
        let wire = page.wire.clone();
        self.happened("checkout.session.expired", &wire, now);
        Ok(())
    }

    /// Somebody entered a card. Its bank may take it, ask its holder, or decline it.
    pub(crate) fn enter_card(
        &mut self,
        id: &str,
        card: &TestCard,
        entered: Entered,
        now: i64,
    ) -> Result<CameOfEntry, Problem> {
        let page = self.open_checkout(id, now)?;
        match card.setup {
            Setup::Succeeds => self.complete(id, card, entered, now).map(CameOfEntry::Done),
            Setup::Asks => {
                page.asked = Some((*card, entered));
                Ok(CameOfEntry::Asks)
            }
            Setup::Declines => {
                page.asked = None;
                Ok(CameOfEntry::Declined)
            }
        }
    }

    /// The holder of the card that was entered last answers their bank.
    pub(crate) fn answer_bank(&mut self, id: &str, yes: bool, now: i64) -> Result<CameOfEntry, Problem> {
        match self.open_checkout(id, now)?.asked.take() {
            Some((card, entered)) if yes => self.complete(id, &card, entered, now).map(CameOfEntry::Done),
            Some(_) | None => Ok(CameOfEntry::Declined),
        }
    }

    fn complete(&mut self, id: &str, card: &TestCard, entered: Entered, now: i64) -> Result<String, Problem> {
        let page = self.open_checkout(id, now)?.wire.clone();
        let method = self.make_method(card.object(entered), card.behaviour(), now);
        let method = self.attach_method(&method, page.customer.as_deref().unwrap_or_default(), now)?;
        if let Some(Expandable::Id(setup)) = &page.setup_intent
            && let Some(intent) = self.setups.get_mut(setup)
        {
            intent.status = "succeeded".to_owned();
            intent.payment_method = Some(Expandable::Id(method));
            let intent = intent.clone();
            self.happened("setup_intent.succeeded", &intent, now);
        }
        let page = self.open_checkout(id, now)?;
        (page.wire.status, page.wire.url, page.asked) = (Some(CheckoutStatus::Complete), None, None);
        let wire = page.wire.clone();
        self.happened("checkout.session.completed", &wire, now);
        Ok(wire.success_url.unwrap_or_default().replace(SESSION_PLACE, id))
    }

    /// The page as it is answered, with what it sets up in full, and the card in that, if that was asked for.
    pub(crate) fn shown_checkout(&self, page: &Checkout, expand: Expand) -> CheckoutObject {
        let mut wire = page.wire.clone();
        let setup = match &wire.setup_intent {
            Some(Expandable::Id(id)) => self.setups.get(id),
            Some(Expandable::Object(_)) | None => None,
        };
        if let Some(setup) = setup.filter(|_| expand.setup) {
            wire.setup_intent = Some(Expandable::Object(Box::new(self.shown_setup(setup, expand.method))));
        }
        wire
    }

    /// The setup as it is answered.
    pub(crate) fn shown_setup(&self, setup: &SetupIntentObject, with_method: bool) -> SetupIntentObject {
        let mut wire = setup.clone();
        let method: Option<PaymentMethodObject> = match &wire.payment_method {
            Some(Expandable::Id(id)) => self.methods.get(id).map(|it| it.wire.clone()),
            Some(Expandable::Object(_)) | None => None,
        };
        if let Some(method) = method.filter(|_| with_method) {
            wire.payment_method = Some(Expandable::Object(Box::new(method)));
        }
        wire
    }
}

/// What of a page is to be shown in full.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Expand {
    pub(crate) setup: bool,
    pub(crate) method: bool,
}
