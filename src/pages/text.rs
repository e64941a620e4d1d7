//! The words of the pages: one Fluent catalogue in three languages, inside the binary. Knows nothing of what
//! the words are about.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::Code;
use crate::pages::format;
use crate::pages::locale::Locale;

/// What is filled into a message: `args!["n" => 4, "total" => 15]`.
macro_rules! args {
    ($($name:literal => $value:expr),+ $(,)?) => {{
        let mut args = fluent_bundle::FluentArgs::new();
        $(args.set($name, $value);)+
        args
    }};
}
pub(super) use args;

type Bundle = FluentBundle<FluentResource>;

static CATALOGUE: LazyLock<[Bundle; 3]> = LazyLock::new(|| Locale::ALL.map(bundle));

/// What the pages say in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub Locale);

impl Text {
    /// The message of that name.
    pub fn say(self, id: &str) -> String {
        self.message(id, None)
    }

    /// A message with one thing to fill in.
    pub fn say1<'a>(self, id: &str, name: &'a str, value: impl Into<FluentValue<'a>>) -> String {
        let mut args = FluentArgs::with_capacity(1);
        args.set(name, value);
        self.message(id, Some(&args))
    }

    /// A message with several things to fill in.
    pub fn fill(self, id: &str, args: &FluentArgs) -> String {
        self.message(id, Some(args))
    }

    /// A message whose things the browser's module fills in: they stand in braces.
    pub fn pattern(self, id: &str) -> String {
        self.fill(id, &args!["left" => "{left}", "right" => "{right}", "idea" => "{idea}"])
    }

    /// What went wrong, in words for people.
    pub fn error(self, code: Code) -> String {
        self.say(&format!("error-{}", code.as_str().replace('_', "-")))
    }

    fn message(self, id: &str, args: Option<&FluentArgs>) -> String {
        let bundle = &CATALOGUE[self.0 as usize];
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            debug_assert!(false, "the catalogue has no message {id}");
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, args, &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        said
    }
}

/// One language's messages. A file that does not parse or a name used twice is found by the tests.
fn bundle(locale: Locale) -> Bundle {
    let tag: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // The marks that keep scripts of two directions apart: none of the three languages needs them.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match locale {
        Locale::En => |value, _| number(value, Locale::En),
        Locale::Fi | Locale::Sv => |value, _| number(value, Locale::Fi),
    }));
    for source in sources(locale) {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

fn number(value: &FluentValue, locale: Locale) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::number(number.value, locale)),
        _ => None,
    }
}

fn sources(locale: Locale) -> [&'static str; 3] {
    match locale {
        Locale::Fi => [
            include_str!("../../frontend/locales/fi/pages.ftl"),
            include_str!("../../frontend/locales/fi/process.ftl"),
            include_str!("../../frontend/locales/fi/errors.ftl"),
        ],
        Locale::Sv => [
            include_str!("../../frontend/locales/sv/pages.ftl"),
            include_str!("../../frontend/locales/sv/process.ftl"),
            include_str!("../../frontend/locales/sv/errors.ftl"),
        ],
        Locale::En => [
            include_str!("../../frontend/locales/en/pages.ftl"),
            include_str!("../../frontend/locales/en/process.ftl"),
            include_str!("../../frontend/locales/en/errors.ftl"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_words() {
        for &code in Code::ALL {
            for locale in Locale::ALL {
                let words = Text(locale).error(code);
                assert!(words.ends_with('.'), "{code:?} in {}: {words}", locale.tag());
            }
        }
    }

    #[test]
    fn numbers_and_plurals_follow_the_language() {
        let votes = |locale, count: i64| Text(locale).say1("results-meta-votes", "count", count);
        assert_eq!(votes(Locale::En, 1), "1 choice");
        assert_eq!(votes(Locale::En, 3012), "3,012 choices");
        assert_eq!(votes(Locale::Fi, 3012), "3\u{a0}012 valintaa");
        assert_eq!(votes(Locale::Sv, 1_234_567), "1\u{a0}234\u{a0}567 val");
        let lead = |locale| Text(locale).fill("front-lead", &args!["pairs" => 15, "minutes" => 3]);
        assert!(lead(Locale::Fi).ends_with("Viisitoista paria vie noin kolme minuuttia."));
        assert!(lead(Locale::Sv).ends_with("Femton par tar ungefär tre minuter."));
    }
}
