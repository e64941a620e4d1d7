# Sidorna kring paren: vad som händer när, bakgrund, underlag, riktlinjer, vad det blev av idéerna.

timeline-title = Vad som händer när
timeline-now = Nu
around-title = Läs vidare
around-guidelines = { $count ->
    [one] Riktlinjen som godkändes
   *[other] De { $count } riktlinjerna som godkändes
}
around-decisions = Vad det blev av varje idé
around-evidence = Underlaget: källor och siffror
around-first-round = Den första omgången, som riktlinjerna skrevs utifrån:
around-second-round = Den andra omgången, där riktlinjerna jämförs i par:

about-mandate = Uppdraget
about-goals = Mål
about-tasks = Uppgifter
about-programme = Vad arbetet bygger på
about-organisation = Vilka som gör arbetet
about-members = Medlemmar
about-related = Annat arbete om samma ämne
about-contacts = Kontaktpersoner

guidelines-title = Riktlinjer
guidelines-all = Alla riktlinjer
guidelines-none = Ingen riktlinje har godkänts ännu. De som godkänns publiceras här.
guideline-nr = Riktlinje { $number }
guideline-nr-adopted = { $count ->
    [one] Riktlinje { $number } · Godkänd { $date }
   *[other] Riktlinje { $number } av { $count } · Godkänd { $date }
}
guideline-draft = Ett utkast: bara medlemmar ser det.
guideline-proposed = Föreslagen, inte godkänd: bara medlemmar ser den.
guideline-dropped = Avskriven: bara medlemmar ser den.
guideline-why = Varför så här
guideline-ideas = { $count ->
    [one] Den växte fram ur en idé
   *[other] Den förenar { $count } idéer
}
guideline-ideas-lead = { $people ->
    [one] En person
   *[other] { $people } personer
} gjorde { $votes ->
    [one] ett val
   *[other] { $votes } val
} mellan par av { $ideas } idéer.
guideline-idea-link = Idén och dess val
guideline-groups-agree = Ingen skillnad mellan grupperna hittades
guideline-groups-differ = Grupperna ser olika på den
guideline-groups-private = Grupper på färre än fem personer visas inte.
guideline-evidence = Vad underlaget säger
guideline-second = En andra omgång prövade den
guideline-second-says = { $people ->
    [one] En person
   *[other] { $people } personer
} gjorde { $votes ->
    [one] ett val
   *[other] { $votes } val
} mellan par av { $ideas } riktlinjer. Frågan var:
guideline-second-withheld = Resultatet visas inte ännu. Frågan är:
guideline-left-aside = Vad som lämnades utanför
guideline-check = Kontrollera själv
guideline-ranking = Rangordningen då
guideline-snapshot = Ögonblicksbild vid nummer { $seq } i loggen
guideline-digest = Loggens kontrollsumma dit
guideline-version = Version
guideline-permanent = Permanent adress

decisions-title = Vad det blev av varje idé
decisions-lead = För varje idé som kom högt: om den togs in i riktlinjerna, och varför.
decisions-none = Det är inte beslutat ännu.
decision-taken = Togs in
decision-in-part = Togs in delvis
decision-not-taken = Togs inte in

evidence-title = Underlag
evidence-none = Ingen källa har lagts till ännu.
evidence-all = Alla källor
evidence-licence = Licens: { $licence }
evidence-simulated = Siffrorna i den här källan är påhittade för ett exempel.
evidence-figures = Nyckeltal
evidence-table = Tabellen
evidence-table-label = Tabell över siffrorna
evidence-chart = Ett diagram över tabellen. Tabellen nedan säger samma sak.
evidence-used = Vad som vilar på den

snapshot-title = Rangordningen som den var
snapshot-lead = Sparad vid nummer { $seq } i loggen, { $time }. Den ändras aldrig.
snapshot-erased = En idé vars ord inte visas längre
snapshot-check = Varje val är en rad i loggen, och varje rad bär en kontrollsumma över alla tidigare. Med båda filerna och programmet Parvis kan vem som helst räkna ut rangordningen på nytt och se att kontrollsumman är densamma.
snapshot-log = Loggen över valen
snapshot-file = Den här ögonblicksbilden, för program

mine-idea-became = Vad det blev av den
mine-idea-result = Dess resultat hittills

report-title = Rapport
report-file = rapport
report-subtitle = Rapport över valen till nummer { $seq } i loggen, sparad { $date }.
report-subtitle = Rapport över rösterna till nummer { $seq } i loggen, sparad { $date }.
report-now = Ordningen till nummer { $seq } i loggen, så som den var när rapporten gjordes
report-subtitle-now = Rapport om rösterna till nummer { $seq } i loggen, gjord { $date }. Ingen ögonblicksbild har tagits.
report-short = I korthet
report-how = Hur det gjordes
report-events = Evenemangen, och ungefär hur många som kom genom vart och ett (till närmaste fem).
report-col-event = Evenemang
report-col-place = Plats
report-col-when = När
report-col-people = Personer
report-col-tier = Nivå
report-col-outcome = Vad det blev av den
report-col-reason = Varför
report-tiers = På nivå 1 står de idéer som kan vara främst. Nästa nivå börjar på den bästa plats som är kvar, och där står alla som kan ha den platsen.
report-download-docx = Rapport (Word)
report-download-html = Rapport (webbsida)
# Ord som ändrades efter att de hade jämförts
words-title = Så har orden ändrats
words-corrected = { $count ->
    [one] { $date }: rättad efter att ett val hade gjorts med den. Valet gäller också de nya orden.
   *[other] { $date }: rättad efter att { $count } val hade gjorts med den. De gäller också de nya orden.
}
words-much = { $percent } % av tecknen ändrades.
words-before = Före
words-after = Efter
words-none = Ingen text
words-erased = De tidigare orden sparas inte längre.
words-replaces = { $count ->
    [one] { $date }: skriven i stället för en idé som betydde något annat. Valet som gjordes med den stannar hos dess egna ord:
   *[other] { $date }: skriven i stället för en idé som betydde något annat. De { $count } val som gjordes med den stannar hos dess egna ord:
}
words-replaced = { $date }: tillbakadragen, eftersom en idé med en annan betydelse skrevs i dess ställe. Valen som gjordes med den här idén stannar hos de här orden. Den nya idén:
words-linked = Val som gjordes med de här idéerna räknas också hit, eftersom de säger samma sak:
words-question-title = Frågan har ändrats medan folk svarade
words-question-corrected = { $count ->
    [one] { $date }: frågan rättades efter att ett val hade gjorts.
   *[other] { $date }: frågan rättades efter att { $count } val hade gjorts.
}
words-question-changed = { $count ->
    [one] { $date }: frågan fick en annan betydelse efter att ett val hade gjorts. Det svarade på den gamla frågan.
   *[other] { $date }: frågan fick en annan betydelse efter att { $count } val hade gjorts. De svarade på den gamla frågan.
}
words-col-when = När
words-col-what = Vad
words-col-before = Före
words-col-after = Efter
words-kind-correction = Rättelse
words-kind-new-meaning = Ny betydelse
words-kind-question = Frågan: { $kind }
words-report-lead = Ord som ändrades efter att de hade jämförts. Efter en rättelse gäller de tidigare valen också de nya orden. Vid en ny betydelse stannar de hos de gamla orden.
mine-idea-replaced = En idé med en annan betydelse skrevs i dess ställe: ”{ $idea }” Valen som gjordes med din idé stannar hos dina ord.
