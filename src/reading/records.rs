//! Owns the grammar of separated values (RFC 4180, as spreadsheets write it): text in, records out.
//! Knows nothing of headers or of what a field means.

/// A delimiter between fields. Anything else is not looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Delimiter {
    #[default]
    Comma,
    Semicolon,
    Tab,
}

impl Delimiter {
    pub const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// The word for it in a message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
        }
    }

    /// A decimal comma can only stand where the comma does not part fields.
    pub fn allows_decimal_comma(self) -> bool {
        self != Self::Comma
    }
}

/// A quoted field was never closed; the record that holds it begins at `line`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnclosedQuote {
    pub line: u64,
    /// Index of the open field, from 0.
    pub field: usize,
}

#[derive(Debug, Clone, Copy)]
enum Field {
    /// Bytes `start..end` of the text.
    Plain(usize, usize),
    /// Bytes `start..end` of the scratch, where quotes were taken off.
    Unquoted(usize, usize),
}

/// A field is looked through in words of eight bytes up to so many.
const NEAR_WORDS: usize = 6;
/// 1 in each byte of a word.
const ONES: u64 = 0x0101_0101_0101_0101;
const LINE_ENDS: u64 = ONES * b'\n' as u64;

/// The high bit of each byte that is 0, from the lowest on; what stands above the first of them means nothing.
#[inline]
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & (ONES << 7)
}

/// The records of a text, one at a time. Lines without anything are passed over.
///
/// A quote opens a quoted field only as its first character; `""` inside stands for one quote.
/// A record ends at LF, at CR LF, or at the end of the text.
#[derive(Debug)]
pub struct Records<'a> {
    text: &'a str,
    delimiter: u8,
    /// The delimiter eight times.
    delimiters: u64,
    position: usize,
    /// Line at `position`.
    next_line: u64,
    /// Line where the present record begins.
    line: u64,
    fields: Vec<Field>,
    scratch: String,
}

impl<'a> Records<'a> {
    /// `first_line` is the physical line at which `text` begins.
    pub fn new(text: &'a str, delimiter: Delimiter, first_line: u64) -> Self {
        Self {
            text,
            delimiter: delimiter.byte(),
            delimiters: ONES * u64::from(delimiter.byte()),
            position: 0,
            next_line: first_line,
            line: first_line,
            fields: Vec::with_capacity(8),
            scratch: String::new(),
        }
    }

    /// Goes on to the next record; `false` at the end.
    #[inline]
    pub fn advance(&mut self) -> Result<bool, UnclosedQuote> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.position) {
                None => return Ok(false),
                Some(b'\n') => self.position += 1,
                Some(b'\r') if bytes.get(self.position + 1) == Some(&b'\n') => self.position += 2,
                Some(_) => break,
            }
            self.next_line += 1;
        }
        self.fields.clear();
        self.scratch.clear();
        self.line = self.next_line;
        loop {
            if bytes.get(self.position) == Some(&b'"') {
                self.quoted()?;
            } else {
                self.plain();
            }
            match bytes.get(self.position) {
                Some(&byte) if byte == self.delimiter => self.position += 1,
                Some(_) => {
                    self.position += 1;
                    self.next_line += 1;
                    return Ok(true);
                }
                None => return Ok(true),
            }
        }
    }

    /// A field without quotes; leaves `position` at the delimiter, the LF or the end.
    #[inline]
    fn plain(&mut self) {
        let start = self.position;
        let end = self.field_end(start);
        self.position = end;
        self.fields.push(Field::Plain(start, self.without_return(start, end)));
    }

    /// The delimiter or LF at or after `from`, or the end.
    #[inline]
    fn field_end(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        // Ids are short: a few words of eight bytes win over a search with a set-up cost.
        let mut at = from;
        for _ in 0..NEAR_WORDS {
            let Some(word) = bytes.get(at..at + 8) else { break };
            let word = u64::from_le_bytes(word.try_into().expect("eight bytes"));
            let found = zero_bytes(word ^ self.delimiters) | zero_bytes(word ^ LINE_ENDS);
            if found != 0 {
                return at + found.trailing_zeros() as usize / 8;
            }
            at += 8;
        }
        memchr::memchr2(self.delimiter, b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found)
    }

    /// `end` moved before the CR of a CR LF.
    #[inline]
    fn without_return(&self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let at_line_end = bytes.get(end).is_none_or(|&byte| byte == b'\n');
        if at_line_end && end > start && bytes[end - 1] == b'\r' { end - 1 } else { end }
    }

    /// A field that begins with a quote; what follows its closing quote is kept as it stands.
    fn quoted(&mut self) -> Result<(), UnclosedQuote> {
        let bytes = self.text.as_bytes();
        let start = self.scratch.len();
        let mut from = self.position + 1;
        loop {
            let Some(found) = memchr::memchr2(b'"', b'\n', &bytes[from..]).map(|found| from + found) else {
                return Err(UnclosedQuote { line: self.line, field: self.fields.len() });
            };
            if bytes[found] == b'\n' {
                self.next_line += 1;
                self.scratch.push_str(&self.text[from..=found]);
                from = found + 1;
                continue;
            }
            self.scratch.push_str(&self.text[from..found]);
            if bytes.get(found + 1) != Some(&b'"') {
                from = found + 1;
                break;
            }
            self.scratch.push('"');
            from = found + 2;
        }
        let end = self.field_end(from);
        self.scratch.push_str(&self.text[from..self.without_return(from, end)]);
        self.position = end;
        self.fields.push(Field::Unquoted(start, self.scratch.len()));
        Ok(())
    }

    /// Physical line where the present record begins.
    #[inline]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Physical line of what follows the present record.
    pub fn next_line(&self) -> u64 {
        self.next_line
    }

    /// Byte in the text where what follows the present record begins.
    pub fn position(&self) -> usize {
        self.position
    }

    /// Number of fields of the present record.
    #[inline]
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Field `index` (from 0) of the present record.
    ///
    /// # Panics
    /// If the record has no such field: compare with [`Records::len`] first.
    #[inline]
    pub fn field(&self, index: usize) -> &str {
        match self.fields[index] {
            Field::Plain(start, end) => &self.text[start..end],
            Field::Unquoted(start, end) => &self.scratch[start..end],
        }
    }
}

