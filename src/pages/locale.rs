//! The languages of the interface, and which of them a reader gets.

use actix_web::HttpRequest;

use crate::domain::Lang;
use crate::http::{cookies, language};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    Fi,
    Sv,
    En,
}

impl Locale {
    pub const ALL: [Locale; 3] = [Locale::Fi, Locale::Sv, Locale::En];

    pub fn tag(self) -> &'static str {
        match self {
            Locale::Fi => "fi",
            Locale::Sv => "sv",
            Locale::En => "en",
        }
    }

    /// The language's own name.
    pub fn name(self) -> &'static str {
        match self {
            Locale::Fi => "Suomi",
            Locale::Sv => "Svenska",
            Locale::En => "English",
        }
    }

    pub fn lang(self) -> Lang {
        Lang::parse(self.tag()).unwrap_or_else(Lang::undetermined)
    }

    /// The locale of a tag, whatever its region.
    pub fn of(tag: &str) -> Option<Self> {
        let base = tag.split('-').next().unwrap_or(tag);
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(base))
    }

    /// `?lang=` of the address, else what the reader chose before, else what the browser asks for, else the
    /// first of `order` (the consultation's languages) that the interface has, else English.
    pub fn choose(request: &HttpRequest, asked: Option<&str>, order: &[Lang]) -> Self {
        let kept = cookies::language(request);
        let chosen = asked.and_then(Self::of).or_else(|| kept.as_deref().and_then(Self::of));
        let wanted = language::wanted(request, None);
        chosen
            .or_else(|| wanted.iter().chain(order).find_map(|lang| Self::of(lang.as_str())))
            .unwrap_or(Locale::En)
    }

    /// All of them, those of `order` first.
    pub fn ordered(order: &[Lang]) -> Vec<Self> {
        let mut all: Vec<Self> = order.iter().filter_map(|lang| Self::of(lang.as_str())).collect();
        all.extend(Self::ALL);
        let mut seen = Vec::new();
        all.retain(|locale| {
            !seen.contains(locale) && {
                seen.push(*locale);
                true
            }
        });
        all
    }
}

#[cfg(test)]
mod tests {
    use actix_web::cookie::Cookie;
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_address_goes_before_the_choice_and_that_before_the_browser() {
        let plain = TestRequest::default().insert_header(("accept-language", "de, sv-FI;q=0.8, en;q=0.5"));
        let plain = plain.to_http_request();
        assert_eq!(Locale::choose(&plain, None, &[]), Locale::Sv);
        assert_eq!(Locale::choose(&plain, Some("xx"), &[]), Locale::Sv);
        let chosen = TestRequest::default()
            .insert_header(("accept-language", "sv"))
            .cookie(Cookie::new("parvis_lang", "fi"))
            .to_http_request();
        assert_eq!(Locale::choose(&chosen, None, &[]), Locale::Fi);
        assert_eq!(Locale::choose(&chosen, Some("en"), &[]), Locale::En);
        let silent = TestRequest::default().to_http_request();
        assert_eq!(Locale::choose(&silent, None, &[Locale::Sv.lang()]), Locale::Sv);
        assert_eq!(Locale::choose(&silent, None, &[]), Locale::En);
    }

    #[test]
    fn the_consultations_languages_stand_first() {
        assert_eq!(Locale::ordered(&[Locale::Sv.lang()]), [Locale::Sv, Locale::Fi, Locale::En]);
        assert_eq!(Locale::ordered(&[Lang::undetermined()]), Locale::ALL);
    }
}
