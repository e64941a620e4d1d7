# Järjestäjän sovellus.

## Frame
skip = Siirry sisältöön
language = Kieli
account = Oma tili
consultation = Kuuleminen
consultations = Kuulemiset
to-consultations = Kuulemisiin
public-pages = Julkiset sivut
api-docs = Rajapinta
privacy = Tietosuoja
accessibility = Saavutettavuus
foot = Parvis, ideat pareittain
no-view = Tässä osoitteessa ei ole mitään
loading = Ladataan
try-again = Yritä uudelleen
save = Tallenna
saved = Tallennettu
cancel = Peruuta
copy = Kopioi
copied = Kopioitu
more = Näytä lisää
search = Hae
state = Tila
form-wrong = Korjaa vielä tämä
not-saved = Mitään ei tallennettu
not-done = Se ei onnistunut
not-added = Ideaa ei lisätty
not-made = Kuulemista ei luotu

language-se = Pohjoissaame
language-smn = Inarinsaame
language-sms = Koltansaame

## Sign in
sign-in = Kirjaudu sisään
sign-in-now = Kirjaudu
sign-in-failed = Kirjautuminen ei onnistunut
sign-in-help = Eikö sinulla ole tunnusta, tai unohtuiko salasana? Palvelun ylläpitäjä voi lisätä sinut tai antaa uuden salasanan.
email = Sähköpostiosoite
email-missing = Kirjoita sähköpostiosoitteesi
password = Salasana
password-missing = Kirjoita salasanasi

## Counts and states
count-ideas = { $count ->
    [one] { $count } idea
   *[other] { $count } ideaa
}
count-participants = { $count ->
    [one] { $count } osallistuja
   *[other] { $count } osallistujaa
}
count-votes = { $count ->
    [one] { $count } valinta
   *[other] { $count } valintaa
}
count-pending = { $count ->
    [one] { $count } idea odottaa hyväksyntää
   *[other] { $count } ideaa odottaa hyväksyntää
}
phase-draft = Luonnos
phase-scheduled = Avautuu { $time }
phase-open = Avoinna
phase-open-until = Avoinna { $time } asti
phase-closed = Suljettu
phase-archived = Arkistoitu
simulated = Simuloidut valinnat
simulated-what = Ohjelma teki nämä valinnat kokeilua varten. Ne eivät ole kenenkään mielipide.

## List
new-consultation = Uusi kuuleminen
no-consultations = Kuulemisia ei vielä ole.
no-consultations-next = Luo ensimmäinen: alkuun riittää kysymys ja kaksi ideaa.

## Tabs
tab-overview = Yleiskuva
tab-queue = Luettavana ({ $count })
tab-ideas = Ideat
tab-ranking = Järjestys
tab-invitations = Osallistumistavat
tab-events = Tilaisuudet
tab-members = Jäsenet
tab-files = Tiedostot
tab-settings = Asetukset

