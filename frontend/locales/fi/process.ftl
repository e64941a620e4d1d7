# Sivut parien ympärillä: mitä tapahtuu milloin, tausta, tietopohja, linjaukset, mitä ideoista tuli.

timeline-title = Mitä tapahtuu milloin
timeline-now = Nyt
around-title = Lue lisää
around-guidelines = { $count ->
    [one] Hyväksytty linjaus
   *[other] Hyväksytyt { $count } linjausta
}
around-decisions = Mitä kustakin ideasta tuli
around-evidence = Tietopohja: lähteet ja luvut
around-first-round = Ensimmäinen kierros, josta nämä linjaukset laadittiin:
around-second-round = Toinen kierros, jossa linjauksia verrataan pareittain:

about-mandate = Toimeksianto
about-goals = Tavoitteet
about-tasks = Tehtävät
about-programme = Mihin työ perustuu
about-organisation = Ketkä työtä tekevät
about-members = Jäsenet
about-related = Muu samaan aiheeseen liittyvä työ
about-contacts = Yhteyshenkilöt

guidelines-title = Linjaukset
guidelines-all = Kaikki linjaukset
guidelines-none = Yhtään linjausta ei ole vielä hyväksytty. Hyväksytyt julkaistaan tässä.
guideline-nr = Linjaus { $number }
guideline-nr-adopted = { $count ->
    [one] Linjaus { $number } · Hyväksytty { $date }
   *[other] Linjaus { $number }/{ $count } · Hyväksytty { $date }
}
guideline-draft = Luonnos: vain jäsenet näkevät sen.
guideline-proposed = Ehdotettu, ei vielä hyväksytty: vain jäsenet näkevät sen.
guideline-dropped = Hylätty: vain jäsenet näkevät sen.
guideline-why = Miksi näin
guideline-ideas = { $count ->
    [one] Se kasvoi yhdestä ideasta
   *[other] Se yhdistää { $count } ideaa
}
guideline-ideas-lead = { $people ->
    [one] Yksi ihminen
   *[other] { $people } ihmistä
} teki { $votes ->
    [one] yhden valinnan
   *[other] { $votes } valintaa
} { $ideas } idean pareista.
guideline-idea-link = Idea ja sen valinnat
guideline-groups-agree = Ryhmien väliltä ei löytynyt eroja
guideline-groups-differ = Ryhmät näkevät sen eri tavoin
guideline-groups-private = Alle viiden ihmisen ryhmiä ei näytetä.
guideline-evidence = Mitä tietopohja kertoo
guideline-second = Toinen kierros koetteli sitä
guideline-second-says = { $people ->
    [one] Yksi ihminen
   *[other] { $people } ihmistä
} teki { $votes ->
    [one] yhden valinnan
   *[other] { $votes } valintaa
} { $ideas } linjauksen pareista. Kysymys oli:
guideline-second-withheld = Sen tuloksia ei vielä näytetä. Kysymys on:
guideline-left-aside = Mitä jätettiin pois
guideline-check = Tarkista itse
guideline-ranking = Silloinen järjestys
guideline-snapshot = Tilannekuva lokin numerossa { $seq }
guideline-digest = Lokin tiiviste siihen asti
guideline-version = Versio
guideline-permanent = Pysyvä osoite

decisions-title = Mitä kustakin ideasta tuli
decisions-lead = Jokaisesta kärkeen nousseesta ideasta: otettiinko se linjauksiin ja miksi.
decisions-none = Siitä ei ole vielä päätetty.
decision-taken = Otettiin mukaan
decision-in-part = Otettiin mukaan osittain
decision-not-taken = Ei otettu mukaan

evidence-title = Tietopohja
evidence-none = Lähteitä ei ole vielä lisätty.
evidence-all = Kaikki lähteet
evidence-licence = Lisenssi: { $licence }
evidence-simulated = Tämän lähteen luvut on keksitty esimerkkiä varten.
evidence-figures = Avainluvut
evidence-table = Taulukko
evidence-table-label = Lukujen taulukko
evidence-chart = Kuvio taulukosta. Alla oleva taulukko kertoo saman.
evidence-used = Mikä nojaa siihen

