//! A report in Word's form (ECMA-376): real styles for title, headings and lists, header rows that repeat and are marked
//! as such, table captions as alternative texts, the language of the document and of each text that differs. The crates
//! that write Word files mark neither header rows nor alternative texts, so the few parts needed are written here.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Block, Cell, Report, Span, Table};
use crate::domain::Lang;
use crate::export::Error;

/// Width of the text on A4 with margins of 2 cm, in twentieths of a point.
const TEXT_WIDTH: u32 = 9_638;

/// The bytes of the file.
///
/// # Errors
/// `Error::Io`.
pub fn write(report: &Report) -> Result<Vec<u8>, Error> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    // The same report gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", properties(report)),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", styles(&report.lang)),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/document.xml", document(report)),
    ] {
        file.start_file(name, options).map_err(std::io::Error::from)?;
        file.write_all(content.as_bytes())?;
    }
    Ok(file.finish().map_err(std::io::Error::from)?.into_inner())
}

fn document(report: &Report) -> String {
    let mut out = format!("{XML}<w:document xmlns:w=\"{W}\"><w:body>");
    paragraph(&mut out, "Title", &[Span::plain(&report.title)]);
    paragraph(&mut out, "Subtitle", &[Span::plain(&report.subtitle)]);
    if let Some(simulated) = &report.simulated {
        paragraph(&mut out, "Notice", &[Span::strong(simulated)]);
    }
    for block in &report.blocks {
        match block {
            Block::Heading { level, text } => {
                paragraph(&mut out, &format!("Heading{level}"), std::slice::from_ref(text));
            }
            Block::Paragraph(spans) => paragraph(&mut out, "", spans),
            Block::Point(spans) => paragraph(&mut out, "ListBullet", spans),
            Block::Table(of) => table(&mut out, of),
        }
    }
    out.push_str(
        "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" \
         w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>\
         </w:body></w:document>",
    );
    out
}

fn paragraph(out: &mut String, style: &str, spans: &[Span]) {
    out.push_str("<w:p>");
    if !style.is_empty() {
        let _ = write!(out, "<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
    }
    spans.iter().for_each(|span| run(out, span));
    out.push_str("</w:p>");
}

fn run(out: &mut String, span: &Span) {
    out.push_str("<w:r>");
    if span.strong || span.lang.is_some() {
        out.push_str("<w:rPr>");
        if span.strong {
            out.push_str("<w:b/>");
        }
        if let Some(lang) = span.lang.as_ref().filter(|lang| **lang != Lang::undetermined()) {
            let _ = write!(out, "<w:lang w:val=\"{lang}\"/>");
        }
        out.push_str("</w:rPr>");
    }
    for (at, line) in span.text.split('\n').enumerate() {
        if at > 0 {
            out.push_str("<w:br/>");
        }
        out.push_str("<w:t xml:space=\"preserve\">");
        escape(out, line);
        out.push_str("</w:t>");
    }
    out.push_str("</w:r>");
}

fn table(out: &mut String, of: &Table) {
    paragraph(out, "Caption", &[Span::plain(&of.caption)]);
    out.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"ParvisTable\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>");
    out.push_str("<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:noVBand=\"1\"/><w:tblDescription w:val=\"");
    escape(out, &of.caption);
    out.push_str("\"/></w:tblPr><w:tblGrid>");
    let widths: Vec<u32> = of.heads.iter().map(|head| u32::from(head.width) * TEXT_WIDTH / 100).collect();
    for width in &widths {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (head, width) in of.heads.iter().zip(&widths) {
        cell(out, &Cell::plain(&head.text), *width, head.is_number, true);
    }
    out.push_str("</w:tr>");
    for row in &of.rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for ((one, head), width) in row.iter().zip(&of.heads).zip(&widths) {
            cell(out, one, *width, head.is_number, false);
        }
        out.push_str("</w:tr>");
    }
    // Word wants a paragraph between a table and what follows.
    out.push_str("</w:tbl><w:p/>");
}

fn cell(out: &mut String, of: &Cell, width: u32, is_number: bool, is_head: bool) {
    let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr>");
    out.push_str("<w:pStyle w:val=\"TableText\"/>");
    if is_number {
        out.push_str("<w:jc w:val=\"right\"/>");
    }
    out.push_str("</w:pPr>");
    run(out, &Span { text: of.text.clone(), strong: is_head, lang: of.lang.clone() });
    out.push_str("</w:p></w:tc>");
}

/// What XML takes as text: marks escaped, characters that it forbids left out.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

