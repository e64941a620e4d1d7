//! The migrations of both databases, in pairs with the same names.

use diesel::RunQueryDsl;
use diesel::migration::{Migration, MigrationSource};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::store::{Conn, Db};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
/// Held while migrating PostgreSQL, so that several processes may start at once. Any number of ours will do.
const ADVISORY_LOCK: i64 = 0x7061_7276_6973;

/// Brings the database up to this program's schema; returns the names of what was applied.
///
/// # Errors
/// A sentence; among them that the database is newer than the program.
pub fn migrate(db: &Db) -> Result<Vec<String>, String> {
    db.read_now(|conn| Ok(apply(conn))).map_err(|e| e.to_string())?
}

fn apply(conn: &mut Conn) -> Result<Vec<String>, String> {
    match conn {
        Conn::Sqlite(c) => run(c, SQLITE),
        Conn::Postgres(c) => {
            let lock = |sql: &str, c: &mut diesel::PgConnection| {
                diesel::sql_query(format!("SELECT {sql}({ADVISORY_LOCK})"))
                    .execute(c)
                    .map_err(|e| e.to_string())
            };
            lock("pg_advisory_lock", c)?;
            let result = run(c, POSTGRES);
            lock("pg_advisory_unlock", c)?;
            result
        }
    }
}

fn run<DB: diesel::backend::Backend, C: MigrationHarness<DB>>(
    conn: &mut C,
    ours: EmbeddedMigrations,
) -> Result<Vec<String>, String> {
    let known: Vec<Box<dyn Migration<DB>>> = ours.migrations().map_err(|e| e.to_string())?;
    let known: Vec<_> = known.iter().map(|m| m.name().version().as_owned()).collect();
    let applied = conn.applied_migrations().map_err(|e| e.to_string())?;
    if let Some(newer) = applied.iter().find(|version| !known.contains(version)) {
        return Err(format!(
            "the database is newer than this program (it has migration {newer}); install the newer Parvis"
        ));
    }
    let done = conn.run_pending_migrations(ours).map_err(|e| format!("migration failed: {e}"))?;
    Ok(done.iter().map(ToString::to_string).collect())
}
