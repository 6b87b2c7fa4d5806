//! The eligibility service's side of the wire, for the demo and for tests. It answers for every payer, and can be told to misbehave.
//!
//! # What it serves
//! `POST /2024-04-01/change/medicalnetwork/eligibility/v3` of Stedi's interface, for any key in `Authorization`: the real-time eligibility
//! check in its JSON form of X12 270/271. It reads requests with code of its own and refuses what the reference does not name, so that
//! a client's misspelling is found. An NPI whose check digit is wrong is refused, and so is a payer whose id begins with `UNKNOWN`.
//!
//! # Whom it knows
//! Everybody, by the member ID: what it begins with says how the payer answers ([`Standing`]'s table), and any other is active. A test may
//! name a member beforehand, with the date of birth that the payer has; another one is then refused.
//!
//! # What a test can do to it
//! Under `/_simulator`, or by the methods of [`Simulator`]:
//!
//! | request | does |
//! |---|---|
//! | `GET /inquiries` | lists what was [`Asked`], the oldest first |
//! | `POST /members/ID {"standing"?, "date_of_birth"?}` | [`Simulator::set_member`]: what the payer knows of a [`Member`] |
//! | `POST`, `GET`, `DELETE /faults` | adds a [`FaultRule`], lists, clears |

mod admin;
mod answer;
mod config;
mod faults;
mod gate;
mod inquiry;
mod member;
mod simulator;
mod world;

pub use config::{Clock, Config};
pub use faults::{Fault, FaultRule};
pub use inquiry::Asked;
pub use member::{Member, Standing};
pub use simulator::Simulator;
