# Arrangörens program.

## Frame
skip = Gå till innehållet
language = Språk
account = Mitt konto
consultation = Samråd
consultations = Samråd
to-consultations = Till samråden
public-pages = Publika sidor
api-docs = API
privacy = Dataskydd
accessibility = Tillgänglighet
foot = Parvis, idéer i par
no-view = Det finns inget på den här adressen
loading = Laddar
try-again = Försök igen
save = Spara
saved = Sparat
cancel = Avbryt
copy = Kopiera
copied = Kopierat
more = Visa fler
search = Sök
state = Läge
form-wrong = Något behöver rättas till
not-saved = Inget sparades
not-done = Det gick inte
not-added = Idén lades inte till
not-made = Samrådet skapades inte

language-se = Nordsamiska
language-smn = Enaresamiska
language-sms = Skoltsamiska

## Sign in
sign-in = Logga in
sign-in-now = Logga in
sign-in-failed = Du loggades inte in
sign-in-help = Har du inget konto, eller har du glömt lösenordet? Den som driver tjänsten kan lägga till dig eller ge ett nytt lösenord.
email = E-postadress
email-missing = Skriv din e-postadress
password = Lösenord
password-missing = Skriv ditt lösenord

## Counts and states
count-ideas = { $count ->
    [one] { $count } idé
   *[other] { $count } idéer
}
count-participants = { $count ->
    [one] { $count } deltagare
   *[other] { $count } deltagare
}
count-votes = { $count ->
    [one] { $count } val
   *[other] { $count } val
}
count-pending = { $count ->
    [one] { $count } idé väntar på godkännande
   *[other] { $count } idéer väntar på godkännande
}
phase-draft = Utkast
phase-scheduled = Öppnar { $time }
phase-open = Öppet
phase-open-until = Öppet till { $time }
phase-closed = Stängt
phase-archived = Arkiverat
simulated = Simulerade val
simulated-what = Valen gjordes av ett program, på prov. De är ingens åsikt.

## List
new-consultation = Nytt samråd
no-consultations = Inga samråd än.
no-consultations-next = Skapa det första: en fråga och två idéer räcker till att börja med.

## Tabs
tab-overview = Översikt
tab-queue = Att läsa ({ $count })
tab-ideas = Idéer
tab-ranking = Rangordning
tab-invitations = Sätt att delta
tab-events = Evenemang
tab-members = Medlemmar
tab-files = Filer
tab-settings = Inställningar