/// Length of the longest beginning of `bytes` that ends with a record, given that it begins with one:
/// where a block may be cut. 0 if no record ends in it.
pub fn whole_records(bytes: &[u8], delimiter: Delimiter) -> usize {
    if memchr::memchr(b'"', bytes).is_none() {
        return memchr::memrchr(b'\n', bytes).map_or(0, |last| last + 1);
    }
    let (mut position, mut whole) = (0, 0);
    while position < bytes.len() {
        if bytes[position] == b'"' {
            position = match end_of_quotes(bytes, position + 1) {
                Some(end) => end,
                None => return whole,
            };
        }
        match memchr::memchr2(delimiter.byte(), b'\n', &bytes[position..]) {
            None => return whole,
            Some(found) => position += found + 1,
        }
        if bytes[position - 1] == b'\n' {
            whole = position;
        }
    }
    whole
}

/// The byte after the quote that closes a field whose content begins at `from`.
/// A quote as the last byte may be half of a pair: that is not known to be closed.
pub(super) fn end_of_quotes(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let quote = from + memchr::memchr(b'"', &bytes[from..])?;
        match bytes.get(quote + 1)? {
            b'"' => from = quote + 2,
            _ => return Some(quote + 1),
        }
    }
}

/// How often each delimiter stands in the first record of `text` outside quotes, in the order of
/// [`Delimiter::ALL`].
pub fn delimiters_in_first_record(text: &str) -> [usize; 3] {
    let mut counts = [0; 3];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(which) = Delimiter::ALL.iter().position(|delimiter| delimiter.byte() == byte) {
                    counts[which] += 1;
                }
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut records = Records::new(text, Delimiter::Comma, 1);
        let mut out = Vec::new();
        while records.advance().unwrap() {
            out.push((records.line(), (0..records.len()).map(|i| records.field(i).to_owned()).collect()));
        }
        out
    }

    #[test]
    fn reads_what_the_csv_crate_reads() {
        let texts = [
            "a,b\n1,2\n",
            "a,b\r\n1,2\r\n",
            "a,b\n1,2",
            "a,b\n\n\n1,\n",
            "\"a,b\",c\n\"say \"\"x\"\"\",\"two\nlines\"\n",
            "a\"b,\"c\"d\nåäö,☃\n",
            "a,\"\"\n,\n",
            "\n\r\na,b\r\n\r\nc,d",
        ];
        for text in texts {
            let theirs: Vec<Vec<String>> = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes())
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let ours: Vec<Vec<String>> = all(text).into_iter().map(|(_, fields)| fields).collect();
            assert_eq!(ours, theirs, "{text:?}");
        }
    }

    #[test]
    fn counts_physical_lines() {
        let lines: Vec<u64> = all("a,b\n\"x\ny\",1\r\n\nz,2\n").into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [1, 2, 5]);
    }

    #[test]
    fn names_the_record_with_the_open_quote() {
        let mut records = Records::new("a,b\nc,d\n\"e,f\ng,h\n", Delimiter::Comma, 1);
        assert!(records.advance().unwrap() && records.advance().unwrap());
        assert_eq!(records.advance(), Err(UnclosedQuote { line: 3, field: 0 }));
    }

    #[test]
    fn cuts_blocks_between_records() {
        assert_eq!(whole_records(b"a,b\nc,d\ne", Delimiter::Comma), 8);
        assert_eq!(whole_records(b"a,b\n\"c\nd\",e\nf", Delimiter::Comma), 12);
        assert_eq!(whole_records(b"a,b\n\"c\nd", Delimiter::Comma), 4);
        assert_eq!(whole_records(b"a,\"b\"", Delimiter::Comma), 0);
        assert_eq!(whole_records(b"a\"b\nc\"\nd", Delimiter::Comma), 7);
    }
}
