### Osallistujien ja lukijoiden sivut.

## Jokaisen sivun kehys
skip-to-content = Siirry sisältöön
language-nav = Kieli
parvis-tagline = Parvis, ideat pareittain
foot-about = Taustaa
foot-mine = Omat valinnat
foot-privacy = Tietosuoja
foot-accessibility = Saavutettavuus
simulated-votes = Simuloidut valinnat.
simulated-why = Ohjelma on keksinyt ne näyttääkseen, miten Parvis toimii. Ne eivät ole kenenkään mielipiteitä.
draft-notice = Tämä on luonnos. Sivun näkevät vain järjestäjät.
only-in = Toistaiseksi vain { $lang ->
    [fi] suomeksi
    [sv] ruotsiksi
    [en] englanniksi
    [se] pohjoissaameksi
    [smn] inarinsaameksi
    [sms] koltansaameksi
   *[other] toisella kielellä
}
wrong-heading = Tämä ei onnistunut

## Luettelo kyselyistä
home-title = Kysymykset
home-lead = Näet kaksi ideaa kerrallaan ja valitset niistä paremman. Monen ihmisen valinnoista syntyy yksi järjestys.
home-empty = Yhtään kysymystä ei ole juuri nyt avoinna.
home-empty-next = Jos sait koodin, voit käyttää sitä. Jos olet järjestäjä, kirjaudu sisään ja tee ensimmäinen kysymyksesi.
home-code = Minulla on tilaisuuden koodi
home-sign-in = Kirjaudu järjestäjänä
home-open = Avoinna nyt
home-closed = Päättynyt

## Kyselyn etusivu
front-asks = { $owner } kysyy
front-lead = Näet kaksi ideaa kerrallaan ja valitset niistä paremman. { $pairs ->
    [15] Viisitoista paria
    [one] Yksi pari
   *[other] { $pairs } paria
} vie noin { $minutes ->
    [one] minuutin
    [2] kaksi minuuttia
    [3] kolme minuuttia
    [4] neljä minuuttia
    [5] viisi minuuttia
   *[other] { $minutes } minuuttia
}.
front-start = Aloita
front-continue = Jatka
front-through = Tulet mukaan tilaisuudesta ”{ $event }”.
front-no-account = Et tarvitse tunnuksia, emmekä kysy nimeäsi.
front-until = Vastausaikaa on { $time } asti.
front-specimen = Tällaisia pareja näet. Kumpi tahansa voi tulla ensin: paikat arvotaan joka kerta.
front-or = vai
front-code-needed = Osallistumiseen tarvitset koodin. Se on kutsussasi tai tilaisuuden näytöllä.
front-code-label = Koodisi
front-code-hint = Koodi käy kerran. Isoilla ja pienillä kirjaimilla ei ole eroa.
front-opens = Kysymys avautuu { $time }.
front-closed = Vastausaika on päättynyt. Kiitos kaikille, jotka osallistuivat.
moment-title = Pieni hetki
moment-why = Samasta verkosta on aloittanut moni. Jotta ohjelmat eivät pääsisi äänestämään tuhansia kertoja, laitteesi laskee ensin pienen tehtävän. Se vie muutaman sekunnin eikä kerro sinusta kenellekään mitään.
moment-wait = Selaimesi ei aja komentosarjoja, joten odota sen sijaan { $seconds } sekuntia ja valitse sitten Aloita.
moment-code = Oletko tilaisuudessa? Sen koodilla pääset sisään heti.
front-results = Katso tulokset
front-facts = Ennen kuin aloitat
fact-who = Kuka kysyy
fact-why = Miksi kysymme
fact-may = Kuka voi vastata
fact-may-open = Kaikki. Voit myös ehdottaa omaa ideaa. Järjestäjä lukee sen ennen kuin muut näkevät sen.
fact-may-codes = Kaikki, jotka ovat saaneet koodin. Voit myös ehdottaa omaa ideaa. Järjestäjä lukee sen ennen kuin muut näkevät sen.
fact-does = Mitä valinnat tekevät
fact-does-left = Valitsemasi idea voittaa, toinen häviää.
fact-does-tie = ”Molemmat hyviä”, ”Molemmat huonoja” ja ”Ei eroa” ovat kummallekin tasapeli.
fact-does-skip = ”En osaa sanoa” ei vaikuta kumpaankaan.
fact-does-undo = Voit perua minkä tahansa valintasi niin kauan kuin kysymys on avoinna.
fact-answers = Mitä vastauksille tapahtuu
fact-answers-text = Valinnoista lasketaan järjestys ja se, kuinka varma järjestys on. Järjestäjä käyttää sitä työssä, jota kysymys koskee.
fact-results = Milloin näet tulokset
fact-results-always = Milloin vain, myös ennen kuin olet vastannut.
fact-results-after-round = Heti oman kierroksesi jälkeen. Ennen sitä niitä ei näytetä, jotta muiden mielipide ei ohjaisi valintojasi. Kun vastausaika päättyy, tulokset näkevät kaikki.
fact-results-five = Niitä ei näytetä, ennen kuin vähintään viisi on osallistunut.
fact-results-closed = Kun vastausaika on päättynyt. Sitä ennen ne näkevät vain järjestäjät.
fact-results-members = Tulokset näytetään vain järjestäjille.
fact-stored = Mitä sinusta tallennetaan
fact-stored-text = Valintasi satunnaisella tunnisteella. Ei nimeä, ei osoitetta, ei laitteen tietoja.
fact-stored-days = { $days ->
    [one] Se, mikä yhdistää valintasi toisiinsa, poistetaan vuorokauden kuluttua vastausajan päättymisestä.
   *[other] Se, mikä yhdistää valintasi toisiinsa, poistetaan { $days } päivän kuluttua vastausajan päättymisestä.
}
fact-stored-link = Tietosuoja selkokielellä