## Overview
as-participant = Katso osallistujan silmin
todo = Mitä pitää tehdä
todo-pending = { $count ->
    [one] { $count } idea odottaa hyväksyntää
   *[other] { $count } ideaa odottaa hyväksyntää
}
todo-pending-why = Kukaan ei näe niitä ennen kuin olet lukenut ne
todo-pending-action = Lue ne
todo-question = Kysymyksestä puuttuu kieli: { $language }
todo-question-why = Siihen asti se näkyy toisella kielellä
todo-question-action = Kirjoita se
todo-ideas = Verrattavaa ei vielä ole
todo-ideas-why = Ideoita tarvitaan vähintään kaksi; kymmenen on hyvä alku
todo-ideas-action = Kirjoita ideoita
todo-lacking = { $count ->
    [one] { $count } ideasta puuttuu kieli: { $language }
   *[other] { $count } ideasta puuttuu kieli: { $language }
}
todo-lacking-why = Siihen asti ne näkyvät toisella kielellä
todo-lacking-action = Käännä
todo-codes = Kukaan ei ole vielä tullut koodilla
todo-codes-why = Tee koodit ja lähetä ne, yksi kullekin
todo-codes-action = Tee koodeja
todo-closed = Valinnat ovat koossa
todo-closed-why = Ota järjestys talteen ja kerro osallistujille, mitä siitä seuraa
todo-closed-action = Hae tiedostot
todo-nothing-draft = Kaikki on valmista. Avaa kuuleminen, kun haluat.
todo-nothing-scheduled = Kaikki on valmista. Kuuleminen avautuu itsestään.
todo-nothing-open = Ei mitään juuri nyt. Uudet ideat tulevat tähän.
todo-nothing-closed = Ei mitään juuri nyt.
todo-nothing-archived = Ei mitään. Arkistoitu kuuleminen pysyy sellaisenaan.
course-draft = Kuuleminen on luonnos
course-draft-what = Vain järjestäjät näkevät sen.
course-scheduled = Kuuleminen avautuu pian
course-scheduled-what = Se avautuu itsestään { $opens }. Siihen asti näkyvissä on kysymys ja avautumisaika.
course-open = Kuuleminen on avoinna
course-open-what = Valintoja ja ideoita otetaan vastaan, kunnes suljet sen.
course-open-until-what = Valintoja ja ideoita otetaan vastaan. Kuuleminen sulkeutuu itsestään { $closes }.
course-closed = Kuuleminen on suljettu
course-closed-what = Valintoja ja ideoita ei enää oteta vastaan.
course-archived = Kuuleminen on arkistoitu
course-archived-what = Sitä voi lukea, eikä mikään siinä muutu.
address = Osoite
copy-address = Kopioi osoite
make-open-from-draft = Avaa…
make-open-from-closed = Avaa uudelleen…
make-closed-from-open = Sulje…
make-closed-from-archived = Palauta arkistosta…
make-archived-from-closed = Arkistoi…
make-open = Avaa
make-closed = Sulje
make-archived = Arkistoi
make-open-title = Avataanko kuuleminen?
make-closed-title = Suljetaanko kuuleminen?
make-archived-title = Arkistoidaanko kuuleminen?
became-open = Kuuleminen on avoinna
became-closed = Kuuleminen on suljettu
became-archived = Kuuleminen on arkistoitu
opens-takes-part = { $entry ->
    [codes] Jokainen, jolla on koodi, voi osallistua.
   *[other] Jokainen, jolla on osoite, voi osallistua.
}
opens-at = Valintoja ja ideoita otetaan vastaan { $time } alkaen.
opens-ideas = { $count ->
    [0] Ideoita ei vielä ole: verrattavaa on vasta, kun niitä on kaksi.
    [one] Ideoita on yksi: verrattavaa on vasta, kun niitä on kaksi.
   *[other] Verrattavana on { $count } ideaa.
}
opens-untranslated = Kysymyksestä puuttuu kieli: { $language }. Se näkyy toisella kielellä.
results-always-open = Kaikki näkevät tulokset heti.
results-after_round-open = Osallistuja näkee tulokset oman kierroksensa jälkeen.
results-closed-open = Osallistujat näkevät tulokset sulkemisen jälkeen.
results-members-open = Vain järjestäjät näkevät tulokset.
closes-stops = Valintoja ja ideoita ei enää oteta vastaan. Annetut säilyvät.
results-always-closed = Kaikki näkevät tulokset edelleen.
results-after_round-closed = Siitä lähtien kaikki näkevät tulokset.
results-closed-closed = Siitä lähtien kaikki näkevät tulokset.
results-members-closed = Vain järjestäjät näkevät tulokset.
closes-retention = { $days ->
    [0] Tieto siitä, kuka valitsi mitä, hävitetään heti.
    [one] Tieto siitä, kuka valitsi mitä, hävitetään päivän kuluttua.
   *[other] Tieto siitä, kuka valitsi mitä, hävitetään { $days } päivän kuluttua.
}
closes-again = Voit avata sen uudelleen.
archives = Mikään siinä ei enää muutu. Voit palauttaa sen arkistosta.
how-sure = Kuinka varma järjestys on?
sure-none = Mitään ideaa ei ole vielä verrattu { $minimum } kertaa. Sitä ennen järjestystä ei ole.
sure-first = Yksi idea on ensimmäinen: mikään muu ei voi olla.
sure-among = { $count } ideaa voi olla ensimmäinen: valinnat eivät erota niitä toisistaan. Älä ilmoita voittajaa.
whole-ranking = Koko järjestys

## Ideas
idea-pending = Odottaa hyväksyntää
idea-active = Käytössä
idea-linked = Yhdistetty toiseen
counts-for = Lasketaan idealle:
idea-rejected = Hylätty
idea-withdrawn = Poistettu käytöstä
lacks-text = Teksti puuttuu
came = Tuli { $ago }
on-day = { $day }
reason-was = Perustelu: { $reason }
approve = Hyväksy
approved = Hyväksytty
reject = Hylkää…
reject-now = Hylkää
rejected = Hylätty
reason = Miksi?
reason-hint = Idean ehdottaja voi lukea tämän.
reason-missing = Kerro, miksi
withdraw = Poista käytöstä
withdrawn = Poistettu käytöstä
make-active = Ota käyttöön
unlink = Pura yhdistäminen
active-again = Jälleen käytössä
edit = Muokkaa
translate = Käännä
edit-idea = Muokkaa ideaa
edit-idea-hint = Valinnat pysyvät idealla. Kun ideaa on vertailtu, sinulta kysytään, onko muutos korjaus vai uusi merkitys.
edit-kind-title = { $of ->
    [question] Tähän kysymykseen on jo vastattu
   *[idea] Tätä ideaa on jo vertailtu
}
edit-kind-what = { $of ->
    [question] { $count ->
        [one] Valintoja on tehty yksi.
       *[other] Valintoja on tehty { $count }.
    }
   *[idea] { $count ->
        [one] Sitä on vertailtu kerran.
       *[other] Sitä on vertailtu { $count } kertaa.
    }
} Merkeistä muuttuu { $percent } %. Kerro, millainen muutos on.
edit-kind-before = Ennen
edit-kind-after = Jälkeen
edit-kind = Millainen muutos on?
edit-kind-suggested = näyttää tältä
edit-kind-correction = Korjaus
edit-kind-correction-means = { $of ->
    [question] Kysymys on sama, paremmin kirjoitettuna. Tuloksissa kerrotaan kaikille päivä ja molemmat tekstit.
   *[idea] Idea sanoo saman, paremmin kirjoitettuna. Siitä tehdyt valinnat koskevat myös uusia sanoja. Kaikki voivat lukea päivän ja molemmat tekstit.
}
edit-kind-new_meaning = Uusi merkitys
edit-kind-new_meaning-means = { $of ->
    [question] Kysytään jotakin muuta. Tuloksissa kerrotaan kaikille, että aiemmat valinnat vastasivat vanhaan kysymykseen. Usein oma kysely on parempi.
   *[idea] Idea sanoo jotakin muuta. Uusista sanoista tehdään uusi idea, joka alkaa ilman valintoja. Tämä poistetaan käytöstä, ja se pitää valintansa ja sanansa.
}
edit-kind-save-correction = Tallenna korjauksena
edit-kind-save-new = Tallenna uutena ideana
edit-kind-replaced = Tallennettu uutena ideana. Vanha poistettiin käytöstä.
edit-corrected = { $count ->
    [one] Korjattu kerran vertailun alettua
   *[other] Korjattu { $count } kertaa vertailun alettua
}
edit-replaced = Tilalla on idea, joka tarkoittaa muuta
edit-replaces = Tuli toisen idean tilalle, joka tarkoitti muuta
link = Sama kuin…
link-which = Mitä ideaa se toistaa?
link-hint = Sen valinnat lasketaan silloin tälle idealle. Yhdistämisen voi purkaa.
link-missing = Valitse idea, jota se toistaa
link-none = Ideaa ei löytynyt.
link-now = Yhdistä
linked = Yhdistetty
characters = { $used } / { $max } merkkiä
characters-over = { $over ->
    [one] Lyhennä { $over } merkillä
   *[other] Lyhennä { $over } merkillä
}
queue = Luettavat ideat
queue-empty = Luettavia ideoita ei ole.
queue-empty-next = Uudet tulevat tähän, kun niitä ehdotetaan.
queue-write = Kirjoita ideoita itse
queue-more = Lisää tulee, kun nämä on käsitelty.
keys = Näppäimet
key-approve = hyväksy
key-reject = hylkää
key-next = seuraava
key-previous = edellinen
all-ideas = Kaikki ideat
any-state = Kaikki
lacks-filter = Puuttuva kieli
lacks-any = Kaikki ideat
found = { $more ->
    [yes] Yli { $count } ideaa
   *[no] { $count ->
        [one] { $count } idea
       *[other] { $count } ideaa
    }
}
nothing-found = Mitään ei löytynyt.
nothing-found-next = Kokeile muita tai harvempia sanoja.
show-all = Näytä kaikki ideat
no-ideas = Ideoita ei vielä ole.
no-ideas-next = Kirjoita ensimmäiset yllä. Ehdotetut ideat tulevat tähän, kun olet hyväksynyt ne.
write-idea = Kirjoita idea
add-idea = Lisää idea
idea-added = Idea lisättiin

