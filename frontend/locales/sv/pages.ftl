### Sidorna för deltagare och läsare.

## Ramen kring varje sida
skip-to-content = Gå till innehållet
language-nav = Språk
parvis-tagline = Parvis, idéer i par
foot-about = Bakgrund
foot-mine = Dina val
foot-privacy = Dataskydd
foot-accessibility = Tillgänglighet
simulated-votes = Simulerade val.
simulated-why = Ett program har hittat på dem för att visa hur Parvis fungerar. De är ingens åsikter.
draft-notice = Det här är ett utkast. Bara arrangörerna ser sidan.
only-in = Än så länge bara på { $lang ->
    [fi] finska
    [sv] svenska
    [en] engelska
    [se] nordsamiska
    [smn] enaresamiska
    [sms] skoltsamiska
   *[other] ett annat språk
}
wrong-heading = Det här gick inte

## Listan över frågor
home-title = Frågor
home-lead = Du ser två idéer åt gången och väljer den bättre. Av mångas val blir det en gemensam ordning.
home-empty = Just nu är ingen fråga öppen.
home-empty-next = Om du har fått en kod kan du använda den. Om du är arrangör loggar du in och ställer din första fråga.
home-code = Jag har en kod
home-sign-in = Logga in som arrangör
home-open = Öppen nu
home-closed = Stängd

## En frågas förstasida
front-asks = { $owner } frågar
front-lead = Du ser två idéer åt gången och väljer den bättre. { $pairs ->
    [15] Femton par
    [one] Ett par
   *[other] { $pairs } par
} tar ungefär { $minutes ->
    [one] en minut
    [2] två minuter
    [3] tre minuter
    [4] fyra minuter
    [5] fem minuter
   *[other] { $minutes } minuter
}.
front-start = Börja
front-continue = Fortsätt
front-through = Du deltar genom evenemanget ”{ $event }”.
front-no-account = Du behöver inget konto, och vi frågar inte vad du heter.
front-until = Du kan svara till { $time }.
front-specimen = Så här ser paren ut. Vilken idé som helst kan komma först: platserna lottas varje gång.
front-or = eller
front-code-needed = Du behöver en kod för att delta. Den står i din inbjudan eller på skärmen i rummet.
front-code-label = Din kod
front-code-hint = Koden fungerar en gång. Stora och små bokstäver går på ett ut.
front-opens = Frågan öppnar { $time }.
front-closed = Frågan är stängd. Tack till alla som deltog.
moment-title = Ett ögonblick
moment-why = Många har börjat från ditt nätverk. För att hålla ute program som röstar tusentals gånger gör din enhet först en liten beräkning. Den tar några sekunder och berättar ingenting om dig för någon.
moment-wait = Din webbläsare kör inga skript. Vänta därför { $seconds } sekunder och välj sedan Börja.
moment-code = Är du på ett evenemang? Med koden kommer du in genast.
front-results = Se resultaten
front-facts = Innan du börjar
fact-who = Vem som frågar
fact-why = Varför vi frågar
fact-may = Vem som kan svara
fact-may-open = Alla. Du kan också lägga till en egen idé. En arrangör läser den innan andra ser den.
fact-may-codes = Alla som har fått en kod. Du kan också lägga till en egen idé. En arrangör läser den innan andra ser den.
fact-does = Vad varje val betyder
fact-does-left = Den idé som du väljer vinner, den andra förlorar.
fact-does-tie = ”Båda är bra”, ”Båda är dåliga” och ”Ingen skillnad” räknas som oavgjort för båda.
fact-does-skip = ”Kan inte säga” räknas inte för någondera.
fact-does-undo = Du kan ångra vilket val som helst så länge frågan är öppen.
fact-answers = Vad som händer med svaren
fact-answers-text = Av valen räknas det ut en ordning och hur säker den är. Arrangören använder den i det arbete som frågan gäller.
fact-results = När du ser resultaten
fact-results-always = När som helst, också innan du har svarat.
fact-results-after-round = Genast efter din egen omgång. Före det visas de inte, så att andras åsikter inte styr dina val. När frågan stänger ser alla dem.
fact-results-five = De visas när minst fem har deltagit.
fact-results-closed = När frågan har stängt. Före det ser bara arrangörerna dem.
fact-results-members = Resultaten visas bara för arrangörerna.
fact-stored = Vad som sparas om dig
fact-stored-text = Dina val, under en slumpvis beteckning. Inget namn, ingen adress, ingenting om din telefon eller dator.
fact-stored-days = { $days ->
    [one] Det som binder ihop dina val raderas en dag efter att frågan har stängt.
   *[other] Det som binder ihop dina val raderas { $days } dagar efter att frågan har stängt.
}
fact-stored-link = Dataskydd med enkla ord