## Äänestäminen
vote-title = Pari { $n }/{ $total }
vote-aloud = Pari { $n }, yhteensä { $total }
vote-pair = Kaksi ideaa: valitse se, jota kannatat enemmän
vote-pick = Valitse tämä
vote-hard = Vaikea valita?
vote-both-good = Molemmat hyviä
vote-both-bad = Molemmat huonoja
vote-same = Ei eroa
vote-cant-say = En osaa sanoa
vote-does-tie = Lasketaan tasapeliksi.
vote-does-skip = Ei vaikuta kumpaankaan.
vote-undo = Peru edellinen valinta
vote-own-idea = Lisää oma idea
vote-half = Olet puolivälissä. Puuttuuko jotain?
vote-offline = Tallessa. Lähetetään, kun yhteys palaa.
vote-offline-wait = Ei yhteyttä. Seuraava pari tulee, kun yhteys palaa.
vote-sent = Tallessa olleet valintasi on lähetetty.
vote-undone = Valinta peruttiin. Valitse uudestaan.
vote-waiting = Haetaan seuraavaa paria
vote-keys = Valitse nuolinäppäimillä ← ja →
vote-closed = Vastausaika on päättynyt. Viimeinen valintasi tuli liian myöhään, eikä sitä laskettu mukaan.
vote-last = Se oli viimeinen pari.

## An answer that stands
stands-which = Olet vastannut jo aiemmin: ”{ $left }” vai ”{ $right }”.
stands-before-idea = Silloin valitsit ”{ $idea }”, ja se on voimassa.
stands-before-tie = Silloin vastasit, ettei kumpikaan ole parempi, ja se on voimassa.
stands-before-skip = Silloin vastasit ”En osaa sanoa”, ja se on voimassa.
stands-now-idea = Nyt valitsit ”{ $idea }”.
stands-now-tie = Nyt vastasit, ettei kumpikaan ole parempi.
stands-now-skip = Nyt vastasit ”En osaa sanoa”.
stands-change = Vaihda uuteen vastaukseen
stands-keep = Pidä aiempi vastaus
stands-changed = Vastauksesi on vaihdettu.
stands-not-changed = Aiempi vastauksesi peruttiin. Nämä kaksi ideaa tulevat vielä uudestaan.
vote-foreign = Tallessa tässä selaimessa. Palvelun sijasta vastaa jokin muu, ehkä verkon kirjautumissivu. Kirjaudu verkkoon, niin valintasi lähtevät.
vote-lost = Yhtä valintaa ei voitu laskea mukaan: sen toinen idea on poistettu, tai pari oli liian vanha.
vote-unknown = Tätä selainta ei enää tunneta täällä, joten viimeiset valintasi eivät tallentuneet. Voit aloittaa uudestaan.

## No cookies
cookies-title = Selaimesi ei säilytä evästettä
cookies-lead = Muistamme vastaajan yhdestä evästeestä, eikä selaimesi säilyttänyt sitä. Voit silti vastata: oman osoitteesi kautta.
cookies-go = Jatka ilman evästettä
cookies-own = Pidä osoite omana tietonasi: se, jolla se on, voi vastata puolestasi. Se toimii 12 tuntia.
cookies-allow = Jos mieluummin sallit tämän sivuston evästeen selaimesi asetuksissa, paina sen jälkeen uudestaan Aloita.

## Kierroksen loppu
thanks-title = Kiitos
thanks-all = Kiitos! { $pairs ->
    [15] Kaikki viisitoista paria on käyty läpi.
    [one] Ainoa pari on käyty läpi.
   *[other] Kaikki { $pairs } paria on käyty läpi.
}
thanks-none-left = Kiitos! Olet nähnyt kaikki parit.
thanks-none-left-lead = Uusia ideoita voi vielä tulla. Tervetuloa takaisin.
thanks-few = Vertailtavaa ei vielä ole.
thanks-few-lead = Pariin tarvitaan kaksi ideaa. Lisää omasi ja palaa, kun niitä on enemmän.
thanks-lead = Valintasi ovat jo mukana tuloksessa.
thanks-lead-others = Valintasi ovat jo mukana tuloksessa. { $others ->
    [one] Yhdessä yhden muun kanssa olet laittanut järjestykseen { $ideas } ideaa.
   *[other] Yhdessä { $others } muun kanssa olet laittanut järjestykseen { $ideas } ideaa.
}
thanks-results = Katso tulokset
thanks-more = { $pairs ->
    [one] Yksi pari lisää
   *[other] { $pairs } paria lisää
}
thanks-next = Mitä nyt tapahtuu?
thanks-now = Nyt
thanks-until = { $time } asti
thanks-voting = Valinnat jatkuvat
thanks-voting-open = Muutkin voivat vielä vastata
thanks-results-when = Tulokset
thanks-results-always = Tulokset näkyvät koko ajan, ja jokainen valinta muuttaa niitä
thanks-results-after-round = Sinä näet tulokset nyt. Kun vastausaika päättyy, ne näkevät kaikki
thanks-results-more-choices = Kun olet valinnut vähintään puolessa kierroksen pareista. Kun vastausaika päättyy, ne näkevät kaikki
thanks-results-closed = Kaikki näkevät tulokset, kun vastausaika on päättynyt
thanks-results-members = Tulokset näkevät järjestäjät
thanks-results-few = Tulokset näytetään, kun vähintään viisi ihmistä on tehnyt valintoja
thanks-change = Voit muuttaa mieltäsi.
thanks-change-link = Palaa viimeiseen pariisi
thanks-pseudonym = Valintasi on tallennettu satunnaisella tunnisteella, ei nimelläsi.
thanks-mine = Katso tai poista valintasi