## Ranking
ranking = Järjestys
method = Laskutapa
method-bradley_terry = Voiton todennäköisyys
method-elo = Elo
method-win_rate = Voitto-osuus
method-bradley_terry-what = Kuinka usein idea voittaisi toisen, arvalla valitun idean, mitä pareja se sitten sattuikin kohtaamaan. Palkki on väli, johon todellinen luku osuu 95 kertaa sadasta.
method-elo-what = Juokseva luku kuten shakissa. Se riippuu valintojen järjestyksestä eikä kerro omaa epävarmuuttaan.
method-win_rate-what = Osuus ratkenneista pareista, jotka idea voitti; mukaan on lisätty yksi voitto ja yksi tappio, tasapelit on jätetty pois. Heikkoja kohdannut idea näyttää todellista paremmalta.
place = Sija { $place }
no-place = Ei vielä sijaa
score = Voittaa { $score } vertailua sadasta
score-between = Voittaa { $score } vertailua sadasta ({ $low }–{ $high })
elo = Elo { $score }
win-rate = Voitto-osuus { $rate } %: { $wins } voittoa, { $losses } tappiota, { $ties } tasan
never-compared = Ei vielä verrattu
certainty = Kuinka varmaa tämä on?
certainty-first = Ilman { $votes ->
    [one] yhtä tiettyä valintaa
   *[other] { $votes } tiettyä valintaa
} ensimmäisenä olisi toinen idea{ $participants ->
    [0] .
    [one] , samoin ilman yhtä tiettyä osallistujaa.
   *[other] , samoin ilman { $participants } tiettyä osallistujaa.
}
certainty-first-apart = Ensimmäinen idea erottuu kaikista muista.
certainty-first-needed = Noin { $count } valintaa lisää erottaisi ensimmäisen idean kaikista muista, jos ne kertovat samaa kuin tähänastiset.
certainty-first-close = Ensimmäinen on niin lähellä muita, ettei sitä voi erottaa: siihen tarvittaisiin yli kymmenen kertaa niin monta valintaa kuin tähän asti on tehty.
certainty-five-apart = Viisi parasta erottuu muista.
certainty-five-needed = Noin { $count } valintaa lisää erottaisi viisi parasta muista, jos ne kertovat samaa kuin tähänastiset.
certainty-five-close = Viisi parasta on niin lähellä muita, ettei niitä voi erottaa: siihen tarvittaisiin yli kymmenen kertaa niin monta valintaa kuin tähän asti on tehty.
tier-first = { $count ->
    [one] Ensimmäinen
   *[other] Voi olla ensimmäinen
}
tier-next = Taso { $tier }: voi olla sijalla { $place }, ei voi olla ensimmäinen
tier-none = Ei vielä sijaa
too-few = Verrattu alle { $minimum } kertaa
no-votes = Valintoja ei vielä ole.
no-votes-draft = Äänestää voi, kun kuuleminen on avoinna.
no-votes-next = Järjestys muotoutuu tähän, kun valintoja tulee.
groups = Kysymykset ryhmistä
groups-what = Ihmiset voivat liittyessään kertoa, missä he asuvat tai ketä he edustavat; kaiken voi jättää kertomatta. Tuloksissa näkyy silloin, mitä ryhmät jakavat ja missä ne eroavat, ei koskaan alle viidestä ihmisestä.
groups-none = Mitään ei kysytä.
groups-fixed = Ihmisiä on liittynyt: se, mitä kysytään, pysyy ennallaan; sanamuotoja voi muuttaa.
groups-results = Tulokset ryhmittäin
group-add = Lisää kysymys
group-not-added = Kysymystä ei lisätty
group-question = Kysymys
group-question-hint = Lyhyt, kuten ”Missä asut?”
group-question-missing = Kirjoita kysymys vähintään yhdellä kielellä.
group-choices = Vaihtoehdot
group-choices-hint = Yksi kullekin riville, samassa järjestyksessä jokaisella kielellä.
group-choices-number = Kirjoita 2–{ $most } vaihtoehtoa.
group-choices-fewer = Vaihtoehtoja on eri määrä: { $language } { $count }, toisella kielellä { $most }.
group-choices-fixed = Ihmisiä on liittynyt, joten vaihtoehtoja on edelleen { $count }: niiden sanamuotoa ja järjestystä voi muuttaa.
group-choices-fixed-hint = Yksi kullekin riville, samassa järjestyksessä jokaisella kielellä. Ihmisiä on liittynyt: sanamuodot ja järjestys voivat muuttua, vaihtoehdot pysyvät.
group-add-now = Lisää kysymys
group-added = Kysymys lisättiin.
group-remove = Poista
group-remove-title = Poistetaanko tämä kysymys?
group-remove-what = Kukaan ei ole vielä vastannut siihen.
group-removed = Kysymys poistettiin.
set-aside = Sivuun jätetyt valinnat
set-aside-what = Valinnat, jotka eivät saa ratkaista järjestystä, kuten ohjelman tai väärään paikkaan levinneen linkin valinnat. Ne säilyvät lokissa, jokainen tulosten näkijä lukee syyn, ja ne voidaan palauttaa.
set-aside-votes = { $votes ->
    [one] { $votes } valinta
   *[other] { $votes } valintaa
}, { $people ->
    [one] { $people } osallistuja
   *[other] { $people } osallistujaa
}
set-aside-at = jätetty sivuun { $time }
set-aside-done = { $votes ->
    [one] { $votes } valinta jätettiin sivuun.
   *[other] { $votes } valintaa jätettiin sivuun.
}
set-aside-some = Jätä valintoja sivuun
set-aside-not = Yhtään valintaa ei jätetty sivuun
set-aside-reason = Syy
set-aside-reason-hint = Jokainen tulosten näkijä lukee sen. Älä nimeä ketään.
set-aside-participants = Osallistujat
set-aside-participants-hint = Heidän tunnuksensa, kuten valintatiedoston sarakkeessa voter. Tyhjänä kaikkien valinnat alla olevalta ajalta.
set-aside-from = Valinnat alkaen
set-aside-until = Valinnat ennen
set-aside-times-hint = Kellonaika: { $zone }. Voi jättää tyhjäksi.
set-aside-until-hint = Voi jättää tyhjäksi.
set-aside-reason-missing = Kerro syy vähintään yhdellä kielellä.
set-aside-nothing = Nimeä osallistujat tai aika.
set-aside-no-votes = Yhtäkään näistä valinnoista ei lasketa: niitä ei ole tehty, ne on peruttu tai ne ovat jo sivussa.
set-aside-not-id = Jokin näistä ei ole osallistujan tunnus.
set-aside-now = Jätä sivuun
put-back = Palauta
put-back-at = palautettu { $time }
put-back-title = Palautetaanko nämä valinnat?
put-back-what = { $votes ->
    [one] { $votes } valinta lasketaan taas. Se, että valinta oli sivussa, jää luettavaksi.
   *[other] { $votes } valintaa lasketaan taas. Se, että valinnat olivat sivussa, jää luettavaksi.
}
put-back-done = Valinnat lasketaan taas.
few-voters = Äänestäneitä on vielä vähän: välit ovat karkeita ja voivat olla liian kapeita.
apart = Joitakin ideoita ei ole verrattu muihin, ei suoraan eikä kolmannen kautta. Niiden keskinäiset sijat kertovat vielä vähän.
as-table = Näytä taulukkona
table-caption = Luvut ja voitto-osuudet sadasta vertailusta.
column-place = Sija
column-idea = Idea
column-score = Luku
column-interval = Väli
column-rate = Voitto-osuus
column-wins = Voitot
column-losses = Tappiot
column-ties = Tasan
take-away = Hae järjestys tiedostona

