//! Connections: which database a URL names, how its connections are set up, reading and writing.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2::{self, ManageConnection, Pool, PooledConnection};
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use parking_lot::FairMutex;

use crate::store::{Error, Result, private_files};

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// The same expression for both kinds of connection, where diesel can't type it for the two at once
/// (batch inserts, upserts, locks).
#[macro_export]
macro_rules! on_both {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::store::Conn::Sqlite($c) => $body,
            $crate::store::Conn::Postgres($c) => $body,
        }
    };
}

/// Which database, by the URL's scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Url {
    /// A path, or `:memory:` never: several connections must see one database.
    Sqlite(String),
    Postgres(String),
}

impl FromStr for Url {
    type Err = String;

    fn from_str(url: &str) -> std::result::Result<Self, String> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return match path {
                "" => Err("the database URL sqlite: lacks a path; write sqlite:PATH".to_owned()),
                ":memory:" => Err("a database in memory would lose votes; write sqlite:PATH".to_owned()),
                path => Ok(Url::Sqlite(path.to_owned())),
            };
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Url::Postgres(url.to_owned()));
        }
        let scheme = url.split(':').next().unwrap_or_default();
        Err(format!("unknown database scheme `{scheme}`; use sqlite:PATH or postgres://…"))
    }
}

/// How long a connection waits for another's write transaction before it says that the database is locked.
const BUSY_TIMEOUT_MS: u32 = 10_000;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

struct Manager(Url);

impl Manager {
    fn open(&self) -> std::result::Result<Conn, diesel::ConnectionError> {
        match &self.0 {
            Url::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(path)?;
                // busy_timeout before journal_mode, which itself may find the database locked; the size of pages
                // is taken by a database that is made, before journal_mode too.
                conn.batch_execute(&format!(
                    "PRAGMA busy_timeout={BUSY_TIMEOUT_MS}; PRAGMA page_size=8192; PRAGMA journal_mode=WAL; \
                     PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; \
                     PRAGMA cache_size=-8000; PRAGMA wal_autocheckpoint=4000;"
                ))
                .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                Ok(Conn::Sqlite(conn))
            }
            Url::Postgres(url) => {
                let mut conn = PgConnection::establish(url)?;
                conn.batch_execute("SET synchronous_commit = on; SET client_min_messages = warning")
                    .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                Ok(Conn::Postgres(conn))
            }
        }
    }
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = r2d2::Error;

    fn connect(&self) -> std::result::Result<Conn, r2d2::Error> {
        self.open().map_err(r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, conn: &mut Conn) -> std::result::Result<(), r2d2::Error> {
        match conn {
            // A file does not go away; asking it each time would only cost.
            Conn::Sqlite(_) => Ok(()),
            Conn::Postgres(_) => {
                // A demoted server still answers SELECT 1, so it is asked whether it takes writes.
                let sql = "SELECT 1 / (CASE WHEN pg_is_in_recovery() THEN 0 ELSE 1 END)";
                diesel::sql_query(sql).execute(conn).map(|_| ()).map_err(r2d2::Error::QueryError)
            }
        }
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        let broken = match conn {
            Conn::Sqlite(_) => false,
            Conn::Postgres(c) => r2d2::R2D2Connection::is_broken(c),
        };
        broken || std::thread::panicking()
    }
}

/// The database of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pool: Pool<Manager>,
    url: Arc<Url>,
    /// SQLite takes one writer at a time; within the process they queue here in turn, so that a busy log
    /// can't starve a sign-in.
    turn: Arc<FairMutex<()>>,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match *self.url {
            Url::Sqlite(_) => "Db(sqlite)",
            Url::Postgres(_) => "Db(postgres)",
        })
    }
}

impl Db {
    /// Opens the database; the first connection is made at once, so that a wrong URL shows here.
    ///
    /// # Errors
    /// A sentence that says what does not work.
    pub fn open(url: &Url, connections: u32) -> std::result::Result<Self, String> {
        if let Url::Sqlite(path) = url {
            private_files::keep(Path::new(path)).map_err(|e| format!("cannot open the database: {e}"))?;
        }
        let manager = Manager(url.clone());
        manager.open().map_err(|e| format!("cannot open the database: {e}"))?;
        let pool = Pool::builder()
            .max_size(connections.max(2))
            .min_idle(Some(1))
            .connection_timeout(CONNECT_TIMEOUT)
            .test_on_check_out(matches!(url, Url::Postgres(_)))
            .error_handler(Box::new(LogHandler))
            .build(manager)
            .map_err(|e| format!("cannot open the database: {e}"))?;
        Ok(Self { pool, url: Arc::new(url.clone()), turn: Arc::default() })
    }

