//! What a database can answer but rows, told apart as far as anybody acts on it.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

use crate::domain::{Code, Error as DomainError};

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A unique constraint: the table whose row is there already.
    #[error("a row of {table} is there already")]
    Unique { table: String },
    /// Locked, gone, restarting, read-only after a failover: a retry may succeed.
    #[error("the database does not answer: {0}")]
    Unavailable(String),
    #[error("the disk is full")]
    Full,
    /// A rule of the domain was broken inside a transaction, which is rolled back.
    #[error(transparent)]
    Refused(#[from] DomainError),
    #[error("the database's content is not as expected: {0}")]
    Corrupt(String),
    #[error("{0}")]
    Other(String),
}

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match &error {
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
                let table = info.table_name().map_or_else(|| sqlite_table(info.message()), str::to_owned);
                Error::Unique { table }
            }
            DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, info) => {
                Error::Unavailable(info.message().to_owned())
            }
            DieselError::DatabaseError(
                DatabaseErrorKind::ReadOnlyTransaction | DatabaseErrorKind::SerializationFailure,
                info,
            ) => Error::Unavailable(info.message().to_owned()),
            DieselError::DatabaseError(_, info) => by_message(info.message()),
            DieselError::BrokenTransactionManager => {
                Error::Unavailable("the connection is broken".to_owned())
            }
            _ => Error::Other(error.to_string()),
        }
    }
}

/// The errors that neither database gives a kind for, by the words that both have kept for years.
fn by_message(message: &str) -> Error {
    let has = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if has(&["database or disk is full", "No space left on device", "could not extend file"]) {
        Error::Full
    } else if has(&[
        "database is locked",
        "database table is locked",
        "disk I/O error",
        "unable to open database",
        "server closed the connection",
        "terminating connection",
        "connection to server",
        "no connection to the server",
        "the database system is",
        "SSL connection has been closed",
        "attempt to write a readonly database",
        "read-only transaction",
        "deadlock detected",
    ]) {
        Error::Unavailable(message.to_owned())
    } else {
        Error::Other(message.to_owned())
    }
}

/// SQLite names the table only in its sentence: `UNIQUE constraint failed: ideas.consultation_id, ideas.id`.
fn sqlite_table(message: &str) -> String {
    let list = message.rsplit(": ").next().unwrap_or(message);
    list.split('.').next().unwrap_or(list).to_owned()
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        Error::Unavailable(error.to_string())
    }
}

impl From<Error> for DomainError {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(error) => error,
            Error::Full => DomainError::new(Code::StorageFull, "The disk is full; nothing was recorded."),
            Error::Unavailable(why) => {
                tracing::warn!(%why, "the database does not answer");
                let detail = "The database does not answer; nothing was recorded. Try again.";
                DomainError::new(Code::StorageUnavailable, detail).retry_after(2)
            }
            error => {
                tracing::error!(%error, "unexpected answer of the database");
                DomainError::new(Code::Internal, "Something went wrong here; nothing was recorded.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sqlite_table;

    #[test]
    fn sqlite_says_the_table_in_its_sentence() {
        assert_eq!(sqlite_table("UNIQUE constraint failed: ideas.consultation_id, ideas.id"), "ideas");
        assert_eq!(sqlite_table("UNIQUE constraint failed: index 'log_by_pair'"), "index 'log_by_pair'");
    }
}