## Overview
as-participant = Se det som deltagare
todo = Att göra
todo-pending = { $count ->
    [one] { $count } idé väntar på godkännande
   *[other] { $count } idéer väntar på godkännande
}
todo-pending-why = Ingen ser dem förrän du har läst dem
todo-pending-action = Läs dem
todo-question = Frågan saknar ett språk: { $language }
todo-question-why = Till dess visas den på ett annat språk
todo-question-action = Skriv den
todo-ideas = Det finns inget att jämföra än
todo-ideas-why = Det behövs minst två idéer; tio eller fler är en bra början
todo-ideas-action = Skriv idéer
todo-lacking = { $count ->
    [one] { $count } idé saknar ett språk: { $language }
   *[other] { $count } idéer saknar ett språk: { $language }
}
todo-lacking-why = Till dess visas de på ett annat språk
todo-lacking-action = Översätt
todo-codes = Ingen har kommit in med en kod än
todo-codes-why = Skapa koder och skicka ut dem, en till var och en
todo-codes-action = Skapa koder
todo-closed = Valen är gjorda
todo-closed-why = Ta med rangordningen och berätta för deltagarna vad som blir av den
todo-closed-action = Hämta filerna
todo-nothing-draft = Allt är klart. Öppna samrådet när du vill.
todo-nothing-scheduled = Allt är klart. Samrådet öppnar av sig självt.
todo-nothing-open = Inget just nu. Nya idéer visas här.
todo-nothing-closed = Inget just nu.
todo-nothing-archived = Inget. Ett arkiverat samråd förblir som det är.
course-draft = Samrådet är ett utkast
course-draft-what = Bara arrangörerna ser det.
course-scheduled = Samrådet öppnar snart
course-scheduled-what = Det öppnar av sig självt { $opens }. Till dess syns frågan och tiden.
course-open = Samrådet är öppet
course-open-what = Val och idéer tas emot tills du stänger det.
course-open-until-what = Val och idéer tas emot. Det stänger av sig självt { $closes }.
course-closed = Samrådet är stängt
course-closed-what = Val och idéer tas inte längre emot.
course-archived = Samrådet är arkiverat
course-archived-what = Det går att läsa, och inget i det ändras.
address = Adress
copy-address = Kopiera adressen
make-open-from-draft = Öppna…
make-open-from-closed = Öppna igen…
make-closed-from-open = Stäng…
make-closed-from-archived = Ta ut ur arkivet…
make-archived-from-closed = Arkivera…
make-open = Öppna
make-closed = Stäng
make-archived = Arkivera
make-open-title = Ska samrådet öppnas?
make-closed-title = Ska samrådet stängas?
make-archived-title = Ska samrådet arkiveras?
became-open = Samrådet är öppet
became-closed = Samrådet är stängt
became-archived = Samrådet är arkiverat
opens-takes-part = { $entry ->
    [codes] Den som har en kod kan delta.
   *[other] Den som har adressen kan delta.
}
opens-at = Val och idéer tas emot från { $time }.
opens-ideas = { $count ->
    [0] Det finns inga idéer än: det finns inget att jämföra förrän de är två.
    [one] Det finns en idé: det finns inget att jämföra förrän de är två.
   *[other] { $count } idéer jämförs.
}
opens-untranslated = Frågan saknar ett språk: { $language }. Den visas på ett annat språk.
results-always-open = Alla ser resultaten genast.
results-after_round-open = Deltagarna ser resultaten efter sin egen omgång.
results-closed-open = Deltagarna ser resultaten när samrådet har stängt.
results-members-open = Bara arrangörerna ser resultaten.
closes-stops = Val och idéer tas inte längre emot. Det som har getts finns kvar.
results-always-closed = Alla ser fortfarande resultaten.
results-after_round-closed = Från och med då ser alla resultaten.
results-closed-closed = Från och med då ser alla resultaten.
results-members-closed = Bara arrangörerna ser resultaten.
closes-retention = { $days ->
    [0] Uppgiften om vem som valde vad raderas genast.
    [one] Uppgiften om vem som valde vad raderas efter en dag.
   *[other] Uppgiften om vem som valde vad raderas efter { $days } dagar.
}
closes-again = Du kan öppna det igen.
archives = Inget i det ändras längre. Du kan ta ut det ur arkivet igen.
how-sure = Hur säker är rangordningen?
sure-none = Ingen idé har jämförts { $minimum } gånger än. Innan dess finns ingen rangordning.
sure-first = En idé är främst: ingen annan kan vara det.
sure-among = { $count } idéer kan vara främst: valen skiljer dem inte åt. Utse ingen vinnare.
whole-ranking = Hela rangordningen

## Ideas
idea-pending = Väntar på godkännande
idea-active = I bruk
idea-linked = Kopplad till en annan
counts-for = Räknas för:
idea-rejected = Avvisad
idea-withdrawn = Tagen ur bruk
lacks-text = Text saknas
came = Kom in { $ago }
on-day = den { $day }
reason-was = Motivering: { $reason }
approve = Godkänn
approved = Godkänd
reject = Avvisa…
reject-now = Avvisa
rejected = Avvisad
reason = Varför?
reason-hint = Den som föreslog idén kan läsa det här.
reason-missing = Berätta varför
withdraw = Ta ur bruk
withdrawn = Tagen ur bruk
make-active = Ta i bruk
unlink = Ta bort kopplingen
active-again = I bruk igen
edit = Ändra
translate = Översätt
edit-idea = Ändra idén
edit-idea-hint = Valen följer idén. När den har jämförts får du säga om ändringen är en rättelse eller en ny betydelse.
edit-kind-title = { $of ->
    [question] Folk har redan svarat på frågan
   *[idea] Idén har redan jämförts
}
edit-kind-what = { $of ->
    [question] { $count ->
        [one] Ett val har gjorts.
       *[other] { $count } val har gjorts.
    }
   *[idea] { $count ->
        [one] Den har jämförts en gång.
       *[other] Den har jämförts { $count } gånger.
    }
} { $percent } % av tecknen ändras. Säg vad ändringen är.
edit-kind-before = Före
edit-kind-after = Efter
edit-kind = Vad är ändringen?
edit-kind-suggested = ser ut så
edit-kind-correction = En rättelse
edit-kind-correction-means = { $of ->
    [question] Frågan är densamma, bättre skriven. I resultaten får alla läsa datumet och båda texterna.
   *[idea] Idén säger samma sak, bättre skriven. Valen som gjorts med den gäller också de nya orden. Alla kan läsa datumet och båda texterna.
}
edit-kind-new_meaning = En ny betydelse
edit-kind-new_meaning-means = { $of ->
    [question] Något annat frågas. I resultaten får alla veta att tidigare val svarade på den gamla frågan. Ofta är en egen enkät bättre.
   *[idea] Idén säger något annat. Av de nya orden blir en ny idé, som börjar utan val. Den här dras tillbaka och behåller sina val och sina ord.
}
edit-kind-save-correction = Spara som rättelse
edit-kind-save-new = Spara som ny idé
edit-kind-replaced = Sparad som ny idé. Den gamla drogs tillbaka.
edit-corrected = { $count ->
    [one] Rättad en gång sedan den jämfördes
   *[other] Rättad { $count } gånger sedan den jämfördes
}
edit-replaced = En idé med en annan betydelse kom i dess ställe
edit-replaces = Kom i stället för en idé som betydde något annat
link = Samma som…
link-which = Vilken idé upprepar den?
link-hint = Dess val räknas då för den idén. Kopplingen kan tas bort.
link-missing = Välj idén som den upprepar
link-none = Ingen idé hittades.
link-now = Koppla
linked = Kopplad
characters = { $used } av { $max } tecken
characters-over = { $over ->
    [one] Korta med { $over } tecken
   *[other] Korta med { $over } tecken
}
queue = Idéer att läsa
queue-empty = Inga idéer att läsa.
queue-empty-next = Nya kommer hit när någon föreslår dem.
queue-write = Skriv idéer själv
queue-more = Det finns fler. De kommer när de här är klara.
keys = Tangenter
key-approve = godkänn
key-reject = avvisa
key-next = nästa
key-previous = föregående
all-ideas = Alla idéer
any-state = Alla
lacks-filter = Språk som saknas
lacks-any = Alla idéer
found = { $more ->
    [yes] Fler än { $count } idéer
   *[no] { $count ->
        [one] { $count } idé
       *[other] { $count } idéer
    }
}
nothing-found = Inget hittades.
nothing-found-next = Pröva färre eller andra ord.
show-all = Visa alla idéer
no-ideas = Inga idéer än.
no-ideas-next = Skriv de första ovan. Det som deltagarna föreslår kommer hit när du har godkänt det.
write-idea = Skriv en idé
add-idea = Lägg till idén
idea-added = Idén lades till