    pub fn url(&self) -> &Url {
        &self.url
    }

    fn connection(&self) -> Result<PooledConnection<Manager>> {
        Ok(self.pool.get()?)
    }

    /// Reads on the calling thread.
    pub fn read_now<R>(&self, work: impl FnOnce(&mut Conn) -> Result<R>) -> Result<R> {
        work(&mut *self.connection()?)
    }

    /// One write transaction on the calling thread: all of it, or nothing.
    pub fn write_now<R>(&self, work: impl FnOnce(&mut Conn) -> Result<R>) -> Result<R> {
        let mut conn = self.connection()?;
        let turn = matches!(*self.url, Url::Sqlite(_)).then(|| self.turn.lock());
        let result = transaction(&mut conn, work);
        drop(turn);
        result
    }

    /// Takes what was overwritten out of the database's files. After erasure the pages before it still stand in an
    /// embedded database's write-ahead log; where readers hold that back, the next call does it. PostgreSQL keeps
    /// rows as they were in the table's file.
    ///
    /// # Errors
    /// What the database answers.
    pub fn forget_overwritten(&self) -> Result<()> {
        self.read_now(|conn| match conn {
            Conn::Sqlite(c) => Ok(c.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?),
            Conn::Postgres(c) => vacuum(c),
        })
    }

    /// A connection for one writer alone: what it has read of the database stays good from one transaction to
    /// the next, as nobody else writes on it. Opened when it is first used.
    pub fn own_connection(&self) -> OwnConnection {
        OwnConnection { db: self.clone(), conn: None }
    }

    /// Writes a consistent copy of an embedded database to a new file, while others write. Nobody but its owner may
    /// read it.
    ///
    /// # Errors
    /// What the database answers; a PostgreSQL database is not copied so.
    pub fn copy_to(&self, file: &Path) -> Result<()> {
        private_files::keep(file).map_err(|e| Error::Other(e.to_string()))?;
        self.read_now(|conn| match conn {
            Conn::Sqlite(c) => {
                let vacuum = diesel::sql_query("VACUUM INTO ?");
                vacuum.bind::<diesel::sql_types::Text, _>(file.display().to_string()).execute(c)?;
                Ok(())
            }
            Conn::Postgres(_) => Err(Error::Other("PostgreSQL is copied with pg_dump".to_owned())),
        })
    }

    /// Reads on the blocking pool.
    pub async fn read<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<R> + Send + 'static,
    ) -> Result<R> {
        let db = self.clone();
        blocking(move || db.read_now(work)).await
    }

    /// One write transaction on the blocking pool.
    pub async fn write<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<R> + Send + 'static,
    ) -> Result<R> {
        let db = self.clone();
        blocking(move || db.write_now(work)).await
    }
}

/// Tables that erasure touches.
const ERASED_FROM: [&str; 6] =
    ["ideas", "idea_keys", "rewordings", "participants", "saved_tallies", "log"];
/// Up to this size a table is written anew, which takes a moment in which nobody reads it. A larger one is
/// vacuumed: what was erased is then in no row, and its bytes in free space that the next rows overwrite.
const REWRITTEN: i64 = 32 << 20;

/// How often, and how long in between, older readers are waited for: what they may still see stays in the files.
const OLDER: (u32, Duration) = (20, Duration::from_millis(50));

#[derive(diesel::QueryableByName)]
struct Number {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    number: i64,
}

