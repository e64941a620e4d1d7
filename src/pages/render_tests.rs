//! Renders every page in every state and language, and holds what is true of all of them. With
//! `PARVIS_PREVIEWS=folder` the pages are left there, to be looked at.

use std::path::Path;

use actix_web::test::TestRequest;
use askama::Template;

use crate::domain::consultation::tests::example;
use crate::domain::consultation::{Consultation, Entry, ResultsRule, State};
use crate::domain::idea::IdeaState;
use crate::domain::participant::Progress;
use crate::domain::process::Background;
use crate::domain::vote::Answer;
use crate::domain::{Code, Error, Lang, Texts};
use crate::http::error_page;
use crate::pages::about::AboutPage;
use crate::pages::errors;
use crate::pages::frame::Frame;
use crate::pages::front::{FrontPage, Reader, question};
use crate::pages::installation::{AccessibilityPage, Asked, HomePage, JoinPage, PrivacyPage};
use crate::pages::joining::MomentPage;
use crate::pages::locale::Locale;
use crate::pages::mine::{MinePage, Own, OwnIdea, OwnVote};
use crate::pages::propose::ProposePage;
use crate::pages::render_samples::{LONG, NOW, background, process, texts};
use crate::pages::results::{Known, Ranked, ResultsPage, report};
use crate::pages::said::Said;
use crate::pages::text::Text;
use crate::pages::vote::{Around, Ending, PairView, ThanksPage, VotePage};
use crate::pages::withheld::withheld;
use crate::pages::wrong::Wrong;
use crate::service::process::Process;

const CLOSING: i64 = 1_582_898_400_000_000; // eight days later

fn consultation() -> Consultation {
    Consultation {
        slug: "regional-presence".into(),
        question: texts(
            "Millaista alueellista läsnäoloa ja millaisia palveluja valtiolla pitäisi olla 2020-luvulla?",
            "Vilken regional närvaro och vilka tjänster ska staten ha i regionerna på 2020-talet?",
            "What regional presence and services should the state have in the 2020s?",
        ),
        intro: texts(
            "Valtio uudistaa lakia.\n\nSiksi kysymme.",
            "Staten reformerar lagen.",
            "The state reforms the law.",
        ),
        owner: texts("Valtiovarain\u{ad}ministeriö", "Finansministeriet", "Ministry of Finance"),
        languages: vec![Locale::Fi.lang(), Locale::Sv.lang(), Locale::En.lang()],
        closes_at: Some(CLOSING),
        retention_days: Some(90),
        simulated: true,
        ..example()
    }
}

fn frame(locale: Locale, c: &Consultation, title: &str) -> Frame {
    let request = TestRequest::with_uri("/c/regional-presence/x?page=2").to_http_request();
    let title = if title.is_empty() { String::new() } else { Text(locale).say(title) };
    Frame::of_consultation(&request, locale, c, &title)
}

fn bare_frame(locale: Locale) -> Frame {
    let request = TestRequest::with_uri("/privacy").to_http_request();
    Frame::of_installation(&request, locale, Text(locale).say("privacy-title"))
}

fn said(text: &str, locale: Locale, lang: Locale) -> Said {
    Said::new(text, &lang.lang(), locale)
}