## Idean ehdottaminen
propose-title = Lisää oma idea
propose-missing = Puuttuuko jotain? Lisää oma ideasi
propose-label = Ideasi
propose-label-in = Ideasi { $lang ->
    [fi] suomeksi
    [sv] ruotsiksi
    [en] englanniksi
    [se] pohjoissaameksi
    [smn] inarinsaameksi
    [sms] koltansaameksi
   *[other] toisella kielellä ({ $lang })
}
propose-hint = Yksi idea, enintään { $max } merkkiä. Järjestäjä lukee sen ennen kuin muut näkevät sen.
propose-left = { $left ->
    [one] 1 merkki jäljellä
   *[other] { $left } merkkiä jäljellä
}
propose-over = { $over ->
    [one] 1 merkki liikaa
   *[other] { $over } merkkiä liikaa
}
propose-more-languages = Kirjoita se myös muilla kielillä
propose-send = Lähetä idea
propose-sent = Kiitos! Ideasi on lähetetty.
propose-sent-lead = Järjestäjä lukee sen ennen kuin muut näkevät sen. Löydät sen omien valintojesi sivulta.
propose-another = Lisää toinen idea
propose-back = Takaisin pareihin
propose-not-sent = Ideaasi ei lähetetty
propose-closed = Ideoita otetaan vastaan, kun kysymys on avoinna.