fn vacuum(c: &mut PgConnection) -> Result<()> {
    let ask = |c: &mut PgConnection, sql: &str| -> Result<i64> {
        Ok(diesel::sql_query(format!("SELECT {sql} AS number")).get_result::<Number>(c)?.number)
    };
    let now = ask(c, "(pg_current_xact_id()::text::bigint % 4294967296)")?;
    let older = format!(
        "(SELECT count(*) FROM pg_stat_activity WHERE coalesce(datname, current_database()) = current_database() \
         AND pid <> pg_backend_pid() AND age(backend_xmin) > age('{now}'::xid))"
    );
    let mut left = OLDER.0;
    while ask(c, &older)? > 0 && left > 0 {
        left -= 1;
        std::thread::sleep(OLDER.1);
    }
    let late = || Error::Unavailable("older transactions still see what was erased".to_owned());
    let mut failed = (left == 0).then(late);
    for table in ERASED_FROM {
        let size = ask(c, &format!("pg_table_size('{table}')"))?;
        // Who waits for all readers to end keeps new ones waiting.
        let mut done = c.batch_execute("SET lock_timeout = '2s'");
        done = done.and_then(|()| c.batch_execute(&format!("VACUUM {table}")));
        if size <= REWRITTEN {
            // By itself it would copy rows that a transaction of any other database might still see.
            done = done.and_then(|()| c.batch_execute(&format!("VACUUM FULL {table}")));
        }
        c.batch_execute("RESET lock_timeout")?;
        failed = failed.or(done.err().map(Error::from));
    }
    failed.map_or(Ok(()), Err)
}

/// See [`Db::own_connection`].
pub struct OwnConnection {
    db: Db,
    conn: Option<Conn>,
}

impl OwnConnection {
    /// One write transaction. A connection that failed is opened anew for the next one: after a restart or a
    /// failover of the server it would be good for nothing.
    pub fn write<R>(&mut self, work: impl FnOnce(&mut Conn) -> Result<R>) -> Result<R> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => Manager(self.db.url().clone()).open().map_err(|e| Error::Unavailable(e.to_string()))?,
        };
        let turn = matches!(*self.db.url, Url::Sqlite(_)).then(|| self.db.turn.lock());
        let result = transaction(&mut conn, work);
        drop(turn);
        if !matches!(result, Err(Error::Unavailable(_) | Error::Full)) {
            self.conn = Some(conn);
        }
        result
    }
}

async fn blocking<R: Send + 'static>(work: impl FnOnce() -> Result<R> + Send + 'static) -> Result<R> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(error) => Err(Error::Unavailable(format!("the work was cancelled: {error}"))),
    }
}

#[derive(Debug)]
struct LogHandler;

impl<E: std::error::Error> r2d2::HandleError<E> for LogHandler {
    fn handle_error(&self, error: E) {
        tracing::warn!(%error, "a database connection could not be made");
    }
}

/// Rolls back unless told that the transaction was committed: a panic leaves no transaction open.
struct Rollback<'a>(&'a mut Conn, bool);

impl Drop for Rollback<'_> {
    fn drop(&mut self) {
        if !self.1 {
            let _ = on_both!(&mut *self.0, c => AnsiTransactionManager::rollback_transaction(c));
        }
    }
}

/// Begins at once as a writer: a transaction that reads first and writes later would fail as locked where
/// another wrote in between.
fn transaction<R>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<R>) -> Result<R> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
        Conn::Postgres(c) => AnsiTransactionManager::begin_transaction(c)?,
    }
    let mut open = Rollback(conn, false);
    let result = work(open.0)?;
    // A commit that fails has rolled back: nothing is left to undo.
    open.1 = true;
    on_both!(&mut *open.0, c => AnsiTransactionManager::commit_transaction(c))?;
    Ok(result)
}

/// A part of a transaction that is undone alone if it fails.
pub fn savepoint<R>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<R>) -> Result<R> {
    on_both!(&mut *conn, c => AnsiTransactionManager::begin_transaction(c))?;
    let mut open = Rollback(conn, false);
    let result = work(open.0)?;
    open.1 = true;
    on_both!(&mut *open.0, c => AnsiTransactionManager::commit_transaction(c))?;
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::Url;

    #[test]
    fn the_scheme_names_the_database() {
        assert_eq!("sqlite:data/parvis.sqlite".parse(), Ok(Url::Sqlite("data/parvis.sqlite".into())));
        assert_eq!("sqlite:///var/p.sqlite".parse(), Ok(Url::Sqlite("/var/p.sqlite".into())));
        assert!(matches!("postgres://localhost/p".parse(), Ok(Url::Postgres(_))));
        for bad in ["", "mysql://localhost/p", "parvis.sqlite", "sqlite:", "sqlite::memory:"] {
            assert!(bad.parse::<Url>().is_err(), "{bad}");
        }
    }
}
