//! Live changes: what is told, and that streams end with their listeners.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{C, Case, IDEAS, story};

/// A listener on a connection of its own.
fn listen(case: &Case) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(case.server.url.strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
        .write_all(
            format!("GET {C}/changes HTTP/1.1\r\nhost: x\r\naccept-encoding: gzip, br\r\n\r\n").as_bytes(),
        )
        .unwrap();
    BufReader::new(stream)
}

/// The next change that the listener is told.
fn next(listener: &mut BufReader<TcpStream>) -> Value {
    loop {
        let mut line = String::new();
        assert_ne!(listener.read_line(&mut line).unwrap(), 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).unwrap();
        }
    }
}

#[test]
fn a_change_is_told_by_number_and_a_gone_listener_is_let_go() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        case.crowd(5);
        let mut listeners: Vec<_> = (0..20).map(|_| listen(case)).collect();
        let first = next(&mut listeners[0]);
        for listener in &mut listeners[1..] {
            assert_eq!(next(listener), first, "the present state is told at once");
        }
        let participant = case.join();
        case.answer(&participant, 2, "left");
        let seq = first["seq"].as_i64().unwrap() + 2;
        for listener in &mut listeners {
            while next(listener)["seq"].as_i64().unwrap() < seq {}
        }
        assert_eq!(case.server.open_streams(), 20);
        assert!(case.anybody().get("/metrics").text().contains("\nparvis_open_streams "));
        drop(listeners);
        // They are noticed when something is sent to them; that nothing happens is told by heartbeats.
        let began = Instant::now();
        while case.server.open_streams() > 0 {
            let open = case.server.open_streams();
            assert!(began.elapsed() < Duration::from_secs(35), "{open} are still open");
            case.answer(&case.join(), 1, "left");
            std::thread::sleep(Duration::from_millis(200));
        }
    });
}

#[test]
fn a_stream_ends_when_its_listener_may_not_see_results_any_more() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        case.crowd(5);
        let mut listener = listen(case);
        next(&mut listener);
        case.secretary().patch(C, &json!({"results": "members"})).ok();
        let mut rest = String::new();
        while listener.read_line(&mut rest).unwrap() > 0 && !rest.ends_with("\n0\r\n") {}
        assert!(!rest.contains("data:"), "{rest}");
    });
}

#[test]
fn a_stop_ends_the_streams_and_does_not_wait_for_them() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        let test = crate::support::databases::Backend::Sqlite.fresh();
        let other = crate::support::server::TestServer::start(&test);
        let secretary = crate::member(&other, crate::EMAIL, false);
        let other = Case { server: other, secretary };
        other.open(&json!({"results": "always"}), &IDEAS);
        other.crowd(5);
        let mut listener = listen(&other);
        next(&mut listener);
        let began = Instant::now();
        drop(other);
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    });
}
