### Parviksen tiedostojen otsikot, sarakkeet ja huomautukset.

## Luettelot: myös taulukoiden nimet, joten enintään 31 merkkiä eikä merkkejä : \ / ? * [ ]
export-ranking-heading = Järjestys
export-ideas-heading = Ideat
export-votes-heading = Äänet
export-columns-sheet = Sarakkeet

## Selittävä taulukko
export-columns-column = Sarake
export-columns-key = Nimi CSV:ssä ja JSONissa
export-columns-explanation = Mitä siinä on
export-simulated-note = Simuloituja valintoja: ohjelma on tehnyt ne, jotta Parviksen toiminta näkyy. Ne eivät ole kenenkään mielipiteitä.
export-cut-note = Osa teksteistä oli pidempiä kuin taulukon soluun mahtuu. Ne on katkaistu, ja niiden lopussa on […]. CSV- ja JSON-tiedostoissa tekstit ovat kokonaan.

## Jokaisen luettelon sarakkeet
export-column-simulated = Simuloitu
export-column-simulated-about = TOSI, jos valinnat on simuloitu; EPÄTOSI, jos ihmiset ovat tehneet ne.
export-column-id = Tunniste
export-column-id-about = Idean tunniste. Se ei muutu koskaan.
export-column-text = Idea
export-column-text-about = Idea tämän tiedoston kielellä. Jos sitä ei ole tällä kielellä, se on toisella; sarake Kieli kertoo millä.
export-column-text-in-about = Idea suluissa mainitulla kielellä. Tyhjä, jos ideaa ei ole sillä kielellä.
export-column-lang = Kieli
export-column-lang-about = Kieli, jolla idean teksti on.
export-column-votes = Valintoja
export-column-votes-about = Kuinka monessa valinnassa idea oli mukana. ”En osaa sanoa” -vastauksia ei lasketa.

## Järjestys
export-column-rank = Sija
export-column-rank-about = Sija järjestyksessä, 1 on paras. Ideat, joita ei voi erottaa toisistaan, jakavat sijan. Tyhjä, jos valintoja on liian vähän.
export-column-rank-low = Paras mahdollinen sija
export-column-rank-low-about = Paras sija, jonka valinnat jättävät mahdolliseksi 95 prosentin luottamustasolla, ellei malli sano muuta.
export-column-rank-high = Huonoin mahdollinen sija
export-column-rank-high-about = Huonoin sija, jonka valinnat jättävät mahdolliseksi samalla luottamustasolla.
export-column-score = Pisteet
export-column-score-about = Kuinka monessa sadasta vertailusta idea voittaisi toisen, satunnaisesti valitun idean. Tasatulos lasketaan puolikkaana. Jos malli on elo, tässä on Elo-luku; jos se on win_rate, voitto-osuus.
export-column-score-low = Pisteet, alaraja
export-column-score-low-about = Pisteiden luottamusvälin alaraja 95 prosentin tasolla, ellei malli sano muuta.
export-column-score-high = Pisteet, yläraja
export-column-score-high-about = Saman luottamusvälin yläraja.
export-column-strength = Vahvuus
export-column-strength-about = Idean vahvuus Bradleyn ja Terryn mallissa luonnollisena logaritmina. Kaikkien ideoiden keskiarvo on 0.
export-column-se = Keskivirhe
export-column-se-about = Kuinka epävarma vahvuus on: sen keskivirhe.
export-column-wins = Voittoja
export-column-wins-about = Valinnat, joissa tämä idea valittiin.
export-column-losses = Tappioita
export-column-losses-about = Valinnat, joissa toinen idea valittiin.
export-column-ties = Tasatuloksia
export-column-ties-about = Valinnat, joihin vastattiin ”molemmat hyviä”, ”molemmat huonoja” tai ”samat”.
export-column-win-rate = Voitto-osuus
export-column-win-rate-about = 100 × (voitot + 1) / (voitot + tappiot + 2). Yksinkertainen, mutta ei ota huomioon, kuinka vahvoja muut ideat olivat. Sija ottaa.
export-column-ranking-seq = Viimeinen valinta
export-column-ranking-seq-about = Valintalokin viimeinen rivi, joka tässä järjestyksessä on mukana.
export-column-model = Malli
export-column-model-about = Miten järjestys on laskettu.
export-column-tier = Taso
export-column-tier-about = Tasolla 1 ovat ideat, jotka voivat olla ensimmäisiä. Seuraavat tasot alkavat aina parhaasta jäljellä olevasta sijasta, ja tasolla ovat kaikki, jotka voivat olla tällä sijalla. Tyhjä, jos valintoja on liian vähän.

