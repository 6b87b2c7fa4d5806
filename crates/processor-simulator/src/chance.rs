//! Chance that can be repeated: the generator SplitMix64 over a seed.

/// A stream of numbers that follows from its seed.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to and including `most`.
    pub(crate) const fn up_to(&mut self, most: u64) -> u64 {
        match most.checked_add(1) {
            Some(bound) => self.next() % bound,
            None => self.next(),
        }
    }

    /// True about `per_mille` times in a thousand.
    pub(crate) const fn happens(&mut self, per_mille: u32) -> bool {
        self.up_to(999) < per_mille as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_brings_the_same_chance() {
        let (mut one, mut other) = (Chance::new(7), Chance::new(7));
        assert!((0..100).all(|_| one.next() == other.next()));
    }

    #[test]
    fn what_happens_in_a_hundred_of_a_thousand_happens_about_as_often() {
        let mut chance = Chance::new(1);
        let hits = (0..10_000).filter(|_| chance.happens(100)).count();
        assert!((900..1_100).contains(&hits), "{hits}");
        assert!((0..1_000).all(|_| !chance.happens(0)));
        assert!((0..1_000).all(|_| chance.happens(1_000)));
    }
}