fn pages(locale: Locale) -> Vec<(&'static str, String)> {
    let c = consultation();
    let t = Text(locale);
    let render = |name, page: &dyn askama::DynTemplate| (name, page.dyn_render().expect("templates render"));
    let mut out = fronts(locale, &c, &render);
    out.extend(votes(locale, &c, &render));
    let error = Error::field("texts.fi", Code::IdeaTooLong, "long");
    let typed = Texts::one(Locale::Fi.lang(), LONG);
    let csrf = || "token".to_owned();
    let propose = |error| ProposePage::new(frame(locale, &c, "propose-title"), &c, csrf(), &typed, error);
    out.push(render(
        "propose",
        &ProposePage::new(frame(locale, &c, "propose-title"), &c, csrf(), &Texts::default(), None),
    ));
    out.push(render("propose-wrong", &propose(Some(&error))));
    out.push(render("propose-sent", &ProposePage { sent: true, ..propose(None) }));
    out.push(render("propose-shut", &ProposePage { shut: true, ..propose(None) }));
    for (name, ideas) in rankings(locale) {
        let known = Known {
            votes: if ideas.len() < 3 { 0.0 } else { 3012.0 },
            participants: 248,
            updated: Some(NOW),
            certainty: None,
        };
        let shown = report(t, &c, &known, &ideas, 1);
        out.push(render(name, &ResultsPage::new(frame(locale, &c, "results-title"), &c, NOW, shown)));
    }
    for (name, rule) in [
        ("withheld-round", ResultsRule::AfterRound),
        ("withheld-closed", ResultsRule::Closed),
        ("withheld-members", ResultsRule::Members),
    ] {
        let c = Consultation { results: rule, ..c.clone() };
        let page = ResultsPage::new(frame(locale, &c, "results-title"), &c, NOW, withheld(t, &c, true));
        out.push(render(name, &page));
    }
    out.extend(own(locale, &c, &render));
    let code = Wrong::new(t.say("wrong-heading"), t.error(Code::CodeUsed), Some("code"));
    out.push(render(
        "home",
        &HomePage { frame: bare_frame(locale), questions: vec![Asked::new(t, &c, NOW)] },
    ));
    out.push(render("home-empty", &HomePage { frame: bare_frame(locale), questions: vec![] }));
    let join = |wrong| JoinPage { frame: bare_frame(locale), csrf: csrf(), typed: String::new(), wrong };
    out.push(render("join", &join(None)));
    out.push(render("join-wrong", &join(Some(code))));
    out.push(render("moment", &moment(locale, &c)));
    out.push(render("privacy", &PrivacyPage { frame: bare_frame(locale) }));
    let accessibility = |sent, wrong| AccessibilityPage {
        frame: bare_frame(locale),
        csrf: csrf(),
        page: "/c/x".into(),
        text: String::new(),
        reply_to: String::new(),
        sent,
        wrong,
    };
    out.push(render("accessibility", &accessibility(false, None)));
    out.push(render("accessibility-sent", &accessibility(true, None)));
    let empty =
        Wrong::new(t.say("accessibility-not-sent"), t.say("accessibility-message-empty"), Some("text"));
    out.push(render("accessibility-wrong", &accessibility(false, Some(empty))));
    let lost = error_page::Asked { path: "/nothing".into(), languages: vec![locale.lang()] };
    out.push(render("error-404", &errors::page(&lost, &Error::not_found("page"))));
    out.push(render("error-503", &errors::page(&lost, &Error::new(Code::Busy, ""))));
    out
}

/// Who joins where many have before.
fn moment(locale: Locale, c: &Consultation) -> MomentPage {
    MomentPage {
        frame: frame(locale, c, "moment-title"),
        address: "/c/x".into(),
        csrf: "csrf".into(),
        question: question(c, Text(locale)),
        challenge: "A".repeat(82),
        bits: 17,
        ticket: "B".repeat(82),
        wait: Text(locale).say1("moment-wait", "seconds", 10),
        groups: [("region".into(), "vaasa".into())].into(),
    }
}

type Render<'a> = &'a dyn Fn(&'static str, &dyn askama::DynTemplate) -> (&'static str, String);

