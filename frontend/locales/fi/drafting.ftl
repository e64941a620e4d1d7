# Ideoista linjauksiksi: niille, jotka niitä laativat.

## Tabs
tab-background = Tausta
tab-evidence = Tietopohja
tab-guidelines = Linjaukset
tab-decisions = Päätökset

## Shared
remove = Poista
remove-title = Poistetaanko ”{ $name }”?
look = Katso
name-missing = Kirjoita se ainakin yhdellä kielellä
markdown-hint = Tyhjä rivi aloittaa kappaleen, ”- ” luettelon kohdan, ”# ” otsikon; **lihavoitu**, *kursivoitu*, [sanat](https://…) on linkki.
url-hint = Alkaa merkeillä https://. Voi jättää tyhjäksi.
conflict-title = Joku muu muutti tätä sillä välin
conflict-what = Mitään omastasi ei katoa: se on lomakkeessa. Poimi toisen tekstistä, mitä tarvitset; kun tallennat uudelleen, omasi tulee sen tilalle.
conflict-same = Sanat ovat samat.
conflict-theirs = Toisen
conflict-own = Sinun

## Background and timeline
background = Tausta
background-what = Miksi kysytte, ketkä ovat asian takana ja mitä tapahtuu milloin. Aikajana näkyy etusivulla.
background-page = Sivu sellaisena kuin muut sen näkevät
background-texts = Tausta sanoin
background-save = Tallenna tausta
background-group = Ryhmä { $number }
background-group-add = Lisää ryhmä
background-group-remove = Poista ryhmä { $number }
background-name = Nimi
background-does = Mitä se tekee
background-members-hint = Mieluummin tehtäviä kuin nimiä.
background-related = Työ { $number }
background-related-add = Lisää asiaan liittyvä työ
background-related-remove = Poista työ { $number }
background-related-text = Mitä se on
background-url = Verkko-osoite
timeline-what = Vaiheet ja tärkeät päivät. Tilaisuudet tulevat aikajanalle itsestään:
timeline-none = Ei vielä mitään. Aloita päivästä, jona työ annettiin, ja päivästä, jona sen on oltava valmis.
entry-add = Lisää aikajanalle
entry-add-now = Lisää
entry-title = Mitä tapahtuu
entry-kind = Laji
entry-phase = Vaihe
entry-milestone = Päivä
entry-ends-hint = Voi jättää tyhjäksi.
entry-removed = Poistettiin aikajanalta
entry-remove-what = Sitä ei enää näytetä.

## Evidence
source-what = Lähteet lukuineen; niihin ideat ja linjaukset nojaavat. Kaikki voivat lukea ne.
source-page = Sivu sellaisena kuin muut sen näkevät
source-none = Ei vielä lähteitä.
source-add = Lisää lähde
source-add-now = Lisää lähde
source-title = Nimi
source-publisher = Julkaisija
source-date = Päiväys
source-date-hint = 2020-02-10, 2020-02 tai 2020
source-licence = Lisenssi
source-licence-hint = Esimerkiksi CC BY 4.0
source-summary = Mitä se kertoo
source-simulated = Sen luvut on keksitty; tämä sanotaan kaikkialla, missä niitä näytetään
source-invented = Keksityt luvut
source-tables = { $count ->
    [0] Ei taulukkoa
    [one] Yksi taulukko
   *[other] Taulukko { $count } kielellä
}
source-ideas = { $count ->
    [0] Ideat, joista se puhuu
   *[other] Ideat, joista se puhuu: { $count }
}
source-ideas-which = Mitkä ideat
source-passage = Kohta, joka koskee ideaa { $number }
source-removed = Lähde poistettiin
source-remove-what = Sen luvut ja taulukot poistuvat samalla. Lähdettä, johon linjaus nojaa, ei voi poistaa.
figure = Avainluku { $number }
figure-add = Lisää avainluku
figure-remove = Poista avainluku { $number }
figure-label = Mitä se mittaa
figure-value = Luku
figure-value-hint = Niin kuin se luetaan, yksikköineen: 38 %
tables = Taulukot
table-there = { $language }: rivejä { $rows }, sarakkeita { $columns }
table-language = Taulukon sanojen kieli
table-file = CSV-tiedosto
table-file-hint = Taulukkolaskennasta: ensimmäinen rivi nimeää sarakkeet. Enintään 500 riviä, 20 saraketta, 64 KiB.
table-missing = Valitse tiedosto
table-put-now = Lisää taulukko
table-put = Taulukko lisättiin
table-removed = Taulukko poistettiin
table-not = Taulukkoa ei otettu vastaan

