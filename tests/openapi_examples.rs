//! The calls of `openapi/README.md` run from top to bottom, as somebody copies them.

#[path = "support/mod.rs"]
mod support;

use std::process::Command;

use support::databases::Backend;
use support::server::TestServer;

const EMAIL: &str = "organiser@parvis.example";
const PASSWORD: &str = "tuoli-lamppu-meri";

/// All blocks of shell in the page, in their order.
fn script(page: &str) -> String {
    let blocks = page.split("```sh\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    blocks.fold("set -eu -o pipefail\n".to_owned(), |script, block| script + block + "\n")
}

#[test]
fn the_examples_can_be_copied() {
    let test = Backend::Sqlite.fresh();
    let server = TestServer::start(&test);
    let added = server.accounts.add_member(EMAIL, PASSWORD, true, 1);
    server.runtime.block_on(added).expect("a member");

    let root = support::tree::root();
    let page = std::fs::read_to_string(root.join("openapi/README.md")).expect("the page");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new("bash")
        .args(["-c", &script(&page)])
        .current_dir(folder.path())
        .envs([("BASE", &*server.url), ("EMAIL", EMAIL), ("PASSWORD", PASSWORD)])
        .env("VERIFY", root.join("openapi/verify_log.py"))
        .output()
        .expect("bash can be started");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}\n{wrong}");
    for expected in [
        "\"phase\": \"draft\"",
        "\nopen\n",
        r#""status":"recorded"}"#,
        r#""status":"already_recorded"}"#,
        "\nactive\n",
        "304",
        "data: {",
        "idea_duplicate",
        "last hash",
        "\ndiet\n",
        r#"{"seq":null,"groups":{}}"#,
        r#","simulated":false}"#,
        r#"[["Vaasa","12,5"]]"#,
        "\nproposed\nadopted\n3\n",
        "\ntaken\n1\n",
    ] {
        assert!(said.contains(expected), "{expected:?} is not in\n{said}\n{wrong}");
    }
}

#[test]
fn a_whole_case_runs_by_the_api_alone() {
    let test = Backend::Sqlite.fresh();
    let server = TestServer::start(&test);
    let added = server.accounts.add_member(EMAIL, PASSWORD, false, 1);
    server.runtime.block_on(added).expect("a member");
    let output = Command::new("python3")
        .arg(support::tree::root().join("openapi/run_case.py"))
        .envs([("BASE", &*server.url), ("EMAIL", EMAIL), ("PASSWORD", PASSWORD)])
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("python3 can be started");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}\n{wrong}");
    for expected in
        ["140 votes of 14 people", "published: Tjänsterna på samma ställe.", "leads to the digest"]
    {
        assert!(said.contains(expected), "{expected:?} is not in\n{said}\n{wrong}");
    }
}
