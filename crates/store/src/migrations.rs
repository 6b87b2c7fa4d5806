//! The steps that bring a database from nothing to what this program expects. A step that has been released never changes;
//! what has to be different is a new step. There is no way back: a step is undone by a later one.

mod m0001_practices;
mod m0002_people;
mod m0003_charges;
mod m0004_money;
mod m0005_sign_in;
mod m0006_work;
mod table;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

pub(crate) struct Migrations;

impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_practices::Migration),
            Box::new(m0002_people::Migration),
            Box::new(m0003_charges::Migration),
            Box::new(m0004_money::Migration),
            Box::new(m0005_sign_in::Migration),
            Box::new(m0006_work::Migration),
        ]
    }
}
