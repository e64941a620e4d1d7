//! A report as people read it: headings, paragraphs, lists and tables, in one language, before it is a file. HTML is a
//! template of the pages; Word's form is written here.

mod docx;
mod markdown;

pub use docx::write as write_docx;

use crate::domain::Lang;

#[derive(Clone, Debug)]
pub struct Report {
    pub lang: Lang,
    pub title: String,
    /// Who asks, and what this is.
    pub subtitle: String,
    /// Said under the title and in the document's properties, if the votes are simulated.
    pub simulated: Option<String>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Level 1 is a part of the report; 2 and 3 lie in it.
    Heading {
        level: u8,
        text: Span,
    },
    Paragraph(Vec<Span>),
    /// A point of a list.
    Point(Vec<Span>),
    Table(Table),
}

/// Text in one manner, with its language if that is not the report's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    pub text: String,
    pub strong: bool,
    pub lang: Option<Lang>,
}

/// A table; all rows are as long as the heads.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it shows, for whoever hears it too.
    pub caption: String,
    pub heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    pub text: String,
    pub is_number: bool,
    /// Share of the width, in hundredths.
    pub width: u8,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub text: String,
    pub lang: Option<Lang>,
    /// Low, value and high from 0 to 100: what a figure shows. The words are in the row's other cells.
    pub interval: Option<[f64; 3]>,
}

impl Span {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: true, lang: None }
    }
}

impl Cell {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: None, interval: None }
    }
}

impl Block {
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Block::Heading { level, text: Span::plain(text) }
    }

    pub fn paragraph(text: impl Into<String>) -> Self {
        Block::Paragraph(vec![Span::plain(text)])
    }

    /// Blocks of a Markdown text; its first headings are of level `top`.
    pub fn markdown(text: &str, lang: Option<&Lang>, top: u8) -> Vec<Block> {
        markdown::blocks(text, lang, top)
    }
}