## Ranking
ranking = Rangordning
method = Räknat som
method-bradley_terry = Chans att vinna
method-elo = Elo
method-win_rate = Andel vinster
method-bradley_terry-what = Hur ofta en idé skulle vinna mot en annan, dragen på måfå, vilka par den än råkade möta. Stapeln är det intervall som täcker det verkliga talet 95 gånger av 100.
method-elo-what = Ett löpande tal som i schack. Det beror på valens ordning och säger inget om hur osäkert det är.
method-win_rate-what = Andelen av sina avgjorda par som idén vann, med en vinst och en förlust tillagda och oavgjorda borträknade. En idé som mötte svaga ser bättre ut än den är.
place = Plats { $place }
no-place = Ingen plats än
score = Vinner { $score } av 100 jämförelser
score-between = Vinner { $score } av 100 jämförelser ({ $low }–{ $high })
elo = Elo { $score }
win-rate = Andel vinster { $rate } %: { $wins } vunna, { $losses } förlorade, { $ties } lika
never-compared = Inte jämförd än
certainty = Hur säkert är det här?
certainty-first = Utan { $votes ->
    [one] ett visst val
   *[other] { $votes } vissa val
} skulle en annan idé ligga främst{ $participants ->
    [0] .
    [one] , likaså utan en viss deltagare.
   *[other] , likaså utan { $participants } vissa deltagare.
}
certainty-first-apart = Den första idén skiljer sig från alla andra.
certainty-first-needed = Ungefär { $count } val till skulle skilja den första idén från alla andra, om de säger detsamma som de hittills.
certainty-first-close = Den främsta är för nära de andra för att skiljas från dem: det skulle kräva mer än tio gånger så många val som hittills.
certainty-five-apart = De fem bästa skiljer sig från resten.
certainty-five-needed = Ungefär { $count } val till skulle skilja de fem bästa från resten, om de säger detsamma som de hittills.
certainty-five-close = De fem bästa är för nära resten för att skiljas från den: det skulle kräva mer än tio gånger så många val som hittills.
tier-first = { $count ->
    [one] Främst
   *[other] Kan vara främst
}
tier-next = Nivå { $tier }: kan ha plats { $place }, kan inte vara främst
tier-none = Ingen plats än
too-few = Jämförd färre än { $minimum } gånger
no-votes = Inga val än.
no-votes-draft = Det går att rösta när samrådet är öppet.
no-votes-next = Rangordningen tar form här när valen kommer in.
groups = Frågor om grupper
groups-what = När människor går med kan de säga var de bor eller vem de företräder; allt får utelämnas. Resultaten visar då vad grupper delar och var de skiljer sig, aldrig om färre än fem personer.
groups-none = Ingenting frågas.
groups-fixed = Människor har gått med: det som frågas ändras inte längre; orden kan ändras.
groups-results = Resultat per grupp
group-add = Ställ en fråga
group-not-added = Frågan lades inte till
group-question = Fråga
group-question-hint = Kort, till exempel ”Var bor du?”
group-question-missing = Skriv frågan, på minst ett språk.
group-choices = Alternativ
group-choices-hint = Ett på varje rad, i samma ordning på alla språk.
group-choices-number = Skriv 2–{ $most } alternativ.
group-choices-fewer = { $language } har { $count } alternativ och ett annat språk { $most }: de ska vara lika många.
group-choices-fixed = Människor har gått med, så alternativen är fortfarande { $count }: deras ord och ordning kan ändras.
group-choices-fixed-hint = Ett på varje rad, i samma ordning på alla språk. Människor har gått med: ord och ordning kan ändras, alternativen består.
group-add-now = Lägg till frågan
group-added = Frågan lades till.
group-remove = Ta bort
group-remove-title = Ska frågan tas bort?
group-remove-what = Ingen har svarat på den än.
group-removed = Frågan togs bort.
set-aside = Val som lagts åt sidan
set-aside-what = Val som inte får avgöra ordningen, till exempel ett programs eller de som kom genom en länk på villovägar. De finns kvar i loggen, alla som ser resultaten läser varför, och de kan tas tillbaka.
set-aside-votes = { $votes ->
    [one] { $votes } val
   *[other] { $votes } val
} av { $people ->
    [one] { $people } deltagare
   *[other] { $people } deltagare
}
set-aside-at = åt sidan { $time }
set-aside-done = { $votes ->
    [one] { $votes } val lades åt sidan.
   *[other] { $votes } val lades åt sidan.
}
set-aside-some = Lägg val åt sidan
set-aside-not = Inget val lades åt sidan
set-aside-reason = Skäl
set-aside-reason-hint = Alla som ser resultaten läser det. Nämn ingen vid namn.
set-aside-participants = Deltagare
set-aside-participants-hint = Deras beteckningar, så som de står i kolumnen voter i filen med val. Tomt: allas val under tiden nedan.
set-aside-from = Val från
set-aside-until = Val före
set-aside-times-hint = Klockan i { $zone }. Får lämnas tomt.
set-aside-until-hint = Får lämnas tomt.
set-aside-reason-missing = Säg varför, på minst ett språk.
set-aside-nothing = Ange deltagare eller en tid.
set-aside-no-votes = Inget av dessa val räknas: de har inte gjorts, de har tagits tillbaka eller ligger redan åt sidan.
set-aside-not-id = Något av detta är inte en deltagares beteckning.
set-aside-now = Lägg åt sidan
put-back = Ta tillbaka
put-back-at = tillbaka { $time }
put-back-title = Ska dessa val tas tillbaka?
put-back-what = { $votes ->
    [one] { $votes } val räknas igen. Att det låg åt sidan går fortfarande att läsa.
   *[other] { $votes } val räknas igen. Att de låg åt sidan går fortfarande att läsa.
}
put-back-done = Valen räknas igen.
few-voters = Få har röstat hittills: intervallen är grova och kan vara för smala.
apart = Några idéer har aldrig jämförts med de andra, vare sig direkt eller via en tredje. Deras platser sinsemellan säger ännu lite.
as-table = Visa som tabell
table-caption = Tal och andel vinster i 100 jämförelser.
column-place = Plats
column-idea = Idé
column-score = Tal
column-interval = Intervall
column-rate = Andel vinster
column-wins = Vunna
column-losses = Förlorade
column-ties = Lika
take-away = Ta med rangordningen som fil

