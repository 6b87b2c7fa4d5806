//! What a machine can hold of `docs/architecture.md` and `docs/style.md`. Each rule is tried on a bad sample too, so that
//! it is known to be able to fail.

mod arrivals;
mod changing;
mod files;
mod length;
mod logged;
mod machines;
mod metadata;
mod purity;
mod references;
mod unfinished;
mod unused;
mod walls;
