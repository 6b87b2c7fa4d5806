//! Pictures as people and attackers send them, and where they are kept.

mod made;
mod pictures;
mod places;
mod refused;
