//! People's sign-ins, as whoever runs the desk sets them up and takes them away.

mod password;
mod revoke;
mod whose;

pub use password::{LetIn, SetPasswordError, set_password};
pub use revoke::{RevokeError, Revoked, revoke};
pub use whose::{Key, Named, Whose, WhoseError};
