//! Backup and restore: the copy has the same log, made while the database is written to.

use parvis::store;

use crate::support::databases::open;
use crate::{data, parvis, text};

#[test]
fn a_copy_made_while_the_database_is_written_to_is_restored_with_the_same_log() {
    let folder = tempfile::tempdir().unwrap();
    let from = folder.path().join("from");
    let to = folder.path().join("to");
    let [ideas, votes, nonvotes] = ["ideas", "votes", "nonvotes"].map(|f| data(&format!("F38_aoi_{f}.csv")));
    let import = |slug: &str| {
        let files = ["--ideas", text(&ideas), "--votes", text(&votes), "--nonvotes", text(&nonvotes)];
        parvis(&[&["import", "allourideas", "--slug", slug, "--data", text(&from)], &files[..]].concat())
            .good();
    };
    import("first");
    let copy = folder.path().join("copy.sqlite");
    let db = open(&format!("sqlite:{}", from.join("parvis.sqlite").display()));
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| import("second"));
        parvis(&["backup", text(&copy), "--data", text(&from)]).good();
        writing.join().unwrap();
    });
    parvis(&["restore", text(&copy), "--data", text(&to)]).good();
    let restored = open(&format!("sqlite:{}", to.join("parvis.sqlite").display()));
    let head = |db: &store::Db| {
        db.read_now(|conn| {
            let id = store::consultations::id_of_slug(conn, "first")?.unwrap();
            let rows = store::log::list_after(conn, &id, 0, 1_000)?;
            Ok((store::log::read_head(conn, &id)?, rows))
        })
        .unwrap()
    };
    assert_eq!(head(&db), head(&restored));
    assert!(head(&db).0.unwrap().0 > 10);

    let again = parvis(&["restore", text(&copy), "--data", text(&to)]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is there already"), "{}", again.err);
    let again = parvis(&["backup", text(&copy), "--data", text(&from)]);
    assert_eq!(again.code, 2);
}
