//! What goes wrong, said in one line that says what to do.

use crate::{data, parvis, parvis_told, text};

#[test]
fn wrong_words_wrong_databases_and_wrong_files_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let here = text(folder.path()).to_owned();
    let file = folder.path().join("a-file");
    std::fs::write(&file, "").unwrap();
    let under_a_file = format!("{}/folder", text(&file));
    let empty = data("F04_empty.csv");
    let no_database = format!("sqlite:{here}/x/y.sqlite");
    for (args, said) in [
        (vec!["nonsense"], "nonsense"),
        (vec!["serve", "--nonsense"], "--nonsense"),
        (vec!["migrate", "--database", "mysql://localhost/x"], "unknown database scheme `mysql`"),
        (vec!["migrate", "--data", &under_a_file], "choose another with --data"),
        (vec!["migrate", "--database", "postgres://127.0.0.1:1/x"], "is the server running"),
        (vec!["backup", "copy", "--database", &no_database], "there is no such file"),
        (vec!["verify", "nowhere.ndjson"], "nowhere.ndjson"),
        (vec!["verify", text(&empty)], "the log is empty"),
        (vec!["verify", text(&empty), "--snapshot", "nowhere.json"], "nowhere.json"),
        (vec!["export", "nothing", "--out", &here, "--data", &here], "no such consultation"),
        (vec!["serve", "--data", &here, "--listen", "256.0.0.1:1"], "256.0.0.1"),
        (vec!["healthcheck", "--listen", "127.0.0.1:1"], "does not answer"),
    ] {
        let run = parvis(&args);
        assert!(run.code != 0 && run.out.is_empty(), "{args:?}: {} {}", run.code, run.out);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
        assert!(!run.err.contains("panicked"), "{args:?}: {}", run.err);
    }
}

#[test]
fn a_port_in_use_is_one_line() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let run = parvis(&["serve", "--data", text(folder.path()), "--listen", &address]);
    assert_eq!((run.code, run.err.lines().count()), (1, 1), "{}", run.err);
    assert!(run.err.contains(&address), "{}", run.err);
}

#[test]
fn a_database_newer_than_the_program_is_refused() {
    use diesel::RunQueryDsl;
    let folder = tempfile::tempdir().unwrap();
    parvis(&["migrate", "--data", text(folder.path())]).good();
    let db = crate::support::databases::open(&format!("sqlite:{}/parvis.sqlite", text(folder.path())));
    db.write_now(|conn| {
        let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231000000')";
        Ok(diesel::sql_query(newer).execute(conn)?)
    })
    .unwrap();
    let run = parvis(&["serve", "--data", text(folder.path())]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("newer than this program"), "{}", run.err);
}

#[test]
fn a_password_comes_on_standard_input_without_its_line_end() {
    let folder = tempfile::tempdir().unwrap();
    let add = |email: &str, password: &str| {
        parvis_told(&["member", "add", email, "--password-stdin", "--data", text(folder.path())], password)
    };
    assert!(add("a@example.org", "pitkä salasana tähän\r\n").good().contains("a@example.org can sign in"));
    for (email, password, said) in [
        ("a@example.org", "pitkä salasana tähän\n", "already"),
        ("b@example.org", "lyhyt\n", "12"),
        ("b", "pitkä salasana tähän\n", "not an e-mail address"),
    ] {
        let run = add(email, password);
        assert!(run.code != 0 && run.err.contains(said), "{email} {password}: {}", run.err);
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let db = crate::support::databases::open(&format!("sqlite:{}/parvis.sqlite", text(folder.path())));
    let accounts = parvis::service::accounts::Accounts::new(db);
    let now = parvis::service::now();
    runtime.block_on(accounts.sign_in("a@example.org", "pitkä salasana tähän", now)).unwrap();
}

#[test]
fn a_bad_file_is_named_by_line_and_column_and_nothing_is_imported() {
    let test = crate::support::databases::Backend::Sqlite.fresh();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        text(&path).to_owned()
    };
    let items = file("items.csv", b"id,text\nA,Juna\nB,Bussi\n");
    let good = b"left,right,outcome\nA,B,left\n";
    for (name, content, said) in [
        ("unknown.csv", b"left,right,outcome\nA,B,left\nA,C,left\n".to_vec(), "unknown.csv:3"),
        ("outcome.csv", b"left,right,outcome\nA,B,model_a\n".to_vec(), "outcome.csv:2: column 3"),
        ("itself.csv", b"left,right,outcome\nA,A,left\n".to_vec(), "itself.csv:2: column 2"),
        ("column.csv", b"left,rigth,outcome\nA,B,left\n".to_vec(), "column.csv:1"),
        ("latin.csv", b"left,right,outcome\nA,\xE4,left\n".to_vec(), "latin.csv:2"),
        ("time.csv", b"left,right,outcome,time\nA,B,left,yesterday\n".to_vec(), "time.csv:2"),
        ("quote.csv", b"left,right,outcome\nA,\"B,left\n".to_vec(), "quote.csv:2"),
    ] {
        let votes = file(name, &content);
        let run = parvis(&["import", "votes", "--items", &items, "--votes", &votes, "--database", &test.url]);
        assert_eq!(run.code, 2, "{name}: {}", run.err);
        assert!(run.err.contains(said) && run.out.is_empty(), "{name}: {}", run.err);
    }
    let seen = parvis::store::consultations::Seen::All;
    let list = test.db.read_now(|conn| parvis::store::consultations::list(conn, &seen, None, 10)).unwrap();
    assert!(list.is_empty(), "nothing is half imported");
    let votes = file("good.csv", good);
    parvis(&["import", "votes", "--items", &items, "--votes", &votes, "--database", &test.url]).good();
}
