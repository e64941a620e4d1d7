# Från idéer till riktlinjer, för dem som arbetar med dem.

## Tabs
tab-background = Bakgrund
tab-evidence = Underlag
tab-guidelines = Riktlinjer
tab-decisions = Beslut

## Shared
remove = Ta bort
remove-title = Ta bort ”{ $name }”?
look = Titta
name-missing = Skriv det på åtminstone ett språk
markdown-hint = En tom rad inleder ett stycke, ”- ” en punkt i en lista, ”# ” en rubrik; **fet**, *kursiv*, [ord](https://…) är en länk.
url-hint = Den börjar med https://. Får lämnas tom.
conflict-title = Någon annan ändrade detta under tiden
conflict-what = Inget av ditt går förlorat: det står i formuläret. Ta med det du behöver ur den andras text; när du sparar igen ersätter din text den.
conflict-same = Orden är desamma.
conflict-theirs = Den andras
conflict-own = Din

## Background and timeline
background = Bakgrund
background-what = Varför ni frågar, vilka som står bakom och vad som händer när. Tidslinjen visas på framsidan.
background-page = Sidan som andra ser den
background-texts = Bakgrunden i ord
background-save = Spara bakgrunden
background-group = Grupp { $number }
background-group-add = Lägg till en grupp
background-group-remove = Ta bort grupp { $number }
background-name = Namn
background-does = Vad den gör
background-members-hint = Hellre roller än namn.
background-related = Arbete { $number }
background-related-add = Lägg till arbete om samma ämne
background-related-remove = Ta bort arbete { $number }
background-related-text = Vad det är
background-url = Webbadress
timeline-what = Skeden och viktiga dagar. Evenemangen står på tidslinjen av sig själva:
timeline-none = Inget ännu. Börja med dagen då uppdraget gavs och dagen då det ska vara klart.
entry-add = Lägg till på tidslinjen
entry-add-now = Lägg till
entry-title = Vad som händer
entry-kind = Slag
entry-phase = Skede
entry-milestone = Dag
entry-ends-hint = Får lämnas tom.
entry-removed = Det togs bort från tidslinjen
entry-remove-what = Det visas inte mer.

## Evidence
source-what = Källor med sina siffror, som idéer och riktlinjer vilar på. Alla kan läsa dem.
source-page = Sidan som andra ser den
source-none = Ingen källa ännu.
source-add = Lägg till en källa
source-add-now = Lägg till källan
source-title = Titel
source-publisher = Utgivare
source-date = Datum
source-date-hint = 2020-02-10, 2020-02 eller 2020
source-licence = Licens
source-licence-hint = Till exempel CC BY 4.0
source-summary = Vad den säger
source-simulated = Siffrorna är påhittade; det sägs överallt där de visas
source-invented = Påhittade siffror
source-tables = { $count ->
    [0] Ingen tabell
    [one] En tabell
   *[other] Tabell på { $count } språk
}
source-ideas = { $count ->
    [0] Idéer som den talar om
   *[other] Idéer som den talar om: { $count }
}
source-ideas-which = Vilka idéer
source-passage = Stället som gäller idé { $number }
source-removed = Källan togs bort
source-remove-what = Siffrorna och tabellerna försvinner med den. En källa som en riktlinje vilar på kan inte tas bort.
figure = Nyckeltal { $number }
figure-add = Lägg till ett nyckeltal
figure-remove = Ta bort nyckeltal { $number }
figure-label = Vad det mäter
figure-value = Siffran
figure-value-hint = Som den ska läsas, med enhet: 38 %
tables = Tabeller
table-there = { $language }: { $rows } rader, { $columns } kolumner
table-language = Språket i tabellen
table-file = CSV-fil
table-file-hint = Från ett kalkylblad: första raden namnger kolumnerna. Högst 500 rader, 20 kolumner, 64 KiB.
table-missing = Välj en fil
table-put-now = Lägg in tabellen
table-put = Tabellen lades in
table-removed = Tabellen togs bort
table-not = Tabellen togs inte emot

