use domain::contact::Email;

/// Somebody to sign in as.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// What is worth seeing through their eyes.
    pub who: &'static str,
    /// Their address in the export.
    pub address: &'static str,
    /// Their password. Nothing of the demo is anybody's, so it may be known.
    pub password: &'static str,
}

/// Those whose passwords are set.
pub const PEOPLE: [Person; 4] = [
    Person {
        who: "Client Ana Rivera, with charges to move",
        address: "ana.rivera@example.com",
        password: "ana at the lakeside",
    },
    Person {
        who: "Client Marijó Fernández, whose card was declined",
        address: "mariajose.fernandez@example.com",
        password: "marijo at the lakeside",
    },
    Person {
        who: "Provider Dr. Maya Okafor",
        address: "maya.okafor@example.com",
        password: "maya at the lakeside",
    },
    Person {
        who: "Client Support, Jordan Ellis",
        address: "jordan.ellis@example.com",
        password: "jordan at the lakeside",
    },
];

impl Person {
    /// Their address.
    ///
    /// # Panics
    /// Never: the addresses above are good, and a test says so.
    #[must_use]
    pub fn email(&self) -> Email {
        Email::parse(self.address).expect("an email address")
    }
}

#[cfg(test)]
mod tests {
    use domain::password;

    use super::*;

    #[test]
    fn everybody_has_an_address_and_a_password_as_long_as_any() {
        for person in PEOPLE {
            assert_eq!(person.email().as_str(), person.address);
            assert_eq!(password::check(person.password), Ok(()));
        }
    }
}
