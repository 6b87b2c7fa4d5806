//! One mail to be sent, or sent.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub practice_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub client_id: Option<Uuid>,
    pub staff_id: Option<Uuid>,
    pub address: Option<String>,
    pub subject: String,
    pub subject_id: Uuid,
    pub kind: String,
    pub facts: String,
    pub once_key: Option<String>,
    pub state: String,
    pub created_at: i64,
    pub due_at: Option<i64>,
    pub attempts: i32,
    pub claimed_by: Option<String>,
    pub claimed_until: Option<i64>,
    pub promise: Option<String>,
    pub sent_to: Option<String>,
    pub return_token: Option<String>,
    pub waiting_since: Option<i64>,
    pub waits_for_us: bool,
    pub ended_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