## Files
files = Tiedostot
file-ranking = Järjestys
file-ranking-what = Jokaisen idean sija, luku, väli ja lukumäärät.
file-ideas = Ideat
file-ideas-what = Kaikki tekstit kaikilla kielillä ja kunkin idean tila.
file-votes = Valinnat
file-votes-what = Yksi valinta rivillä, vain salanimin. Komento parvis rank lukee tiedoston.
file-rewordings = Muuttuneet sanat
file-rewordings-what = Mitä ideoissa ja kysymyksessä luki ennen jokaista vertailun jälkeistä muutosta ja sen jälkeen.
format-xlsx = Taulukko
format-xlsx-what = XLSX: avautuu Excelissä ja LibreOfficessa.
format-excel = CSV Exceliin
format-excel-what = Avautuu Excelissä kaksoisnapsautuksella, valitun kielen merkein.
format-csv = CSV
format-csv-what = Ohjelmille: pilkut ja desimaalipisteet kielestä riippumatta.
format-json = JSON
format-json-what = Ohjelmille; yksi asiakirja.
format-ndjson = NDJSON
format-ndjson-what = Ohjelmille; asiakirja rivillä, pitkille luetteloille.

## Ways in
ways-in = Osallistumistavat
entry-open-what = Jokainen, jolla on osoite, voi osallistua.
entry-codes-what = Osallistua voi vain koodilla. Kukin koodi toimii kerran.
entry-change = Muuta
codes-make = Tee kutsu
codes-name = Kenelle
codes-name-hint = Nimi kutsulle, sinua varten: ”Kirje kunnille”.
codes-name-missing = Anna kutsulle nimi
codes-count = Montako
codes-count-hint = Yksi kullekin, enintään 20 000 kerralla.
codes-count-wrong = Anna kokonaisluku väliltä 1–{ $most }
codes-make-now = Tee koodit
codes-made = { $count ->
    [one] { $count } koodi tehtiin.
   *[other] { $count } koodia tehtiin.
}
codes-not-made = Kutsua ei tehty
codes-once = Tiedosto ladattiin. Pidä se tallessa: koodeja ei näytetä uudelleen.
codes-again = Lataa vielä kerran
codes-so-far = Tähän asti tehdyt
codes-none = Ei kutsuja vielä.
codes-column = Koodeja
codes-used = Käytetty
codes-end = Peru käyttämättömät
codes-end-title = Perutaanko käyttämättömät koodit ”{ $name }”?
codes-end-what = Niillä ei enää pääse mukaan. Jo mukaan tulleet pysyvät.
codes-ended = Käyttämättömät koodit peruttiin
made-on = Tehty