## Tulokset
results-title = Tulokset
results-finding-one = Kärjessä on: { $idea }
results-finding-one-long = Yksi idea on kärjessä.
results-finding-few = { $count ->
    [2] Kaksi ideaa voi olla ensimmäinen.
    [3] Kolme ideaa voi olla ensimmäinen.
    [4] Neljä ideaa voi olla ensimmäinen.
    [5] Viisi ideaa voi olla ensimmäinen.
   *[other] { $count } ideaa voi olla ensimmäinen.
}
results-finding-open = Valinnat eivät vielä erota ideoita toisistaan.
results-finding-open-front = Valinnat eivät vielä erota kärki-ideoita toisistaan.
results-finding-none = Kukaan ei ole vielä valinnut.
results-finding-unranked = Yhtään ideaa ei ole vielä vertailtu tarpeeksi.
results-finding-single = Ideoita on vain yksi, joten vertailtavaa ei ole.
results-finding-empty = Ideoita ei vielä ole.
results-lead-top = ”{ $idea }” voittaa satunnaisesti arvotun toisen idean { $score } vertailussa sadasta ({ $low }–{ $high }).
results-lead-few = Valinnat eivät kerro, mikä niistä se on.
results-lead-open = { $count ->
   *[other] { $count } ideaa voi olla ensimmäinen: valinnat eivät erota niitä toisistaan. Älä lue ylintä voittajaksi.
}
ways-in = Näin osallistujat tulivat mukaan: { $ways }.
ways-open = noin { $count } avoimesta linkistä
ways-open-few = alle viisi avoimesta linkistä
ways-codes = noin { $count } koodilla
ways-codes-few = alle viisi koodilla
ways-events = noin { $count } tilaisuuksien kautta
ways-events-few = alle viisi tilaisuuksien kautta
results-meta-participants = { $count ->
    [one] 1 osallistuja
   *[other] { $count } osallistujaa
}
results-meta-votes = { $count ->
    [one] 1 valinta
   *[other] { $count } valintaa
}
results-meta-ideas = { $count ->
    [one] 1 idea
   *[other] { $count } ideaa
}
results-meta-updated = Päivitetty { $time }
results-order = Ideat järjestyksessä
results-how-to-read = Näin luet kuvaa: ylin idea voittaa satunnaisesti arvotun toisen idean { $score } vertailussa sadasta. Palkki pisteen ympärillä näyttää, missä todellinen arvo todennäköisesti on, lukujen { $low } ja { $high } välissä. Keskiverto idea on kohdassa 50.
results-tier-front = { $count ->
    [one] Ensimmäinen
   *[other] Voi olla ensimmäinen
}
results-tier-front-why = { $count ->
    [one] Mikään muu idea ei voi olla ensimmäinen.
   *[other] Valinnat eivät kerro, mikä näistä { $count } ideasta on ensimmäinen.
}
results-tier = Taso { $tier }
results-tier-why = Jokainen näistä voi olla sijalla { $place }, mutta mikään ei voi olla ensimmäinen.
results-tier-all = Kaikki ideat
results-tier-all-why = Mikä tahansa näistä voi olla ensimmäinen.
results-place = { $range ->
    [single] Sija { $low }
   *[other] Sijat { $low }–{ $high }
}
results-no-place = Ei vielä sijaa
results-wins = Voittaa <b>{ $score } vertailua sadasta</b> ({ $low }–{ $high })
results-win-rate = Voitto-osuus { $rate } %
results-compared = { $count ->
    [0] Ei vielä vertailtu
    [one] Vertailtu kerran
   *[other] Vertailtu { $count } kertaa
}
results-under-minimum = Liian vähän valintoja
results-under-minimum-why = Idea saa sijan, kun sitä on vertailtu { $minimum ->
    [one] kerran
   *[other] { $minimum } kertaa
}.
results-table = Näytä taulukkona
results-table-label = Taulukko ideoista
results-table-caption = Voitot sadassa vertailussa satunnaisesti arvotun toisen idean kanssa.
results-col-idea = Idea
results-col-place = Sija
results-col-wins = Voitot
results-col-between = Todennäköisesti välillä
results-col-rate = Voitto-osuus, %
results-col-votes = Valintoja
results-download = Lataa taulukko
results-download-csv = Lataa CSV
results-sure = Kuinka varmaa tämä on?
results-sure-first-holds = Ykkössija pitää
results-sure-first-holds-text = Mikään muu idea ei voi olla ensimmäinen: kaikki tulevat sen jälkeen selvemmin kuin sattuma selittäisi.
results-sure-first-open = Ykkössija on auki
results-sure-first-open-text = { $count } ideaa voi olla ensimmäinen: valinnat eivät erota niitä toisistaan. Älä lue ylintä voittajaksi.
results-sure-turned = { $votes ->
    [one] Yksi valinta voisi kääntää ykkössijan
   *[other] { $votes } valintaa voisi kääntää ykkössijan
}
results-sure-turned-text = Ilman { $votes ->
    [one] yhtä tiettyä valintaa
   *[other] { $votes } tiettyä valintaa
} ensimmäisenä olisi toinen idea{ $voters ->
    [0] .
    [one] , samoin ilman yhtä tiettyä osallistujaa.
   *[other] , samoin ilman { $voters } tiettyä osallistujaa.
} Mitä vähemmän siihen tarvitaan, sitä vähemmän ykkössija merkitsee.
results-sure-needed = { $count ->
    [one] Noin 1 valinta lisää ratkaisisi viisi parasta
   *[other] Noin { $count } valintaa lisää ratkaisisi viisi parasta
}
results-sure-needed-text = Jos uudet valinnat kertovat samaa kuin tähänastiset, viisi ensimmäistä ideaa erottuu silloin kaikista muista. Arvio on karkea: jos ideat ovat lähes tasoissa, valintoja voidaan tarvita paljon enemmän.
results-sure-close = Viisi parasta on liian lähellä muita
results-sure-close-text = Erottamiseen tarvittaisiin yli kymmenen kertaa niin monta valintaa kuin tähän asti on tehty. Pidä ideoita, joiden sijat menevät päällekkäin, yhtä hyvinä.
results-sure-settled = Viisi parasta erottuu
results-sure-settled-text = Jokainen viidestä ensimmäisestä ideasta on muiden edellä selvemmin kuin sattuma selittäisi.
results-sure-width = Noin { $width } suuntaan tai toiseen
results-sure-width-text = Puolet ideoista tunnetaan näin hyvin tai paremmin: todellinen arvo on todennäköisesti enintään { $width } pisteestä.
results-sure-amount = { $count ->
    [one] 1 valinta ideaa kohti
   *[other] { $count } valintaa ideaa kohti
}
results-sure-amount-text = Se on ideoiden keskimmäinen luku: puolella niistä on valintoja enemmän. Nelinkertainen määrä valintoja lyhentäisi palkit suunnilleen puoleen.
front-groups = Sinusta
front-groups-why = Voit jättää minkä tahansa kohdan väliin. Tulokset näytetään vain ryhmistä, joissa on vähintään viisi ihmistä, pyöristettyinä ja hieman sumennettuina. Vastauksesi säilytetään valintojesi kanssa ja poistetaan niiden mukana.
front-groups-none = En halua kertoa
set-aside-title = Sivuun jätetyt valinnat
set-aside-count = { $count ->
    [one] Yksi valinta on jätetty sivuun, eikä sitä lasketa tässä.
   *[other] { $count } valintaa on jätetty sivuun, eikä niitä lasketa tässä.
}
set-aside-link = Miksi, ja mitä ne muuttaisivat
set-aside-what = Järjestäjä voi jättää valintoja järjestyksen ulkopuolelle syystä, joka kerrotaan tässä. Ne säilyvät lokissa, ja ne voidaan palauttaa.
set-aside-why = Mitä jätettiin sivuun ja miksi
set-aside-none = Mitään ei ole jätetty sivuun.
set-aside-says = { $votes ->
    [one] 1 valinta
   *[other] { $votes } valintaa
}, { $people ->
    [one] 1 ihminen
   *[other] { $people } ihmistä
}; jätetty sivuun { $time }.
set-aside-says-few = { $votes ->
    [one] 1 valinta
   *[other] { $votes } valintaa
}, alle viisi ihmistä; jätetty sivuun { $time }.
set-aside-back = Palautettu { $time }: ne lasketaan taas.
set-aside-with = Järjestys niiden kanssa ja ilman
set-aside-moved = { $count ->
    [0] Niiden kanssa minkään idean sija ei muuttuisi.
    [one] Niiden kanssa yhden idean sija muuttuisi.
   *[other] Niiden kanssa { $count } idean sija muuttuisi.
}
set-aside-beyond = { $count ->
    [0] Yhdenkään sija ei muuttuisi enempää kuin se on muutenkin epävarma.
    [one] Yhden sija muuttuisi enemmän kuin se on muutenkin epävarma.
   *[other] { $count } idean sija muuttuisi enemmän kuin se on muutenkin epävarma.
}
set-aside-few = Järjestystä niiden kanssa ei näytetä: ne ovat alle viiden ihmisen valintoja, ja ne voisi lukea siitä.
set-aside-caption = Ensimmäiset ideat ja ne, joiden sija muuttuisi eniten.
set-aside-col-now = Ilman niitä
set-aside-col-with = Niiden kanssa
why-title = Miksi se on siinä
why-link = Miksi?
why-met = Se on kohdannut { $count ->
    [one] yhden muun idean
   *[other] { $count } muuta ideaa
} { $votes ->
    [one] yhdessä valinnassa
   *[other] { $votes } valinnassa
}: { $wins } voittoa, { $losses } tappiota, { $ties } tasan.
why-strong = Sen kohtaamat ideat olivat keskimääräistä vahvempia: ne voittavat keskimäärin { $score } vertailua sadasta. Voitto niistä painaa enemmän.
why-weak = Sen kohtaamat ideat olivat keskimääräistä heikompia: ne voittavat keskimäärin { $score } vertailua sadasta. Voitto niistä painaa vähemmän.
why-middle = Sen kohtaamat ideat olivat suunnilleen yhtä vahvoja kuin ideat keskimäärin: ne voittavat { $score } vertailua sadasta.
why-score = Siksi sen arvioidaan voittavan { $score } vertailua sadasta satunnaista ideaa vastaan ({ $low }–{ $high }). Pelkkä voitto-osuus, joka ei kysy vastustajia, on { $rate } %.
why-whom = Ketkä se on kohdannut
why-caption = Vahvin ensin.
why-col-score = Voittaa sadasta
why-col-won = Voitti sen
why-col-lost = Hävisi
why-col-even = Tasan
groups-title = Tulokset ryhmittäin
groups-none = Missään ryhmässä ei ole vielä tarpeeksi ihmisiä: ryhmässä ja sen ulkopuolella tarvitaan vähintään viisi.
groups-held-back = Ei näytetä, jotta ketään ei tunnisteta:
groups-differs = Mikä erottaa
groups-differs-none = Ryhmien välillä ei ole eroja, joita sattuma ei selittäisi.
groups-more = { $group }: voittaa { $score } vertailua sadasta, enemmän kuin muilla.
groups-less = { $group }: voittaa { $score } vertailua sadasta, vähemmän kuin muilla.
groups-shared = Mitä kaikki arvostavat
groups-shared-says = Voittaa vähintään { $score } vertailua sadasta jokaisessa näytetyssä ryhmässä.
groups-divided = Missä ryhmät ovat kauimpana toisistaan
groups-divided-says = { $least } sadasta ({ $low }) – { $most } sadasta ({ $high }).
groups-figures = Kuvissa, 0–100:
groups-figure-marked = ryhmä, josta puhutaan, tai alin niistä, ja väli, jolla sen luku on
groups-figure-ring = toinen ryhmä
groups-figure-all = kaikki yhdessä
groups-figure-says = Voittoja sadasta vertailusta: { $scores }.
groups-table = Rinnakkain
groups-table-why = ▲ ja ▼ näyttävät, missä ryhmä eroaa muista enemmän kuin sattuma selittäisi.
groups-col-all = Kaikki
groups-above = korkeampi kuin muilla
groups-below = matalampi kuin muilla
groups-method = Ryhmän luvut pidetään sitä lähempänä yhteistä järjestystä, mitä vähemmän siinä on valintoja: pieni ryhmä ei huuda. Erot on testattu ilman tätä, kaikkia muita vastaan ja kaikki ideat ja ryhmät yhtä aikaa huomioiden (Benjamini–Hochberg, 5 %).
groups-privacy = Alle viiden ihmisen ryhmiä ei näytetä koskaan, ja ryhmän luvut muuttuvat vasta, kun ryhmästä on äänestänyt viisi uutta ihmistä ja viidennes aiempaa enemmän, tai lopussa. Lisäksi jokaisessa luvussa on hieman kohinaa, jonka ryhmän ihmiset määräävät salaisilla avaimilla: samat ihmiset saavat aina saman, eikä ryhmien vähentäminen toisistaan kerro mitään. Kohina sisältyy väleihin.
groups-rounded = Ryhmien luvut on pyöristetty ja hieman sumennettu, jotta niistä ei voi lukea kenenkään valintoja: ihmiset lähimpään viiteen, ja jokaista lukua on siirretty suunnilleen sen verran kuin muutama ihminen voisi siirtää sitä. Mitä pienempi ryhmä, sitä karkeammat luvut.
groups-people = noin { $count } osallistujaa
groups-back = Yhteinen järjestys
results-method-cap = Yhden ihmisen valinnat painavat yhteensä enintään { $cap }: jos joku on tehnyt enemmän, kukin painaa vähemmän.
results-method = Näin järjestys lasketaan
results-method-text = Järjestys on Bradley–Terry-malli, joka tuntee tasapelit: se ei kysy vain, kuinka usein idea valittiin, vaan myös, mitä ideoita vastaan. Palkit ovat 95 prosentin luottamusvälejä. Sija on väli, koska valinnat jättävät useita järjestyksiä mahdollisiksi. Tasot sanovat jotakin kaikista ideoista yhtä aikaa, ja se vaatii enemmän varmuutta kuin yksi sija. ”En osaa sanoa” jää laskusta pois.
results-method-rate = Voitto-osuus on yksinkertaisempi: kuinka suuren osan valinnoistaan idea voitti. Lukuun on lisätty yksi voitto ja yksi häviö, jotta muutama valinta ei tuottaisi ääriarvoja, ja tasapelit jäävät pois. Se ei kysy, kuinka vahvoja toiset ideat olivat, joten järjestys voi olla toinen.
results-method-withdrawn = { $count ->
    [one] Yksi idea on poistettu sen jälkeen, kun sitä oli vertailtu. Siitä tehdyt valinnat lasketaan yhä mukaan, ja se on niiden muiden ideoiden joukossa, joista pistemäärä puhuu.
   *[other] { $count } ideaa on poistettu sen jälkeen, kun niitä oli vertailtu. Niistä tehdyt valinnat lasketaan yhä mukaan, ja ne ovat niiden muiden ideoiden joukossa, joista pistemäärä puhuu.
}
results-withheld = Tuloksia ei näytetä vielä
results-withheld-after-round = Näet ne heti oman kierroksesi jälkeen. Ennen sitä niitä ei näytetä, jotta muiden mielipide ei ohjaisi valintojasi.
results-withheld-closed = Kaikki näkevät ne, kun vastausaika on päättynyt.
results-withheld-closed-at = Kaikki näkevät ne, kun vastausaika on päättynyt, { $time }.
results-withheld-members = Järjestäjät ovat päättäneet, että tämän kysymyksen tulokset näkevät vain he.
results-withheld-few = Tulokset näytetään, kun vähintään viisi ihmistä on tehnyt valintoja. Pienemmästä joukosta valinnat voisi lukea yksitellen.
results-go-vote = Siirry pareihin
results-to-front = Kysymyksen etusivulle
results-pages = Tulosten sivut
results-previous = Edelliset { $count }
results-next = Seuraavat { $count }
results-page-shown = Ideat { $from }–{ $to }, yhteensä { $all }