## Röstningen
vote-title = Par { $n } av { $total }
vote-aloud = Par { $n } av { $total }
vote-pair = Två idéer: välj den du hellre ser
vote-pick = Välj den här
vote-hard = Svårt att välja?
vote-both-good = Båda är bra
vote-both-bad = Båda är dåliga
vote-same = Ingen skillnad
vote-cant-say = Kan inte säga
vote-does-tie = Räknas som oavgjort.
vote-does-skip = Räknas inte för någondera.
vote-undo = Ångra senaste valet
vote-own-idea = Lägg till en idé
vote-half = Du är halvvägs. Saknas det något?
vote-offline = Sparat. Skickas när du är uppkopplad igen.
vote-offline-wait = Ingen uppkoppling. Nästa par kommer när du är uppkopplad igen.
vote-sent = De val som låg sparade har skickats.
vote-undone = Valet är ångrat. Välj på nytt.
vote-waiting = Hämtar nästa par
vote-keys = Välj med piltangenterna ← och →
vote-closed = Frågan har stängt. Ditt sista val kom för sent och räknades inte.
vote-last = Det var det sista paret.

## An answer that stands
stands-which = Du har redan svarat en gång: ”{ $left }” eller ”{ $right }”.
stands-before-idea = Då valde du ”{ $idea }”, och det gäller.
stands-before-tie = Då svarade du att ingendera är bättre, och det gäller.
stands-before-skip = Då svarade du ”Kan inte säga”, och det gäller.
stands-now-idea = Nu valde du ”{ $idea }”.
stands-now-tie = Nu svarade du att ingendera är bättre.
stands-now-skip = Nu svarade du ”Kan inte säga”.
stands-change = Byt till det nya svaret
stands-keep = Behåll det tidigare svaret
stands-changed = Ditt svar är ändrat.
stands-not-changed = Ditt tidigare svar är ångrat. De här två idéerna kommer igen.
vote-foreign = Sparat i den här webbläsaren. Något annat svarar i stället för tjänsten, kanske nätverkets inloggningssida. Logga in där, så skickas dina val.
vote-lost = Ett val kunde inte räknas: en av idéerna har tagits bort, eller så var paret för gammalt.
vote-unknown = Den här webbläsaren är inte längre känd här, så dina sista val kunde inte sparas. Du kan börja om.

## No cookies
cookies-title = Din webbläsare sparar ingen kaka
cookies-lead = Vi minns den som svarar med en enda kaka, och din webbläsare sparade den inte. Du kan svara ändå: via en egen adress.
cookies-go = Fortsätt utan kaka
cookies-own = Håll adressen för dig själv: den som har den kan svara i ditt namn. Den fungerar i 12 timmar.
cookies-allow = Om du hellre tillåter kakan för den här webbplatsen i webbläsarens inställningar, tryck sedan på Börja igen.

## När omgången är slut
thanks-title = Tack
thanks-all = Tack! { $pairs ->
    [15] Alla femton par är klara.
    [one] Det enda paret är klart.
   *[other] Alla { $pairs } par är klara.
}
thanks-none-left = Tack! Du har sett alla par som finns.
thanks-none-left-lead = Det kan ännu komma nya idéer. Välkommen tillbaka.
thanks-few = Det finns inget att jämföra än.
thanks-few-lead = Till ett par behövs två idéer. Lägg till din och kom tillbaka när de är fler.
thanks-lead = Dina val är redan med i resultatet.
thanks-lead-others = Dina val är redan med i resultatet. { $others ->
    [one] Tillsammans med en annan har du rangordnat { $ideas } idéer.
   *[other] Tillsammans med { $others } andra har du rangordnat { $ideas } idéer.
}
thanks-results = Se resultaten
thanks-more = { $pairs ->
    [one] Ett par till
   *[other] { $pairs } par till
}
thanks-next = Vad händer nu?
thanks-now = Nu
thanks-until = Till { $time }
thanks-voting = Röstningen pågår
thanks-voting-open = Andra kan ännu svara
thanks-results-when = Resultat
thanks-results-always = Resultaten syns hela tiden och ändras med varje val
thanks-results-after-round = Du ser resultaten nu. När frågan stänger ser alla dem
thanks-results-more-choices = När du har valt i minst hälften av paren i en omgång. När frågan stänger ser alla dem
thanks-results-closed = Alla ser resultaten när frågan har stängt
thanks-results-members = Arrangörerna ser resultaten
thanks-results-few = Resultaten visas när minst fem personer har gjort val
thanks-change = Du kan ändra dig.
thanks-change-link = Gå tillbaka till ditt sista par
thanks-pseudonym = Dina val sparas under en slumpvis beteckning, inte under ditt namn.
thanks-mine = Se eller radera dina val