## Form of a consultation
new-consultation-what = Alussa se on luonnos, jonka vain järjestäjät näkevät. Kaiken voi muuttaa myöhemminkin.
make-consultation = Luo luonnos
consultation-made = Luonnos on luotu
section-question = Kysymys
section-ideas = Ideat alkuun
section-ways = Kuka osallistuu ja kuka näkee mitä
section-times = Milloin se on avoinna
section-fine = Tarkemmat asetukset
voter-cap = Yhden ihmisen valintojen enimmäispaino
voter-cap-hint = Yhteensä, valintoina. Jos joku tekee enemmän, kukin painaa vähemmän. Tyhjä: ei rajaa.
strategy = Mitä pareja osallistujat saavat
choice-strategy-balanced = Kaikkia ideoita yhtä usein
choice-strategy-balanced-means = Vähiten näytetyt ideat tulevat ensin, vastassa suunnilleen yhtä vahva. Myöhään tulleet ideat ehtivät mukaan.
choice-strategy-top = Kymmenen parasta
choice-strategy-top-means = Kysyy eniten ideoista, jotka voivat olla kymmenen parhaan joukossa. Löytää ne noin puolella valinnoista; muista kertyy vähemmän tietoa.
choice-strategy-informative = Koko järjestys
choice-strategy-informative-means = Kysyy siitä, missä järjestys tunnetaan huonoimmin.
choice-strategy-uniform = Sattumanvaraisesti
choice-strategy-uniform-means = Kaikkia pareja yhtä usein. Helpoin selittää.
section-plan = Montako ihmistä tarvitaan?
plan = Montako ihmistä tarvitaan?
plan-what = Ohjelma käy läpi tämänkokoisia kyselyitä: ideat eroavat toisistaan, ja ihmisten mieltymykset myös. Oikeat kyselyt päättyvät toisin.
plan-ideas = Ideoita
plan-participants = Osallistujia
plan-ask = Arvioi
plan-busy = Arvioidaan …
plan-says = Kun { $participants } ihmistä tekee kukin { $each } valintaa, { $ideas } idean { $best } parhaasta löytyy noin { $found }.
plan-says-place = Idean sija tunnetaan silloin noin { $places } sijan tarkkuudella.
plan-enough = Neljään viidestä parhaasta tarvitaan noin { $participants } ihmistä.
plan-more = Neljään viidestä parhaasta tarvitaan yli neljä kertaa niin monta ihmistä.
plan-caption = Simuloitu: { $runs } kyselyn keskiarvot.
plan-votes = Valintoja
plan-found = Löytyi { $best } parhaasta
plan-places = Idean sijaväli, sijoja
languages = Kielet
languages-hint = Osallistuja näkee kaiken valitsemallaan kielellä.
languages-more = Muu kieli
languages-choose = Valitse
languages-first = Näytetään, jos teksti puuttuu
languages-missing = Valitse vähintään yksi kieli
question = Kysymys
question-hint = Yksi avoin kysymys, johon sopii monta lyhyttä vastausta: ”Miten …?”, ”Mikä saisi …?”
question-missing = Kirjoita kysymys
slug = Osoite
slug-hint = Pieniä kirjaimia, numeroita ja yhdysviivoja: { $example }
slug-wrong = Osoitteeseen käy 2–60 pientä kirjainta a–z, numeroa ja niiden välissä yksittäisiä yhdysviivoja
too-long = { $over ->
    [one] Lyhennä { $over } merkillä. Enintään { $max } mahtuu.
   *[other] Lyhennä { $over } merkillä. Enintään { $max } mahtuu.
}
more-texts = Kuka kysyy ja miksi
owner = Kuka kysyy
owner-hint = Organisaation nimi, kuten se näkyy sivulla.
intro = Muutama virke
intro-hint = Miksi kysyt ja mitä teet tuloksella.
first-ideas-hint = Kymmenen on hyvä alku, ja saavat olla keskenään eri mieltä. Liitä luettelo: jokaisesta rivistä tulee idea.
idea-number = Idea { $number }
another-idea = Vielä yksi idea
remove-idea = Poista idea { $number }
ideas-left = { $count ->
    [one] Luonnos on luotu, mutta yksi idea jäi lisäämättä
   *[other] Luonnos on luotu, mutta { $count } ideaa jäi lisäämättä
}
ideas-left-next = Ideoihin
entry = Kuka voi osallistua
choice-entry-open = Jokainen, jolla on osoite
choice-entry-open-means = Helpoin. Sama ihminen voi osallistua kahdesti kahdella laitteella.
choice-entry-codes = Jokainen, jolla on koodi
choice-entry-codes-means = Teet koodit ja lähetät ne. Kukin toimii kerran.
results = Kuka näkee tulokset
choice-results-after_round = Osallistuja oman kierroksensa jälkeen
choice-results-after_round-means = Järjestys ei ohjaa kenenkään valintoja. Sulkemisen jälkeen kaikki näkevät sen.
choice-results-always = Kaikki koko ajan
choice-results-always-means = Sopii saliin, jossa on valkokangas. Suosikkeja saatetaan seurata.
choice-results-closed = Kaikki sulkemisen jälkeen
choice-results-closed-means = Siihen asti vain järjestäjät näkevät ne.
choice-results-members = Vain järjestäjät
choice-results-members-means = Osallistujille kerrotaan tämä ennen kuin he äänestävät.
times-hint = Jätä tyhjäksi se, minkä teet mieluummin käsin.
opens = Avautuu
opens-hint = Kun olet avannut sen, se odottaa vielä tätä aikaa.
closes = Sulkeutuu
closes-hint = Tästä minuutista lähtien mitään ei oteta vastaan.
closes-before = Sen on sulkeuduttava avautumisen jälkeen
zone = Aikavyöhyke
zone-hint = Ajat yllä ovat tämän paikan aikoja.
time-means = { $time } ({ $offset })
time-twice = Kello näyttää tämän ajan sinä yönä kahdesti; tässä tarkoitetaan ensimmäistä.
time-skipped = Tätä aikaa ei ole: kelloja siirretään sen yli. Valitse toinen.
round-pairs = Pareja kierroksessa
round-pairs-hint = Näiden jälkeen kiitetään, ja jatkaa saa.
minimum = Valintoja sijaan
minimum-hint = Harvemmin verratulla idealla ei vielä ole sijaa.
retention = Päiviä, kunnes äänestäjien tiedot hävitetään
retention-hint = Sulkemisesta laskien. Tyhjä: kun osallistuja pyytää.
number-wrong = Anna kokonaisluku väliltä { $min }–{ $max }
settings-with-votes = Valintoja on jo tehty. Jos muutat kysymystä, tuloksissa kerrotaan kaikille molemmat tekstit ja päivä.

