//! Both databases, fresh and migrated, for tests that run on each.

use std::sync::LazyLock;

use parvis::store::{Db, Url, migrate};

use super::postgres;

/// A migrated database with whatever keeps it alive; dropped with the test.
pub struct TestDb {
    pub db: Db,
    pub url: String,
    _keep: Keep,
}

enum Keep {
    Sqlite { _folder: tempfile::TempDir },
    Postgres { _database: postgres::Database },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

impl Backend {
    pub const BOTH: [Backend; 2] = [Backend::Sqlite, Backend::Postgres];

    /// A fresh database with the present schema.
    pub fn fresh(self) -> TestDb {
        match self {
            Backend::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let url = format!("sqlite:{}", folder.path().join("parvis.sqlite").display());
                let db = open(&url);
                migrate(&db).expect("migrations apply");
                TestDb { db, url, _keep: Keep::Sqlite { _folder: folder } }
            }
            Backend::Postgres => {
                let database = postgres::Database::copy_of(TEMPLATE.name());
                let url = database.url.clone();
                TestDb { db: open(&url), url, _keep: Keep::Postgres { _database: database } }
            }
        }
    }
}

/// Migrated once; copying it is quicker than migrating each.
static TEMPLATE: LazyLock<postgres::Database> = LazyLock::new(|| {
    let database = postgres::Database::empty();
    migrate(&open(&database.url)).expect("migrations apply");
    database
});

pub fn open(url: &str) -> Db {
    let url: Url = url.parse().expect("a database URL");
    Db::open(&url, 4).expect("the database opens")
}

/// Runs a test on each database; a failure says on which.
pub fn on_both(test: impl Fn(&TestDb)) {
    for backend in Backend::BOTH {
        eprintln!("on {backend:?}");
        test(&backend.fresh());
    }
}