## Att lägga till en idé
propose-title = Lägg till en idé
propose-missing = Saknar du något? Lägg till en egen idé
propose-label = Din idé
propose-label-in = Din idé på { $lang ->
    [fi] finska
    [sv] svenska
    [en] engelska
    [se] nordsamiska
    [smn] enaresamiska
    [sms] skoltsamiska
   *[other] ett annat språk ({ $lang })
}
propose-hint = En idé, högst { $max } tecken. En arrangör läser den innan andra ser den.
propose-left = { $left } tecken kvar
propose-over = { $over } tecken för mycket
propose-more-languages = Skriv den på andra språk också
propose-send = Skicka idén
propose-sent = Tack! Din idé har skickats.
propose-sent-lead = En arrangör läser den innan andra ser den. Du hittar den på sidan med dina egna val.
propose-another = Lägg till en idé till
propose-back = Tillbaka till paren
propose-not-sent = Din idé skickades inte
propose-closed = Idéer tas emot medan frågan är öppen.

## Resultat
results-title = Resultat
results-finding-one = Främst står: { $idea }
results-finding-one-long = En idé står främst.
results-finding-few = { $count ->
    [2] Två idéer kan vara främst.
    [3] Tre idéer kan vara främst.
    [4] Fyra idéer kan vara främst.
    [5] Fem idéer kan vara främst.
   *[other] { $count } idéer kan vara främst.
}
results-finding-open = Valen skiljer ännu inte idéerna åt.
results-finding-open-front = Valen skiljer ännu inte de främsta idéerna åt.
results-finding-none = Ingen har valt än.
results-finding-unranked = Ingen idé har ännu jämförts tillräckligt ofta.
results-finding-single = Det finns bara en idé, så det finns inget att jämföra.
results-finding-empty = Det finns inga idéer än.
results-lead-top = ”{ $idea }” vinner över en slumpvis vald annan idé i { $score } av 100 jämförelser ({ $low }–{ $high }).
results-lead-few = Valen visar inte vilken av dem det är.
results-lead-open = { $count ->
   *[other] { $count } idéer kan vara främst: valen skiljer dem inte åt. Läs inte den översta som en vinnare.
}
ways-in = Så kom deltagarna med: { $ways }.
ways-open = ungefär { $count } via den öppna länken
ways-open-few = färre än fem via den öppna länken
ways-codes = ungefär { $count } med kod
ways-codes-few = färre än fem med kod
ways-events = ungefär { $count } via evenemang
ways-events-few = färre än fem via evenemang
results-meta-participants = { $count ->
    [one] 1 deltagare
   *[other] { $count } deltagare
}
results-meta-votes = { $count ->
    [one] 1 val
   *[other] { $count } val
}
results-meta-ideas = { $count ->
    [one] 1 idé
   *[other] { $count } idéer
}
results-meta-updated = Uppdaterat { $time }
results-order = Idéerna i ordning
results-how-to-read = Så läser du: den översta idén vinner över en slumpvis vald annan idé i { $score } av 100 jämförelser. Stapeln runt punkten visar var det sanna värdet sannolikt ligger, mellan { $low } och { $high }. En genomsnittlig idé ligger på 50.
results-tier-front = { $count ->
    [one] Främst
   *[other] Kan vara främst
}
results-tier-front-why = { $count ->
    [one] Ingen annan idé kan vara främst.
   *[other] Valen visar inte vilken av de här { $count } som är främst.
}
results-tier = Nivå { $tier }
results-tier-why = Var och en av de här kan ha plats { $place }, men ingen kan vara främst.
results-tier-all = Alla idéer
results-tier-all-why = Vilken som helst av dem kan vara främst.
results-place = { $range ->
    [single] Plats { $low }
   *[other] Plats { $low }–{ $high }
}
results-no-place = Ingen plats än
results-wins = Vinner <b>{ $score } av 100</b> jämförelser ({ $low }–{ $high })
results-win-rate = Vinstandel { $rate } %
results-compared = { $count ->
    [0] Inte jämförd än
    [one] Jämförd en gång
   *[other] Jämförd { $count } gånger
}
results-under-minimum = För få val
results-under-minimum-why = En idé får en plats när den har jämförts { $minimum ->
    [one] en gång
   *[other] { $minimum } gånger
}.
results-table = Visa som tabell
results-table-label = Tabell över idéerna
results-table-caption = Vinster på 100 jämförelser med en slumpvis vald annan idé.
results-col-idea = Idé
results-col-place = Plats
results-col-wins = Vinster
results-col-between = Sannolikt mellan
results-col-rate = Vinstandel, %
results-col-votes = Val
results-download = Ladda ner (kalkylblad)
results-download-csv = Ladda ner (CSV)
results-sure = Hur säkert är det här?
results-sure-first-holds = Ettan står fast
results-sure-first-holds-text = Ingen annan idé kan vara främst: alla kommer efter den, tydligare än vad slumpen brukar ge.
results-sure-first-open = Ettan är öppen
results-sure-first-open-text = { $count } idéer kan vara främst: valen skiljer dem inte åt. Läs inte den översta som en vinnare.
results-sure-turned = { $votes ->
    [one] Ett val kunde vända förstaplatsen
   *[other] { $votes } val kunde vända förstaplatsen
}
results-sure-turned-text = Utan { $votes ->
    [one] ett visst val
   *[other] { $votes } vissa val
} skulle en annan idé ligga främst{ $voters ->
    [0] .
    [one] , likaså utan en viss deltagare.
   *[other] , likaså utan { $voters } vissa deltagare.
} Ju färre som behövs, desto mindre betyder förstaplatsen.
results-sure-needed = { $count ->
    [one] Ungefär 1 val till skulle avgöra de fem bästa
   *[other] Ungefär { $count } val till skulle avgöra de fem bästa
}
results-sure-needed-text = Om nya val säger detsamma som de hittills, skiljer sig de fem första idéerna då från alla andra. Det är en grov uppskattning: där idéer är nästan jämna kan det behövas många fler.
results-sure-close = De fem bästa är för nära resten
results-sure-close-text = Att skilja dem åt skulle kräva mer än tio gånger så många val som hittills. Se idéer vars platser överlappar som lika bra.
results-sure-settled = De fem bästa skiljer sig från resten
results-sure-settled-text = Var och en av de fem första idéerna ligger före alla de övriga, tydligare än vad slumpen brukar ge.
results-sure-width = { $width } åt ena eller andra hållet
results-sure-width-text = Hälften av idéerna är kända så här väl eller bättre: det sanna värdet ligger sannolikt högst { $width } från punkten.
results-sure-amount = { $count ->
    [one] 1 val per idé
   *[other] { $count } val per idé
}
results-sure-amount-text = Det är idéernas mittersta tal: hälften av dem har fler. Fyra gånger så många val skulle göra staplarna ungefär hälften så långa.
front-groups = Om dig
front-groups-why = Du kan hoppa över vilken som helst av dem. Resultat visas bara för grupper med minst fem personer, avrundade och lite suddade. Dina svar sparas med dina val och raderas med dem.
front-groups-none = Jag vill inte säga
set-aside-title = Val som lagts åt sidan
set-aside-count = { $count ->
    [one] Ett val har lagts åt sidan och räknas inte här.
   *[other] { $count } val har lagts åt sidan och räknas inte här.
}
set-aside-link = Varför, och vad de skulle ändra
set-aside-what = Arrangören kan lämna val utanför ordningen, av ett skäl som står här. De finns kvar i loggen och kan tas tillbaka.
set-aside-why = Vad som lagts åt sidan och varför
set-aside-none = Ingenting har lagts åt sidan.
set-aside-says = { $votes ->
    [one] 1 val
   *[other] { $votes } val
} av { $people ->
    [one] 1 person
   *[other] { $people } personer
}, åt sidan { $time }.
set-aside-says-few = { $votes ->
    [one] 1 val
   *[other] { $votes } val
} av färre än fem personer, åt sidan { $time }.
set-aside-back = Tillbaka { $time }: de räknas igen.
set-aside-with = Ordningen med och utan dem
set-aside-moved = { $count ->
    [0] Med dem skulle ingen idé få en annan plats.
    [one] Med dem skulle en idé få en annan plats.
   *[other] Med dem skulle { $count } idéer få en annan plats.
}
set-aside-beyond = { $count ->
    [0] Ingen skulle flytta längre än vad platsen är osäker i vilket fall.
    [one] En skulle flytta längre än vad platsen är osäker i vilket fall.
   *[other] { $count } skulle flytta längre än vad platserna är osäkra i vilket fall.
}
set-aside-few = Ordningen med dem visas inte: de är val av färre än fem personer, och de skulle kunna läsas ur den.
set-aside-caption = De första idéerna och de som skulle flytta längst.
set-aside-col-now = Utan dem
set-aside-col-with = Med dem
why-title = Varför den står där
why-link = Varför?
why-met = Den har mött { $count ->
    [one] en annan idé
   *[other] { $count } andra idéer
} i { $votes ->
    [one] ett val
   *[other] { $votes } val
}: { $wins } vunna, { $losses } förlorade, { $ties } oavgjorda.
why-strong = De som den mötte var starkare än de flesta: i medeltal vinner de { $score } av 100 jämförelser. En vinst mot dem väger mer.
why-weak = De som den mötte var svagare än de flesta: i medeltal vinner de { $score } av 100 jämförelser. En vinst mot dem väger mindre.
why-middle = De som den mötte var ungefär så starka som idéer är i medeltal: de vinner { $score } av 100 jämförelser.
why-score = Därför beräknas den vinna { $score } av 100 jämförelser mot en slumpvis vald idé ({ $low }–{ $high }). Den rena vinstandelen, som inte frågar vem den mötte, är { $rate } %.
why-whom = Vilka den mötte
why-caption = Den starkaste först.
why-col-score = Vinner av 100
why-col-won = Vann mot den
why-col-lost = Förlorade
why-col-even = Oavgjort
groups-title = Resultat per grupp
groups-none = Ingen grupp har tillräckligt många än: det behövs fem i gruppen och fem utanför.
groups-held-back = Visas inte, så att ingen kan kännas igen:
groups-differs = Vad som skiljer
groups-differs-none = Ingen skillnad mellan grupperna är större än vad slumpen brukar ge.
groups-more = { $group }: vinner { $score } av 100 jämförelser, fler än bland de andra.
groups-less = { $group }: vinner { $score } av 100 jämförelser, färre än bland de andra.
groups-shared = Vad alla sätter högt
groups-shared-says = Vinner minst { $score } av 100 jämförelser i varje grupp som visas.
groups-divided = Där grupperna står längst från varandra
groups-divided-says = Från { $least } av 100 ({ $low }) till { $most } ({ $high }).
groups-figures = I figurerna, från 0 till 100:
groups-figure-marked = gruppen som det talas om, eller den lägsta, med intervallet där dess tal ligger
groups-figure-ring = en annan grupp
groups-figure-all = alla tillsammans
groups-figure-says = Vinster av 100 jämförelser: { $scores }.
groups-table = Sida vid sida
groups-table-why = ▲ och ▼ visar var en grupp skiljer sig från de andra mer än vad slumpen brukar ge.
groups-col-all = Alla
groups-above = högre än bland de andra
groups-below = lägre än bland de andra
groups-method = En grupps tal hålls närmare den gemensamma ordningen ju färre val den har: en liten grupp skriker inte. Det som skiljer prövas utan detta, mot alla andra, med alla idéer och grupper på en gång (Benjamini–Hochberg, 5 %).
groups-privacy = Grupper med färre än fem personer visas aldrig, och en grupps tal ändras först när fem nya personer i den, och en femtedel fler än förut, har röstat, eller i slutet. Dessutom har varje tal lite brus, som gruppens personer bestämmer med hemliga nycklar: samma personer får alltid samma, och den som drar en grupp från en annan får inte veta något. Bruset ingår i intervallen.
groups-rounded = Gruppernas tal är avrundade och lite suddade, så att ingens val kan läsas ur dem: personer till närmaste fem, och varje tal är flyttat ungefär så mycket som några få personer kunde flytta det. Ju mindre gruppen är, desto grövre är talen.
groups-people = ungefär { $count } deltagare
groups-back = Den gemensamma ordningen
results-method-cap = En persons val väger högst { $cap } tillsammans: den som har gjort fler får varje val att väga mindre.
results-method = Så räknas ordningen ut
results-method-text = Ordningen är en Bradley–Terry-modell som känner till oavgjort: den frågar inte bara hur ofta en idé valdes utan också mot vilka andra. Staplarna är 95-procentiga konfidensintervall. En plats är ett spann, eftersom valen lämnar flera ordningar möjliga. Nivåerna säger något om alla idéer på en gång, och det kräver mer säkerhet än en enda plats. ”Kan inte säga” räknas inte med.
results-method-rate = Vinstandelen är enklare: hur stor del av sina val en idé vann. En vinst och en förlust är tillagda så att få val inte ger ytterligheter, och oavgjorda är borträknade. Den frågar inte hur starka de andra var, så ordningen kan bli en annan.
results-method-withdrawn = { $count ->
    [one] En idé drogs tillbaka efter att den hade jämförts. De val som gjordes med den räknas fortfarande, och den hör till de andra idéer som poängen talar om.
   *[other] { $count } idéer drogs tillbaka efter att de hade jämförts. De val som gjordes med dem räknas fortfarande, och de hör till de andra idéer som poängen talar om.
}
results-withheld = Resultaten visas inte än
results-withheld-after-round = Du ser dem genast efter din egen omgång. Före det visas de inte, så att andras åsikter inte styr dina val.
results-withheld-closed = Alla ser dem när frågan har stängt.
results-withheld-closed-at = Alla ser dem när frågan har stängt, { $time }.
results-withheld-members = Arrangörerna har bestämt att bara de ser resultaten av den här frågan.
results-withheld-few = Resultaten visas när minst fem personer har gjort val. Av färre skulle valen kunna läsas ett och ett.
results-go-vote = Gå till paren
results-to-front = Till frågan
results-pages = Resultatens sidor
results-previous = Föregående { $count }
results-next = Nästa { $count }
results-page-shown = Idé { $from }–{ $to } av { $all }

