//! Text from people in CSV files: a spreadsheet must not run it, and Parvis must read it back unchanged.
//!
//! A spreadsheet takes a field that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula. Such
//! a text gets one apostrophe in front. So that the way back is never in doubt, a text that begins with
//! apostrophes *and then* such a character gets one more as well: `=1` is written `'=1`, `'=1` is written
//! `''=1`, and `'quoted` stays. Reading takes one apostrophe from a field that begins with one or more of them
//! followed by such a character.
//!
//! Files of other programs are never touched (ids are opaque, byte for byte): the way back is taken only in a
//! file whose header holds [`MARKER`], the column that every CSV export of Parvis has.

use std::borrow::Cow;

/// The column that says whether the data are simulated. It stands in every CSV file that Parvis writes, and so
/// also says that texts in the file are defused.
pub const MARKER: &str = "simulated";

/// Whether a spreadsheet could take a field that begins with `c` for a formula. The wide forms are what
/// Japanese input methods write for the same signs.
fn starts_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

/// Whether a spreadsheet could run the text: whether what stands after any apostrophes starts a formula.
pub fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(starts_formula)
}

/// The text as it stands in a CSV file.
pub fn defuse(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that a field of a defused file stands for.
pub fn undo(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest,
        _ => field,
    }
}

#[cfg(test)]
mod tests {
    use super::{defuse, undo};

    #[test]
    fn only_what_could_run_is_defused() {
        for (text, field) in [
            ("=1+1", "'=1+1"),
            ("+358 trains", "'+358 trains"),
            ("-5 minutes walk", "'-5 minutes walk"),
            ("@home care", "'@home care"),
            ("\tleading tab", "'\tleading tab"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("''@", "'''@"),
            ("'quoted first", "'quoted first"),
            ("a=b is not a formula", "a=b is not a formula"),
            ("1;2,3", "1;2,3"),
            ("'", "'"),
            ("", ""),
        ] {
            assert_eq!(defuse(text), field);
            assert_eq!(undo(field), text);
        }
    }

    #[test]
    fn what_was_not_defused_is_not_touched() {
        for field in ["=1", "-0.5", "'a", "''", "' =1"] {
            assert_eq!(undo(field), field);
        }
    }
}