## Files
files = Filer
file-ranking = Rangordning
file-ranking-what = Varje idé med plats, tal, intervall och antal.
file-ideas = Idéer
file-ideas-what = Alla texter på alla språk, och läget för varje idé.
file-votes = Val
file-votes-what = Ett val per rad, bara med pseudonymer. Kommandot parvis rank läser filen.
file-rewordings = Ändrade ord
file-rewordings-what = Vad idéerna och frågan sade före och efter varje ändring sedan de jämfördes.
format-xlsx = Kalkylblad
format-xlsx-what = XLSX: öppnas i Excel och LibreOffice.
format-excel = CSV för Excel
format-excel-what = Öppnas i Excel med ett dubbelklick, med det valda språkets tecken.
format-csv = CSV
format-csv-what = För program: komman och decimalpunkter på alla språk.
format-json = JSON
format-json-what = För program; ett dokument.
format-ndjson = NDJSON
format-ndjson-what = För program; ett dokument per rad, för långa listor.

## Ways in
ways-in = Sätt att delta
entry-open-what = Den som har adressen kan delta.
entry-codes-what = Bara den som har en kod kan delta. Varje kod fungerar en gång.
entry-change = Ändra
codes-make = Gör en inbjudan
codes-name = För vem
codes-name-hint = Ett namn på inbjudan, för dig själv: ”Brev till kommunerna”.
codes-name-missing = Ge inbjudan ett namn
codes-count = Hur många
codes-count-hint = En till var och en, högst 20 000 åt gången.
codes-count-wrong = Ange ett heltal från 1 till { $most }
codes-make-now = Skapa koderna
codes-made = { $count ->
    [one] { $count } kod skapades.
   *[other] { $count } koder skapades.
}
codes-not-made = Ingen inbjudan gjordes
codes-once = Filen laddades ner. Spara den: koderna visas inte igen.
codes-again = Ladda ner en gång till
codes-so-far = Skapade hittills
codes-none = Inga inbjudningar än.
codes-column = Koder
codes-used = Använda
codes-end = Dra tillbaka de oanvända
codes-end-title = Ska de oanvända koderna ”{ $name }” dras tillbaka?
codes-end-what = Ingen kan komma in med dem längre. Den som redan har kommit in är kvar.
codes-ended = De oanvända koderna är tillbakadragna
made-on = Skapade

