### Rubriker, kolumner och anmärkningar i filerna som Parvis skriver.

## Listor: också bladens namn, därför högst 31 tecken och inga av : \ / ? * [ ]
export-ranking-heading = Rangordning
export-ideas-heading = Idéer
export-votes-heading = Röster
export-columns-sheet = Kolumner

## Bladet som förklarar
export-columns-column = Kolumn
export-columns-key = Namn i CSV och JSON
export-columns-explanation = Vad den innehåller
export-simulated-note = Simulerade val: gjorda av ett program för att visa hur Parvis fungerar. De är ingens åsikt.
export-cut-note = Några texter var längre än vad en cell rymmer. De är avklippta och slutar med […]. I CSV- och JSON-filerna står de i sin helhet.

## Kolumner i alla listor
export-column-simulated = Simulerad
export-column-simulated-about = SANT om valen är simulerade, FALSKT om människor har gjort dem.
export-column-id = Id
export-column-id-about = Idéns beteckning. Den ändras aldrig.
export-column-text = Idé
export-column-text-about = Idén på filens språk. Om den saknas på det språket står den på ett annat; kolumnen Språk säger vilket.
export-column-text-in-about = Idén på språket inom parentes. Tom om idén saknas på det språket.
export-column-lang = Språk
export-column-lang-about = Språket som idéns text är skriven på.
export-column-votes = Val
export-column-votes-about = Hur många val idén var med i, utom de som fick svaret ”kan inte säga”.

## Rangordning
export-column-rank = Plats
export-column-rank-about = Plats i rangordningen, 1 är bäst. Idéer som inte går att skilja åt delar plats. Tom så länge en idé har för få val.
export-column-rank-low = Bästa möjliga plats
export-column-rank-low-about = Den bästa plats som valen lämnar möjlig, med 95 procents konfidens om modellen inte säger annat.
export-column-rank-high = Sämsta möjliga plats
export-column-rank-high-about = Den sämsta plats som valen lämnar möjlig, med samma konfidens.
export-column-score = Poäng
export-column-score-about = I hur många av 100 jämförelser idén skulle vinna mot en annan idé som lottas fram. Oavgjort räknas som en halv. Är modellen elo står här Elo-talet; är den win_rate står här vinstandelen.
export-column-score-low = Poäng, nedre gräns
export-column-score-low-about = Nedre gränsen för poängens intervall, med 95 procents konfidens om modellen inte säger annat.
export-column-score-high = Poäng, övre gräns
export-column-score-high-about = Övre gränsen för samma intervall.
export-column-strength = Styrka
export-column-strength-about = Idéns styrka i Bradleys och Terrys modell, som naturlig logaritm. Medelvärdet för alla idéer är 0.
export-column-se = Medelfel
export-column-se-about = Hur osäker styrkan är: dess medelfel.
export-column-wins = Vinster
export-column-wins-about = Val där den här idén valdes.
export-column-losses = Förluster
export-column-losses-about = Val där den andra idén valdes.
export-column-ties = Oavgjorda
export-column-ties-about = Val med svaret ”båda bra”, ”båda dåliga” eller ”lika”.
export-column-win-rate = Vinstandel
export-column-win-rate-about = 100 × (vinster + 1) / (vinster + förluster + 2). Enkel, men frågar inte hur starka de andra idéerna var. Det gör platsen.
export-column-ranking-seq = Sista val
export-column-ranking-seq-about = Numret på den sista rad i loggen över valen som rangordningen känner till.
export-column-model = Modell
export-column-model-about = Hur rangordningen har räknats ut.
export-column-tier = Nivå
export-column-tier-about = På nivå 1 står de idéer som kan vara främst. Varje följande nivå börjar på den bästa plats som är kvar, med alla idéer som kan ha den. Tom så länge idén har för få val.

## Idéer
export-column-state = Läge
export-column-state-about = pending: väntar på godkännande. active: går att rösta på. rejected: blev inte godkänd. withdrawn: har tagits bort ur röstningen. linked: är samma som en annan idé.
export-column-created-at = Skriven
export-column-created-at-about = När idén skrevs (UTC).
export-column-by = Skriven av
export-column-by-about = participant (deltagare) eller organiser (arrangör). Aldrig en persons namn.
export-column-linked-to = Samma som
export-column-linked-to-about = Idén som den här är länkad till. Valen räknas till den idén.

## Val
export-column-left = Vänster idé
export-column-left-about = Beteckningen på idén som stod till vänster. För en länkad idé står här den som den är länkad till.
export-column-right = Höger idé
export-column-right-about = Beteckningen på idén som stod till höger.
export-column-outcome = Val
export-column-outcome-about = left (vänster) eller right (höger): den idén valdes. tie: ingen av dem föredrogs. skip: deltagaren kunde inte säga.
export-column-voter = Deltagare
export-column-voter-about = En pseudonym. Tom om deltagaren har raderat sina uppgifter.
export-column-weight = Vikt
export-column-weight-about = Hur mycket valet väger; vanligen 1.
export-column-time = Tid
export-column-time-about = När valet gjordes (UTC).
export-column-time-about = Under vilken timme rösten gavs (UTC).
export-column-vote-seq = Nummer
export-column-vote-seq-about = Valets nummer i loggen.
export-column-event = Tillställning
export-column-event-about = Beteckningen på tillställningen som deltagaren kom genom. Tom för den öppna länken.
export-column-reason = Skäl
export-column-reason-about = Vid oavgjort both_good (båda bra), both_bad (båda dåliga) eller same (lika); vid överhoppat dont_know (kan inte säga) eller other (annat). Tom om inget skäl angavs.
export-column-response-ms = Svarstid
export-column-response-ms-about = Millisekunder från att paret visades till valet.
export-column-strategy = Parval
export-column-strategy-about = Hur paret valdes: uniform (alla par lika ofta), balanced (idéer med få val först), top (vad som säger mest om de tio bästa) eller informative (vad som säger mest om hela ordningen).
export-rewordings-heading = Ändrade ord
export-column-reworded-id-about = Idéns beteckning. Tom där frågan ändrades.
export-column-edit = Slag av ändring
export-column-edit-about = correction: samma sak, bättre skriven. new_meaning: något annat; de tidigare valen gjordes med de gamla orden.
export-column-at = Ändrad
export-column-at-about = När orden ändrades (UTC).
export-column-before = Före
export-column-before-about = Orden före ändringen. Tomt om de har måst raderas eller om språket saknades.
export-column-after = Efter
export-column-after-about = Orden efter ändringen.
export-column-comparisons-about = Hur många gånger de gamla orden hade jämförts vid det laget.
export-column-replaced-by = Ersatt av
export-column-replaced-by-about = Idén med ny betydelse som kom i dess ställe.
