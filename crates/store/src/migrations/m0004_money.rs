//! What charges are taken with: payment methods and how they are set up, attempts, the processor's events, how far its books were gone
//! through, and what was found there that no charge of ours accounts for.

use sea_orm_migration::prelude::*;

use super::table::{flag, id, index, int, key, long, maybe, refers, text, word};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            payment_methods(),
            card_setups(),
            attempts(),
            webhook_events(),
            sweeps(),
            unapplied_payments(),
            extra_payments(),
            refund_requests(),
            withdrawals(),
        ];
        for mut table in tables {
            manager.create_table(table.take()).await?;
        }
        for index in [
            index("payment_methods", "payment_methods_key", ["client_id", "processor_method"])
                .unique()
                .take(),
            index("payment_methods", "payment_methods_default", ["client_id"])
                .unique()
                .and_where(Expr::col("is_default"))
                .take(),
            index("payment_methods", "payment_methods_by_id", ["id"]),
            index("payment_methods", "payment_methods_by_customer", ["processor_customer"]),
            index("payment_methods", "payment_methods_by_method", ["processor_method"]),
            index("payment_methods", "payment_methods_by_practice", ["practice_id"]),
            index("payment_methods", "payment_methods_to_detach", ["detach_due_at"])
                .and_where(Expr::col("detach_due_at").is_not_null())
                .take(),
            // The processor's messages name a page and nothing else.
            index("card_setups", "card_setups_by_session", ["session_id"]),
            index("card_setups", "card_setups_due", ["due_at"])
                .and_where(Expr::col("due_at").is_not_null())
                .take(),
            index("attempts", "attempts_number", ["client_id", "charge_id", "number"]).unique().take(),
            index("attempts", "attempts_by_id", ["id"]),
            index("webhook_events", "webhook_events_by_age", ["seen_at"]),
            index("extra_payments", "extra_payments_by_intent", ["intent_id"]),
            index("extra_payments", "extra_payments_by_charge", ["client_id", "charge_id"]),
            index("refund_requests", "refund_requests_by_charge", ["client_id", "charge_id"]),
            index("refund_requests", "refund_requests_due", ["due_at"])
                .and_where(Expr::col("due_at").is_not_null())
                .take(),
            index("withdrawals", "withdrawals_by_charge", ["charge_id"]),
            index("withdrawals", "withdrawals_due", ["due_at"]),
            index("unapplied_payments", "unapplied_payments_by_charge", ["charge_id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn payment_methods() -> TableCreateStatement {
    Table::create()
        .table("payment_methods")
        .col(id("client_id"))
        .col(id("id"))
        .col(id("practice_id"))
        .col(text("processor_method"))
        .col(text("processor_customer"))
        .col(text("brand"))
        .col(text("last4"))
        .col(int("exp_month"))
        .col(int("exp_year"))
        .col(flag("is_default"))
        .col(maybe(text("exported")))
        .col(maybe(long("detached_at")))
        .col(maybe(long("detach_due_at")))
        .col(maybe(word("funding", ["credit", "debit", "prepaid"])))
        .col(flag("is_hsa_fsa"))
        .col(maybe(long("renewed_at")))
        .primary_key(&mut key(["client_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .take()
}

/// A row in which `due_at` is set may still come to something.
fn card_setups() -> TableCreateStatement {
    Table::create()
        .table("card_setups")
        .col(id("client_id"))
        .col(id("id"))
        .col(id("practice_id"))
        .col(id("login_id"))
        .col(text("consent_of"))
        .col(text("consent_words"))
        .col(flag("make_default"))
        .col(long("begun_at"))
        .col(word("state", ["begun", "open", "done", "over"]))
        .col(maybe(text("session_id")))
        .col(maybe(text("customer_id")))
        .col(maybe(id("method_id")))
        .col(maybe(long("due_at")))
        .primary_key(&mut key(["client_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .take()
}

fn attempts() -> TableCreateStatement {
    let states = ["begun", "sent", "succeeded", "declined", "settled"];
    Table::create()
        .table("attempts")
        .col(id("client_id"))
        .col(id("id"))
        .col(id("charge_id"))
        .col(int("number"))
        .col(id("method_id"))
        .col(maybe(text("intent_id")))
        .col(text("confirm_key"))
        .col(word("state", states))
        .col(long("begun_at"))
        .col(maybe(long("ended_at")))
        .col(maybe(text("outcome")))
        .col(maybe(text("processor_attempt")))
        .primary_key(&mut key(["client_id", "id"]))
        .foreign_key(&mut refers(["client_id", "charge_id"], "charges", ["client_id", "id"]))
        .take()
}

/// The processor's, not a client's: its own ids are the key.
fn webhook_events() -> TableCreateStatement {
    Table::create()
        .table("webhook_events")
        .col(text("id"))
        .col(long("seen_at"))
        .primary_key(&mut key(["id"]))
        .take()
}

/// One row for each list of the processor's.
fn sweeps() -> TableCreateStatement {
    Table::create()
        .table("sweeps")
        .col(text("list"))
        .col(long("swept_until"))
        .primary_key(&mut key(["list"]))
        .take()
}

/// The charge is one that is not there, so nothing is referred to.
fn extra_payments() -> TableCreateStatement {
    Table::create()
        .table("extra_payments")
        .col(id("client_id"))
        .col(text("intent_id"))
        .col(id("practice_id"))
        .col(flag("may_be_anothers"))
        .col(maybe(id("charge_id")))
        .col(long("amount_cents").check(Expr::col("amount_cents").gt(0)).take())
        .col(long("kept_cents"))
        .col(text("currency"))
        .col(long("taken_at"))
        .col(text("taken_on"))
        .col(text("facts"))
        .col(long("version"))
        .primary_key(&mut key(["client_id", "intent_id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .foreign_key(&mut refers(["client_id", "charge_id"], "charges", ["client_id", "id"]))
        .take()
}

/// A row with a `due_at` may not have reached the processor.
fn refund_requests() -> TableCreateStatement {
    Table::create()
        .table("refund_requests")
        .col(id("client_id"))
        .col(id("id"))
        .col(id("practice_id"))
        .col(id("charge_id"))
        .col(text("intent_id"))
        .col(long("amount_cents").check(Expr::col("amount_cents").gt(0)).take())
        .col(text("currency"))
        .col(text("reason"))
        .col(text("asked_by"))
        .col(long("asked_at"))
        .col(word("state", ["sent", "pending", "done", "thrown_back", "declined"]))
        .col(maybe(text("refund_id")))
        .col(maybe(long("due_at")))
        .check(Expr::col("state").eq("sent").eq(Expr::col("due_at").is_not_null()))
        .primary_key(&mut key(["client_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .foreign_key(&mut refers(["client_id", "charge_id"], "charges", ["client_id", "id"]))
        .take()
}

fn unapplied_payments() -> TableCreateStatement {
    Table::create()
        .table("unapplied_payments")
        .col(text("intent_id"))
        .col(id("charge_id"))
        .col(long("amount_cents"))
        .col(text("currency"))
        .primary_key(&mut key(["intent_id"]))
        .take()
}

/// What was said of charges that the processor may still take.
fn withdrawals() -> TableCreateStatement {
    Table::create()
        .table("withdrawals")
        .col(id("client_id"))
        .col(id("charge_id"))
        .col(long("said_at"))
        .col(text("said_by"))
        .col(text("facts"))
        .col(long("due_at"))
        .primary_key(&mut key(["client_id", "charge_id"]))
        .foreign_key(&mut refers(["client_id", "charge_id"], "charges", ["client_id", "id"]))
        .take()
}
