//! A client.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clients")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub practice_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub external_key: String,
    pub legal_first: Option<String>,
    pub legal_last: Option<String>,
    pub chosen_first: Option<String>,
    pub pronouns: Option<String>,
    pub date_of_birth: String,
    pub sex: Option<String>,
    pub email: Option<String>,
    pub email_key: Option<String>,
    pub refused_email: Option<String>,
    pub language: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub exported: String,
    pub processor_customer: Option<String>,
    pub arrival_id: Option<Uuid>,
    pub gone_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
