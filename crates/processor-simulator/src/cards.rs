//! Stripe's test cards, by the numbers that somebody enters on the page for setting up a card.

use processor::wire::CardObject;

use crate::behaviour::Behaviour;

/// What becomes of a card when it is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setup {
    /// It is set up.
    Succeeds,
    /// Its bank asks its holder first.
    Asks,
    /// Its bank declines it.
    Declines,
}

/// A card of the list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TestCard {
    number: &'static str,
    brand: &'static str,
    funding: &'static str,
    pub(crate) setup: Setup,
    charged: Charged,
}

/// What becomes of it when it is charged later.
#[derive(Clone, Copy, Debug)]
enum Charged {
    Paid,
    Declined,
    Asks,
}

/// What somebody enters beside the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entered {
    pub(crate) exp_month: u32,
    pub(crate) exp_year: i32,
}

const CARDS: [TestCard; 12] = {
    use Charged::{Asks as AsksAgain, Declined, Paid};
    use Setup::{Asks, Declines, Succeeds};
    [
        card("4242424242424242", "visa", "credit", Succeeds, Paid),
        card("4000056655665556", "visa", "debit", Succeeds, Paid),
        card("5555555555554444", "mastercard", "credit", Succeeds, Paid),
        card("5105105105105100", "mastercard", "prepaid", Succeeds, Paid),
        card("378282246310005", "amex", "credit", Succeeds, Paid),
        card("6011111111111117", "discover", "credit", Succeeds, Paid),
        card("4000000000000341", "visa", "credit", Succeeds, Declined),
        card("4000002500003155", "visa", "credit", Asks, Paid),
        card("4000002760003184", "visa", "credit", Asks, AsksAgain),
        card("4000000000000002", "visa", "credit", Declines, Declined),
        card("4000000000009995", "visa", "credit", Declines, Declined),
        card("4000000000000069", "visa", "credit", Declines, Declined),
    ]
};

const fn card(
    number: &'static str,
    brand: &'static str,
    funding: &'static str,
    setup: Setup,
    charged: Charged,
) -> TestCard {
    TestCard { number, brand, funding, setup, charged }
}

/// The card with this number, written with or without blanks.
pub(crate) fn of_number(number: &str) -> Option<&'static TestCard> {
    let digits: String = number.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    CARDS.iter().find(|card| card.number == digits)
}

impl TestCard {
    pub(crate) fn object(&self, entered: Entered) -> CardObject {
        let Entered { exp_month, exp_year } = entered;
        let last4 = self.number.get(self.number.len() - 4..).unwrap_or_default().to_owned();
        let funding = Some(self.funding.to_owned());
        CardObject { brand: self.brand.to_owned(), last4, exp_month, exp_year, funding }
    }

    pub(crate) fn behaviour(&self) -> Behaviour {
        match self.charged {
            Charged::Paid => Behaviour::Succeeds,
            Charged::Declined => Behaviour::Declines { decline_code: "generic_decline".to_owned() },
            Charged::Asks => Behaviour::NeedsCardholder,
        }
    }
}

/// The end of a card as people write it: `12/34`, `12 / 34`, `12/2034`; none for what is no month, or over by `now`.
pub(crate) fn entered(expires: &str, now: (i32, u32)) -> Option<Entered> {
    let (month, year) = expires.split_once('/')?;
    let (exp_month, year): (u32, i32) = (month.trim().parse().ok()?, year.trim().parse().ok()?);
    let exp_year = if (0..100).contains(&year) { 2000 + year } else { year };
    let is_over = (exp_year, exp_month) < now;
    ((1..=12).contains(&exp_month) && !is_over && exp_year < 2100).then_some(Entered { exp_month, exp_year })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_known_by_its_number_however_it_is_written() {
        for number in ["4242424242424242", "4242 4242 4242 4242", "4242-4242-4242-4242"] {
            let entered = Entered { exp_month: 1, exp_year: 2030 };
            let card = of_number(number).expect("a test card").object(entered);
            assert_eq!((card.brand.as_str(), card.last4.as_str()), ("visa", "4242"));
        }
        assert!(of_number("4111111111111112").is_none());
    }

    #[test]
    fn an_end_is_a_month_that_is_not_over() {
        let end = |text| entered(text, (2025, 12)).map(|it| (it.exp_month, it.exp_year));
        assert_eq!(end("12/25"), Some((12, 2025)));
        assert_eq!(end("1 / 2034"), Some((1, 2034)));
        for no in ["11/25", "13/30", "0/30", "1234", "x/30", ""] {
            assert_eq!(end(no), None, "{no}");
        }
    }
}