## Guidelines
guidelines-what = Medlemmarna skriver och kommenterar, koordineringsgruppen godkänner. Det som är godkänt läser alla.
guidelines-page = Sidan som andra ser den
guidelines-empty = Ingen riktlinje ännu. Skriv den första utifrån idéerna som kom högt.
guideline-new = Skriv en riktlinje
guideline-draft-now = Spara utkastet
guideline-from = { $count ->
    [0] Färdigskriven, utan idéer
    [one] Ur en idé
   *[other] Ur { $count } idéer
}
guideline-tested = I en andra omgång
guideline-as-read = Som andra läser den
guideline-words = Orden och vad de vilar på
guideline-title-label = Riktlinjen i en mening
guideline-title-hint = I en andra omgång är det detta som människor jämför.
guideline-text-label = Vad den innebär
guideline-reasons-label = Varför så här
guideline-reasons-hint = Utan skäl kan den inte godkännas.
guideline-left-aside-label = Vad som lämnades utanför
guideline-left-aside-hint = Vilka idéer, och varför.
guideline-ideas-label = Skriven utifrån dessa idéer
guideline-evidence-label = Vilar på dessa källor
guideline-number = Nummer
guideline-number-hint = Nästa lediga om du inte väljer ett annat.
guideline-gone = Utkastet togs bort
passage = Det viktiga stället i ”{ $name }”
idea-search = Sök bland idéerna
idea-none = Inga idéer ännu.
state-draft = Utkast
state-proposed = Föreslagen
state-adopted = Godkänd
state-dropped = Avskriven
step-propose = Föreslå
step-propose-title = Föreslå den här riktlinjen?
step-propose-what = Rangordningen sparas som den är nu, och riktlinjens idéer får sina siffror ur den. Sedan kan den prövas i en andra omgång och godkännas.
step-adopt = Godkänn
step-adopt-title = Godkänn och publicera den här riktlinjen?
step-adopt-what = Från och med nu läser alla den med idéer, siffror och skäl, på en adress som består.
step-reopen = Öppna igen
step-reopen-title = Öppna riktlinjen igen?
step-reopen-what = Den är åter föreslagen, och bara medlemmar ser den tills den godkänns på nytt.
step-redraft = Tillbaka till utkast
step-redraft-title = Gör den till ett utkast igen?
step-redraft-what = Den kan föreslås igen senare; siffrorna är då de som gäller då.
step-drop = Avskriv
step-drop-title = Avskriv den här riktlinjen?
step-drop-what = Den finns kvar för medlemmarna, med kommentarer och versioner.
step-take-away = Ta bort
step-take-away-title = Ta bort utkastet?
step-take-away-what = Det försvinner med kommentarer och versioner.
adopt-by-coordinators = Koordineringsgruppen godkänner den.
adopting-lacks-snapshot = Den saknar ögonblicksbild: föreslå den på nytt
adopting-lacks-title = Den saknar titel
adopting-lacks-text = Den saknar text
adopting-lacks-reasons = Den saknar skäl
adopting-lacks-title-in = Meningen saknas på { $language }
adopting-lacks-text-in = Vad den innebär saknas på { $language }
adopting-lacks-reasons-in = Skälen saknas på { $language }
own-error-source-in-use = Riktlinjer vilar på den, så den finns kvar. Deras nummer: { $detail }
own-error-guideline-in-use = Beslut nämner den, så den finns kvar. Ändra dem först; så många gör det: { $detail }
second-round-twins = Två av riktlinjerna säger samma sak. Ge den ena en annan titel eller avskriv den: ingen kunde välja mellan dem.

## Comments and versions
comments = Kommentarer
comments-none = Ingen har kommenterat ännu.
comment-new = Ny kommentar
comment-answer = Svara
comment-say = Skicka
comment-said = Kommentaren lades till
comment-missing = Skriv vad du vill säga
comment-resolve = Löst
comment-open = Öppna igen
comment-resolved = Tråden är löst
comment-opened = Tråden är öppen igen
comment-resolved-at = Löst { $time }
versions = Versioner
version = Version { $number }
version-first = Den första versionen
version-no-words = Orden blev som de var.
version-changes = { $count ->
    [one] En text ändrades
   *[other] { $count } texter ändrades
}

## Second round
second-round = Andra omgången
second-round-what = De föreslagna riktlinjerna blir idéer i ett nytt samråd där människor jämför dem i par. Var och en visar sitt resultat.
second-round-not-yet = { $count ->
    [0] Det krävs minst två föreslagna riktlinjer som ingen andra omgång prövar ännu; nu finns ingen.
   *[other] Det krävs minst två föreslagna riktlinjer som ingen andra omgång prövar ännu; nu finns en.
}
second-round-question = Dess fråga
second-round-question-hint = Tom är den frågan i det här samrådet.
second-round-slug = Ordet i adressen
second-round-slug-hint = Små bokstäver, siffror och bindestreck.
second-round-now = Gör den av { $count } riktlinjer
second-round-made = Den andra omgången är gjord, som utkast.
second-round-open = Gå till den

## What became of ideas
decisions-what = Säg om varje idé som kom högt vad det blev av den. Alla läser det, och den som föreslog idén hittar det på sin egen sida.
decisions-page = Sidan som andra ser den
decisions-best = Hur många av de bästa som visas
decisions-empty = Inga idéer ännu.
decisions-open = { $count ->
    [0] Alla dessa är avgjorda.
    [one] En av dessa är inte avgjord ännu.
   *[other] { $count } av dessa är inte avgjorda ännu.
}
decide = Säg vad det blev av den
decision-none = Inte avgjort ännu
decision-outcome = Vad det blev av den
decision-reason = Varför
decision-reason-hint = Alla läser det. Namnge ingen.
decision-reason-missing = Säg varför, på åtminstone ett språk
decision-guidelines = I vilka riktlinjer

## Snapshots and reports
report-what = Allt i ett dokument: hur det gjordes, rangordningen, grupperna, riktlinjerna, källorna. Siffrorna är den senaste ögonblicksbildens, eller stundens om det inte finns någon.
snapshots = Ögonblicksbilder
snapshots-what = En ögonblicksbild bevarar rangordningen som den är nu; den ändras aldrig. En görs vid stängningen, när en riktlinje föreslås och när du vill.
snapshot-make = Gör en ögonblicksbild
snapshot-made = Ögonblicksbilden gjordes
