//! What an import on its way is about to write over a charge.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "charge_amendments")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub arrival_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub read_version: i64,
    pub provider_id: Uuid,
    pub session_day: String,
    pub session_start: String,
    pub cpt_code: String,
    pub description: String,
    pub kind: String,
    pub state: String,
    pub facts: String,
    pub amount_cents: Option<i64>,
    pub taken_cents: i64,
    pub elsewhere_cents: i64,
    pub currency: String,
    pub day: Option<String>,
    pub due_at: Option<i64>,
    pub second_of: Option<String>,
    pub import_digest: String,
    pub exported: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