snapshot-title = Järjestys sellaisena kuin se oli
snapshot-lead = Tallennettu lokin numerossa { $seq }, { $time }. Se ei muutu koskaan.
snapshot-erased = Idea, jonka sanoja ei enää näytetä
snapshot-check = Jokainen valinta on lokin rivi, ja jokaisella rivillä on tiiviste kaikista edellisistä. Molempien tiedostojen ja Parvis-ohjelman avulla kuka tahansa voi laskea tämän järjestyksen uudelleen ja nähdä, että tiiviste on sama.
snapshot-log = Valintojen loki
snapshot-file = Tämä tilannekuva ohjelmille

mine-idea-became = Mitä siitä tuli
mine-idea-result = Sen tulos tähän mennessä

report-title = Raportti
report-file = raportti
report-subtitle = Raportti valinnoista lokin numeroon { $seq } saakka, tallennettu { $date }.
report-subtitle = Raportti äänistä lokin numeroon { $seq } saakka, tallennettu { $date }.
report-now = Järjestys lokin numeroon { $seq } asti, sellaisena kuin se oli, kun raportti tehtiin
report-subtitle-now = Raportti äänistä lokin numeroon { $seq } asti, tehty { $date }. Tilannekuvaa ei ole otettu.
report-short = Lyhyesti
report-how = Miten se tehtiin
report-events = Tilaisuudet ja se, montako ihmistä kunkin kautta suunnilleen tuli (lähimpään viiteen).
report-col-event = Tilaisuus
report-col-place = Paikka
report-col-when = Milloin
report-col-people = Ihmisiä
report-col-tier = Taso
report-col-outcome = Mitä siitä tuli
report-col-reason = Miksi
report-tiers = Tasolla 1 ovat ideat, jotka voivat olla ensimmäisiä. Seuraava taso alkaa parhaasta jäljellä olevasta sijasta, ja sillä ovat kaikki, jotka voivat olla tällä sijalla.
report-download-docx = Raportti (Word)
report-download-html = Raportti (verkkosivu)
# Sanat, jotka muuttuivat vertailun alettua
words-title = Näin sanat ovat muuttuneet
words-corrected = { $count ->
    [one] { $date }: korjattu, kun siitä oli tehty yksi valinta. Valinta koskee myös uusia sanoja.
   *[other] { $date }: korjattu, kun siitä oli tehty { $count } valintaa. Ne koskevat myös uusia sanoja.
}
words-much = { $percent } % merkeistä muuttui.
words-before = Ennen
words-after = Jälkeen
words-none = Ei tekstiä
words-erased = Aiempia sanoja ei enää säilytetä.
words-replaces = { $count ->
    [one] { $date }: kirjoitettu toisen idean tilalle, joka tarkoitti muuta. Siitä tehty valinta jää sen omille sanoille:
   *[other] { $date }: kirjoitettu toisen idean tilalle, joka tarkoitti muuta. Siitä tehdyt { $count } valintaa jäävät sen omille sanoille:
}
words-replaced = { $date }: poistettu, koska tilalle kirjoitettiin idea, joka tarkoittaa muuta. Tästä ideasta tehdyt valinnat jäävät näille sanoille. Uusi idea:
words-linked = Myös näistä ideoista tehdyt valinnat lasketaan tähän, koska ne sanovat saman:
words-question-title = Kysymys on muuttunut kesken vastaamisen
words-question-corrected = { $count ->
    [one] { $date }: kysymystä korjattiin, kun oli tehty yksi valinta.
   *[other] { $date }: kysymystä korjattiin, kun oli tehty { $count } valintaa.
}
words-question-changed = { $count ->
    [one] { $date }: kysymyksen merkitys muutettiin, kun oli tehty yksi valinta. Se vastasi vanhaan kysymykseen.
   *[other] { $date }: kysymyksen merkitys muutettiin, kun oli tehty { $count } valintaa. Ne vastasivat vanhaan kysymykseen.
}
words-col-when = Milloin
words-col-what = Mikä
words-col-before = Ennen
words-col-after = Jälkeen
words-kind-correction = Korjaus
words-kind-new-meaning = Uusi merkitys
words-kind-question = Kysymys: { $kind }
words-report-lead = Sanat, jotka muuttuivat vertailun alettua. Korjauksen jälkeen aiemmat valinnat koskevat myös uusia sanoja. Uuden merkityksen jälkeen ne jäävät vanhoille sanoille.
mine-idea-replaced = Tilalle kirjoitettiin idea, joka tarkoittaa muuta: ”{ $idea }” Sinun ideastasi tehdyt valinnat jäävät sinun sanoillesi.
