//! Charges, and what an import is about to write over them.

use sea_orm_migration::prelude::*;

use super::table::{id, index, int, key, long, maybe, refers, text, word};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(charges()).await?;
        manager.create_table(charge_amendments()).await?;
        manager.create_table(session_codes()).await?;
        for index in [
            index("charges", "charges_key", ["practice_id", "external_key"]).unique().take(),
            index("charges", "charges_by_id", ["id"]),
            index("charges", "charges_by_session", ["client_id", "session_day", "session_start", "id"]),
            index("charges", "charges_by_state", ["client_id", "state"]),
            // Most charges are settled: they have no place in what workers look through.
            index("charges", "charges_due", ["due_at", "arrival_id"])
                .and_where(Expr::col("due_at").is_not_null())
                .take(),
            // Those under way are few, and found when their claims are renewed.
            index("charges", "charges_claimed", ["claimed_by"])
                .and_where(Expr::col("claimed_by").is_not_null())
                .take(),
            index("charges", "charges_by_intent", ["intent_id"])
                .and_where(Expr::col("intent_id").is_not_null())
                .take(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn charges() -> TableCreateStatement {
    let kinds = ["insurance", "self_pay", "no_show_fee", "late_cancellation_fee"];
    let states = [
        "awaiting_insurer",
        "nothing_due",
        "scheduled",
        "upcoming",
        "processing",
        "paid",
        "failed",
        "on_hold",
        "waived",
        "partially_refunded",
        "refunded",
        "settled_elsewhere",
        "disputed",
        "charged_back",
    ];
    Table::create()
        .table("charges")
        .col(id("client_id"))
        .col(id("id"))
        .col(id("practice_id"))
        .col(id("provider_id"))
        .col(text("session_day"))
        .col(text("session_start"))
        .col(text("cpt_code"))
        .col(text("description"))
        .col(word("kind", kinds))
        .col(long("version").check(Expr::col("version").gt(0)).take())
        .col(word("state", states))
        .col(text("facts"))
        .col(maybe(long("amount_cents")).check(Expr::col("amount_cents").gte(0)).take())
        // Below zero where a bank took back what had been given back already.
        .col(long("taken_cents"))
        .col(long("elsewhere_cents"))
        .col(long("extra_cents"))
        .col(text("currency"))
        .col(maybe(text("day")))
        .col(maybe(long("due_at")))
        .col(maybe(text("claimed_by")))
        .col(maybe(long("claimed_until")))
        .col(maybe(text("intent_id")))
        .col(text("external_key"))
        .col(maybe(text("second_of")))
        .col(text("import_digest"))
        .col(text("exported"))
        .col(maybe(id("arrival_id")))
        .primary_key(&mut key(["client_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "provider_id"], "staff", ["practice_id", "id"]))
        .take()
}

/// What is said of sessions for insurers alone. It goes with its charge, also where an import takes that away again.
fn session_codes() -> TableCreateStatement {
    Table::create()
        .table("session_codes")
        .col(id("client_id"))
        .col(id("charge_id"))
        .col(maybe(text("diagnosis_codes")))
        .col(maybe(text("place_of_service")))
        .col(maybe(text("modifiers")))
        .col(maybe(int("units")).check(Expr::col("units").gt(0)).take())
        .primary_key(&mut key(["client_id", "charge_id"]))
        .foreign_key(
            refers(["client_id", "charge_id"], "charges", ["client_id", "id"])
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

/// Rows are written over charges as they are, and checked there.
fn charge_amendments() -> TableCreateStatement {
    Table::create()
        .table("charge_amendments")
        .col(id("arrival_id"))
        .col(id("client_id"))
        .col(id("id"))
        .col(long("read_version"))
        .col(id("provider_id"))
        .col(text("session_day"))
        .col(text("session_start"))
        .col(text("cpt_code"))
        .col(text("description"))
        .col(text("kind"))
        .col(text("state"))
        .col(text("facts"))
        .col(maybe(long("amount_cents")))
        .col(long("taken_cents"))
        .col(long("elsewhere_cents"))
        .col(text("currency"))
        .col(maybe(text("day")))
        .col(maybe(long("due_at")))
        .col(maybe(text("second_of")))
        .col(text("import_digest"))
        .col(text("exported"))
        .primary_key(&mut key(["arrival_id", "client_id", "id"]))
        .take()
}
