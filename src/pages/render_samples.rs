//! What pages are rendered with in tests: texts in three languages, a long one, a background, a timeline.

use crate::domain::Texts;
use crate::domain::process::{Background, Body, EntryKind, Related, TimelineEntry};
use crate::pages::locale::Locale;
use crate::service::process::Process;

/// 2020-02-20T12:00:00Z.
pub const NOW: i64 = 1_582_200_000_000_000;

pub const LONG: &str = "Kootaan lupa- ja neuvontapalvelut yhteispalvelupisteisiin, joissa etäpalveluyhteys toimii myös saameksi, ruotsiksi ja viittomakielellä ja joiden aukioloajat sovitetaan joukkoliikenneaikatauluihin, jottei harvaanasutun seudun asukkaan tarvitse ottaa palkatonta vapaata asiointiin.";

pub fn texts(fi: &str, sv: &str, en: &str) -> Texts {
    let of = |locale: Locale, text: &str| (locale.lang(), text.to_owned());
    Texts([of(Locale::Fi, fi), of(Locale::Sv, sv), of(Locale::En, en)].into())
}

/// Phases over, under way and to come, and guidelines to read.
pub fn process() -> Process {
    let day = 24 * 3_600 * 1_000_000;
    let entry =
        |title, starts_at, ends_at| TimelineEntry { title, kind: EntryKind::Phase, starts_at, ends_at };
    Process {
        timeline: vec![
            entry(texts("Toimeksianto", "Uppdraget", "Mandate"), NOW - 40 * day, None),
            entry(
                texts("Ideat ja valinnat verkossa", "Idéer och val på webben", "Ideas and choices online"),
                NOW - 9 * day,
                Some(NOW + 9 * day),
            ),
            entry(
                texts("Linjaukset julki", "Riktlinjerna publiceras", "Guidelines out"),
                NOW + 30 * day,
                None,
            ),
        ],
        adopted: 7,
        decided: true,
        evidence: true,
        ..Process::default()
    }
}

pub fn background() -> Background {
    let long = |text: &str| texts(text, text, text);
    Background {
        mandate: long(
            "# Tehtävä\n\nValtiovarainministeriö asetti hankkeen **25.10.2019**.\n\n- <script>alert(1)</script>",
        ),
        goals: Texts::one(Locale::Fi.lang(), LONG),
        organisation: vec![Body {
            name: long("Koordinaatioryhmä"),
            does: long("Sovittaa yhteen."),
            members: long("- kansliapäälliköt"),
        }],
        related: vec![Related {
            title: long("Laki"),
            text: long("Vuodelta *2002*."),
            url: Some("https://finlex.fi/".into()),
        }],
        contacts: long("Sihteeristö <sihteeristo@example.org>"),
        ..Background::default()
    }
}
