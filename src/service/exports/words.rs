//! Titles and explanations of exported lists, in the three languages of the interface.

use std::sync::LazyLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;

use crate::domain::Lang;

type Bundle = FluentBundle<FluentResource>;

const FILES: [(&str, &str); 3] = [
    ("en", include_str!("../../../frontend/locales/en/export.ftl")),
    ("fi", include_str!("../../../frontend/locales/fi/export.ftl")),
    ("sv", include_str!("../../../frontend/locales/sv/export.ftl")),
];

static BUNDLES: LazyLock<Vec<(Lang, Bundle)>> = LazyLock::new(|| {
    FILES
        .iter()
        .filter_map(|&(tag, text)| {
            let mut bundle = Bundle::new_concurrent(vec![tag.parse().ok()?]);
            bundle.set_use_isolating(false);
            // What a broken catalogue lacks shows as its message's name; a test holds the catalogues whole.
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
            let _ = bundle.add_resource(resource);
            Some((Lang::parse(tag)?, bundle))
        })
        .collect()
});

/// The first of the languages that the lists have words in; English where none is.
pub fn language(wanted: &[Lang]) -> Lang {
    let there = |lang: &&Lang| BUNDLES.iter().any(|(known, _)| known == *lang);
    wanted.iter().find(there).unwrap_or(&BUNDLES[0].0).clone()
}

/// The message of that name in a language of [`language`].
pub fn say(lang: &Lang, id: &str) -> String {
    let bundle = BUNDLES.iter().find(|(known, _)| known == lang).map_or(&BUNDLES[0].1, |(_, bundle)| bundle);
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        return id.to_owned();
    };
    bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{language, say};
    use crate::domain::Lang;

    #[test]
    fn lists_speak_three_languages() {
        let lang = |tag: &str| Lang::parse(tag).unwrap();
        assert_eq!(language(&[lang("de"), lang("sv")]), lang("sv"));
        assert_eq!(language(&[lang("de")]), lang("en"));
        for tag in ["fi", "sv", "en"] {
            let heading = say(&lang(tag), "export-ranking-heading");
            assert!(!heading.is_empty() && heading != "export-ranking-heading", "{tag}");
        }
    }
}
