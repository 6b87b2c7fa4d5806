//! The people on a practice's staff.

use crate::contact::Email;
use crate::language::Language;
use crate::npi::Npi;
use crate::role::Role;
use crate::{PracticeId, StaffId};

/// A person on the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    /// Their id.
    pub id: StaffId,
    /// Their practice.
    pub practice: PracticeId,
    /// Their key in the practice's system; unique in the practice.
    pub external_key: String,
    /// What clients know them by, such as `Dr. Maya Okafor`.
    pub name: String,
    /// What they do; never [`Role::Client`].
    pub role: Role,
    /// Where mail reaches them.
    pub email: Email,
    /// What they are written to in, if they or the practice said so.
    pub language: Option<Language>,
    /// The number under which insurers know them; none where nobody said it.
    pub npi: Option<Npi>,
    /// Their license or degree, such as `LCSW`; none where nobody said it.
    pub credential: Option<String>,
}