## Ideat
export-column-state = Tila
export-column-state-about = pending: odottaa hyväksyntää. active: äänestettävänä. rejected: ei hyväksytty. withdrawn: poistettu äänestyksestä. linked: sama kuin toinen idea.
export-column-created-at = Kirjoitettu
export-column-created-at-about = Milloin idea kirjoitettiin (UTC-aikaa).
export-column-by = Kirjoittaja
export-column-by-about = participant (osallistuja) tai organiser (järjestäjä). Ei koskaan henkilön nimeä.
export-column-linked-to = Sama kuin
export-column-linked-to-about = Idea, johon tämä on liitetty. Tämän valinnat lasketaan sille.

## Valinnat
export-column-left = Vasen idea
export-column-left-about = Vasemmalla olleen idean tunniste. Liitetyn idean tilalla on se, johon se on liitetty.
export-column-right = Oikea idea
export-column-right-about = Oikealla olleen idean tunniste.
export-column-outcome = Valinta
export-column-outcome-about = left (vasen) tai right (oikea): tämä idea valittiin. tie: kumpaakaan ei pidetty parempana. skip: osallistuja ei osannut sanoa.
export-column-voter = Osallistuja
export-column-voter-about = Salanimi. Tyhjä, jos osallistuja on poistanut omat tietonsa.
export-column-weight = Paino
export-column-weight-about = Kuinka paljon valinta painaa; tavallisesti 1.
export-column-time = Aika
export-column-time-about = Milloin valinta tehtiin (UTC-aikaa).
export-column-time-about = Minkä tunnin aikana ääni annettiin (UTC-aikaa).
export-column-vote-seq = Numero
export-column-vote-seq-about = Valinnan numero lokissa.
export-column-event = Tilaisuus
export-column-event-about = Sen tilaisuuden tunniste, jonka kautta osallistuja tuli. Tyhjä, jos hän tuli avoimen linkin kautta.
export-column-reason = Syy
export-column-reason-about = Tasatuloksessa both_good (molemmat hyviä), both_bad (molemmat huonoja) tai same (samat); ohituksessa dont_know (en osaa sanoa) tai other (muu). Tyhjä, jos syytä ei annettu.
export-column-response-ms = Vastausaika
export-column-response-ms-about = Millisekunteja parin näkemisestä valintaan.
export-column-strategy = Parin valinta
export-column-strategy-about = Miten pari valittiin: uniform (kaikki parit yhtä usein), balanced (vähän verratut ideat ensin), top (mikä kertoo eniten kymmenestä parhaasta) tai informative (mikä kertoo eniten koko järjestyksestä).
export-rewordings-heading = Muuttuneet sanat
export-column-reworded-id-about = Ideatunnus. Tyhjä, kun kysymys muuttui.
export-column-edit = Muutoksen laji
export-column-edit-about = correction: sama asia paremmin kirjoitettuna. new_meaning: eri asia; aiemmat valinnat on tehty vanhoista sanoista.
export-column-at = Muutettu
export-column-at-about = Milloin sanat muuttuivat (UTC-aikaa).
export-column-before = Ennen
export-column-before-about = Sanat ennen muutosta. Tyhjä, jos ne on pitänyt poistaa tai kieltä ei ollut.
export-column-after = Jälkeen
export-column-after-about = Sanat muutoksen jälkeen.
export-column-comparisons-about = Kuinka monta kertaa vanhoja sanoja oli siihen mennessä vertailtu.
export-column-replaced-by = Korvannut idea
export-column-replaced-by-about = Idea, joka tuli tämän tilalle uudella merkityksellä.
