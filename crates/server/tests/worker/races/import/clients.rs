//! The clients of a night.

use server::mail::mailbox::Mail;
use server::service::sessions::ClientAccess;
use test_support::Bench;

use super::night::{CHARGES, Night};

/// Everybody, signed in.
pub async fn signed_in(night: &Night) -> Vec<ClientAccess> {
    let mut all = Vec::with_capacity(CHARGES);
    for (n, ..) in night.numbered() {
        all.push(night.bench.signed_in(n).await);
    }
    all
}

/// The mails to client `n`, the oldest first.
pub fn mails_to(bench: &Bench, n: u128) -> Vec<Mail> {
    let address = format!("client{n}@mail.example");
    bench.mails().into_iter().filter(|mail| mail.to.contains(&address)).collect()
}