## Guidelines
guidelines-what = Jäsenet laativat ja kommentoivat, koordinaatioryhmä hyväksyy. Hyväksytyt kaikki voivat lukea.
guidelines-page = Sivu sellaisena kuin muut sen näkevät
guidelines-empty = Ei vielä linjauksia. Laadi ensimmäinen kärkeen nousseista ideoista.
guideline-new = Laadi linjaus
guideline-draft-now = Tallenna luonnos
guideline-from = { $count ->
    [0] Valmiina tuotu, ilman ideoita
    [one] Yhdestä ideasta
   *[other] { $count } ideasta
}
guideline-tested = Toisella kierroksella
guideline-as-read = Niin kuin muut sen lukevat
guideline-words = Sanat ja se, mihin ne nojaavat
guideline-title-label = Linjaus yhtenä virkkeenä
guideline-title-hint = Toisella kierroksella ihmiset vertaavat tätä.
guideline-text-label = Mitä se tarkoittaa
guideline-reasons-label = Miksi näin
guideline-reasons-hint = Ilman perusteluja sitä ei voi hyväksyä.
guideline-left-aside-label = Mitä jätettiin pois
guideline-left-aside-hint = Mitkä ideat ja miksi.
guideline-ideas-label = Laadittu näistä ideoista
guideline-evidence-label = Nojaa näihin lähteisiin
guideline-number = Numero
guideline-number-hint = Seuraava vapaa, ellet valitse toista.
guideline-gone = Luonnos poistettiin
passage = Tärkeä kohta lähteessä ”{ $name }”
idea-search = Hae ideoista
idea-none = Ei vielä ideoita.
state-draft = Luonnos
state-proposed = Ehdotettu
state-adopted = Hyväksytty
state-dropped = Hylätty
step-propose = Ehdota
step-propose-title = Ehdotetaanko tätä linjausta?
step-propose-what = Järjestys tallennetaan sellaisena kuin se nyt on, ja linjauksen ideat saavat lukunsa siitä. Sitten linjausta voi koetella toisella kierroksella ja sen voi hyväksyä.
step-adopt = Hyväksy
step-adopt-title = Hyväksytäänkö ja julkaistaanko tämä linjaus?
step-adopt-what = Tästä lähtien kaikki voivat lukea sen ideoineen, lukuineen ja perusteluineen pysyvästä osoitteesta.
step-reopen = Avaa uudelleen
step-reopen-title = Avataanko linjaus uudelleen?
step-reopen-what = Se on taas ehdotettu, ja vain jäsenet näkevät sen, kunnes se hyväksytään uudelleen.
step-redraft = Takaisin luonnokseksi
step-redraft-title = Palautetaanko luonnokseksi?
step-redraft-what = Sen voi ehdottaa myöhemmin uudelleen; luvut ovat silloin sen hetken lukuja.
step-drop = Hylkää
step-drop-title = Hylätäänkö tämä linjaus?
step-drop-what = Se jää jäsenten luettavaksi kommentteineen ja versioineen.
step-take-away = Poista
step-take-away-title = Poistetaanko luonnos?
step-take-away-what = Se katoaa kommentteineen ja versioineen.
adopt-by-coordinators = Koordinaatioryhmä hyväksyy sen.
adopting-lacks-snapshot = Siltä puuttuu tilannekuva: ehdota uudelleen
adopting-lacks-title = Siltä puuttuu nimi
adopting-lacks-text = Siltä puuttuu teksti
adopting-lacks-reasons = Siltä puuttuvat perustelut
adopting-lacks-title-in = Virke puuttuu kielellä { $language }
adopting-lacks-text-in = Selitys puuttuu kielellä { $language }
adopting-lacks-reasons-in = Perustelut puuttuvat kielellä { $language }
own-error-source-in-use = Linjaukset nojaavat siihen, joten se säilyy. Niiden numerot: { $detail }
own-error-guideline-in-use = Päätökset nimeävät sen, joten se säilyy. Muuta ne ensin; niitä on { $detail }
second-round-twins = Kaksi linjauksista sanoo saman. Muuta toisen nimeä tai hylkää se: kukaan ei voisi valita niiden välillä.