## Account
signed-in-as = Kirjautunut: { $email }
sign-out = Kirjaudu ulos
api-keys = Avaimet ohjelmille
api-keys-what = Ohjelma käyttää avainta salasanasi sijaan: siihen, minkä sallit, valitsemaasi päivään asti.
no-keys = Avaimia ei ole.
make-key = Tee avain
make-key-now = Tee avain
key-name = Mihin
key-name-hint = ”Tulosten kopio joka yö”
key-name-missing = Kerro, mihin avain on
scopes = Mitä sillä saa tehdä
scope-read = Lukea sitä, mitä sinä saat lukea
scope-write = Muuttaa sitä, mitä sinä saat muuttaa
key-scopes-missing = Valitse, mitä avaimella saa tehdä
key-end = Päättymispäivä
key-end-hint = Tämän päivän alussa (UTC) se lakkaa toimimasta.
key-ends-wrong = Valitse tuleva päivä, enintään vuoden päähän
key-ends = Päättyy { $day }
key-endless = Ei pääty
key-made = Avain on tehty.
key-once = Kopioi se nyt: sitä ei näytetä uudelleen.
copy-key = Kopioi avain
key-not-made = Avainta ei tehty
end-key = Lopeta
end-key-title = Lopetetaanko avain { $name }?
end-key-what = Sitä käyttävä ohjelma ei enää pääse palveluun. Tätä ei voi perua.
key-ended = Avain lopetettiin

change-password = Vaihda salasana
change-password-what = Uusi salasana lopettaa kaikki avaimesi ja kirjautumisesi muilla laitteilla.
old-password = Nykyinen salasana
old-password-missing = Kirjoita nykyinen salasanasi
new-password = Uusi salasana
new-password-hint = Vähintään 12 merkkiä: muutama sana on hyvä.
new-password-short = Uudessa salasanassa on oltava vähintään 12 merkkiä
change-password-now = Vaihda
password-changed = Salasana vaihdettiin
password-not-changed = Salasanaa ei vaihdettu
feedback = Palaute saavutettavuudesta
feedback-what = Mitä saavutettavuussivulla on jätetty.
feedback-none = Kukaan ei ole jättänyt palautetta.
feedback-answer = Vastaa: { $address }

