//! A person on the staff.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub practice_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub external_key: String,
    pub name: String,
    pub role: String,
    pub email: String,
    pub email_key: String,
    pub language: Option<String>,
    pub npi: Option<String>,
    pub credential: Option<String>,
    pub arrival_id: Option<Uuid>,
    pub gone_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
