//! Money taken by card that is no charge's own payment.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "extra_payments")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub intent_id: String,
    pub practice_id: Uuid,
    pub may_be_anothers: bool,
    pub charge_id: Option<Uuid>,
    pub amount_cents: i64,
    pub kept_cents: i64,
    pub currency: String,
    pub taken_at: i64,
    pub taken_on: String,
    pub facts: String,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
