//! The tests' own PostgreSQL server: each test has a database of its own, and durability is on.

mod support;

use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use support::postgres::Database;

#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    value: String,
}

fn value(connection: &mut PgConnection, query: &str) -> String {
    sql_query(query).get_result::<Setting>(connection).expect("the query runs").value
}

#[test]
fn what_one_test_writes_no_other_sees() {
    let (one, other) = (Database::empty(), Database::empty());
    let mut connection = PgConnection::establish(&one.url).unwrap();
    sql_query("CREATE TABLE mine (id INT)").execute(&mut connection).unwrap();
    let mut connection = PgConnection::establish(&other.url).unwrap();
    let tables =
        value(&mut connection, "SELECT count(*)::text AS value FROM pg_tables WHERE tablename = 'mine'");
    assert_eq!(tables, "0");
}

#[test]
fn an_answer_waits_for_the_disk() {
    let database = Database::empty();
    let mut connection = PgConnection::establish(&database.url).unwrap();
    for setting in ["fsync", "synchronous_commit"] {
        let query = format!("SELECT current_setting('{setting}') AS value");
        assert_eq!(value(&mut connection, &query), "on", "{setting}");
    }
}
