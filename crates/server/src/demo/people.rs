use domain::contact::Email;

/// Somebody to sign in as.
#[derive(Clone, Copy, Debug)]
pub struct DemoPerson {
    /// Their name.
    pub name: &'static str,
    /// Who they are, and what is worth seeing through their eyes.
    pub who: &'static str,
    /// Their address in the export.
    pub address: &'static str,
    /// Their password. Nothing of the demo is anybody's, so it may be known.
    pub password: &'static str,
}

/// Those whose passwords are set.
pub const PEOPLE: [DemoPerson; 4] = [
    DemoPerson {
        name: "Ana Rivera",
        who: "Client, with charges to move",
        address: "ana.rivera@example.com",
        password: "ana at the lakeside",
    },
    DemoPerson {
        name: "Marijó Fernández",
        who: "Client whose card was declined",
        address: "mariajose.fernandez@example.com",
        password: "marijo at the lakeside",
    },
    DemoPerson {
        name: "Dr. Maya Okafor",
        who: "Provider",
        address: "maya.okafor@example.com",
        password: "maya at the lakeside",
    },
    DemoPerson {
        name: "Jordan Ellis",
        who: "Client Support",
        address: "jordan.ellis@example.com",
        password: "jordan at the lakeside",
    },
];

impl DemoPerson {
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