## Form of a consultation
new-consultation-what = Det börjar som ett utkast som bara arrangörerna ser. Allt kan ändras även senare.
make-consultation = Skapa utkastet
consultation-made = Utkastet är skapat
section-question = Frågan
section-ideas = Idéer att börja med
section-ways = Vem deltar, och vem ser vad
section-times = När det är öppet
section-fine = Finare inställningar
voter-cap = Vad en persons val högst väger
voter-cap-hint = Tillsammans, i val. Den som gör fler får varje val att väga mindre. Tomt: ingen gräns.
strategy = Vilka par deltagarna får
choice-strategy-balanced = Alla idéer lika ofta
choice-strategy-balanced-means = De idéer som har visats minst kommer först, mot en ungefär lika stark. Idéer som kommer sent hinner i kapp.
choice-strategy-top = De tio bästa
choice-strategy-top-means = Frågar mest om idéer som kan vara bland de tio bästa. Hittar dem med ungefär hälften av valen; säger mindre om resten.
choice-strategy-informative = Hela ordningen
choice-strategy-informative-means = Frågar där ordningen är minst känd.
choice-strategy-uniform = Slumpmässigt
choice-strategy-uniform-means = Alla par lika ofta. Enklast att förklara.
section-plan = Hur många människor behövs?
plan = Hur många människor behövs?
plan-what = Ett program spelar igenom enkäter av den här storleken: idéerna är olika, och människors smak också. Verkliga enkäter slutar annorlunda.
plan-ideas = Idéer
plan-participants = Deltagare
plan-ask = Uppskatta
plan-busy = Uppskattar …
plan-says = När { $participants } människor gör { $each } val var hittas ungefär { $found } av de { $best } bästa av { $ideas } idéer.
plan-says-place = En idés plats är då känd på ungefär { $places } platser när.
plan-enough = För fyra av fem av de bästa behövs ungefär { $participants } människor.
plan-more = För fyra av fem av de bästa behövs mer än fyra gånger så många människor.
plan-caption = Simulerat: medelvärden av { $runs } enkäter.
plan-votes = Val
plan-found = Av de { $best } bästa hittade
plan-places = Platser som en idés spann omfattar
languages = Språk
languages-hint = Deltagaren ser allt på det språk som den väljer.
languages-more = Ett annat språk
languages-choose = Välj
languages-first = Visas när en text saknas
languages-missing = Välj minst ett språk
question = Fråga
question-hint = En öppen fråga som många korta svar passar till: ”Hur ska …?”, ”Vad skulle …?”
question-missing = Skriv frågan
slug = Adress
slug-hint = Små bokstäver, siffror och bindestreck: { $example }
slug-wrong = Adressen tar 2 till 60 små bokstäver a–z, siffror och enkla bindestreck mellan dem
too-long = { $over ->
    [one] Korta med { $over } tecken. Högst { $max } får plats.
   *[other] Korta med { $over } tecken. Högst { $max } får plats.
}
more-texts = Vem som frågar, och varför
owner = Vem som frågar
owner-hint = Organisationens namn, så som det står på sidan.
intro = Några meningar
intro-hint = Varför du frågar, och vad du gör med resultatet.
first-ideas-hint = Tio eller fler är en bra början, och de får gärna säga emot varandra. Klistra in en lista: varje rad blir en idé.
idea-number = Idé { $number }
another-idea = En idé till
remove-idea = Ta bort idé { $number }
ideas-left = { $count ->
    [one] Utkastet är skapat, men en idé lades inte till
   *[other] Utkastet är skapat, men { $count } idéer lades inte till
}
ideas-left-next = Till idéerna
entry = Vem som kan delta
choice-entry-open = Den som har adressen
choice-entry-open-means = Enklast. Samma person kan delta två gånger från två apparater.
choice-entry-codes = Den som har en kod
choice-entry-codes-means = Du skapar koderna och skickar ut dem. Var och en fungerar en gång.
results = Vem som ser resultaten
choice-results-after_round = Deltagarna, efter sin egen omgång
choice-results-after_round-means = Ingen leds av rangordningen innan den väljer. När samrådet har stängt ser alla den.
choice-results-always = Alla, hela tiden
choice-results-always-means = Passar i en sal med skärm. Favoriterna kan dra till sig röster.
choice-results-closed = Alla, när samrådet har stängt
choice-results-closed-means = Till dess ser bara arrangörerna dem.
choice-results-members = Bara arrangörerna
choice-results-members-means = Deltagarna får veta det innan de röstar.
times-hint = Lämna tomt det som du hellre gör för hand.
opens = Öppnar
opens-hint = När du har öppnat det väntar det på den här tiden.
closes = Stänger
closes-hint = Från den här minuten tas inget emot.
closes-before = Det måste stänga efter att det öppnar
zone = Tidszon
zone-hint = Tiderna ovan gäller på den här platsen.
time-means = { $time } ({ $offset })
time-twice = Klockan visar den här tiden två gånger den natten; den första avses.
time-skipped = Den tiden finns inte: klockan ställs fram förbi den. Välj en annan.
round-pairs = Par i en omgång
round-pairs-hint = Efter dem tackas deltagaren, och får fortsätta.
minimum = Val för en plats
minimum-hint = En idé som har jämförts färre gånger har ingen plats än.
retention = Dagar tills uppgiften om vem som valde vad raderas
retention-hint = Räknat från stängningen. Tomt: när en deltagare ber om det.
number-wrong = Ange ett heltal från { $min } till { $max }
settings-with-votes = Val har redan gjorts. Om du ändrar frågan får alla i resultaten läsa båda texterna och datumet.