## Bakgrund
about-title = Bakgrund
about-times = När
about-opens = Öppnar
about-closes = Stänger
about-no-times = Frågan är öppen tills arrangören stänger den.
about-rules = Så fungerar det

## Deltagarens egen sida
mine-title = Dina val
mine-lead = Här är allt som sparas om dig i den här frågan. Sidan öppnas bara i den här webbläsaren.
mine-none = Ingenting sparas om dig i den här frågan.
mine-none-lead = Du har inte deltagit i den här webbläsaren, eller så har du raderat det som var ditt.
mine-votes = Dina val
mine-no-votes = Du har inte valt än.
mine-chosen = Du valde den här
mine-chose-both-good = Du tyckte att båda är bra
mine-chose-both-bad = Du tyckte att båda är dåliga
mine-chose-same = Du såg ingen skillnad
mine-chose-cant-say = Du kunde inte säga
mine-take-back = Ångra
mine-take-back-which = valet: { $left } eller { $right }
mine-taken-back = Valet är ångrat.
mine-ideas = Dina idéer
mine-no-ideas = Du har inte lagt till någon idé.
mine-idea-pending = Väntar på att en arrangör ska läsa den
mine-idea-active = Är med i frågan
mine-idea-rejected = Togs inte med
mine-idea-withdrawn = Har tagits bort
mine-idea-linked = Har slagits ihop med en idé som säger samma sak
mine-reason = Arrangörens skäl:
mine-erase = Radera allt
mine-erase-lead = Dina val, dina idéer och den beteckning som binder ihop dem raderas här. Det som andra ser blir inte fel: ett val som redan är räknat står kvar i ordningen, men ingenting säger längre att det var ditt. Det går inte att ångra.
mine-erase-confirm = Ja, radera allt som är mitt i den här frågan
mine-erase-button = Radera allt
mine-erase-unconfirmed = Kryssa i rutan först: det går inte att ångra.
mine-erased = Allt som var ditt är raderat.
mine-erased-lead = Säkerhetskopior sparas en begränsad tid och försvinner sedan också.
mine-closed = Frågan har stängt, så enstaka val går inte längre att ångra. Du kan ändå radera allt.

