//! A client's plan with a payer.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "coverages")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub practice_id: Uuid,
    pub payer_id: Uuid,
    pub external_key: Option<String>,
    pub version: i64,
    pub plan: String,
    pub member_id: String,
    pub group_number: Option<String>,
    pub relationship: String,
    pub subscriber_first: Option<String>,
    pub subscriber_last: Option<String>,
    pub subscriber_born: Option<String>,
    pub position: String,
    pub from_day: String,
    pub to_day: Option<String>,
    pub exported: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