## Events
events-what = Tilaisuus on sali tai kanava, jonka kautta tullaan mukaan. Sen koodi toimii kaksi tuntia ennen alkua ja päättyy tilaisuuden päättyessä.
events-none = Ei tilaisuuksia vielä.
events-counted = Koko kyselyyn on vastannut { $count } osallistujaa, myös muualta tulleet.
event-add = Lisää tilaisuus
event-add-now = Lisää
event-made = Tilaisuus lisättiin
event-name = Nimi
event-name-hint = Niin kuin osallistujat sen tuntevat: ”Vaasan tilaisuus 23.1.”
event-name-missing = Anna nimi ainakin yhdellä kielellä
event-place = Paikka
event-starts = Alkaa
event-ends = Päättyy
event-times-hint = Kello paikan aikaa: { $zone }.
event-ends-hint = Koodi ei toimi enää tämän jälkeen.
event-time-missing = Anna aika
event-ends-before = Tilaisuus päättyy vasta alkamisensa jälkeen
event-languages = Ensimmäinen kieli salin näytöllä
event-not-saved = Tilaisuutta ei tallennettu
event-people = { $count ->
    [one] { $count } osallistuja
   *[other] { $count } osallistujaa
}
event-votes = { $count ->
    [one] { $count } valinta
   *[other] { $count } valintaa
}
event-code = Koodi
event-qr = QR-koodi: { $name }
event-no-qr = Ei QR-koodia: palvelu ei tiedä omaa osoitettaan. Ylläpitäjän pitää asettaa --public-url.
event-screen = Salin näyttö
event-results = Tulokset
event-edit = Muuta
event-remove = Poista
event-removed = Tilaisuus poistettiin
event-remove-title = Poistetaanko { $name }?
event-remove-what = Koodi lakkaa toimimasta. Kukaan ei ole vielä tullut sen kautta.

## Screen for the room
screen-join = Osallistu puhelimella
screen-step-open = Avaa { $address }
screen-step-code = Kirjoita koodi { $code }, tai lue QR-koodi
screen-step-choose = Valitse kahdesta ideasta se, jonka puolella olet
screen-people = mukana
screen-votes = valintaa
screen-first = { $count ->
    [one] Yksi idea on ensimmäinen.
   *[other] { $count } ideaa voi olla ensimmäinen.
}
screen-legend = Piste: voitot sadasta vertailusta. Palkki: epävarmuus.
screen-legend = Piste: voitot sadasta valinnasta. Palkki: epävarmuus.
screen-few = Järjestys alkaa näkyä, kun vähintään viisi ihmistä on tehnyt valintoja.
screen-no-ranking = Järjestys alkaa näkyä, kun ideoita on verrattu tarpeeksi.
screen-reveal = Näytä järjestys
screen-hide = Piilota järjestys
screen-full = Koko näyttö
screen-back = Tilaisuudet
screen-lost = Yhteys on poikki. Yritetään uudelleen.
screen-gone = Tilaisuutta ei löydy.
screen-place = Sija

## Accounts
accounts = Käyttäjätunnukset
accounts-what = Kaikki, jotka voivat kirjautua tähän palveluun. Jäsenten tehtävät kuulemisissa näkyvät kunkin kuulemisen jäsenissä.
account-admin = Ylläpitäjä
account-disabled = Suljettu { $day }
account-disable = Sulje tunnus
account-disable-title = Suljetaanko { $email }?
account-disable-what = Jäsen ei enää voi kirjautua. Kirjautumiset, avaimet ja avoimet näytöt päättyvät heti, eivätkä ne palaa. Se, mitä jäsen on tehnyt, jää.
account-disable-done = Tunnus suljettiin: { $email }
account-enable = Avaa tunnus
account-enable-title = Avataanko { $email }?
account-enable-what = Jäsen voi taas kirjautua entisellä salasanallaan.
account-enable-done = Tunnus avattiin: { $email }
account-raise = Tee ylläpitäjäksi
account-raise-title = Tehdäänkö { $email } ylläpitäjäksi?
account-raise-what = Ylläpitäjä saa tehdä kaikissa kuulemisissa kaiken muun paitsi hyväksyä linjauksia, ja hallitsee tunnuksia.
account-raise-done = Ylläpitäjäksi tehtiin { $email }
account-lower = Poista ylläpito-oikeus
account-lower-title = Poistetaanko ylläpito-oikeus: { $email }?
account-lower-what = Jäsenelle jäävät hänen tehtävänsä kuulemisissa.
account-lower-done = Ylläpito-oikeus poistettiin: { $email }
account-password = Anna uusi salasana
account-password-title = Uusi salasana: { $email }
account-password-what = Jäsenen kirjautumiset ja avaimet päättyvät. Kerro salasana hänelle itse ja pyydä vaihtamaan se.
account-password-done = Uusi salasana annettiin: { $email }