## Att delta med en kod
join-title = Delta med en kod
join-lead = Koden står i din inbjudan eller på skärmen i rummet.
join-label = Kod
join-hint = Till exempel K7M 4QX. Stora och små bokstäver går på ett ut.
join-button = Delta

## Dataskydd
privacy-title = Dataskydd
privacy-lead = Du deltar utan namn. Här står vad som sparas, varför, och vad du själv kan göra.
privacy-never = Dina val säljs aldrig
privacy-never-text = Val och idéer används till den fråga som du svarade på och till ingenting annat. De säljs inte, de ges inte till annonsörer, och de används inte till att träna något program eller någon AI.
privacy-kept = Vad som sparas
privacy-kept-choices = Dina val: vilka två idéer du såg, vad du svarade, när, och hur länge det tog.
privacy-kept-ideas = De idéer som du skickar.
privacy-kept-code = En slumpvis beteckning som binder ihop dina val, så att du inte får samma par två gånger och kan ångra ett val. Om du kom med via en tillställning, också vilken. Om du kom med en inbjudan för fem personer eller fler: med vilken inbjudan; och vad din inbjudan säger om din grupp.
privacy-kept-place = Om du kom via den öppna länken: ett slumptal för nätet som du kom från, så att tusentals val från samma plats kan skiljas från många människors val. Talet lottas och är knutet till nätet bara i minnet och högst ett dygn; därefter kan ingen säga vilket nät det var. Bara arrangörerna ser det.
privacy-kept-not = Sparas inte: ditt namn, din adress, din nätadress (IP) eller vilken webbläsare eller telefon du har.
privacy-kept-memory = Din nätadress används högst ett dygn och bara i minnet, i en form som inte går att läsa ut, så att ingen kan dränka tjänsten. Den skrivs aldrig ner.
privacy-cookies = Kakor
privacy-cookies-text = Ingen kaka följer dig, och ingen kommer från någon annan. Därför ber vi dig inte godkänna några.
privacy-cookie-participant = En för varje fråga som du deltar i. I den står din slumpvisa beteckning.
privacy-cookie-language = En för det språk som du har valt.
privacy-cookie-session = Två för arrangörer: en medan de är inloggade och en som i ett halvår säger att någon har loggat in med den här webbläsaren. Tack vare den kan ingen stänga ute dem genom att gissa lösenord.
privacy-cookie-storage = Om uppkopplingen bryts väntar val som inte har skickats i webbläsarens eget minne. Där står också om du har stängt av piltangenterna.
privacy-cookie-none = Om din webbläsare inte sparar någon kaka träder en egen adress i dess ställe i 12 timmar. I den står din slumpvisa beteckning, signerad; ge den inte vidare.
privacy-long = Hur länge
privacy-long-text = Det står på varje frågas förstasida. När tiden är slut, eller när du ber om det, raderas din beteckning, klockslagen och allt annat som leder till dig. Valen räknas fortfarande som en persons, med ett slumptal som inte leder till någon. I säkerhetskopior kan det finnas en tid till.
privacy-public = Vad som är offentligt
privacy-public-text = De idéer som en arrangör har godkänt, och ordningen när frågans regel tillåter det. Inget gemensamt visas förrän minst fem personer har gjort val. Om en idés ord rättas efter att den har jämförts går det som stod förut också att läsa, tills den som skrev idén ber om radering eller tiden ovan är slut. Resultat för en grupp på färre än fem personer visas inte.
privacy-public-log = När resultaten visas, visas också loggen: varje val utan den som gjorde det, alltid minst fem personers val på en gång. Av hela loggen kan man ändå sluta sig till något: många svarar på sina par i ett svep, så rader efter varandra kan vara samma persons, och den som vet när du svarade, eller känner till ett par av dina val, kan gissa resten. Den gemensamma ordningen räknar varje val genast: den som följer den just när du svarar, eller när dina val läggs åt sidan, kan se vad som ändrades.
privacy-groups = Vad gruppernas resultat avslöjar
privacy-groups-text = Resultatet för en grupp eller ett evenemang är aldrig exakt. Det visas när det är minst fem personer; personer avrundas till fem och val till tio, och varje tal flyttas lite slumpvis. Hur mycket bestäms av hemliga nycklar som gruppens personer har: samma personer får alltid samma, så det hjälper inte att titta igen. Även den som känner allas grupper och alla par som du såg, och som drar allt som publiceras från vartannat, gissade i simulerade försök rätt på högst åtta fler av hundra enskilda val än vad den gemensamma ordningen ensam ger, och i ett litet samråd, med den offentliga loggen som hjälp, nio. Detta döljer inte vad nästan alla i en grupp valde.
privacy-rights = Vad du kan göra
privacy-rights-text = Du kan när som helst se allt som är ditt, ångra ett val och radera alltihop på frågans sida ”Dina val”, i den webbläsare som du svarade i. Eftersom vi inte vet vem du är kan vi inte hitta dina val på något annat sätt.
privacy-controller = Vem som ansvarar
privacy-controller-text = Den organisation som ställer frågan ansvarar för uppgifterna och svarar på dina frågor. Om du tycker att dina uppgifter behandlas fel kan du vända dig till dataskyddsmyndigheten; i Finland är det dataombudsmannen (tietosuoja.fi).

