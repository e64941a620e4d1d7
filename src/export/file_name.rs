//! A file's name in `Content-Disposition`: RFC 6266 with RFC 5987 for what is not ASCII.

use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// In characters, ending included: more than any list of ours needs, less than any file system refuses even
/// if each is four bytes.
const MOST_CHARACTERS: usize = 60;

/// `attachment` with the name `stem.extension`: once in ASCII for old programs (å and ä become a, ö becomes o),
/// once as it is. What no file name may hold on some system is left out, so a stem may be any text.
///
/// ```
/// let header = parvis::export::file_name::content_disposition("ideer-åbo", "csv");
/// assert_eq!(header, "attachment; filename=\"ideer-abo.csv\"; filename*=UTF-8''ideer-%C3%A5bo.csv");
/// ```
pub fn content_disposition(stem: &str, extension: &str) -> String {
    let name = format!("{}.{extension}", safe(stem, MOST_CHARACTERS - 1 - extension.len()));
    let ascii: String =
        name.nfd().filter(|&c| !is_combining_mark(c)).map(|c| if c.is_ascii() { c } else { '_' }).collect();
    if ascii == name {
        return format!("attachment; filename=\"{ascii}\"");
    }
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{}", percent_encode(&name))
}

/// The stem in NFC without what Windows, Unix or a header refuses. `%` is left out too: some browsers decode it
/// in the ASCII form.
fn safe(stem: &str, most: usize) -> String {
    let kept: String = stem
        .nfc()
        .map(|c| if c.is_control() || is_turning(c) || r#"/\:*?"<>|%"#.contains(c) { ' ' } else { c })
        .collect();
    let words = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.trim_matches(['.', ' ']).chars().take(most).collect();
    let short = short.trim_end_matches(['.', ' ']);
    if short.is_empty() { "parvis".to_owned() } else { short.to_owned() }
}

/// Marks that turn the direction of writing can make `exe.csv` of `csv.exe`.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Everything but RFC 5987's `attr-char` as percent and two digits a byte.
fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::content_disposition;

    #[test]
    fn a_plain_name_needs_one_form() {
        assert_eq!(content_disposition("campus-votes", "csv"), "attachment; filename=\"campus-votes.csv\"");
    }

    #[test]
    fn letters_outside_ascii_come_in_both_forms() {
        let expected = "attachment; filename=\"Hameenlinna Abo o.xlsx\"; \
                        filename*=UTF-8''H%C3%A4meenlinna%20%C3%85bo%20%C3%B6.xlsx";
        assert_eq!(content_disposition("Hämeenlinna Åbo ö", "xlsx"), expected);
        assert_eq!(
            content_disposition("Ha\u{308}meenlinna A\u{30a}bo o\u{308}", "xlsx"),
            expected,
            "NFD too"
        );
        let header = content_disposition("世界", "csv");
        assert_eq!(header, "attachment; filename=\"__.csv\"; filename*=UTF-8''%E4%B8%96%E7%95%8C.csv");
    }

    /// Field case F44: a title that holds what a name may not.
    #[test]
    fn what_a_name_may_not_hold_is_left_out() {
        for (stem, name) in [
            ("Mikkeli / S:t Michel 14.1.2020 [kvall]", "Mikkeli S t Michel 14.1.2020 [kvall].csv"),
            ("a\"; filename=\"evil.exe", "a ; filename= evil.exe.csv"),
            ("line\r\nSet-Cookie: x", "line Set-Cookie x.csv"),
            ("../../etc/passwd", "etc passwd.csv"),
            ("", "parvis.csv"),
            ("...", "parvis.csv"),
            ("Vart? 100 %", "Vart 100.csv"),
        ] {
            assert_eq!(
                content_disposition(stem, "csv"),
                format!("attachment; filename=\"{name}\""),
                "{stem:?}"
            );
        }
    }

    #[test]
    fn a_long_name_is_cut() {
        let header = content_disposition(&"a".repeat(500), "csv");
        assert_eq!(header, format!("attachment; filename=\"{}.csv\"", "a".repeat(56)));
    }
}
