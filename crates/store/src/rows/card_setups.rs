//! One setting up of a card on the processor's page.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "card_setups")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub practice_id: Uuid,
    pub login_id: Uuid,
    pub consent_of: String,
    pub consent_words: String,
    pub make_default: bool,
    pub begun_at: i64,
    pub state: String,
    pub session_id: Option<String>,
    pub customer_id: Option<String>,
    pub method_id: Option<Uuid>,
    pub due_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
