//! A full disk: votes are refused with a code and never acknowledged, reading goes on, and voting does too as
//! soon as there is room, without a restart. The service runs on a small file system of its own.

#[path = "support/mod.rs"]
mod support;

use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use support::client::Client;
use support::process::{PARVIS, Served, parvis};

const EMAIL: &str = "organiser@example.org";
const PASSWORD: &str = "a long enough passphrase";

#[test]
fn a_full_disk_loses_nothing_and_ends_nothing() {
    if !may_mount() {
        // A container without its own mounts; tests/all runs where they are allowed.
        eprintln!("not tested: this system does not let `unshare --mount` mount a file system");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let disk = Disk::start(folder.path());
    let organiser = Client::new(&disk.server.url).sign_in(EMAIL, PASSWORD);
    let slug = organiser.open_consultation("full", 12);
    let voter = Client::new(&disk.server.url).join(&slug).expect("somebody joins");
    let pairs = voter.done("GET", &format!("/consultations/{slug}/pairs?count=10"), Value::Null);
    let tokens: Vec<&str> =
        pairs["items"].as_array().expect("pairs").iter().filter_map(|pair| pair["token"].as_str()).collect();
    let vote = |token: &str| {
        let body = json!({ "votes": [{ "pair": token, "outcome": "left" }] });
        voter.call("POST", &format!("/consultations/{slug}/votes"), body)
    };
    assert_eq!(vote(tokens[0]).0, 200);

    disk.fill();
    let mut acknowledged = 1;
    let mut refused = None;
    // What is set aside already may still take a vote or two.
    for token in &tokens[1..] {
        match vote(token) {
            (200, _) => acknowledged += 1,
            (status, answer) => {
                assert!(matches!(status, 503 | 507), "{status} {answer}");
                assert!(answer["code"].is_string(), "{answer}");
                refused = Some(*token);
                break;
            }
        }
    }
    let refused = refused.expect("a vote is refused while the disk is full");
    for path in ["", "/ranking", "/ideas"] {
        organiser.done("GET", &format!("/consultations/{slug}{path}"), Value::Null);
    }
    assert_eq!(votes_in(&organiser.log(&slug)), acknowledged, "a refused vote is not in the log");

    disk.make_room();
    let recorded = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        vote(refused).0 == 200
    });
    assert!(recorded, "voting does not resume\n{}", disk.server.said());
    let log = organiser.log(&slug);
    assert_eq!(votes_in(&log), acknowledged + 1, "sent again and again, recorded once");
    let file = folder.path().join("log.ndjson");
    std::fs::write(&file, log).expect("the log is written");
    let verified = parvis(&["verify", file.to_str().expect("a path")]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
}

fn votes_in(log: &str) -> usize {
    log.lines().filter(|line| line.contains("\"kind\":\"vote\"")).count()
}

/// Room for the empty database and some votes, and soon filled.
const SIZE: &str = "size=16m";

fn may_mount() -> bool {
    let try_it = "mount -t tmpfs -o size=1m parvis-test /mnt";
    let status = Command::new("unshare").args(["--mount", "--map-root-user", "sh", "-c", try_it]).output();
    status.is_ok_and(|output| output.status.success())
}

/// The service in a mount namespace of its own, which goes away with it.
struct Disk {
    server: Served,
    /// The small file system, as seen from outside.
    outside: PathBuf,
}

impl Disk {
    fn start(folder: &Path) -> Self {
        let mounted = folder.join("disk");
        std::fs::create_dir(&mounted).expect("a folder to mount on");
        let database = format!("sqlite:{}", mounted.join("parvis.sqlite").display());
        // The member is added in there too, before the service starts.
        let script = format!(
            "mount -t tmpfs -o {SIZE} parvis-test {0} && {PARVIS} migrate --database {database} >&2 && \
             echo '{PASSWORD}' | {PARVIS} member add {EMAIL} --admin --password-stdin --database {database} >&2 && \
             exec \"$@\"",
            mounted.display()
        );
        let mut starter = Command::new("unshare");
        starter.args(["--mount", "--map-root-user", "sh", "-c", &script, "sh"]);
        let server = Served::start_inside(starter, &database, folder);
        let inside = mounted.strip_prefix("/").expect("a temporary folder's path is absolute");
        let outside = PathBuf::from(format!("/proc/{}/root", server.pid())).join(inside);
        Self { server, outside }
    }

    fn fill(&self) {
        let mut file = std::fs::File::create(self.outside.join("filler")).expect("a file on the small disk");
        for size in [65_536, 4_096, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
    }

    fn make_room(&self) {
        std::fs::remove_file(self.outside.join("filler")).expect("the filler is there");
    }
}
