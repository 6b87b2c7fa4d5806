//! Statements on a transaction, as the ORM wants to make them.

use std::sync::atomic::Ordering;

use sea_orm::sea_query::Values;
use sea_orm::sqlx::query::Query;
use sea_orm::sqlx::{self, AssertSqlSafe, Database, Executor, IntoArguments};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement};
use sea_orm_migration::async_trait;
use sea_query_sqlx::SqlxValues;

use super::{On, Transaction, unsound};

impl Transaction {
    /// Notes how the statement ends. After one that failed none is carried out any more: SQLite may have ended the transaction,
    /// and what comes then would be written by itself.
    async fn noted<T>(&self, statement: impl Future<Output = Result<T, DbErr>>) -> Result<T, DbErr> {
        if self.failed.load(Ordering::Acquire) {
            return Err(unsound());
        }
        self.unended.fetch_add(1, Ordering::AcqRel);
        let result = statement.await;
        match &result {
            Ok(_) => {
                self.unended.fetch_sub(1, Ordering::AcqRel);
            }
            Err(_) => self.failed.store(true, Ordering::Release),
        }
        result
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        match self.on {
            On::Sqlite(_) => DbBackend::Sqlite,
            On::Postgres(_) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.noted(async {
            match &self.on {
                On::Sqlite(it) => {
                    query(&statement).execute(it.lock().await.connection()).await.map(Into::into)
                }
                On::Postgres(it) => {
                    query(&statement).execute(it.lock().await.connection()).await.map(Into::into)
                }
            }
            .map_err(execution)
        })
        .await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.noted(async {
            let sql = AssertSqlSafe(sql.to_owned());
            match &self.on {
                On::Sqlite(it) => it.lock().await.connection().execute(sql).await.map(Into::into),
                On::Postgres(it) => it.lock().await.connection().execute(sql).await.map(Into::into),
            }
            .map_err(execution)
        })
        .await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.noted(async {
            let row: Result<Option<QueryResult>, sqlx::Error> = match &self.on {
                On::Sqlite(it) => {
                    let row = query(&statement).fetch_optional(it.lock().await.connection()).await;
                    row.map(|row| row.map(Into::into))
                }
                On::Postgres(it) => {
                    let row = query(&statement).fetch_optional(it.lock().await.connection()).await;
                    row.map(|row| row.map(Into::into))
                }
            };
            row.map_err(reading)
        })
        .await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.noted(async {
            let rows: Result<Vec<QueryResult>, sqlx::Error> = match &self.on {
                On::Sqlite(it) => {
                    let rows = query(&statement).fetch_all(it.lock().await.connection()).await;
                    rows.map(|rows| rows.into_iter().map(Into::into).collect())
                }
                On::Postgres(it) => {
                    let rows = query(&statement).fetch_all(it.lock().await.connection()).await;
                    rows.map(|rows| rows.into_iter().map(Into::into).collect())
                }
            };
            rows.map_err(reading)
        })
        .await
    }
}

fn query<DB: Database>(statement: &Statement) -> Query<'_, DB, SqlxValues>
where
    SqlxValues: IntoArguments<DB>,
{
    let values = statement.values.clone().unwrap_or(Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(statement.sql.as_str()), SqlxValues(values))
}

fn execution(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(error.into()))
}

fn reading(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}