fn properties(report: &Report) -> String {
    let mut title = String::new();
    escape(&mut title, &report.title);
    let mut note = String::new();
    escape(&mut note, report.simulated.as_deref().unwrap_or_default());
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:creator>Parvis</dc:creator>\
         <dc:description>{note}</dc:description><dc:language>{}</dc:language></cp:coreProperties>",
        report.lang
    )
}

fn styles(lang: &Lang) -> String {
    let style = |id: &str, name: &str, extra: &str, paragraph: &str, run: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"Normal\"/>{extra}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    let next = "<w:next w:val=\"Normal\"/>";
    let heading = |level: u8, size: u8, before: u16| {
        style(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            next,
            &format!(
                "<w:keepNext/><w:keepLines/><w:spacing w:before=\"{before}\" w:after=\"80\"/>\
                 <w:outlineLvl w:val=\"{}\"/>",
                level - 1
            ),
            &format!("<w:b/><w:color w:val=\"0E191E\"/><w:sz w:val=\"{size}\"/>"),
        )
    };
    let point = "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"60\"/>";
    let parts = [
        style("Title", "Title", next, "<w:spacing w:after=\"80\"/>", "<w:b/><w:sz w:val=\"44\"/>"),
        style(
            "Subtitle",
            "Subtitle",
            next,
            "<w:spacing w:after=\"240\"/>",
            "<w:color w:val=\"44555B\"/><w:sz w:val=\"24\"/>",
        ),
        style("Notice", "Notice", next, "<w:spacing w:after=\"240\"/>", ""),
        heading(1, 32, 360),
        heading(2, 26, 280),
        heading(3, 23, 200),
        style("ListBullet", "List Bullet", "", point, ""),
        style(
            "Caption",
            "caption",
            next,
            "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"60\"/>",
            "<w:color w:val=\"44555B\"/><w:sz w:val=\"19\"/>",
        ),
        style(
            "TableText",
            "Table Text",
            "",
            "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\"/>",
            "<w:sz w:val=\"19\"/>",
        ),
    ];
    format!(
        "{XML}<w:styles xmlns:w=\"{W}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/><w:sz w:val=\"22\"/>\
         <w:lang w:val=\"{lang}\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
         <w:spacing w:after=\"140\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         {}{TABLE_STYLE}</w:styles>",
        parts.concat()
    )
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TABLE_STYLE: &str = "<w:style w:type=\"table\" w:styleId=\"ParvisTable\"><w:name w:val=\"Parvis Table\"/>\
    <w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:color=\"0E191E\"/>\
    <w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"9AA8AC\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"C9D2D4\"/>\
    </w:tblBorders><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar>\
    </w:tblPr></w:style>";
const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
    <Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
    <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";
const DOCUMENT_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/>\
    <Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/></Relationships>";
const NUMBERING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum w:abstractNumId=\"0\">\
    <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/>\
    <w:pPr><w:ind w:left=\"360\" w:hanging=\"260\"/></w:pPr></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:autoHyphenation/><w:compat>\
    <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::export::report::Head;

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn headings_are_styles_and_header_rows_are_marked() {
        let heads = vec![
            Head { text: "Idé".into(), is_number: false, width: 70 },
            Head { text: "Vinster".into(), is_number: true, width: 30 },
        ];
        let table = Table {
            caption: "Vinster av 100 & mer".into(),
            heads,
            rows: vec![vec![
                Cell { lang: Lang::parse("fi"), ..Cell::plain("<Juna>\u{1}\nja bussi") },
                Cell::plain("71"),
            ]],
        };
        let report = Report {
            lang: Lang::parse("sv").unwrap(),
            title: "Fråga".into(),
            subtitle: "Finansministeriet".into(),
            simulated: Some("Simulerade röster".into()),
            blocks: vec![
                Block::heading(1, "Idéerna"),
                Block::Point(vec![Span::strong("a")]),
                Block::Table(table),
            ],
        };
        let bytes = write(&report).unwrap();
        assert_eq!(bytes, write(&report).unwrap(), "the same report gives the same file");
        let document = part(&bytes, "word/document.xml");
        for whole in [
            "<w:pStyle w:val=\"Heading1\"/>",
            "<w:tblHeader/>",
            "<w:tblDescription w:val=\"Vinster av 100 &amp; mer\"/>",
            "<w:lang w:val=\"fi\"/>",
            "&lt;Juna&gt;</w:t><w:br/>",
            "<w:jc w:val=\"right\"/>",
        ] {
            assert!(document.contains(whole), "{whole} in {document}");
        }
        assert!(part(&bytes, "word/styles.xml").contains("<w:lang w:val=\"sv\"/>"));
        assert!(part(&bytes, "docProps/core.xml").contains("<dc:title>Fråga</dc:title>"));
    }
}
