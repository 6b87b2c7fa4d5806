//! Whose sign-in is meant. An address may be several people's, and it may have been somebody else's before: so the people who
//! have it on file now decide, and never the sign-in that happens to have it.

use std::fmt;

use domain::contact::Email;
use domain::login::Person;
use store::people::{self, KnownPerson, Sort};
use store::{Access, StoreError, logins, practices};

/// Whose sign-in is meant, as somebody types it: an address, the practice's own id for the person, or both.
#[derive(Clone, Debug, Default)]
pub struct Whose {
    /// An address they have.
    pub email: Option<Email>,
    /// Their id in their practice's system.
    pub key: Option<Key>,
    /// The id of the practice; needed where two practices use the same id for a person.
    pub practice: Option<String>,
}

/// A person's id in their practice's system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Whether of a client or of somebody on the staff.
    pub sort: Sort,
    /// The id.
    pub id: String,
}

impl Whose {
    /// The person at this address.
    #[must_use]
    pub fn at(email: Email) -> Self {
        Self { email: Some(email), ..Self::default() }
    }
}

/// A person by name, for whoever runs the desk: `Ana Rivera, client cl-1001 of lakeside`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Who.
    pub known: KnownPerson,
    /// The practice's id in its own system.
    pub practice_key: String,
}

/// Why it is not clear who is meant. What is said of people is in the values; the sentences name nobody.
#[derive(Debug, thiserror::Error)]
pub enum WhoseError {
    /// There is no such practice.
    #[error("no practice has the id {0}")]
    NoPractice(String),
    /// Nobody has the address.
    #[error("nobody has this email address")]
    NobodyAtAddress,
    /// Nobody has the id.
    #[error("nobody has this id")]
    NobodyOfKey,
    /// Nobody has the address on file now, but this person signs in with it.
    #[error("nobody has this email address on file, but somebody signs in with it; choose them by their id")]
    SignsIn(Box<Named>),
    /// Several people have it.
    #[error("several people are meant; choose one with --client, --staff or --practice")]
    Several(Vec<Named>),
    /// The address is not the chosen person's.
    #[error("this email address is not theirs")]
    NotTheirs(Box<Named>),
    /// Something below failed.
    #[error("the people could not be looked up")]
    Store(#[from] StoreError),
}

/// The one person who is meant.
pub(super) async fn chosen(access: &impl Access, whose: &Whose) -> Result<Named, WhoseError> {
    let found = match (&whose.key, &whose.email) {
        (Some(key), _) => people::keyed(access, key.sort, &key.id).await?,
        (None, Some(email)) => people::at(access, email).await?,
        (None, None) => return Err(WhoseError::NobodyAtAddress),
    };
    let mut named = named(access, whose, found).await?;
    match (named.len(), &whose.key, &whose.email) {
        (0, None, Some(email)) => Err(match signing_in(access, email).await? {
            Some(person) => WhoseError::SignsIn(Box::new(person)),
            None => WhoseError::NobodyAtAddress,
        }),
        (0, _, _) => Err(WhoseError::NobodyOfKey),
        (1, key, email) => {
            let person = named.remove(0);
            match email {
                Some(email) if key.is_some() && !has(access, &person, email).await? => {
                    Err(WhoseError::NotTheirs(Box::new(person)))
                }
                Some(_) | None => Ok(person),
            }
        }
        (_, _, _) => Err(WhoseError::Several(named)),
    }
}

/// The person who signs in with this address, whatever is on file.
pub(super) async fn signing_in(access: &impl Access, email: &Email) -> Result<Option<Named>, WhoseError> {
    let Some(open) = logins::open_by_email(access, email).await? else { return Ok(None) };
    let found = people::find(access, open.login.person).await?;
    Ok(named(access, &Whose::default(), found.into_iter().collect()).await?.pop())
}

/// Whether the address is on file for this person, or they sign in with it.
async fn has(access: &impl Access, person: &Named, email: &Email) -> Result<bool, WhoseError> {
    if person.known.email.as_ref().is_some_and(|it| it.key() == email.key()) {
        return Ok(true);
    }
    let login = logins::of_person(access, person.known.person).await?;
    Ok(login.is_some_and(|login| login.email.key() == email.key()))
}

/// Those of the practice asked for, with the id of their practice.
async fn named(
    access: &impl Access,
    whose: &Whose,
    found: Vec<KnownPerson>,
) -> Result<Vec<Named>, WhoseError> {
    let practices = practices::keys(access).await?;
    if let Some(key) = whose.practice.as_ref().filter(|key| !practices.contains_key(*key)) {
        return Err(WhoseError::NoPractice(key.clone()));
    }
    let key_of =
        |known: &KnownPerson| practices.iter().find(|(_, id)| **id == known.practice).map(|it| it.0.clone());
    let named = found.into_iter().filter_map(|known| Some(Named { practice_key: key_of(&known)?, known }));
    Ok(named.filter(|it| whose.practice.as_ref().is_none_or(|key| *key == it.practice_key)).collect())
}

impl Named {
    /// The words that choose this person on the command line.
    #[must_use]
    pub fn flag(&self) -> String {
        let key = &self.known.external_key;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let key =
            if key.chars().all(is_plain) { key.clone() } else { format!("'{}'", key.replace('\'', "'\\''")) };
        format!("--{} {key}", self.sort())
    }

    const fn sort(&self) -> &'static str {
        match self.known.person {
            Person::Client(_) => "client",
            Person::Staff(_) => "staff",
        }
    }

    /// The same without the name, for what is kept or sent on.
    #[must_use]
    pub fn by_key(&self) -> String {
        format!("{} {} of {}", self.sort(), self.known.external_key, self.practice_key)
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.known.name, self.by_key())
    }
}

/// What whoever asked is told of the people, a line each; they alone see it.
impl WhoseError {
    /// The lines, if there is something to tell.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        match self {
            Self::NoPractice(_) | Self::NobodyAtAddress | Self::NobodyOfKey | Self::Store(_) => Vec::new(),
            Self::SignsIn(person) => vec![format!("{person}, signs in with it: {}", person.flag())],
            Self::Several(people) => people.iter().map(|it| format!("{it}: {}", it.flag())).collect(),
            Self::NotTheirs(person) => vec![format!("{person}, does not have it.")],
        }
    }
}
