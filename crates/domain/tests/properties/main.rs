//! What holds for every input, not only for the examples beside the rules.

#![cfg(not(target_arch = "wasm32"))]

mod charges;
mod entries;
mod moves;
mod oracle;
mod promises;
mod second_opinion;
mod sums;
mod zones;
