//! The audit record, mails to be sent, what support has to do, and a sign that all this can be written.

use domain::subject::Subject;
use sea_orm_migration::prelude::*;

use super::table::{flag, id, index, int, key, long, maybe, refers, text, word};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [audit(), outbox(), tasks(), heartbeats()] {
            manager.create_table(table.take()).await?;
        }
        for index in [
            index("audit", "audit_by_client", ["client_id", "id"]),
            index("audit", "audit_by_subject", ["subject_id", "id"]),
            index("outbox", "outbox_due", ["due_at"]).and_where(Expr::col("due_at").is_not_null()).take(),
            index("outbox", "outbox_claimed", ["claimed_by"])
                .and_where(Expr::col("claimed_by").is_not_null())
                .take(),
            index("outbox", "outbox_by_id", ["id"]),
            index("outbox", "outbox_by_client", ["client_id", "id"]),
            index("outbox", "outbox_by_subject", ["subject_id"]),
            index("outbox", "outbox_once", ["practice_id", "once_key"])
                .unique()
                .and_where(Expr::col("once_key").is_not_null().and(Expr::col("due_at").is_not_null()))
                .take(),
            index("outbox", "outbox_by_return_token", ["return_token"])
                .unique()
                .and_where(Expr::col("return_token").is_not_null())
                .take(),
            index("outbox", "outbox_waiting", ["practice_id", "waiting_since"])
                .and_where(Expr::col("waiting_since").is_not_null())
                .take(),
            index("tasks", "tasks_once", ["practice_id", "subject_id", "subject", "topic"])
                .unique()
                .and_where(Expr::col("state").eq("open"))
                .take(),
            index("tasks", "tasks_by_subject", ["practice_id", "subject_id", "topic", "id"]),
            index("tasks", "tasks_by_client", ["client_id", "state"]),
            index("tasks", "tasks_by_id", ["id"]),
            index("tasks", "tasks_by_team", ["practice_id", "team", "state"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn audit() -> TableCreateStatement {
    Table::create()
        .table("audit")
        .col(id("practice_id"))
        .col(id("id"))
        .col(maybe(id("client_id")))
        .col(word("subject", Subject::NAMES))
        .col(id("subject_id"))
        .col(long("at"))
        .col(text("actor"))
        .col(text("action"))
        .col(text("facts"))
        .col(maybe(id("arrival_id")))
        .primary_key(&mut key(["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id"], "practices", ["id"]))
        .take()
}

/// One row, which is written to see whether writing works.
fn heartbeats() -> TableCreateStatement {
    Table::create().table("heartbeats").col(int("id")).col(long("beats")).primary_key(&mut key(["id"])).take()
}

/// A row with a `due_at` is still to be sent, one without is done with. It goes to the one of client, staff and address that is there.
fn outbox() -> TableCreateStatement {
    let state = Expr::col("state").is_in(["waiting", "sending"]);
    Table::create()
        .table("outbox")
        .col(id("practice_id"))
        .col(id("id"))
        .col(maybe(id("client_id")))
        .col(maybe(id("staff_id")))
        .col(maybe(text("address")))
        .col(word("subject", Subject::NAMES))
        .col(id("subject_id"))
        .col(text("kind"))
        .col(text("facts"))
        .col(maybe(text("once_key")))
        .col(word("state", ["waiting", "sending", "sent", "dropped", "refused"]))
        .col(long("created_at"))
        .col(maybe(long("due_at")))
        .col(int("attempts"))
        .col(maybe(text("claimed_by")))
        .col(maybe(long("claimed_until")))
        .col(maybe(text("promise")))
        .col(maybe(text("sent_to")))
        .col(maybe(text("return_token")))
        .col(maybe(long("waiting_since")))
        .col(flag("waits_for_us"))
        .col(maybe(long("ended_at")))
        .check(state.eq(Expr::col("due_at").is_not_null()))
        .primary_key(&mut key(["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id"], "practices", ["id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "staff_id"], "staff", ["practice_id", "id"]))
        .take()
}

/// A row without a client concerns the practice as a whole.
fn tasks() -> TableCreateStatement {
    Table::create()
        .table("tasks")
        .col(id("practice_id"))
        .col(id("id"))
        .col(maybe(id("client_id")))
        .col(word("subject", Subject::NAMES))
        .col(id("subject_id"))
        .col(word("team", ["client_support", "client_billing_support"]))
        .col(text("topic"))
        .col(word("state", ["open", "resolved"]))
        .col(text("reason"))
        .col(long("created_at"))
        .col(maybe(long("resolved_at")))
        .col(maybe(text("resolved_by")))
        .col(maybe(text("resolved_why")))
        .primary_key(&mut key(["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id"], "practices", ["id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .take()
}