## Comments and versions
comments = Kommentit
comments-none = Kukaan ei ole vielä kommentoinut.
comment-new = Uusi kommentti
comment-answer = Vastaa
comment-say = Lähetä
comment-said = Kommentti lisättiin
comment-missing = Kirjoita, mitä haluat sanoa
comment-resolve = Ratkaistu
comment-open = Avaa uudelleen
comment-resolved = Keskustelu on ratkaistu
comment-opened = Keskustelu on taas auki
comment-resolved-at = Ratkaistu { $time }
versions = Versiot
version = Versio { $number }
version-first = Ensimmäinen versio
version-no-words = Sanat pysyivät ennallaan.
version-changes = { $count ->
    [one] Yksi teksti muuttui
   *[other] { $count } tekstiä muuttui
}

## Second round
second-round = Toinen kierros
second-round-what = Ehdotetuista linjauksista tulee uuden kuulemisen ideoita, joita ihmiset vertaavat pareittain. Kukin näyttää tuloksensa.
second-round-not-yet = { $count ->
    [0] Siihen tarvitaan vähintään kaksi ehdotettua linjausta, joita ei vielä koetella; nyt ei ole yhtään.
   *[other] Siihen tarvitaan vähintään kaksi ehdotettua linjausta, joita ei vielä koetella; nyt niitä on yksi.
}
second-round-question = Sen kysymys
second-round-question-hint = Tyhjänä se on tämän kuulemisen kysymys.
second-round-slug = Sana osoitteessa
second-round-slug-hint = Pieniä kirjaimia, numeroita ja yhdysmerkkejä.
second-round-now = Tee se { $count } linjauksesta
second-round-made = Toinen kierros on tehty luonnoksena.
second-round-open = Siirry siihen

## What became of ideas
decisions-what = Kerro jokaisesta kärkeen nousseesta ideasta, mitä siitä tuli. Kaikki voivat lukea sen, ja idean ehdottaja löytää sen omalta sivultaan.
decisions-page = Sivu sellaisena kuin muut sen näkevät
decisions-best = Montako parasta näytetään
decisions-empty = Ei vielä ideoita.
decisions-open = { $count ->
    [0] Kaikista näistä on päätetty.
    [one] Yhdestä näistä ei ole vielä päätetty.
   *[other] { $count } ideasta ei ole vielä päätetty.
}
decide = Kerro, mitä siitä tuli
decision-none = Ei vielä päätetty
decision-outcome = Mitä siitä tuli
decision-reason = Miksi
decision-reason-hint = Kaikki voivat lukea sen. Älä nimeä ketään.
decision-reason-missing = Kerro miksi, ainakin yhdellä kielellä
decision-guidelines = Missä linjauksissa

## Snapshots and reports
report-what = Kaikki yhdessä asiakirjassa: miten se tehtiin, järjestys, ryhmät, linjaukset, lähteet. Luvut ovat viimeisimmän tilannekuvan, tai tämän hetken, jos tilannekuvaa ei ole.
snapshots = Tilannekuvat
snapshots-what = Tilannekuva säilyttää järjestyksen sellaisena kuin se nyt on; se ei muutu koskaan. Sellainen tehdään sulkemisen yhteydessä, kun linjaus ehdotetaan, ja milloin vain haluat.
snapshot-make = Tee tilannekuva
snapshot-made = Tilannekuva tehtiin
