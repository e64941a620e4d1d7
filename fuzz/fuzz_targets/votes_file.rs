//! Files of votes as `parvis rank` reads them: whatever the bytes, they are counted or a fault is named by its
//! file, and keeping who voted changes no count.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use parvis::reading::gather::{Keep, Source, gather};

fn source(name: &str, bytes: &[u8]) -> Source {
    Source { name: name.to_owned(), reader: Box::new(Cursor::new(bytes.to_vec())) }
}

fuzz_target!(|bytes: &[u8]| {
    let keep = Keep { ballots: true, needs_voter: false };
    match gather(vec![source("votes.csv", bytes)], keep) {
        Err(fault) => assert!(fault.to_string().starts_with("votes.csv:"), "{fault}"),
        Ok(all) => {
            assert!(all.items.is_sorted());
            let plain = gather(vec![source("votes.csv", bytes)], Keep::default()).expect("it was read before");
            assert_eq!((&plain.items, &plain.pairs, &plain.fractions), (&all.items, &all.pairs, &all.fractions));
            for &(left, right, left_wins, right_wins, ties) in &all.pairs {
                assert!(left != right && left_wins + right_wins + ties > 0.0);
            }
        }
    }
});
