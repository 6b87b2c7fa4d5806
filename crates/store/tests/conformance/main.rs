//! What the store promises, asked of both databases.

mod charges;
mod sample;