## Account
signed-in-as = Inloggad som { $email }
sign-out = Logga ut
api-keys = Nycklar för program
api-keys-what = Ett program använder en nyckel i stället för ditt lösenord, till det som du tillåter, fram till en dag som du väljer.
no-keys = Inga nycklar.
make-key = Skapa en nyckel
make-key-now = Skapa nyckeln
key-name = Till vad
key-name-hint = ”Kopia av resultaten varje natt”
key-name-missing = Säg vad nyckeln är till för
scopes = Vad den får göra
scope-read = Läsa det som du får läsa
scope-write = Ändra det som du får ändra
key-scopes-missing = Välj vad nyckeln får göra
key-end = Dagen då den slutar
key-end-hint = Vid den här dagens början (UTC) slutar den fungera.
key-ends-wrong = Välj en kommande dag, högst ett år framåt
key-ends = Slutar { $day }
key-endless = Har inget slut
key-made = Nyckeln är skapad.
key-once = Kopiera den nu: den visas inte igen.
copy-key = Kopiera nyckeln
key-not-made = Ingen nyckel skapades
end-key = Avsluta
end-key-title = Ska nyckeln { $name } avslutas?
end-key-what = Programmet som använder den nekas från och med nu. Det går inte att ångra.
key-ended = Nyckeln är avslutad

change-password = Byt lösenord
change-password-what = Ett nytt lösenord avslutar alla dina nycklar och inloggningar på andra enheter.
old-password = Nuvarande lösenord
old-password-missing = Skriv ditt nuvarande lösenord
new-password = Nytt lösenord
new-password-hint = Minst 12 tecken: några ord blir bra.
new-password-short = Det nya lösenordet behöver minst 12 tecken
change-password-now = Byt
password-changed = Lösenordet är bytt
password-not-changed = Lösenordet byttes inte
feedback = Respons om tillgänglighet
feedback-what = Det som har lämnats på sidan om tillgänglighet.
feedback-none = Ingen har lämnat respons.
feedback-answer = Svara till { $address }

