//! Markdown as blocks of a report: what Word can hold of it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Block, Span};
use crate::domain::Lang;

pub(super) fn blocks(text: &str, lang: Option<&Lang>, top: u8) -> Vec<Block> {
    let mut out = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    let (mut strong, mut heading, mut items, mut link) = (0_u32, None, 0_u32, None);
    let mut close = |spans: &mut Vec<Span>, heading: Option<u8>, items: u32| {
        let said = std::mem::take(spans);
        let text: String = said.iter().map(|span| span.text.as_str()).collect();
        if text.trim().is_empty() {
            return;
        }
        out.push(match heading {
            Some(level) => Block::Heading { level, text: Span { text, strong: false, lang: lang.cloned() } },
            None if items > 0 => Block::Point(said),
            None => Block::Paragraph(said),
        });
    };
    for event in Parser::new_ext(text, Options::empty()) {
        let mut say = |text: &str, strong: bool| {
            spans.push(Span { text: text.to_owned(), strong, lang: lang.cloned() });
        };
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                say(&text, strong > 0);
            }
            Event::SoftBreak | Event::HardBreak => say("\n", false),
            Event::Start(Tag::Strong) => strong += 1,
            Event::End(TagEnd::Strong) => strong = strong.saturating_sub(1),
            Event::Start(Tag::Heading { level, .. }) => heading = Some((level as u8 + top - 1).min(3)),
            Event::End(TagEnd::Heading(_)) => close(&mut spans, heading.take(), 0),
            Event::Start(Tag::Item) => {
                // A list in a point: what was said before it is a point of its own.
                close(&mut spans, None, items);
                items += 1;
            }
            Event::End(TagEnd::Item) => {
                close(&mut spans, None, items);
                items = items.saturating_sub(1);
            }
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock) => close(&mut spans, None, items),
            Event::Start(Tag::Link { dest_url, .. }) => link = Some(dest_url.to_string()),
            // On paper an address is read, not followed.
            Event::End(TagEnd::Link) => {
                if let Some(address) = link.take()
                    && !spans.last().is_some_and(|span| address.ends_with(&span.text))
                {
                    spans.push(Span { text: format!(" ({address})"), strong: false, lang: None });
                }
            }
            _ => {}
        }
    }
    close(&mut spans, None, items);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_paragraphs_points_and_headings() {
        let found = blocks("# Head\n\none **two**\n\n- a\n- [b](https://x.fi/)\n\n<b>c</b>", None, 2);
        assert_eq!(found[0], Block::heading(2, "Head"));
        assert_eq!(found[1], Block::Paragraph(vec![Span::plain("one "), Span::strong("two")]));
        assert_eq!(found[2], Block::Point(vec![Span::plain("a")]));
        assert_eq!(found[3], Block::Point(vec![Span::plain("b"), Span::plain(" (https://x.fi/)")]));
        assert!(matches!(&found[4], Block::Paragraph(spans) if spans[0].text == "<b>"));
    }
}
