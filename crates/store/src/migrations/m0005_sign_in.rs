//! Sign-ins and signed-in devices.

use sea_orm_migration::prelude::*;

use super::table::{id, index, key, long, maybe, refers, text, word};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [logins(), login_clients(), sessions()] {
            manager.create_table(table.take()).await?;
        }
        for index in [
            // These two are unique in the whole database: whoever signs in names no practice, only an address, and a cookie
            // holds nothing but its token. Spread over machines, they are the directory that says where the rest lies.
            // A sign-in that is closed keeps nobody else from its address.
            index("logins", "logins_email", ["email_key"])
                .unique()
                .and_where(Expr::col("closed").is_null())
                .take(),
            index("sessions", "sessions_token", ["token_hash"]).unique().take(),
            index("logins", "logins_client", ["client_id"]).unique().take(),
            index("logins", "logins_staff", ["practice_id", "staff_id"]).unique().take(),
            index("logins", "logins_by_staff", ["staff_id"]),
            index("login_clients", "login_clients_by_client", ["client_id"]),
            index("sessions", "sessions_by_login", ["login_id"]),
            index("sessions", "sessions_by_expiry", ["expires_at"]),
            index("sessions", "sessions_open_by_seen", ["seen_at"])
                .and_where(Expr::col("revoked_at").is_null())
                .take(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn logins() -> TableCreateStatement {
    Table::create()
        .table("logins")
        .col(id("id"))
        .col(id("practice_id"))
        .col(maybe(id("client_id")))
        .col(maybe(id("staff_id")))
        .col(text("email"))
        .col(text("email_key"))
        .col(maybe(text("password_hash")))
        .col(maybe(word("closed", ["gone", "revoked"])))
        .check(Expr::col("client_id").is_null().ne(Expr::col("staff_id").is_null()))
        .primary_key(&mut key(["id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .foreign_key(&mut refers(["practice_id", "staff_id"], "staff", ["practice_id", "id"]))
        .take()
}

/// Whose records a sign-in opens.
fn login_clients() -> TableCreateStatement {
    Table::create()
        .table("login_clients")
        .col(id("login_id"))
        .col(id("practice_id"))
        .col(id("client_id"))
        .primary_key(&mut key(["login_id", "client_id"]))
        .foreign_key(&mut refers(["login_id"], "logins", ["id"]))
        .foreign_key(&mut refers(["practice_id", "client_id"], "clients", ["practice_id", "id"]))
        .take()
}

fn sessions() -> TableCreateStatement {
    Table::create()
        .table("sessions")
        .col(id("id"))
        .col(id("login_id"))
        .col(ColumnDef::new("token_hash").binary().not_null())
        .col(text("agent"))
        .col(text("language"))
        .col(long("created_at"))
        .col(long("seen_at"))
        .col(long("expires_at"))
        .col(maybe(long("revoked_at")))
        .primary_key(&mut key(["id"]))
        .foreign_key(&mut refers(["login_id"], "logins", ["id"]))
        .take()
}