fn fronts(locale: Locale, c: &Consultation, render: Render) -> Vec<(&'static str, String)> {
    let specimen = || {
        let left = said("Valtion palvelut kirjastoihin, joissa ihmiset jo käyvät.", locale, Locale::Fi);
        Some((left, said("Joka maakuntaan poliisiasema, joka on auki arkisin.", locale, Locale::Fi)))
    };
    let page = |c: &Consultation, reader| FrontPage::new(frame(locale, c, ""), c, NOW, reader, specimen());
    let begun = Reader { takes_part: true, sees_results: true, ..Reader::default() };
    let codes = Consultation { entry: Entry::Codes, ..c.clone() };
    let wrong =
        Wrong::new(Text(locale).say("wrong-heading"), Text(locale).error(Code::CodeUnknown), Some("code"));
    let refused = Reader { typed: "K7M".into(), wrong: Some(wrong), ..Reader::default() };
    let about = |c: &Consultation, background: &Background, process: &Process| {
        AboutPage::new(frame(locale, c, "about-title"), c, background, process, NOW)
    };
    let closed = Consultation { state: State::Closed, closes_at: None, ..c.clone() };
    let scheduled = Consultation { opens_at: Some(CLOSING - 1), retention_days: None, ..c.clone() };
    let draft = Consultation { state: State::Draft, ..c.clone() };
    vec![
        render("front", &page(c, Reader::default())),
        render("front-begun", &page(c, begun)),
        render("front-codes", &page(&codes, Reader::default())),
        render("front-codes-wrong", &page(&codes, refused)),
        render("front-closed", &page(&closed, Reader { sees_results: true, ..Reader::default() })),
        render("front-scheduled", &page(&scheduled, Reader::default())),
        render("front-draft", &page(&draft, Reader::default())),
        render("front-process", &page(c, Reader { process: process(), ..Reader::default() })),
        render("about", &about(c, &background(), &process())),
        render("about-untimed", &about(&example(), &Background::default(), &Process::default())),
    ]
}

fn votes(locale: Locale, c: &Consultation, render: Render) -> Vec<(&'static str, String)> {
    let progress = |answered, remaining| Progress { answered, round: 15, remaining, round_complete: false };
    let pair = |left: &str, lang| {
        let right = said("Utlys varje statlig tjänst utan krav på ort.", locale, Locale::Sv);
        PairView::new("pair-token".into(), "idea_1 idea_2".into(), said(left, locale, lang), right)
    };
    let page =
        |progress, pair, around| VotePage::new(frame(locale, c, "results-title"), c, &progress, pair, around);
    let later =
        || Around { can_undo: true, notice: Some(Text(locale).say("vote-undone")), ..Around::default() };
    let thanks = |progress, ending| ThanksPage::new(frame(locale, c, "thanks-title"), c, &progress, ending);
    let ending =
        Ending { sees_results: true, can_undo: true, participants: 248, ideas: 34, ..Ending::default() };
    let done = Progress { round_complete: true, ..progress(15, 90) };
    vec![
        render("vote", &page(progress(3, 500), pair("Lyhyt idea.", Locale::Fi), Around::default())),
        render("vote-long", &page(progress(8, 500), pair(LONG, Locale::Fi), later())),
        render("vote-last", &page(progress(5, 1), pair("Lyhyt idea.", Locale::Fi), Around::default())),
        render("cookies", &crate::pages::stands::CookiesPage::new(frame(locale, c, "cookies-title"), c)),
        render("thanks", &thanks(done, ending)),
        render("thanks-none-left", &thanks(progress(6, 0), Ending::default())),
        render("thanks-few", &thanks(progress(0, 0), Ending::default())),
    ]
}

