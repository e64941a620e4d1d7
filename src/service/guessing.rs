//! How soon somebody who knows what people choose would guess a password: the model of zxcvbn (Wheeler, USENIX Security
//! 2016) with English lists, to which words of Finnish and Swedish are added. It knows capitals, letters written as
//! digits, years, rows of keys and repetitions.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Fewer guesses than this (as a power of ten) are made against a stolen hash within hours.
const LEAST: f64 = 8.5;
/// What remains when punctuation, or each letter's repetition, is taken out: a person's way of making a common word
/// look long.
const LEAST_BARE: f64 = 6.5;
/// The estimate reads no further, and takes time that grows with it.
const READ: usize = 64;

/// What people take in Finnish and Swedish, and what lies at hand here, the commonest first.
const WORDS: &str = "
    salasana salis lösenord losen password parvis admin administrator ylläpito organiser organizer sihteeri secretary
    kesä talvi syksy kevät sommar vinter höst vår suomi finland sverige helsinki helsingfors stockholm tampere tammerfors
    turku åbo espoo esbo vantaa vanda oulu uleåborg lahti kuopio jyväskylä pori björneborg vaasa vasa kotka joensuu
    rovaniemi mikkeli hämeenlinna tavastehus lappeenranta porvoo borgå kokkola karleby göteborg malmö uppsala västerås
    örebro linköping umeå luleå
    kesäloma kesäaika joulu joulupukki juhannus vappu pääsiäinen joululoma jul julafton midsommar semester loma lomalla
    maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai måndag tisdag onsdag torsdag fredag lördag söndag
    tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu
    januari februari mars april maj juni juli augusti september oktober november december
    monday tuesday wednesday thursday friday saturday sunday january february march june july august october
    spring summer autumn winter
    tervetuloa välkommen valkommen welcome kirjaudu kirjautuminen sisäänkirjautuminen inloggning logga tunnus tunnukset
    käyttäjä kayttaja användare testi testaus testaaja test tester testing demo vaihda vaihtaa muuta change changeme
    hemlig hemligt hemlighet salainen salaisuus secret uusisalasana nyttlösenord oletus default väliaikainen tillfällig
    minun meidän mitt vårt rakas rakastan kulta kultaseni muru älskar älskling hjärta sydän
    isänmaa kotimaa leijona lejon kalevala sauna sisu perkele saatana jumala helvete fan herregud
    jääkiekko hockey jokerit hifk ilves tappara kärpät lukko ässät hjk jalkapallo fotboll djurgården hammarby färjestad
    frölunda pallo koira kissa hund katt hevonen häst karhu björn susi varg kettu räv aurinko solen kuu månen tähti stjärna
    äiti isä mamma pappa mummo pappi veli sisko bror syster perhe familj lapsi barn tyttö poika flicka pojke
    matti mikko jukka pekka antti juha timo kari jari heikki anna maria liisa leena minna päivi tiina sari johanna laura
    erik lars karl anders johan per mats sven eva karin kristina lena kerstin emma elin sofia linnea
    valtio valtioneuvosto ministeriö ministerium kunta kommun kaupunki stad virasto myndighet verket työ arbete jobb
    toimisto kontor kokous möte hanke projekti projekt kuuleminen konsultation äänestys omröstning kysely enkät idea ajatus
    kahvi kaffe olut öl viini vin suklaa choklad makkara korv pulla bulle
    moi moikka hei heippa terve hej hejsan tjena kiitos tack rakkaus kärlek onni lycka vapaus frihet rauha fred elämä livet
    yksi kaksi kolme neljä viisi ett två tre fyra fem ensimmäinen första
    qwertyå qwertyuiopå asdfghjklöä
";

/// The words as they stand, and as they are written where å, ä and ö lie far away.
static COMMON: LazyLock<Vec<String>> = LazyLock::new(|| {
    WORDS
        .split_whitespace()
        .flat_map(|word| {
            let plain = plain(word);
            if plain == word { vec![plain] } else { vec![word.to_owned(), plain] }
        })
        .collect()
});

/// Whether a password of somebody with this address would be guessed soon.
pub fn is_guessed_soon(password: &str, email: &str) -> bool {
    let password: String = password.nfc().take(READ).collect();
    let small = password.to_lowercase();
    let bare: String = small.chars().filter(|c| c.is_alphanumeric()).collect();
    let squeezed: String = squeezed(&small);
    let theirs = parts(email);
    let known: Vec<&str> = theirs.iter().chain(COMMON.iter()).map(String::as_str).collect();
    let guesses = |text: &str| zxcvbn::zxcvbn(text, &known).guesses_log10();
    guesses(&password) < LEAST
        || guesses(&plain(&small)) < LEAST
        || guesses(&bare) < LEAST_BARE
        || guesses(&squeezed) < LEAST_BARE
}

/// An address and what it is made of.
fn parts(email: &str) -> Vec<String> {
    let parts = email.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() > 2);
    let name = email.split('@').next().unwrap_or(email);
    let run_together = email.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut all = vec![email.to_owned(), name.to_owned(), run_together];
    all.extend(parts.map(str::to_owned));
    all
}

/// Letters without what stands above them.
fn plain(text: &str) -> String {
    text.nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).collect()
}

/// Each row of one letter as one: `aabbcc` is `abc`.
fn squeezed(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::is_guessed_soon;

    #[test]
    fn what_people_choose_first_is_guessed_soon() {
        for weak in [
            "Salasana2026!",
            "Parvis2026!!!",
            "Password123!",
            "Qwerty123456",
            "Helsinki2026",
            "iloveyou1234",
            "aabbccddeeff",
            "orgorgorg1234",
            "123456789012",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "S4l4s4n4!2026",
            "Losenord2026!",
            "Lösenord2026!",
            "Kesäloma2026!",
            "kesaloma2026!",
            "Tervetuloa2026",
            "maanantai123!",
            "Sommar2026!!",
            "Midsommar2026",
            "Stockholm2026!",
            "Joulupukki2026!",
            "salasanasalasana",
            "1qaz2wsx3edc",
            "administrator1",
            "qwertyuiopasdf",
            "sala-sana-2026!",
            "P@ssw0rd2026!",
            "Welcome2026!",
            "changeme2026!",
            "org.a.fi.2026",
            "org@a.fi12345",
            "Jokerit2026!!",
            "hemligt12345",
            "zaq12wsxcde3",
        ] {
            assert!(is_guessed_soon(weak, "org@a.fi"), "{weak}");
        }
        for weak in ["secretary123", "sec-re-tary-1234", "Secretary2026!"] {
            assert!(is_guessed_soon(weak, "secretary@example.fi"), "{weak}");
        }
    }

    #[test]
    fn what_nobody_else_has_is_not() {
        for good in [
            "tuoli-lamppu-meri",
            "pöytä-kynä-metsä",
            "kaneli-silta-lamppu",
            "Kolme sanaa riittää",
            "åäö ÅÄÖ 12 x y",
            "a long enough passphrase",
            "k3hf-m2x9-pq7z-w4tn",
            "correct horse battery staple",
            "xT9#mK2$vL7q",
            "sininen hattu tuulessa",
            "röd cykel under bron",
        ] {
            assert!(!is_guessed_soon(good, "secretary@example.fi"), "{good}");
        }
    }
}