## Taustaa
about-title = Taustaa
about-times = Milloin
about-opens = Avautuu
about-closes = Päättyy
about-no-times = Kysymys on avoinna, kunnes järjestäjä sulkee sen.
about-rules = Näin tämä toimii

## Osallistujan oma sivu
mine-title = Omat valinnat
mine-lead = Tässä on kaikki, mitä sinusta on tallennettu tässä kysymyksessä. Sivu aukeaa vain tällä selaimella.
mine-none = Sinusta ei ole tallennettu mitään tässä kysymyksessä.
mine-none-lead = Et ole osallistunut tällä selaimella, tai olet poistanut tietosi.
mine-votes = Valintasi
mine-no-votes = Et ole vielä valinnut.
mine-chosen = Valitsit tämän
mine-chose-both-good = Molemmat olivat mielestäsi hyviä
mine-chose-both-bad = Molemmat olivat mielestäsi huonoja
mine-chose-same = Niissä ei mielestäsi ollut eroa
mine-chose-cant-say = Et osannut sanoa
mine-take-back = Peru
mine-take-back-which = valinta: { $left } vai { $right }
mine-taken-back = Valinta peruttiin.
mine-ideas = Ideasi
mine-no-ideas = Et ole lisännyt ideoita.
mine-idea-pending = Odottaa, että järjestäjä lukee sen
mine-idea-active = On mukana kysymyksessä
mine-idea-rejected = Ei otettu mukaan
mine-idea-withdrawn = On poistettu
mine-idea-linked = On yhdistetty ideaan, joka sanoo saman
mine-reason = Järjestäjän perustelu:
mine-erase = Poista kaikki
mine-erase-lead = Valintasi, ideasi ja tunniste, joka yhdistää ne toisiinsa, poistetaan täältä. Se, minkä muut näkevät, pysyy oikeana: jo laskettu valinta pysyy järjestyksessä, mutta mikään ei enää kerro, että se oli sinun. Poistoa ei voi perua.
mine-erase-confirm = Kyllä, poista kaikki, mikä on minun tässä kysymyksessä
mine-erase-button = Poista kaikki
mine-erase-unconfirmed = Rastita ensin ruutu: poistoa ei voi perua.
mine-erased = Kaikki, mikä oli sinun, on poistettu.
mine-erased-lead = Varmuuskopioita säilytetään rajallinen aika, ja sitten nekin häviävät.
mine-closed = Vastausaika on päättynyt, joten yksittäisiä valintoja ei voi enää perua. Voit silti poistaa kaiken.