fn own(locale: Locale, c: &Consultation, render: Render) -> Vec<(&'static str, String)> {
    let t = Text(locale);
    let vote = |outcome, reason| {
        let (left, right) = (said("Juna", locale, Locale::Fi), said("Buss", locale, Locale::Sv));
        let answer = Answer::parse(outcome, reason).expect("an answer");
        OwnVote::new(t, &c.zone, "pair_1".into(), left, right, answer, NOW)
    };
    let all = [
        ("left", None),
        ("right", None),
        ("tie", Some("both_good")),
        ("tie", Some("both_bad")),
        ("tie", Some("same")),
        ("skip", Some("dont_know")),
    ];
    let states =
        [IdeaState::Pending, IdeaState::Active, IdeaState::Rejected, IdeaState::Withdrawn, IdeaState::Linked];
    let full = Own {
        groups: vec![(said("Missä asut?", locale, Locale::Fi), said("Vaasa", locale, Locale::Fi))],
        votes: all.into_iter().map(|(outcome, reason)| vote(outcome, reason)).collect(),
        ideas: states
            .into_iter()
            .map(|state| OwnIdea::new(t, said("Juna", locale, Locale::Fi), state, Some("Koska".into())))
            .collect(),
    };
    let page =
        |c: &Consultation, own| MinePage::new(frame(locale, c, "mine-title"), c, NOW, "token".into(), own);
    let wrong = Wrong::new(t.say("wrong-heading"), t.say("mine-erase-unconfirmed"), Some("sure"));
    let bare = || Some(Own { groups: Vec::new(), votes: vec![], ideas: vec![] });
    let closed = Consultation { state: State::Closed, ..c.clone() };
    vec![
        render("mine", &MinePage { notice: Some(t.say("mine-taken-back")), ..page(c, Some(full)) }),
        render("mine-bare", &MinePage { wrong: Some(wrong), ..page(&closed, bare()) }),
        render("mine-none", &page(c, None)),
        render("mine-erased", &MinePage { erased: true, ..page(c, None) }),
    ]
}

fn rankings(locale: Locale) -> Vec<(&'static str, Vec<Ranked>)> {
    let idea = |at: usize, tier: Option<u32>, place: Option<(u32, u32)>, score: Option<f64>| Ranked {
        id: format!("idea_{at}"),
        said: if at == 1 {
            Said::new(LONG, &Locale::Fi.lang(), locale)
        } else {
            Said::own(format!("Idea {at}."))
        },
        rank: place.map_or(0, |(low, _)| low),
        place,
        tier,
        score: score.map(|score| (score, score - 7.0, score + 7.0)),
        win_rate: 60.0,
        votes: score.map_or(3.0, |_| 182.0),
    };
    let few = vec![
        idea(0, Some(1), Some((1, 2)), Some(71.0)),
        idea(1, Some(1), Some((1, 2)), Some(68.0)),
        idea(2, Some(2), Some((3, 4)), Some(50.0)),
        idea(3, Some(2), Some((3, 4)), Some(48.0)),
        idea(4, None, None, None),
    ];
    let one = vec![
        idea(0, Some(1), Some((1, 1)), Some(80.0)),
        idea(2, Some(2), Some((2, 3)), Some(50.0)),
        idea(3, Some(2), Some((2, 3)), Some(45.0)),
    ];
    let open = (0..3).map(|at| idea(at, Some(1), Some((1, 3)), Some(50.0))).collect();
    let many = (0..120)
        .map(|at| {
            idea(
                at,
                Some(at as u32 / 20 + 1),
                Some((at as u32 + 1, at as u32 + 4)),
                Some(99.0 - at as f64 * 0.8),
            )
        })
        .collect();
    vec![
        ("results", few),
        ("results-one", one),
        ("results-open", open),
        ("results-many", many),
        ("results-none", vec![idea(0, None, None, None), idea(2, None, None, None)]),
        ("results-single", vec![idea(0, None, None, None)]),
        ("results-empty", vec![]),
    ]
}

