//! Long texts that members write in Markdown, as HTML that can do a reader no harm: tags are shown as the text that
//! they are, pictures as what they are called, links lead to the web or a mailbox, and what is left is sanitised.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

static SAFE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut safe = Builder::empty();
    safe.tags(
        [
            "p",
            "br",
            "hr",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "blockquote",
            "strong",
            "em",
            "code",
            "pre",
            "a",
        ]
        .into(),
    )
    .generic_attributes([].into())
    .tag_attributes([("a", ["href"].into()), ("ol", ["start"].into())].into())
    .url_schemes(["https", "http", "mailto", "tel"].into())
    .url_relative(UrlRelative::Deny)
    .link_rel(Some("noopener noreferrer"));
    safe
});

/// HTML of a Markdown text whose first headings become those of level `top`, from 2 to 6.
pub fn html(text: &str, top: u8) -> String {
    let level = |level: HeadingLevel| match level as u8 + top - 1 {
        0..=2 => HeadingLevel::H2,
        3 => HeadingLevel::H3,
        4 => HeadingLevel::H4,
        5 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    };
    let events = Parser::new_ext(text, Options::empty()).filter_map(|event| match event {
        Event::Start(Tag::Heading { level: of, id, classes, attrs }) => {
            Some(Event::Start(Tag::Heading { level: level(of), id, classes, attrs }))
        }
        Event::End(TagEnd::Heading(of)) => Some(Event::End(TagEnd::Heading(level(of)))),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Html(tag) | Event::InlineHtml(tag) => Some(Event::Text(tag)),
        // Who writes a new line means one.
        Event::SoftBreak => Some(Event::HardBreak),
        other => Some(other),
    });
    let mut written = String::with_capacity(text.len() * 2);
    pulldown_cmark::html::push_html(&mut written, events);
    SAFE.clean(&written).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_becomes_what_they_mean() {
        assert_eq!(
            html("one\ntwo\n\n- *a*\n- **b**", 3),
            "<p>one<br>\ntwo</p>\n<ul>\n<li><em>a</em></li>\n<li><strong>b</strong></li>\n</ul>\n"
        );
        assert_eq!(html("# Top\n\n### Low", 3), "<h3>Top</h3>\n<h5>Low</h5>\n");
        assert_eq!(html("###### Deep", 3), "<h6>Deep</h6>\n");
        assert_eq!(html("![a map](https://x.example/m.png)", 3), "<p>a map</p>\n");
        let link = html("[Law](https://finlex.fi/ \"t\") <me@vm.example>", 3);
        assert!(
            link.contains("<a href=\"https://finlex.fi/\" rel=\"noopener noreferrer\">Law</a>"),
            "{link}"
        );
        assert!(link.contains("<a href=\"mailto:me@vm.example\""), "{link}");
        assert_eq!(html("3. three\n4. four", 3), "<ol start=\"3\">\n<li>three</li>\n<li>four</li>\n</ol>\n");
    }

    #[test]
    fn nothing_that_runs_gets_through() {
        for bad in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "a <b onclick=\"x()\">b</b>",
            "[x](javascript:alert(1))",
            "[x](data:text/html,<script>alert(1)</script>)",
            "[x](vbscript:x)",
            "<javascript:alert(1)>",
            "[x]: javascript:alert(1)\n\n[x]",
            "[a](//evil.example \"x\\\" onmouseover=alert(1) \")",
            "<style>*{display:none}</style>",
            "`</code><script>alert(1)</script>`",
            "![x](https://tracker.example/1.gif)",
            "<iframe src=https://x.example></iframe>",
        ] {
            let safe = html(bad, 3);
            let mut rest = safe.as_str();
            while let Some(at) = rest.find('<') {
                rest = &rest[at + 1..];
                let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
                let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
                assert!(["p", "a", "code", "br"].contains(&name), "{bad}: {safe}");
                assert!(!tag.contains(" on") && !tag.contains("script"), "{bad}: {safe}");
                assert!(!tag.contains("href") || tag.contains("href=\"https://"), "{bad}: {safe}");
            }
        }
        assert!(html("<script>alert(1)</script>", 3).contains("&lt;script&gt;"), "it is shown as what it is");
    }
}
