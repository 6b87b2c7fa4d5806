//! One attempt at taking a charge.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attempts")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub charge_id: Uuid,
    pub number: i32,
    pub method_id: Uuid,
    pub intent_id: Option<String>,
    pub confirm_key: String,
    pub state: String,
    pub begun_at: i64,
    pub ended_at: Option<i64>,
    pub outcome: Option<String>,
    pub processor_attempt: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
