//! Where mails come back to that were accepted and could not be delivered after all: each to an address of its own, so that a
//! report is known for the mail it is about whatever it quotes.

use std::fmt;

use lettre::Address;
use lettre::address::AddressError;

use crate::ids::random;

/// The longest part before the @ that mail servers take (RFC 5321).
const LOCAL_MAX: usize = 64;

/// Letters and digits of a token. Nobody guesses one, so only who had the mail can say that it came back.
const TOKEN_LENGTH: usize = 32;

/// What one mail is known by when it comes back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReturnToken(String);

impl ReturnToken {
    /// A new one.
    #[must_use]
    pub fn new() -> Self {
        Self(hex::encode(random::<{ TOKEN_LENGTH / 2 }>()))
    }

    /// One that was kept, or is in the address that a report came to.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let is_token = text.len() == TOKEN_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        // Mail servers on the way may change the case of an address.
        is_token.then(|| Self(text.to_ascii_lowercase()))
    }

    /// The token in an address of ours, `billing+TOKEN@desk.example`.
    #[must_use]
    pub fn in_address(address: &str) -> Option<Self> {
        let (local, _) = address.rsplit_once('@')?;
        Self::read(local.rsplit_once('+')?.1)
    }

    /// As it is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ReturnToken {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for ReturnToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The mailbox that undeliverable mails come back to.
#[derive(Clone, Debug)]
pub struct Returns {
    local: String,
    domain: String,
}

/// Why an address cannot be the one that mails come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReturnsProblem {
    /// It is none.
    #[error("it is no email address")]
    Address(#[source] AddressError),
    /// There is no room in it.
    #[error(
        "the part before its @ is longer than {} characters, which leaves no room for what tells mails apart; give a shorter \
         one with --mail-returns",
        LOCAL_MAX - TOKEN_LENGTH - 1
    )]
    Long,
}

impl Returns {
    pub(super) fn to(address: &Address) -> Self {
        Self { local: address.user().to_owned(), domain: address.domain().to_owned() }
    }

    /// Whether there is room for what tells mails apart.
    pub(super) fn check(&self) -> Result<(), ReturnsProblem> {
        let is_long = self.local.len() + 1 + TOKEN_LENGTH > LOCAL_MAX;
        if is_long { Err(ReturnsProblem::Long) } else { Ok(()) }
    }

    /// The address of one mail.
    pub(super) fn of(&self, token: &ReturnToken) -> Result<Address, ReturnsProblem> {
        Address::new(format!("{}+{token}", self.local), &self.domain).map_err(ReturnsProblem::Address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mail_has_an_address_of_its_own_that_says_which_it_is() {
        let desk: Address = "billing@desk.example".parse().expect("an address");
        let returns = Returns::to(&desk);
        let (one, other) = (ReturnToken::new(), ReturnToken::new());
        assert_ne!(one, other);
        let address = returns.of(&one).expect("an address").to_string();
        assert_eq!(address, format!("billing+{one}@desk.example"));
        assert_eq!(ReturnToken::in_address(&address), Some(one.clone()));
        assert_eq!(ReturnToken::in_address(&address.to_uppercase()), Some(one));
        for no in ["billing@desk.example", "billing+bills@desk.example", "", "+@"] {
            assert_eq!(ReturnToken::in_address(no), None, "{no}");
        }
    }

    #[test]
    fn the_longest_address_that_servers_take_is_the_longest_that_is_taken() {
        let of =
            |length| Returns::to(&format!("{}@d.example", "a".repeat(length)).parse().expect("an address"));
        assert_eq!(of(31).check(), Ok(()));
        assert!(of(31).of(&ReturnToken::new()).is_ok());
        assert_eq!(of(32).check(), Err(ReturnsProblem::Long));
    }
}
