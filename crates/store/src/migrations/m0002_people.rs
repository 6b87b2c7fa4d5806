//! Clients, who sees them, their coverages, and the photos of their cards.

use sea_orm_migration::prelude::*;

use super::table::{flag, id, index, key, long, maybe, refers, text, word};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [
            clients(),
            client_providers(),
            coverages(),
            eligibilities(),
            email_changes(),
            card_photos(),
            photo_deletions(),
        ] {
            manager.create_table(table.take()).await?;
        }
        for (table, name) in [("clients", "clients_key"), ("coverages", "coverages_key")] {
            let key = index(table, name, ["practice_id", "external_key"]).unique().take();
            manager.create_index(key).await?;
        }
        for index in [
            index("clients", "clients_by_id", ["id"]),
            index("clients", "clients_by_email", ["email_key"]),
            index("clients", "clients_by_customer", ["processor_customer"])
                .and_where(Expr::col("processor_customer").is_not_null())
                .take(),
            index("coverages", "coverages_by_id", ["id"]),
            // Whoever follows a link shows its token and nothing else, as with a session.
            index("email_changes", "email_changes_by_token", ["token_hash"]),
            index("client_providers", "client_providers_by_provider", ["provider_id"]),
            index("card_photos", "card_photos_by_key", ["key_id", "id"]),
            index("photo_deletions", "photo_deletions_due", ["due_at"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn clients() -> TableCreateStatement {
    Table::create()
        .table("clients")
        .col(id("practice_id"))
        .col(id("id"))
        .col(text("external_key"))
        .col(maybe(text("legal_first")))
        .col(maybe(text("legal_last")))
        .col(maybe(text("chosen_first")))
        .col(maybe(text("pronouns")))
        .col(text("date_of_birth"))
        .col(maybe(word("sex", ["female", "male", "x"])))
        .col(maybe(text("email")))
        .col(maybe(text("email_key")))
        .col(maybe(text("refused_email")))
        .col(maybe(text("language")))
        .col(maybe(text("phone")))
        .col(maybe(text("address")))
        .col(text("exported"))
        .col(maybe(text("processor_customer")))
        .col(maybe(id("arrival_id")))
        .col(maybe(long("gone_at")))
        .check(Expr::col("legal_first").is_not_null().or(Expr::col("legal_last").is_not_null()))
        .primary_key(&mut key(["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id"], "practices", ["id"]))
        .take()
}

/// Links that confirm addresses, and what became of each.
fn email_changes() -> TableCreateStatement {
    Table::create()
        .table("email_changes")
        .col(id("client_id"))
        .col(id("id"))
        .col(id("practice_id"))
        .col(maybe(text("from_email")))
        .col(text("to_email"))
        .col(long("asked_at"))
        .col(ColumnDef::new("token_hash").binary())
        .col(maybe(long("until")))
        .col(flag("is_refused"))
        .col(word("state", ["waiting", "confirmed", "withdrawn", "replaced"]))
        .primary_key(&mut key(["client_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .take()
}

fn client_providers() -> TableCreateStatement {
    Table::create()
        .table("client_providers")
        .col(id("client_id"))
        .col(id("provider_id"))
        .col(id("practice_id"))
        .primary_key(&mut key(["client_id", "provider_id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "provider_id"], "staff", ["practice_id", "id"]))
        .take()
}

fn coverages() -> TableCreateStatement {
    Table::create()
        .table("coverages")
        .col(id("client_id"))
        .col(id("id"))
        .col(id("practice_id"))
        .col(id("payer_id"))
        .col(maybe(text("external_key")))
        .col(long("version"))
        .col(text("plan"))
        .col(text("member_id"))
        .col(maybe(text("group_number")))
        .col(word("relationship", ["self", "spouse", "child", "other"]))
        .col(maybe(text("subscriber_first")))
        .col(maybe(text("subscriber_last")))
        .col(maybe(text("subscriber_born")))
        .col(word("position", ["primary", "secondary"]))
        .col(text("from_day"))
        .col(maybe(text("to_day")))
        .col(maybe(text("exported")))
        .check(
            Expr::col("relationship")
                .eq("self")
                .or(Expr::col("subscriber_first").is_not_null())
                .or(Expr::col("subscriber_last").is_not_null()),
        )
        .primary_key(&mut key(["client_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "payer_id"], "payers", ["practice_id", "id"]))
        .take()
}

fn eligibilities() -> TableCreateStatement {
    Table::create()
        .table("eligibilities")
        .col(id("client_id"))
        .col(id("id"))
        .col(id("practice_id"))
        .col(id("payer_id"))
        .col(text("member_id"))
        .col(text("subscriber"))
        .col(text("asked_on"))
        .col(text("about"))
        .col(text("answer"))
        .col(maybe(text("check_id")))
        .primary_key(&mut key(["client_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "payer_id"], "payers", ["practice_id", "id"]))
        .take()
}

fn card_photos() -> TableCreateStatement {
    Table::create()
        .table("card_photos")
        .col(id("client_id"))
        .col(id("coverage_id"))
        .col(word("side", ["front", "back"]))
        .col(id("id"))
        .col(id("practice_id"))
        .col(text("key_id"))
        .col(long("sent_at"))
        .primary_key(&mut key(["client_id", "coverage_id", "side"]))
        .foreign_key(&mut refers(["client_id", "coverage_id"], "coverages", ["client_id", "id"]))
        .take()
}

/// Belongs to nobody: what lies in the object store is known by the photo's id alone.
fn photo_deletions() -> TableCreateStatement {
    Table::create()
        .table("photo_deletions")
        .col(id("photo_id"))
        .col(long("due_at"))
        .primary_key(&mut key(["photo_id"]))
        .take()
}