## Osallistuminen koodilla
join-title = Osallistu koodilla
join-lead = Koodi on kutsussasi tai tilaisuuden näytöllä.
join-label = Koodi
join-hint = Esimerkiksi K7M 4QX. Isoilla ja pienillä kirjaimilla ei ole eroa.
join-button = Osallistu

## Tietosuoja
privacy-title = Tietosuoja
privacy-lead = Osallistut ilman nimeä. Tällä sivulla kerrotaan, mitä tallennetaan, miksi, ja mitä voit itse tehdä.
privacy-never = Valintojasi ei myydä koskaan
privacy-never-text = Valintoja ja ideoita käytetään siihen kysymykseen, johon vastasit, eikä mihinkään muuhun. Niitä ei myydä, niitä ei anneta mainostajille, eikä niillä opeteta mitään ohjelmaa tai tekoälyä.
privacy-kept = Mitä tallennetaan
privacy-kept-choices = Valintasi: mitkä kaksi ideaa näit, mitä vastasit, milloin ja kuinka kauan se kesti.
privacy-kept-ideas = Ideat, jotka lähetät.
privacy-kept-code = Satunnainen tunniste, joka yhdistää valintasi toisiinsa, jotta et saa samaa paria kahdesti ja voit perua valintasi. Jos tulit mukaan tilaisuudesta, myös se, mikä tilaisuus. Jos tulit vähintään viidelle tehdyllä kutsulla, millä kutsulla; ja mitä kutsusi kertoo ryhmästäsi.
privacy-kept-place = Jos tulit avoimesta linkistä: satunnainen luku verkolle, josta tulit, jotta tuhannet valinnat samasta paikasta erottuvat monen ihmisen valinnoista. Luku arvotaan, ja se on kytketty verkkoon vain muistissa ja enintään päivän; sen jälkeen kukaan ei voi sanoa, mikä verkko se oli. Sen näkevät vain järjestäjät.
privacy-kept-not = Ei tallenneta: nimeäsi, osoitettasi, verkko-osoitettasi (IP) eikä sitä, mikä selain tai laite sinulla on.
privacy-kept-memory = Verkko-osoitettasi käytetään enintään päivän ja vain muistissa, muodossa josta sitä ei voi lukea, jotta kukaan ei voi tukkia palvelua. Sitä ei kirjata minnekään.
privacy-cookies = Evästeet
privacy-cookies-text = Mikään eväste ei seuraa sinua, eikä yksikään tule muualta. Siksi emme pyydä sinua hyväksymään niitä.
privacy-cookie-participant = Yksi jokaista kysymystä kohti, johon osallistut. Siinä on satunnainen tunnisteesi.
privacy-cookie-language = Yksi valitsemaasi kieltä varten.
privacy-cookie-session = Kaksi järjestäjille: yksi kirjautumisen ajaksi, toinen kertoo puolen vuoden ajan, että tällä selaimella on kirjauduttu. Sen ansiosta kukaan ei voi estää kirjautumista arvailemalla salasanoja.
privacy-cookie-storage = Jos yhteys katkeaa, lähettämättömät valinnat odottavat tämän selaimen omassa muistissa. Siellä on myös tieto, jos olet ottanut nuolinäppäimet pois käytöstä.
privacy-cookie-none = Jos selaimesi ei säilytä evästettä, sen tilalla on oma osoitteesi 12 tuntia. Siinä on satunnainen tunnisteesi allekirjoitettuna; älä anna sitä muille.
privacy-long = Kuinka kauan
privacy-long-text = Sen kertoo kunkin kysymyksen etusivu. Kun aika on kulunut tai kun itse pyydät, tunnisteesi, kellonajat ja kaikki muu, mikä johtaa sinuun, poistetaan. Valinnat lasketaan yhä yhden ihmisen valintoina satunnaisella numerolla, joka ei johda keneenkään. Varmuuskopioissa tieto voi olla jonkin aikaa pidempään.
privacy-public = Mikä on julkista
privacy-public-text = Ideat, jotka järjestäjä on hyväksynyt, ja järjestys silloin, kun kysymyksen sääntö sallii sen. Mitään yhteistä ei näytetä, ennen kuin vähintään viisi ihmistä on tehnyt valintoja. Jos idean sanoja korjataan vertailun alettua, myös aiemmat sanat jäävät luettaviksi, kunnes idean kirjoittaja pyytää poistoa tai säilytysaika päättyy. Alle viiden hengen ryhmän tulosta ei näytetä.
privacy-public-log = Kun tulokset näytetään, näytetään myös loki: jokainen valinta ilman tekijää, aina vähintään viiden ihmisen valinnat kerrallaan. Koko lokista voi silti päätellä jotakin: moni vastaa pareihinsa peräkkäin, joten peräkkäiset rivit voivat olla saman ihmisen, ja se, joka tietää vastaushetkesi tai pari valinnoistasi, voi arvata muut. Yhteinen järjestys laskee jokaisen valinnan heti: se, joka seuraa järjestystä juuri silloin, kun vastaat tai kun valintasi jätetään sivuun, voi nähdä, mikä muuttui.
privacy-groups = Mitä ryhmien tulokset paljastavat
privacy-groups-text = Ryhmän tai tilaisuuden tulos ei ole koskaan tarkka. Se näytetään, kun ihmisiä on vähintään viisi; ihmiset pyöristetään viiteen ja valinnat kymmeneen, ja jokaista lukua siirretään hieman sattumanvaraisesti. Siirron määräävät ryhmän ihmisten salaiset avaimet: samat ihmiset saavat aina saman, joten uudelleen katsominen ei auta. Vaikka joku tietäisi kaikkien ryhmät ja kaikki näkemäsi parit ja vähentäisi toisistaan kaiken julkaistun, hän arvasi simuloiduissa kokeissa sadasta yksittäisestä valinnasta enintään kahdeksan enemmän kuin pelkästä yhteisestä järjestyksestä, ja pienessä kuulemisessa julkisen lokin avulla yhdeksän. Tämä ei peitä sitä, minkä lähes kaikki ryhmässä valitsivat.
privacy-rights = Mitä voit tehdä
privacy-rights-text = Voit milloin vain katsoa kaikkea, mikä on sinun, perua valinnan ja poistaa kaiken kysymyksen sivulla ”Omat valinnat” sillä selaimella, jolla vastasit. Koska emme tiedä, kuka olet, emme voi löytää valintojasi muulla tavalla.
privacy-controller = Kuka vastaa tiedoista
privacy-controller-text = Tiedoista vastaa organisaatio, joka kysyy, ja se vastaa myös sinun kysymyksiisi. Jos tietojasi mielestäsi käsitellään väärin, voit kääntyä tietosuojaviranomaisen puoleen; Suomessa se on tietosuojavaltuutettu (tietosuoja.fi).

