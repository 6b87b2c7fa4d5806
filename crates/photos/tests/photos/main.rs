//! Pictures as people and attackers send them, and where they are kept.

mod made;
mod metadata;
mod pictures;
mod places;
mod refused;
