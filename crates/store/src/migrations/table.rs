//! Short ways to write tables down.

use sea_orm_migration::prelude::*;

/// An id: 16 bytes on SQLite, `uuid` on PostgreSQL.
pub(super) fn id(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().not_null().take()
}

pub(super) fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// Cents, microseconds or a version.
pub(super) fn long(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

pub(super) fn int(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().take()
}

pub(super) fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

/// The same column, which may be empty.
pub(super) fn maybe(mut column: ColumnDef) -> ColumnDef {
    column.null().take()
}

/// Text that is one of a few words.
pub(super) fn word<const N: usize>(name: &'static str, words: [&'static str; N]) -> ColumnDef {
    text(name).check(Expr::col(name).is_in(words)).take()
}

pub(super) fn key<const N: usize>(columns: [&'static str; N]) -> IndexCreateStatement {
    let mut key = Index::create();
    for column in columns {
        key.col(column);
    }
    key
}

pub(super) fn index<const N: usize>(
    table: &'static str,
    name: &'static str,
    columns: [&'static str; N],
) -> IndexCreateStatement {
    key(columns).name(name).table(table).take()
}

/// `columns` of the table made are those of a row of `table` whose columns are `theirs`.
pub(super) fn refers<const N: usize>(
    columns: [&'static str; N],
    table: &'static str,
    theirs: [&'static str; N],
) -> ForeignKeyCreateStatement {
    let mut reference = ForeignKey::create();
    reference.to_tbl(table);
    for (column, their) in columns.into_iter().zip(theirs) {
        reference.from_col(column).to_col(their);
    }
    reference
}