#[test]
fn every_page_holds_what_all_pages_hold() {
    let folder = std::env::var_os("PARVIS_PREVIEWS");
    for locale in Locale::ALL {
        for (name, html) in pages(locale) {
            let at = format!("{name} in {}", locale.tag());
            assert_eq!(html.matches("<h1").count(), 1, "{at}: one heading");
            assert!(html.contains(&format!("<html lang=\"{}\">", locale.tag())), "{at}");
            for never in [" style=", "<style", "onclick", "<script>", "javascript:", "<p></p>", "lang=\"\""] {
                assert!(!html.contains(never), "{at}: {never}");
            }
            let posts = html.matches("method=\"post\"").count();
            assert_eq!(html.matches("name=\"csrf\"").count(), posts, "{at}: a token in each form");
            let ids: Vec<&str> =
                html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let distinct: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), distinct.len(), "{at}: each id once, of {ids:?}");
            for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(distinct.contains(target), "{at}: #{target} leads nowhere");
            }
            if let Some(folder) = &folder {
                let path = Path::new(folder).join(format!("{name}-{}.html", locale.tag()));
                std::fs::write(path, html).expect("the folder for previews can be written");
            }
        }
    }
}

#[test]
fn a_preview_of_a_link_says_nothing_of_results() {
    for (name, html) in pages(Locale::Sv) {
        let head = html.split("</head>").next().unwrap_or_default();
        for leak in ["71", "främst", "Idea 0"] {
            assert!(!head.contains(leak), "{name}: {leak}");
        }
    }
}

#[test]
fn a_result_is_a_sentence_first_and_never_a_bare_place() {
    let html = |name| pages(Locale::Sv).into_iter().find(|page| page.0 == name).expect("a page").1;
    let results = html("results");
    let order: Vec<Option<usize>> = [
        "Simulerade val.",
        "Två idéer kan vara främst.",
        "Valen visar inte vilken av dem det är.",
        "Idéerna i ordning",
        "Vinner <b>71 av 100</b> jämförelser (64–78)",
        "För få val",
        "Visa som tabell",
        "Hur säkert är det här?",
    ]
    .iter()
    .map(|part| results.find(part))
    .collect();
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?}");
    assert!(results.contains("Plats 1–2") && results.contains("Vinstandel 60 %"));
    assert!(results.contains("Ingen plats än") && results.contains("Jämförd 3 gånger"));
    assert!(results.contains("lang=\"fi\"") && results.contains("Än så länge bara på finska"));
    assert!(html("results-one").contains("Främst står: Idea 0"));
    assert!(html("results-open").contains("Valen skiljer ännu inte idéerna åt."));
    let many = html("results-many");
    assert!(many.contains("Idé 1–50 av 120") && many.contains("results?page=2#rank"));
    assert!(!html("withheld-round").contains("Vinner"));
}

#[test]
fn the_two_leaves_are_written_alike() {
    for locale in Locale::ALL {
        let html = pages(locale).into_iter().find(|page| page.0 == "vote-long").expect("a page").1;
        let leaves: Vec<&str> = html.split("<button class=\"leaf\"").skip(1).collect();
        assert_eq!(leaves.len(), 2);
        let plain = |leaf: &str| {
            let leaf = leaf.split("</button>").next().unwrap_or_default().to_owned();
            // What differs: the ideas themselves, which of the two, the arrow.
            let tags: String = leaf
                .split('<')
                .skip(1)
                .filter_map(|t| t.split('>').next())
                .map(|t| t.split(" lang=").next().unwrap_or_default().to_owned() + "|")
                .collect();
            tags.replace("span class=\"in\"|/span|", "")
        };
        assert_eq!(plain(leaves[0]), plain(leaves[1]));
        assert!(html.contains("class=\"pair long\""));
    }
}

#[test]
fn an_idea_of_unknown_language_is_marked_as_such() {
    let unknown = Said::new("Comment?", &Lang::undetermined(), Locale::En);
    let c = consultation();
    let pair = PairView::new("t".into(), "a b".into(), unknown.clone(), unknown);
    let progress = Progress { answered: 0, round: 15, remaining: 3, round_complete: false };
    let page = VotePage::new(frame(Locale::En, &c, "thanks-title"), &c, &progress, pair, Around::default());
    let html = page.render().expect("templates render");
    assert_eq!(html.matches("lang=\"und\"").count(), 2);
    assert!(html.contains("Pair 1 of 3") && !html.contains("class=\"in\""));
}