## Members
members = Jäsenet
members-what = Jäsenillä on tunnus ja tehtävä tässä kyselyssä. Osallistujat eivät tarvitse tunnusta.
member-since = jäsen { $day } alkaen
member-waits = kutsuttu, kutsu päättyy { $day }
member-change = Vaihda tehtävä
member-changed = Tehtävä vaihdettiin
member-change-title = { $email }: mikä tehtävä?
member-remove = Poista
member-removed = Jäsen poistettiin
member-remove-title = Poistetaanko { $email }?
member-remove-what = Pääsy päättyy heti. Se, mitä jäsen on tehnyt, jää.
invitation-take-back = Peru kutsu
member-invite = Kutsu jäsen
member-invite-now = Tee kutsu
member-invited = Kutsu tehtiin: { $email }
member-link-what = Lähetä linkki itse. Se toimii kerran, 14 päivän ajan, eikä näy enää uudelleen.
member-email-hint = Tällä osoitteella kirjaudutaan. Parvis ei lähetä viestiä.
member-not-invited = Kutsua ei tehty
member-part = Yhteyshenkilön osa
member-part-hint = Heidän kutsunsa kertovat tämän niistä, jotka tulevat niillä.
copy-link = Kopioi linkki
role = Tehtävä
choice-role-secretary = Sihteeri
choice-role-secretary-means = Hoitaa kyselyä: asetukset, ideat, tilaisuudet, jäsenet.
choice-role-coordinator = Koordinaatioryhmän jäsen
choice-role-coordinator-means = Lukee kaiken, kommentoi ja hyväksyy linjaukset.
choice-role-preparer = Valmistelija
choice-role-preparer-means = Lukee kaiken ja kirjoittaa linjauksia ja niiden perusteita.
choice-role-contact = Yhteyshenkilö
choice-role-contact-means = Kutsuu oman osansa ihmiset ja näkee, moniko tuli.
choice-role-expert = Asiantuntija
choice-role-expert-means = Lukee kaiken ja kommentoi.
invited-title = Sinut on kutsuttu
invited-as = Tehtäväsi:
invited-known = Sinulla on jo tunnus: anna sen salasana.
invited-accept = Ota kutsu vastaan
invited-not = Kutsua ei voitu ottaa vastaan
group-any = Ei tiedossa
codes-make-what = Kutsu voi kertoa ennalta, mihin ryhmään sillä tulevat kuuluvat.
codes-kind = Millainen kutsu
codes-kind-link = Yksi linkki monelle
codes-kind-once = Koodit, joista kukin käy kerran
codes-groups = Mitä kutsutuista tiedetään
codes-groups-hint = Tämä pätee heidän omien vastaustensa sijasta.
codes-link = linkki
link-make-now = Tee linkki
link-made = Linkki tehtiin.
link-once = Kopioi se nyt: sitä ei näytetä uudelleen.
set-aside-source = Tilaisuus tai kutsu
set-aside-source-hint = Vain sen kautta tulleiden valinnat. Alle viiden hengen kutsusta ei tiedetä, ketkä sillä tulivat.
set-aside-any = Kaikki

## Errors
own-error-offline = Palveluun ei saatu yhteyttä. Tarkista yhteys ja yritä uudelleen.
own-error-unknown = { $detail }
own-error-sign-in-slowed = Liian monta yritystä. Odota { $seconds } sekuntia ja yritä uudelleen.
own-error-rate-limited = Liian monta kutsua. Odota { $seconds } sekuntia ja yritä uudelleen.
own-error-sign-in-required = Istuntosi on päättynyt. Kirjaudu uudelleen.
own-error-token-invalid = Istuntosi on päättynyt. Kirjaudu uudelleen.

## Merkkejä vilpistä
signs = Merkkejä vilpistä
signs-none = Siinä, miten osallistujat tulivat ja valitsivat, ei näy mitään epätavallista.
signs-what = Tällaista rehellinen joukko tuskin tekee. Merkki on syy katsoa, ei todiste: kenenkään valintoja ei jätetä pois, ellet jätä niitä sivuun.
signs-votes = { $count ->
    [one] 1 valinta
   *[other] { $count } valintaa
}
signs-expected = tavallista olisi noin { $count }
signs-beside = Järjestys heidän kanssaan ja ilman heitä
signs-beside-caption = Ensimmäisten ideoiden sijat nyt ja ilman näitä valintoja.
signs-with = Nyt
signs-without = Ilman heitä
signs-set-aside = Jätä heidän valintansa sivuun
sign-burst = { $people } ihmistä liittyi yhtä aikaa, alkaen { $from }
sign-burst-why = Paljon enemmän kuin muuten samaan aikaan. Sali, joka avaa linkin yhdessä, näyttää samalta; anna saleille tilaisuuden koodi.
sign-place = { $people } ihmistä tuli samasta paikasta
sign-place-why = Samasta verkosta avoimen linkin kautta. Koulu tai toimisto näyttää samalta.
sign-fast = { $people } ihmistä vastasi nopeammin kuin kaksi ideaa ehtii lukea
sign-fast-why = Useimpiin vastauksiin kului alle kymmenesosa siitä, mitä lukeminen vie.
sign-side = { $people ->
    [one] Yksi ihminen valitsi aina saman puolen
   *[other] { $people } ihmistä valitsi aina saman puolen
}
sign-side-why = Puolet arvotaan joka kerta, joten tämä ei kerro ideoista mitään.
sign-one_idea = { $people ->
    [one] Yksi ihminen valitsi vain yhtä ideaa: ”{ $idea }”
   *[other] { $people } ihmistä valitsi vain yhtä ideaa: ”{ $idea }”
}
sign-one_idea-why = Heitä on enemmän kuin sattumalta. Kampanja, joka ohjaa väkeä tänne, näyttää samalta.
sign-same = { $people } ihmistä antoi samat vastaukset samoihin pareihin samassa järjestyksessä
sign-same-why = Parit arvotaan jokaiselle erikseen, joten näin käy tuskin sattumalta.

## Monta hylkäystä kerralla
many = Hylkää monta kerralla
many-which = Mitkä odottavista ideoista
many-by-words = Ne, joissa on tietyt sanat
many-all = Kaikki odottavat
many-place = Samasta paikasta: { $count } tällä sivulla (…{ $id })
many-participant = Samalta ihmiseltä: { $count } tällä sivulla (…{ $id })
many-words = Sanat ideassa
many-words-missing = Kirjoita sanat, jotka niissä toistuvat.
many-count = Laske ne
many-found = { $count ->
    [0] Yksikään tällainen idea ei odota.
    [one] 1 tällainen idea odottaa.
   *[other] { $count } tällaista ideaa odottaa.
}
many-reject = { $count ->
    [one] Hylkää 1 idea
   *[other] Hylkää { $count } ideaa
}
many-done = { $count ->
    [one] 1 idea hylättiin.
   *[other] { $count } ideaa hylättiin.
}