## Tillgänglighet
accessibility-title = Tillgänglighet
accessibility-lead = Det här tillgänglighetsutlåtandet gäller de sidor där du deltar i en fråga och läser dess resultat.
accessibility-status = Hur tillgängliga sidorna är
accessibility-status-text = Sidorna är gjorda för att uppfylla lagen om tillhandahållande av digitala tjänster (306/2019) och nivå AA i riktlinjerna för tillgängligt webbinnehåll, WCAG 2.2. De fungerar med bara tangentbord, med skärmläsare, i 400 procents förstoring, med förstorad text, i de färger som du själv har valt och utan JavaScript.
accessibility-gaps = Vad som inte är tillgängligt än
accessibility-gaps-ideas = Idéerna skrivs av dem som deltar. En idé som inte finns på ditt språk är märkt med sitt eget, men kan vara svår att läsa.
accessibility-gaps-files = Kalkylbladen som kan laddas ner har inte prövats med alla skärmläsare. Samma siffror står i tabellen på resultatsidan.
accessibility-tested = Hur det här har kontrollerats
accessibility-tested-text = Av dem som har gjort Parvis: varje sida har kontrollerats maskinellt (axe) på tre språk, i ljust och mörkt, och använts med bara tangentbord. Den organisation som driver tjänsten ansvarar för utlåtandet och håller det aktuellt.
accessibility-feedback = Berätta vad som inte fungerar
accessibility-feedback-lead = Om något är svårt att använda kan du skriva här. Du får svar inom två veckor, om du lämnar en adress för det.
accessibility-message = Vad fungerar inte?
accessibility-message-hint = Berätta gärna på vilken sida och med vilken apparat eller vilket hjälpmedel.
accessibility-email = E-postadress för svaret
accessibility-email-hint = Lämna tomt om du inte behöver något svar. Adressen används bara för svaret.
accessibility-send = Skicka
accessibility-sent = Tack! Ditt meddelande är sparat.
accessibility-not-sent = Ditt meddelande skickades inte
accessibility-message-empty = Skriv vad som inte fungerar.
accessibility-email-wrong = Det här är ingen e-postadress.
accessibility-authority = Om svaret inte hjälper
accessibility-authority-text = Om du inte är nöjd med svaret, eller inte får något inom två veckor, kan du klaga hos den myndighet som övervakar tillgängligheten. I Finland är det Transport- och kommunikationsverket Traficom, tillsynen över digital tillgänglighet:

## När något är fel
error-page-404 = Det finns ingenting på den här adressen
error-page-404-lead = Adressen kan vara felskriven, eller så har det som fanns här tagits bort.
error-page-410 = Det här finns inte längre
error-page-410-lead = Det har tagits bort för gott.
error-page-403 = Du kan inte öppna den här sidan
error-page-429 = Det blev väldigt många på en gång
error-page-429-lead = Vänta en minut och försök igen. Inget av det du har skickat har gått förlorat.
error-page-500 = Något gick fel här
error-page-500-lead = Felet är vårt, inte ditt. Försök igen om en stund.
error-page-503 = Tjänsten kan inte svara just nu
error-page-503-lead = Försök igen om en stund. Val som inte sparades har inte räknats.
error-page-other = Det går inte
error-home = Till listan över frågor
error-again = Försök igen
error-detail-for-support = Om du ber om hjälp kan du säga det här ordet: { $code }
