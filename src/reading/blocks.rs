//! Owns the reading of large files in blocks of whole records, so that memory stays bounded and several
//! threads can work. Knows nothing of what the records say.

use super::cells;
use super::error::ReadError;
use super::records::{Delimiter, whole_records};
use super::table::Header;
use super::text::{Encoding, decode};
use std::io::{Cursor, Read};

/// Large enough that taking turns costs nothing, small enough to stay in the cache.
const BLOCK: usize = 1 << 16;

/// A file, cut into blocks of whole records.
pub struct Blocks {
    file: String,
    reader: Box<dyn Read + Send>,
    header: Header,
    /// Read, but not yet given out.
    carry: Vec<u8>,
    /// Line at which the carry begins.
    line: u64,
    ended: bool,
}

impl Blocks {
    /// Opens a file of records, reads its header (`known` as in [`Header::read`]) and stands before its
    /// first row. UTF-16 is decoded in memory; in files with CR alone each becomes LF as it comes.
    ///
    /// # Errors
    /// The file can't be read, or has no header.
    pub fn open(
        file: &str,
        mut reader: Box<dyn Read + Send>,
        known: &[&str],
    ) -> Result<(Self, Header), ReadError> {
        let mut carry = Vec::new();
        let mut ended = begin(file, &mut reader, &mut carry)?;
        let (encoding, mark) = Encoding::of(&carry);
        if encoding != Encoding::Utf8 {
            while !ended {
                let more = 2 * carry.len();
                ended = fill(file, &mut reader, &mut carry, more)?;
            }
            let text = decode(file, &carry)?;
            let text = if is_classic(text.as_bytes()) { text.replace('\r', "\n") } else { text };
            carry.clear();
            reader = Box::new(Cursor::new(text.into_bytes()));
            ended = begin(file, &mut reader, &mut carry)?;
        } else if is_classic(&carry) {
            carry.drain(..mark);
            let begun = Cursor::new(std::mem::take(&mut carry));
            reader = Box::new(LineFeeds(begun.chain(reader)));
            ended = begin(file, &mut reader, &mut carry)?;
        } else {
            carry.drain(..mark);
        }
        // The header is looked for in whole records, so that a block's end can't cut a character.
        let whole = if ended { carry.len() } else { whole_records(&carry, Delimiter::Comma) };
        let text = match std::str::from_utf8(&carry[..whole]) {
            Ok(text) => text,
            // What is wrong later is named when its block is read.
            Err(error) => {
                let valid = &carry[..error.valid_up_to()];
                match memchr::memrchr(b'\n', valid) {
                    Some(end) => std::str::from_utf8(&valid[..=end]).unwrap_or_default(),
                    None => return decode(file, &carry).and(Err(ReadError::line(file, 1, "no header"))),
                }
            }
        };
        let header = Header::read(file, text, known)?;
        carry.drain(..header.body);
        let line = header.body_line;
        let known = header.clone();
        Ok((Self { file: file.to_owned(), reader, header: known, carry, line, ended }, header))
    }

    /// Whether [`Blocks::next`] will give at most one more block.
    pub fn is_last(&self) -> bool {
        self.ended
    }

    /// Puts the next block into `block` and returns the line at which it begins; none at the end.
    ///
    /// # Errors
    /// The file can't be read on.
    pub fn next(&mut self, block: &mut Vec<u8>) -> Result<Option<u64>, ReadError> {
        block.clear();
        let mut wanted = BLOCK;
        loop {
            while !self.ended && self.carry.len() < wanted {
                self.ended = fill(&self.file, &mut self.reader, &mut self.carry, wanted)?;
            }
            let whole =
                if self.ended { self.carry.len() } else { whole_records(&self.carry, self.header.delimiter) };
            if whole == 0 && !self.ended {
                // One record is longer than the block.
                cells::must_end(&self.file, Some(&self.header), &self.carry, self.line)?;
                wanted *= 2;
                continue;
            }
            if whole == 0 {
                return Ok(None);
            }
            std::mem::swap(block, &mut self.carry);
            self.carry.clear();
            self.carry.extend_from_slice(&block[whole..]);
            block.truncate(whole);
            let first = self.line;
            self.line += memchr::memchr_iter(b'\n', block).count() as u64;
            return Ok(Some(first));
        }
    }
}

