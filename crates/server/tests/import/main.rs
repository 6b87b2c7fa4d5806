//! What `almoner import` takes, what it refuses, and what it leaves alone.

mod again;
mod asked;
mod blemished;
mod brought_up_to_date;
mod chosen;
mod copies;
mod corrected;
mod crowd;
mod days;
mod decided;
mod demo;
mod given;
mod gone;
mod header;
mod ids;
mod late;
mod names;
mod odd;
mod people;
mod phones;
mod rows;
mod sessions;
mod set_aside;
mod sign_ins;
mod states;
mod world;
