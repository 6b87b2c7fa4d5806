//! How many of something one address, or one client, may have at once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use super::client_address::ClientAddress;

/// What each of them has.
#[derive(Debug)]
pub struct Shares<W: Eq + Hash = ClientAddress> {
    each: usize,
    taken: Mutex<HashMap<W, usize>>,
}

/// One of them, given back when dropped.
#[derive(Debug)]
pub struct Share<W: Copy + Eq + Hash = ClientAddress> {
    of: Arc<Shares<W>>,
    whose: W,
}

impl<W: Copy + Eq + Hash> Shares<W> {
    /// So many for `each`.
    #[must_use]
    pub fn new(each: usize) -> Arc<Self> {
        Arc::new(Self { each, taken: Mutex::default() })
    }

    /// One more for `whose`, unless they have as many as they may.
    #[must_use]
    pub fn take(self: &Arc<Self>, whose: W) -> Option<Share<W>> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(whose).or_default();
        if *count >= self.each {
            return None;
        }
        *count += 1;
        Some(Share { of: Arc::clone(self), whose })
    }
}

impl<W: Copy + Eq + Hash> Drop for Share<W> {
    fn drop(&mut self) {
        let mut taken = self.of.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut count) = taken.entry(self.whose) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> ClientAddress {
        ClientAddress::of_peer(text.parse().expect("an address"))
    }

    #[test]
    fn an_address_has_so_many_and_gets_them_back() {
        let shares = Shares::new(2);
        let first = shares.take(address("203.0.113.7"));
        let second = shares.take(address("::ffff:203.0.113.7"));
        assert!(first.is_some() && second.is_some());
        assert!(shares.take(address("203.0.113.7")).is_none());
        assert!(shares.take(address("203.0.113.8")).is_some());
        drop(first);
        assert!(shares.take(address("203.0.113.7")).is_some());
        drop(second);
        assert!(shares.taken.lock().expect("not poisoned").is_empty(), "who left is forgotten");
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        let shares = Shares::new(1);
        let _first = shares.take(address("2001:db8:1:2::1"));
        assert!(shares.take(address("2001:db8:1:2:3:4:5:6")).is_none());
        assert!(shares.take(address("2001:db8:1:3::1")).is_some());
    }
}
