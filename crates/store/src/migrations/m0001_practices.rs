//! Practices with what they set: policies, staff, payers.

use sea_orm_migration::prelude::*;

use super::table::{flag, id, index, int, key, long, maybe, refers, text, word};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [arrivals(), imports(), practices(), policies(), staff(), payers()] {
            manager.create_table(table.take()).await?;
        }
        // Practices are no client data: their key is unique in the whole database.
        manager.create_index(index("practices", "practices_key", ["external_key"]).unique().take()).await?;
        for (table, name) in [("staff", "staff_key"), ("payers", "payers_key")] {
            let key = index(table, name, ["practice_id", "external_key"]).unique().take();
            manager.create_index(key).await?;
        }
        manager.create_index(index("staff", "staff_by_id", ["id"])).await?;
        manager.create_index(index("payers", "payers_by_id", ["id"])).await?;
        manager.create_index(index("staff", "staff_by_email", ["email_key"])).await
    }
}

/// Imports on their way in. Rows marked with one that is here are seen by nobody.
fn arrivals() -> TableCreateStatement {
    Table::create()
        .table("arrivals")
        .col(id("id"))
        .col(long("begun_at"))
        .col(flag("ended"))
        .primary_key(&mut key(["id"]))
        .take()
}

/// One row, which counts imports.
fn imports() -> TableCreateStatement {
    Table::create()
        .table("imports")
        .col(int("id"))
        .col(long("completed"))
        .primary_key(&mut key(["id"]))
        .take()
}

fn practices() -> TableCreateStatement {
    Table::create()
        .table("practices")
        .col(id("id"))
        .col(text("external_key"))
        .col(text("name"))
        .col(text("zone"))
        .col(text("support_phone"))
        .col(text("support_email"))
        .col(text("support_hours"))
        .col(maybe(text("address")))
        .col(maybe(text("npi")))
        .col(maybe(text("tax_id")))
        .col(text("history_from"))
        .col(maybe(id("arrival_id")))
        .primary_key(&mut key(["id"]))
        .take()
}

fn policies() -> TableCreateStatement {
    Table::create()
        .table("policies")
        .col(id("practice_id"))
        .col(text("from_day"))
        .col(int("notice_hours"))
        .col(int("notice_lead_hours"))
        .col(int("act_days"))
        .col(int("defer_days"))
        .col(text("charge_time"))
        .primary_key(&mut key(["practice_id", "from_day"]))
        .foreign_key(&mut refers(["practice_id"], "practices", ["id"]))
        .take()
}

fn staff() -> TableCreateStatement {
    let roles = ["provider", "client_support", "client_billing_support", "administrator"];
    Table::create()
        .table("staff")
        .col(id("practice_id"))
        .col(id("id"))
        .col(text("external_key"))
        .col(text("name"))
        .col(word("role", roles))
        .col(text("email"))
        .col(text("email_key"))
        .col(maybe(text("language")))
        .col(maybe(text("npi")))
        .col(maybe(text("credential")))
        .col(maybe(id("arrival_id")))
        .col(maybe(long("gone_at")))
        .primary_key(&mut key(["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id"], "practices", ["id"]))
        .take()
}

fn payers() -> TableCreateStatement {
    let programs = ["commercial", "medicaid", "medicare", "dual", "eap", "self-pay"];
    Table::create()
        .table("payers")
        .col(id("practice_id"))
        .col(id("id"))
        .col(text("external_key"))
        .col(text("name"))
        .col(word("program", programs))
        .col(flag("card_required"))
        .col(flag("attendance_fees_allowed"))
        .col(maybe(text("eligibility_id")))
        .col(maybe(id("arrival_id")))
        .primary_key(&mut key(["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id"], "practices", ["id"]))
        .take()
}
