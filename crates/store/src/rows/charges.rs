//! A charge: its facts as JSON, and beside them what queries ask for.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "charges")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub practice_id: Uuid,
    pub provider_id: Uuid,
    pub session_day: String,
    pub session_start: String,
    pub cpt_code: String,
    pub description: String,
    pub kind: String,
    pub version: i64,
    pub state: String,
    pub facts: String,
    pub amount_cents: Option<i64>,
    pub taken_cents: i64,
    pub elsewhere_cents: i64,
    pub extra_cents: i64,
    pub currency: String,
    pub day: Option<String>,
    pub due_at: Option<i64>,
    pub claimed_by: Option<String>,
    pub claimed_until: Option<i64>,
    pub intent_id: Option<String>,
    pub external_key: String,
    pub second_of: Option<String>,
    pub import_digest: String,
    pub exported: String,
    pub arrival_id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