## Events
events-what = Ett evenemang är ett rum eller en kanal som man deltar genom. Koden fungerar från två timmar innan det börjar tills det slutar.
events-none = Inga evenemang än.
events-counted = I hela samrådet har { $count } deltagare svarat, också de som kom på annat sätt.
event-add = Lägg till ett evenemang
event-add-now = Lägg till
event-made = Evenemanget lades till
event-name = Namn
event-name-hint = Så som deltagarna känner det: ”Evenemanget i Vasa 23.1”
event-name-missing = Ge ett namn på minst ett språk
event-place = Plats
event-starts = Börjar
event-ends = Slutar
event-times-hint = Klockan på platsen: { $zone }.
event-ends-hint = Koden fungerar inte efter detta.
event-time-missing = Ange en tid
event-ends-before = Evenemanget slutar efter att det har börjat
event-languages = Första språket på rummets skärm
event-not-saved = Evenemanget sparades inte
event-people = { $count ->
    [one] { $count } deltagare
   *[other] { $count } deltagare
}
event-votes = { $count ->
    [one] { $count } val
   *[other] { $count } val
}
event-code = Kod
event-qr = QR-kod: { $name }
event-no-qr = Ingen QR-kod: tjänsten känner inte till sin egen adress. Den som driver den måste ange --public-url.
event-screen = Rummets skärm
event-results = Resultat
event-edit = Ändra
event-remove = Ta bort
event-removed = Evenemanget togs bort
event-remove-title = Ta bort { $name }?
event-remove-what = Koden slutar fungera. Ingen har kommit genom evenemanget än.

## Screen for the room
screen-join = Delta med telefonen
screen-step-open = Öppna { $address }
screen-step-code = Skriv koden { $code }, eller läs QR-koden
screen-step-choose = Välj den av två idéer som du står bakom
screen-people = deltar
screen-votes = val
screen-first = { $count ->
    [one] En idé är främst.
   *[other] { $count } idéer kan vara främst.
}
screen-legend = Punkt: vinster av 100 jämförelser. Stapel: osäkerhet.
screen-legend = Punkt: vinster på hundra val. Stapel: osäkerhet.
screen-few = Ordningen syns när minst fem personer har gjort val.
screen-no-ranking = Ordningen syns när idéerna har jämförts tillräckligt.
screen-reveal = Visa ordningen
screen-hide = Dölj ordningen
screen-full = Helskärm
screen-back = Evenemang
screen-lost = Förbindelsen är bruten. Försöker igen.
screen-gone = Evenemanget finns inte.
screen-place = Plats

## Accounts
accounts = Konton
accounts-what = Alla som kan logga in i den här tjänsten. Medlemmarnas roller syns bland medlemmarna i varje samråd.
account-admin = Administratör
account-disabled = Stängt { $day }
account-disable = Stäng kontot
account-disable-title = Ska { $email } stängas?
account-disable-what = Medlemmen kan inte längre logga in. Inloggningar, nycklar och öppna skärmar upphör genast och kommer inte tillbaka. Det som medlemmen har gjort blir kvar.
account-disable-done = Kontot stängdes: { $email }
account-enable = Öppna kontot
account-enable-title = Ska { $email } öppnas?
account-enable-what = Medlemmen kan åter logga in med sitt tidigare lösenord.
account-enable-done = Kontot öppnades: { $email }
account-raise = Gör till administratör
account-raise-title = Ska { $email } bli administratör?
account-raise-what = En administratör får göra allt i alla samråd utom att anta riktlinjer, och sköter kontona.
account-raise-done = { $email } är nu administratör
account-lower = Ta bort administratörsrätten
account-lower-title = Ska administratörsrätten tas från { $email }?
account-lower-what = Medlemmen behåller sina roller i samråden.
account-lower-done = Administratörsrätten togs bort: { $email }
account-password = Ge ett nytt lösenord
account-password-title = Nytt lösenord för { $email }
account-password-what = Medlemmens inloggningar och nycklar upphör. Berätta lösenordet själv och be medlemmen byta det.
account-password-done = Ett nytt lösenord gavs: { $email }