/// Reads until `bytes` hold the header, or what tells how lines end; whether the file ended.
fn begin(file: &str, reader: &mut dyn Read, bytes: &mut Vec<u8>) -> Result<bool, ReadError> {
    let mut ended = fill(file, reader, bytes, BLOCK)?;
    while !ended && whole_records(bytes, Delimiter::Comma) == 0 && !is_classic(bytes) {
        cells::must_end(file, None, bytes, 1)?;
        let more = 2 * bytes.len();
        ended = fill(file, reader, bytes, more)?;
    }
    Ok(ended)
}

/// Whether lines end in CR alone, as old Macintosh programs write them. A CR as the last byte may be half of CR LF.
fn is_classic(bytes: &[u8]) -> bool {
    memchr::memchr(b'\n', bytes).is_none()
        && memchr::memchr(b'\r', bytes).is_some_and(|at| at + 1 < bytes.len())
}

/// Each CR as LF.
struct LineFeeds<R>(R);

impl<R: Read> Read for LineFeeds<R> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let read = self.0.read(bytes)?;
        for at in &mut bytes[..read] {
            if *at == b'\r' {
                *at = b'\n';
            }
        }
        Ok(read)
    }
}

/// Reads on until `bytes` holds `wanted` or the file ends; whether it ended.
fn fill(file: &str, reader: &mut dyn Read, bytes: &mut Vec<u8>, wanted: usize) -> Result<bool, ReadError> {
    let missing = wanted.saturating_sub(bytes.len()).max(1);
    // Growing step by step would leave a trail of smaller buffers.
    bytes.reserve(missing);
    match Read::take(reader, missing as u64).read_to_end(bytes) {
        Ok(read) => Ok(read < missing),
        Err(error) => Err(ReadError::file(file, format!("cannot be read: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(u64, String)> {
        let reader = Box::new(Cursor::new(text.as_bytes().to_vec()));
        let (mut blocks, _) = Blocks::open("f", reader, &["a"]).unwrap();
        let (mut block, mut out) = (Vec::new(), Vec::new());
        while let Some(line) = blocks.next(&mut block).unwrap() {
            out.push((line, String::from_utf8(block.clone()).unwrap()));
        }
        out
    }

    #[test]
    fn blocks_hold_whole_records() {
        let row = format!("{},\"x\ny\"\n", "å".repeat(1000));
        let text = format!("a,b\n{}", row.repeat(2000));
        let found = blocks(&text);
        assert!(found.len() > 2);
        assert_eq!(found.iter().map(|(_, block)| block.as_str()).collect::<String>(), text[4..]);
        assert!(found.iter().all(|(line, block)| block.starts_with('å') && line % 2 == 0));
    }

    #[test]
    fn a_record_may_be_longer_than_a_block() {
        let text = format!("a,b\n\"{}\",1\n2,3", "x\n".repeat(BLOCK));
        let found = blocks(&text);
        assert_eq!(found.iter().map(|(_, block)| block.len()).sum::<usize>(), text.len() - 4);
    }

    #[test]
    fn a_header_may_be_longer_than_a_block() {
        let found = blocks(&format!("a,{}\n1,2\n", "x".repeat(3 * BLOCK)));
        assert_eq!(found, [(2, "1,2\n".to_owned())]);
    }

    #[test]
    fn reads_lines_that_end_in_cr_alone() {
        assert_eq!(blocks("a,b\r1,2\r3,4\r"), [(2, "1,2\n3,4\n".to_owned())]);
        let found = blocks(&format!("a,b\r{}", "1,2\r".repeat(BLOCK)));
        assert_eq!(found.iter().map(|(_, block)| block.len()).sum::<usize>(), 4 * BLOCK);
    }
}
