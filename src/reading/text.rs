//! Owns the way from bytes to text: byte order marks, UTF-8 and UTF-16, and where bytes are no text.
//! Knows records only to name the place of a fault.

use super::error::ReadError;
use super::records::{Delimiter, Records, delimiters_in_first_record};

const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
const UTF16_LE_MARK: &[u8] = &[0xFF, 0xFE];
const UTF16_BE_MARK: &[u8] = &[0xFE, 0xFF];

/// How a file's bytes stand for text, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
}

impl Encoding {
    /// The encoding and the length of its byte order mark.
    pub fn of(first_bytes: &[u8]) -> (Self, usize) {
        if first_bytes.starts_with(UTF8_MARK) {
            (Self::Utf8, UTF8_MARK.len())
        } else if first_bytes.starts_with(UTF16_LE_MARK) {
            (Self::Utf16LittleEndian, UTF16_LE_MARK.len())
        } else if first_bytes.starts_with(UTF16_BE_MARK) {
            (Self::Utf16BigEndian, UTF16_BE_MARK.len())
        } else {
            (Self::Utf8, 0)
        }
    }
}

/// The text of a whole file, without its byte order mark.
///
/// # Errors
/// Bytes that are no text in the file's encoding, named by line and column.
pub fn decode(file: &str, bytes: &[u8]) -> Result<String, ReadError> {
    let (encoding, mark) = Encoding::of(bytes);
    let bytes = &bytes[mark..];
    match encoding {
        Encoding::Utf8 => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => {
                let (valid, rest) = bytes.split_at(error.valid_up_to());
                let valid = String::from_utf8_lossy(valid);
                Err(no_text(file, &valid, guess(&valid), 1, &not_utf8(rest)))
            }
        },
        Encoding::Utf16LittleEndian => decode_utf16(file, bytes, u16::from_le_bytes),
        Encoding::Utf16BigEndian => decode_utf16(file, bytes, u16::from_be_bytes),
    }
}

fn decode_utf16(file: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ReadError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let Ok(character) = character else {
            return Err(no_text(
                file,
                &text,
                guess(&text),
                1,
                "half a character: the bytes are not UTF-16 text",
            ));
        };
        text.push(character);
    }
    if odd.is_empty() {
        Ok(text)
    } else {
        Err(no_text(
            file,
            &text,
            guess(&text),
            1,
            "an odd number of bytes: the file is not UTF-16 text, or was cut",
        ))
    }
}

fn guess(text: &str) -> Delimiter {
    let counts = delimiters_in_first_record(text);
    let most = (0..3).rev().max_by_key(|&which| counts[which]).unwrap_or(0);
    Delimiter::ALL[most]
}

/// What to say of bytes that are not UTF-8.
pub fn not_utf8(bytes: &[u8]) -> String {
    match bytes.first() {
        Some(byte) => format!("byte 0x{byte:02X} is not UTF-8 text; save the file as UTF-8"),
        None => "the last character is cut".to_owned(),
    }
}

/// The error for what follows `valid`, the text of a block that begins with a record at `first_line`.
pub fn no_text(file: &str, valid: &str, delimiter: Delimiter, first_line: u64, problem: &str) -> ReadError {
    let mut records = Records::new(valid, delimiter, first_line);
    let mut last = (first_line, 0);
    loop {
        match records.advance() {
            Ok(true) => {
                let ended = valid.ends_with('\n') && records.position() == valid.len();
                last = if ended {
                    (records.next_line(), 0)
                } else {
                    (records.line(), records.len().saturating_sub(1))
                };
            }
            Ok(false) => break,
            Err(open) => {
                last = (open.line, open.field);
                break;
            }
        }
    }
    ReadError::field(file, last.0, last.1, None, problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_marks_off() {
        assert_eq!(decode("f", b"\xEF\xBB\xBFleft").unwrap(), "left");
        assert_eq!(decode("f", b"\xFF\xFEa\0\xE5\0").unwrap(), "aå");
        assert_eq!(decode("f", b"\xFE\xFF\0a\0\xE5").unwrap(), "aå");
        assert_eq!(decode("f", "å".as_bytes()).unwrap(), "å");
    }

    #[test]
    fn names_the_place_of_latin_1_bytes() {
        let error = decode("f.csv", b"left,right,outcome\na,b,left\nc,\xE5,left\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "f.csv:3: column 2: byte 0xE5 is not UTF-8 text; save the file as UTF-8"
        );
        let error = decode("f.csv", b"left,right\n\"a\nb\",\xE5\n").unwrap_err();
        assert_eq!((error.line, error.column.unwrap().number), (Some(2), 2));
        let error = decode("f.csv", b"left,right\na,b\n\xE5,b\n").unwrap_err();
        assert_eq!((error.line, error.column.unwrap().number), (Some(3), 1));
    }

    #[test]
    fn refuses_broken_utf16() {
        assert!(decode("f", b"\xFF\xFEa\0\x00\xD8b\0").is_err());
        assert!(decode("f", b"\xFF\xFEa\0b").is_err());
    }
}