## Saavutettavuus
accessibility-title = Saavutettavuus
accessibility-lead = Tämä saavutettavuusseloste koskee sivuja, joilla osallistut kysymykseen ja luet sen tuloksia.
accessibility-status = Kuinka saavutettavia sivut ovat
accessibility-status-text = Sivut on tehty täyttämään laki digitaalisten palvelujen tarjoamisesta (306/2019) ja verkkosisällön saavutettavuusohjeiden WCAG 2.2 taso AA. Ne toimivat pelkällä näppäimistöllä, ruudunlukijalla, 400 prosentin suurennoksella, suurennetulla tekstillä, itse valitsemillasi väreillä ja ilman JavaScriptiä.
accessibility-gaps = Mikä ei vielä ole saavutettavaa
accessibility-gaps-ideas = Ideat kirjoittavat osallistujat. Jos ideaa ei ole kielelläsi, se on merkitty omalla kielellään, mutta sitä voi olla vaikea lukea.
accessibility-gaps-files = Ladattavia laskentataulukoita ei ole kokeiltu kaikilla ruudunlukijoilla. Samat luvut ovat tulossivun taulukossa.
accessibility-tested = Miten tämä on tarkistettu
accessibility-tested-text = Parvisin tekijät ovat tarkistaneet sivut itse: jokaisen sivun koneellisesti (axe) kolmella kielellä, vaaleana ja tummana, ja käyttäen pelkkää näppäimistöä. Selosteesta vastaa palvelua ylläpitävä organisaatio, joka pitää sen ajan tasalla.
accessibility-feedback = Kerro, mikä ei toimi
accessibility-feedback-lead = Jos jotain on vaikea käyttää, kirjoita tähän. Saat vastauksen kahdessa viikossa, jos jätät sitä varten osoitteen.
accessibility-message = Mikä ei toimi?
accessibility-message-hint = Kerro halutessasi, millä sivulla ja millä laitteella tai apuvälineellä.
accessibility-email = Sähköpostiosoite vastausta varten
accessibility-email-hint = Jätä tyhjäksi, jos et tarvitse vastausta. Osoitetta käytetään vain vastaamiseen.
accessibility-send = Lähetä
accessibility-sent = Kiitos! Viestisi on tallennettu.
accessibility-not-sent = Viestiäsi ei lähetetty
accessibility-message-empty = Kirjoita, mikä ei toimi.
accessibility-email-wrong = Tämä ei ole sähköpostiosoite.
accessibility-authority = Jos vastaus ei auta
accessibility-authority-text = Jos et ole tyytyväinen vastaukseen tai et saa sitä kahdessa viikossa, voit valittaa saavutettavuutta valvovalle viranomaiselle. Suomessa se on Liikenne- ja viestintävirasto Traficom, digitaalisen saavutettavuuden valvonta:

## Kun jokin on vialla
error-page-404 = Tässä osoitteessa ei ole mitään
error-page-404-lead = Osoitteessa voi olla kirjoitusvirhe, tai se, mitä täällä oli, on poistettu.
error-page-410 = Tätä ei enää ole
error-page-410-lead = Se on poistettu lopullisesti.
error-page-403 = Et voi avata tätä sivua
error-page-429 = Liian monta pyyntöä kerralla
error-page-429-lead = Odota minuutti ja yritä uudestaan. Mitään jo lähettämääsi ei ole kadonnut.
error-page-500 = Täällä meni jokin vikaan
error-page-500-lead = Vika on meidän, ei sinun. Yritä hetken päästä uudestaan.
error-page-503 = Palvelu ei juuri nyt vastaa
error-page-503-lead = Yritä hetken päästä uudestaan. Valintoja, jotka eivät tallentuneet, ei ole laskettu mukaan.
error-page-other = Tätä ei voi tehdä
error-home = Kysymysten luetteloon
error-again = Yritä uudestaan
error-detail-for-support = Jos pyydät apua, kerro tämä sana: { $code }
