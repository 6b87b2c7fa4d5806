//! A practice.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "practices")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub external_key: String,
    pub name: String,
    pub zone: String,
    pub support_phone: String,
    pub support_email: String,
    pub support_hours: String,
    pub address: Option<String>,
    pub npi: Option<String>,
    pub tax_id: Option<String>,
    pub history_from: String,
    pub arrival_id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
