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

/// Every text of every table, for tests that look for what must not be there.
pub fn dump(db: &Db) -> String {
    use diesel::RunQueryDsl;
    use diesel::sql_types::Text;

    #[derive(diesel::QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        line: String,
    }

    let ask = |sql: &str| -> Vec<String> {
        db.read_now(|conn| {
            let lines: Vec<Line> = match conn {
                parvis::store::Conn::Sqlite(c) => diesel::sql_query(sql).load(c)?,
                parvis::store::Conn::Postgres(c) => diesel::sql_query(sql).load(c)?,
            };
            Ok(lines.into_iter().map(|line| line.line).collect())
        })
        .expect("the database can be read")
    };
    let sqlite = matches!(db.url(), Url::Sqlite(_));
    let tables = if sqlite {
        "SELECT name AS line FROM sqlite_master WHERE type = 'table'"
    } else {
        "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public'"
    };
    let mut lines = Vec::new();
    for table in ask(tables) {
        if sqlite {
            let columns = ask(&format!("SELECT name AS line FROM pragma_table_info('{table}')"));
            let all: Vec<String> = columns
                .iter()
                .map(|c| {
                    format!(
                        "CASE typeof(\"{c}\") WHEN 'blob' THEN hex(\"{c}\") ELSE coalesce(\"{c}\", '') END"
                    )
                })
                .collect();
            lines.extend(ask(&format!("SELECT {} AS line FROM \"{table}\"", all.join(" || '|' || "))));
        } else {
            lines.extend(ask(&format!("SELECT row_to_json(t)::text AS line FROM \"{table}\" t")));
        }
    }
    lines.join("\n")
}