## Members
members = Medlemmar
members-what = Medlemmar har ett konto och en roll i samrådet. Deltagare behöver inget konto.
member-since = medlem sedan { $day }
member-waits = inbjuden, inbjudan slutar { $day }
member-change = Byt roll
member-changed = Rollen byttes
member-change-title = { $email }: vilken roll?
member-remove = Ta bort
member-removed = Medlemmen togs bort
member-remove-title = Ta bort { $email }?
member-remove-what = Åtkomsten upphör genast. Det som medlemmen har gjort blir kvar.
invitation-take-back = Ta tillbaka inbjudan
member-invite = Bjud in en medlem
member-invite-now = Gör inbjudan
member-invited = Inbjudan gjordes: { $email }
member-link-what = Skicka länken själv. Den fungerar en gång, i 14 dagar, och visas inte igen.
member-email-hint = Med den här adressen loggar man in. Parvis skickar inget meddelande.
member-not-invited = Inbjudan gjordes inte
member-part = Kontaktpersonens del
member-part-hint = Deras inbjudningar säger detta om dem som kommer med dem.
copy-link = Kopiera länken
role = Roll
choice-role-secretary = Sekreterare
choice-role-secretary-means = Sköter samrådet: inställningar, idéer, evenemang, medlemmar.
choice-role-coordinator = Medlem i koordinationsgruppen
choice-role-coordinator-means = Läser allt, kommenterar och antar riktlinjerna.
choice-role-preparer = Beredare
choice-role-preparer-means = Läser allt och skriver riktlinjer och underlag.
choice-role-contact = Kontaktperson
choice-role-contact-means = Bjuder in folket i sin egen del och ser hur många som kom.
choice-role-expert = Expert
choice-role-expert-means = Läser allt och kommenterar.
invited-title = Du är inbjuden
invited-as = Din roll:
invited-known = Du har redan ett konto: ange dess lösenord.
invited-accept = Ta emot inbjudan
invited-not = Inbjudan kunde inte tas emot
group-any = Inte känt
codes-make-what = En inbjudan kan säga på förhand vilken grupp de tillhör som kommer med den.
codes-kind = Vilken sorts inbjudan
codes-kind-link = En länk för många
codes-kind-once = Koder som var och en fungerar en gång
codes-groups = Vad man vet om de inbjudna
codes-groups-hint = Detta gäller i stället för vad de själva svarar.
codes-link = länk
link-make-now = Gör länken
link-made = Länken gjordes.
link-once = Kopiera den nu: den visas inte igen.
set-aside-source = Evenemang eller inbjudan
set-aside-source-hint = Bara deras val som kom genom det. Av en inbjudan för färre än fem vet ingen vem som kom.
set-aside-any = Alla

## Errors
own-error-offline = Tjänsten gick inte att nå. Kontrollera anslutningen och försök igen.
own-error-unknown = { $detail }
own-error-sign-in-slowed = För många försök. Vänta { $seconds } sekunder och försök igen.
own-error-rate-limited = För många anrop. Vänta { $seconds } sekunder och försök igen.
own-error-sign-in-required = Din session har gått ut. Logga in igen.
own-error-token-invalid = Din session har gått ut. Logga in igen.

## Tecken på fusk
signs = Tecken på fusk
signs-none = Inget ser ovanligt ut i hur deltagarna kom och hur de valde.
signs-what = Sådant som en ärlig grupp knappast gör. Ett tecken är ett skäl att titta efter, inget bevis: ingens val lämnas bort om du inte lägger dem åt sidan.
signs-votes = { $count ->
    [one] 1 val
   *[other] { $count } val
}
signs-expected = omkring { $count } vore vanligt
signs-beside = Ordningen med och utan dem
signs-beside-caption = De första idéernas platser som de är, och som de vore utan dessa val.
signs-with = Med
signs-without = Utan
signs-set-aside = Lägg deras val åt sidan
sign-burst = { $people } personer gick med på en gång, från { $from }
sign-burst-why = Mycket fler än under timmen omkring. En sal som öppnar länken tillsammans ser likadan ut; ge salar ett evenemangs kod.
sign-place = { $people } personer kom från samma plats
sign-place-why = Från ett och samma nätverk via den öppna länken. En skola eller ett kontor ser likadant ut.
sign-fast = { $people } personer svarade snabbare än man hinner läsa två idéer
sign-fast-why = De flesta av svaren tog mindre än en tiondel av den tid som läsningen tar.
sign-side = { $people ->
    [one] En person valde alltid samma sida
   *[other] { $people } personer valde alltid samma sida
}
sign-side-why = Sidorna lottas varje gång, så detta säger ingenting om idéerna.
sign-one_idea = { $people ->
    [one] En person valde bara en idé: ”{ $idea }”
   *[other] { $people } personer valde bara en idé: ”{ $idea }”
}
sign-one_idea-why = De är fler än slumpen ger. En kampanj som skickar hit folk ser likadan ut.
sign-same = { $people } personer gav samma svar på samma par i samma ordning
sign-same-why = Paren lottas för var och en, så detta sker knappast av en slump.

## Avvisa många på en gång
many = Avvisa många på en gång
many-which = Vilka av idéerna som väntar
many-by-words = De som har vissa ord
many-all = Alla som väntar
many-place = Från samma plats: { $count } på den här sidan (…{ $id })
many-participant = Av samma person: { $count } på den här sidan (…{ $id })
many-words = Ord i idén
many-words-missing = Skriv de ord som de har gemensamt.
many-count = Räkna dem
many-found = { $count ->
    [0] Ingen sådan idé väntar.
    [one] 1 sådan idé väntar.
   *[other] { $count } sådana idéer väntar.
}
many-reject = { $count ->
    [one] Avvisa 1 idé
   *[other] Avvisa { $count } idéer
}
many-done = { $count ->
    [one] 1 idé avvisades.
   *[other] { $count } idéer avvisades.
}
