### The pages for participants and readers.

## The frame of every page
skip-to-content = Skip to content
language-nav = Language
parvis-tagline = Parvis, ideas in pairs
foot-about = Background
foot-mine = Your choices
foot-privacy = Privacy
foot-accessibility = Accessibility
simulated-votes = Simulated choices.
simulated-why = A program made them to show how Parvis works. They are nobody’s opinion.
draft-notice = This is a draft. Only organisers see this page.
only-in = Only in { $lang ->
    [fi] Finnish
    [sv] Swedish
    [en] English
    [se] Northern Sámi
    [smn] Inari Sámi
    [sms] Skolt Sámi
   *[other] another language
} so far
wrong-heading = That didn’t work

## The list of consultations
home-title = Questions
home-lead = You see two ideas at a time and choose the better one. Many people’s choices make one ranking.
home-empty = No question is open here right now.
home-empty-next = If you were given a code, you can use it. If you are an organiser, sign in and ask your first question.
home-code = I have an event code
home-sign-in = Sign in as an organiser
home-open = Open now
home-closed = Closed

## A consultation's front page
front-asks = { $owner } asks
front-lead = You see two ideas at a time and choose the better one. { $pairs ->
    [15] Fifteen pairs take
    [one] One pair takes
   *[other] { $pairs } pairs take
} about { $minutes ->
    [one] a minute
    [2] two minutes
    [3] three minutes
    [4] four minutes
    [5] five minutes
   *[other] { $minutes } minutes
}.
front-start = Start
front-continue = Go on
front-through = You come in through the event “{ $event }”.
front-no-account = You need no account, and we don’t ask your name.
front-until = You can answer until { $time }.
front-specimen = Pairs look like this. Either idea can come first: the sides are drawn each time.
front-or = or
front-code-needed = You need a code to take part. It is on your invitation or on the screen in the room.
front-code-label = Your code
front-code-hint = It works once. Small and capital letters are the same.
front-opens = This question opens on { $time }.
front-closed = This question is closed. Thank you to everyone who took part.
moment-title = One moment
moment-why = Many people have started from your network. To keep out programs that would vote thousands of times, your device does a small calculation first. It takes some seconds and tells nobody anything about you.
moment-wait = Your browser runs no scripts, so wait { $seconds } seconds instead, and then choose Start.
moment-code = Are you at an event? With its code you come in at once.
front-results = See the results
front-facts = Before you start
fact-who = Who asks
fact-why = Why we ask
fact-may = Who can answer
fact-may-open = Everyone. You can also add an idea of your own. An organiser reads it before others see it.
fact-may-codes = Everyone who has been given a code. You can also add an idea of your own. An organiser reads it before others see it.
fact-does = What each choice does
fact-does-left = The idea that you choose wins, and the other one loses.
fact-does-tie = “Both are good”, “Both are bad” and “No difference” count as a draw for both.
fact-does-skip = “Can’t say” counts for neither.
fact-does-undo = You can take back any choice while the question is open.
fact-answers = What happens to the answers
fact-answers-text = The choices give a ranking, and how sure that ranking is. The organiser uses it in the work that the question is about.
fact-results = When you see the results
fact-results-always = At any time, also before you have answered.
fact-results-after-round = Right after your own round. They are not shown before, so that other people’s opinions don’t steer yours. When the question closes, everyone sees them.
fact-results-five = They are shown from five participants on.
fact-results-closed = When the question has closed. Until then nobody but the organisers sees them.
fact-results-members = Results are shown to the organisers only.
fact-stored = What is kept about you
fact-stored-text = Your choices, under a random code. No name, no address, nothing about your device.
fact-stored-days = { $days ->
    [one] What ties your choices together is erased one day after closing.
   *[other] What ties your choices together is erased { $days } days after closing.
}
fact-stored-link = Privacy in plain words

## Voting
vote-title = Pair { $n } of { $total }
vote-aloud = Pair { $n } of { $total }
vote-pair = Two ideas: choose the one that you prefer
vote-pick = Choose this
vote-hard = Hard to choose?
vote-both-good = Both are good
vote-both-bad = Both are bad
vote-same = No difference
vote-cant-say = Can’t say
vote-does-tie = Counts as a draw.
vote-does-skip = Counts for neither.
vote-undo = Undo last choice
vote-own-idea = Add your idea
vote-half = You are half way. Is something missing?
vote-offline = Saved. It will be sent when you’re back online.
vote-offline-wait = No connection. The next pair comes when you’re back online.
vote-sent = Your saved choices have been sent.
vote-undone = Your choice was taken back. Choose again.
vote-waiting = Fetching the next pair
vote-keys = Choose with the arrow keys ← and →
vote-closed = This question has closed. Your last choice came too late and was not counted.
vote-last = That was the last pair.

## An answer that stands
stands-which = You have answered “{ $left }” or “{ $right }” before.
stands-before-idea = Then you chose “{ $idea }”, and that counts.
stands-before-tie = Then you said that neither is better, and that counts.
stands-before-skip = Then you said “Can’t say”, and that counts.
stands-now-idea = Now you chose “{ $idea }”.
stands-now-tie = Now you said that neither is better.
stands-now-skip = Now you said “Can’t say”.
stands-change = Change to the new answer
stands-keep = Keep the earlier answer
stands-changed = Your answer was changed.
stands-not-changed = Your earlier answer was taken back. These two ideas will come again.
vote-foreign = Saved in this browser. Something else answers in place of this service, perhaps the sign-in page of a network. Sign in there; your choices are then sent.
vote-lost = A choice could not be counted: one of its ideas has been taken out, or the pair was too old.
vote-unknown = This browser is no longer known here, so your last choices could not be saved. You can start again.

## No cookies
cookies-title = Your browser keeps no cookie
cookies-lead = We remember who answers by one cookie, and your browser didn’t keep it. You can answer all the same: by an address of your own.
cookies-go = Go on without a cookie
cookies-own = Keep that address to yourself: whoever has it can answer as you. It works for 12 hours.
cookies-allow = If you rather allow the cookie for this site in your browser’s settings, press Start again afterwards.

## The end of a round
thanks-title = Thank you
thanks-all = Thank you! { $pairs ->
    [15] That was all fifteen.
    [one] That was the only pair.
   *[other] That was all { $pairs }.
}
thanks-none-left = Thank you! You have seen every pair there is.
thanks-none-left-lead = New ideas may still come. You are welcome back.
thanks-few = There is nothing to compare yet.
thanks-few-lead = A pair needs two ideas. Add yours, and come back when there are more.
thanks-lead = Your choices are already part of the result.
thanks-lead-others = Your choices are already part of the result. { $others ->
    [one] Together with one other person you have ranked { $ideas } ideas.
   *[other] Together with { $others } other people you have ranked { $ideas } ideas.
}
thanks-results = See the results
thanks-more = { $pairs ->
    [one] One more pair
   *[other] { $pairs } more pairs
}
thanks-next = What happens next?
thanks-now = Now
thanks-until = Until { $time }
thanks-voting = People are choosing
thanks-voting-open = Anyone can still answer
thanks-results-when = Results
thanks-results-always = The results can be seen all the time, and they change with every choice
thanks-results-after-round = You can see the results now. When the question closes, everyone can
thanks-results-more-choices = Once you have made a choice in at least half of the pairs of a round. When the question closes, everyone sees them
thanks-results-closed = Everyone sees the results when the question has closed
thanks-results-members = The organisers see the results
thanks-results-few = Results are shown once at least five people have made choices
thanks-change = You can change your mind.
thanks-change-link = Go back to your last pair
thanks-pseudonym = Your choices are kept under a random code, not under your name.
thanks-mine = See or erase your choices

## Proposing an idea
propose-title = Add your idea
propose-missing = Is something missing? Add your own idea
propose-label = Your idea
propose-label-in = Your idea in { $lang ->
    [fi] Finnish
    [sv] Swedish
    [en] English
    [se] Northern Sámi
    [smn] Inari Sámi
    [sms] Skolt Sámi
   *[other] another language ({ $lang })
}
propose-hint = One idea, at most { $max } characters. An organiser reads it before others see it.
propose-left = { $left ->
    [one] 1 character left
   *[other] { $left } characters left
}
propose-over = { $over ->
    [one] 1 character too many
   *[other] { $over } characters too many
}
propose-more-languages = Write it in other languages too
propose-send = Send the idea
propose-sent = Thank you! Your idea has been sent.
propose-sent-lead = An organiser reads it before others see it. You find it on the page of your own choices.
propose-another = Add another idea
propose-back = Back to the pairs
propose-not-sent = Your idea was not sent
propose-closed = Ideas are taken while the question is open.

## Results
results-title = Results
results-finding-one = { $idea } comes first.
results-finding-one-long = One idea comes first.
results-finding-few = { $count ->
    [2] Two ideas could be first.
    [3] Three ideas could be first.
    [4] Four ideas could be first.
    [5] Five ideas could be first.
   *[other] { $count } ideas could be first.
}
results-finding-open = The choices don’t tell the ideas apart yet.
results-finding-open-front = The choices don’t tell the leading ideas apart yet.
results-finding-none = Nobody has chosen yet.
results-finding-unranked = No idea has been compared often enough yet.
results-finding-single = There is only one idea, so there is nothing to compare.
results-finding-empty = There are no ideas yet.
results-lead-top = “{ $idea }” wins against a randomly drawn other idea in { $score } of 100 comparisons ({ $low }–{ $high }).
results-lead-few = The choices don’t tell which of them it is.
results-lead-open = { $count ->
   *[other] { $count } ideas could be first: the choices don’t tell them apart. Don’t read the topmost as the winner.
}
ways-in = How people came in: { $ways }.
ways-open = about { $count } by the open link
ways-open-few = fewer than five by the open link
ways-codes = about { $count } with a code
ways-codes-few = fewer than five with a code
ways-events = about { $count } through events
ways-events-few = fewer than five through events
results-meta-participants = { $count ->
    [one] 1 participant
   *[other] { $count } participants
}
results-meta-votes = { $count ->
    [one] 1 choice
   *[other] { $count } choices
}
results-meta-ideas = { $count ->
    [one] 1 idea
   *[other] { $count } ideas
}
results-meta-updated = Updated { $time }
results-order = The ideas in order
results-how-to-read = How to read this: the first idea wins against a randomly drawn other idea in { $score } of 100 comparisons. The bar around the dot shows where the true value probably lies, between { $low } and { $high }. An average idea is at 50.
results-tier-front = { $count ->
    [one] First
   *[other] Could be first
}
results-tier-front-why = { $count ->
    [one] No other idea could be first.
   *[other] The choices don’t tell which of these { $count } is first.
}
results-tier = Tier { $tier }
results-tier-why = Each of these could hold place { $place }; none could be first.
results-tier-all = All ideas
results-tier-all-why = Each of these could be first.
results-place = { $range ->
    [single] Place { $low }
   *[other] Place { $low }–{ $high }
}
results-no-place = No place yet
results-wins = Wins <b>{ $score } of 100</b> comparisons ({ $low }–{ $high })
results-win-rate = Win rate { $rate }%
results-compared = { $count ->
    [0] Not compared yet
    [one] Compared once
   *[other] Compared { $count } times
}
results-under-minimum = Too few choices
results-under-minimum-why = An idea gets a place after { $minimum ->
    [one] one choice
   *[other] { $minimum } choices
}.
results-table = Show as a table
results-table-label = Table of the ideas
results-table-caption = Wins in 100 comparisons with a randomly drawn other idea.
results-col-idea = Idea
results-col-place = Place
results-col-wins = Wins
results-col-between = Probably between
results-col-rate = Win rate, %
results-col-votes = Choices
results-download = Download (spreadsheet)
results-download-csv = Download (CSV)
results-sure = How sure is this?
results-sure-first-holds = First place holds
results-sure-first-holds-text = No other idea could be first: each comes after it by more than chance would give.
results-sure-first-open = First place is open
results-sure-first-open-text = { $count } ideas could be first: the choices don’t tell them apart. Don’t read the topmost as the winner.
results-sure-turned = { $votes ->
    [one] One choice could turn first place
   *[other] { $votes } choices could turn first place
}
results-sure-turned-text = Without { $votes ->
    [one] one particular choice
   *[other] { $votes } particular choices
}, another idea would be first{ $voters ->
    [0] .
    [one] ; without one particular participant, too.
   *[other] ; without { $voters } particular participants, too.
} The fewer it takes, the less first place means.
results-sure-needed = { $count ->
    [one] About 1 more choice would settle the best five
   *[other] About { $count } more choices would settle the best five
}
results-sure-needed-text = If further choices say the same as those so far, the first five ideas then stand apart from all the rest. It is a rough reckoning: where ideas are nearly equal, it may take far more.
results-sure-close = The best five are too close to tell apart
results-sure-close-text = To set them apart from the rest would take more than ten times the choices made so far. Treat ideas whose places overlap as equals.
results-sure-settled = The best five stand apart
results-sure-settled-text = Each of the first five ideas comes before each of the rest, by more than chance would give.
results-sure-width = Give or take { $width }
results-sure-width-text = Half of the ideas are known this well or better: the true value probably lies within { $width } of the dot.
results-sure-amount = { $count ->
    [one] 1 choice per idea
   *[other] { $count } choices per idea
}
results-sure-amount-text = That is the middle of the ideas: half of them have more. Four times as many choices would make the bars about half as long.
front-groups = About you
front-groups-why = You may leave any of these out. Results by group are shown only for groups of five people or more, rounded and slightly blurred. Your answers are kept with your choices, and erased with them.
front-groups-none = I’d rather not say
set-aside-title = Choices set aside
set-aside-count = { $count ->
    [one] One choice was set aside and does not count here.
   *[other] { $count } choices were set aside and do not count here.
}
set-aside-link = Why, and what they would change
set-aside-what = The organiser can leave choices out of the order, for a reason that stands here. They stay in the log and can be put back.
set-aside-why = What was set aside, and why
set-aside-none = Nothing has been set aside.
set-aside-says = { $votes ->
    [one] 1 choice
   *[other] { $votes } choices
} of { $people ->
    [one] 1 person
   *[other] { $people } people
}, set aside { $time }.
set-aside-says-few = { $votes ->
    [one] 1 choice
   *[other] { $votes } choices
} of fewer than five people, set aside { $time }.
set-aside-back = Put back { $time }: they count again.
set-aside-with = The order with and without them
set-aside-moved = { $count ->
    [0] With them no idea would have another place.
    [one] With them one idea would have another place.
   *[other] With them { $count } ideas would have another place.
}
set-aside-beyond = { $count ->
    [0] None would move beyond what is uncertain anyway.
    [one] One would move farther than its place is uncertain anyway.
   *[other] { $count } would move farther than their places are uncertain anyway.
}
set-aside-few = The order with them is not shown: they are the choices of fewer than five people, which it would give away.
set-aside-caption = The first ideas, and those that would move farthest.
set-aside-col-now = Without them
set-aside-col-with = With them
why-title = Why it stands there
why-link = Why?
why-met = It met { $count ->
    [one] one other idea
   *[other] { $count } other ideas
} in { $votes ->
    [one] one choice
   *[other] { $votes } choices
}: { $wins } won, { $losses } lost, { $ties } even.
why-strong = Those that it met were stronger than most: on average they win { $score } of 100 comparisons. A win against them counts for more.
why-weak = Those that it met were weaker than most: on average they win { $score } of 100 comparisons. A win against them counts for less.
why-middle = Those that it met were about as strong as ideas are on average: they win { $score } of 100 comparisons.
why-score = So it is reckoned to win { $score } of 100 comparisons against an idea drawn at random ({ $low }–{ $high }). Its plain win rate, which does not ask whom it met, is { $rate }%.
why-whom = Whom it met
why-caption = The strongest first.
why-col-score = Wins of 100
why-col-won = Won against it
why-col-lost = Lost
why-col-even = Even
groups-title = Results by group
groups-none = No group has enough people to be shown yet: it takes five in the group, and five outside it.
groups-held-back = Not shown, so that nobody can be recognised:
groups-differs = What differs
groups-differs-none = No difference between the groups is larger than chance would give.
groups-more = { $group }: wins { $score } of 100 comparisons, more than among the others.
groups-less = { $group }: wins { $score } of 100 comparisons, fewer than among the others.
groups-shared = What all hold high
groups-shared-says = Wins at least { $score } of 100 comparisons in every group shown.
groups-divided = Where groups are farthest apart
groups-divided-says = From { $least } of 100 ({ $low }) to { $most } ({ $high }).
groups-figures = In the figures, from 0 to 100:
groups-figure-marked = the group spoken of, or the lowest one, with the range in which its number lies
groups-figure-ring = another group
groups-figure-all = all together
groups-figure-says = Wins of 100 comparisons: { $scores }.
groups-table = Side by side
groups-table-why = ▲ and ▼ mark where a group differs from the others by more than chance would give.
groups-col-all = All
groups-above = higher than the others
groups-below = lower than the others
groups-method = A group’s numbers are held towards the common ranking, the more so the fewer its choices: a small group does not shout. What differs is tested without that, against everybody else, with all ideas and groups considered at once (Benjamini-Hochberg, 5 %).
groups-privacy = Groups of fewer than five people are never shown, and a group’s numbers move only when five more people of it, and a fifth more than before, have voted, or at the end. Each number has a little noise besides, which the people of the group decide by secret keys: the same people always get the same, and nothing is gained by subtracting one group from another. Intervals hold it.
groups-rounded = Numbers of groups are rounded and slightly blurred, so that nobody’s choices can be read from them: people to the nearest five, and each score is moved about as much as a few people could move it. The smaller the group, the rougher its numbers.
groups-people = about { $count } participants
groups-back = The common ranking
results-method-cap = The choices of one person weigh { $cap } together at most: whoever made more has each weigh less.
results-method = How it is worked out
results-method-text = The ranking is a Bradley-Terry model with draws: it asks not only how often an idea was chosen, but against which others. The bars are 95 % intervals. A place is a range because the choices leave several orders possible. The tiers say something of all ideas at once, which asks for more certainty than a single place does. “Can’t say” is left out.
results-method-rate = The win rate is simpler: the share of the choices it was in that an idea won, with one win and one loss added so that few choices give no extremes; draws are left out. It does not ask how strong the others were, so it can put the ideas in another order.
results-method-withdrawn = { $count ->
    [one] One idea was withdrawn after it had been compared. The choices made with it still count, and it is among the other ideas that a score speaks of.
   *[other] { $count } ideas were withdrawn after they had been compared. The choices made with them still count, and they are among the other ideas that a score speaks of.
}
results-withheld = Results are not shown yet
results-withheld-after-round = You see them right after your own round. They are not shown before, so that other people’s opinions don’t steer yours.
results-withheld-closed = Everyone sees them when the question has closed.
results-withheld-closed-at = Everyone sees them when the question has closed, on { $time }.
results-withheld-members = The organisers decided that only they see the results of this question.
results-withheld-few = Results are shown once at least five people have made choices. With fewer, choices could be read one by one.
results-go-vote = Go to the pairs
results-to-front = To the question
results-pages = Pages of the results
results-previous = Previous { $count }
results-next = Next { $count }
results-page-shown = Ideas { $from }–{ $to } of { $all }

## Background
about-title = Background
about-times = When
about-opens = Opens
about-closes = Closes
about-no-times = The question is open until the organiser closes it.
about-rules = How it works

## A participant's own page
mine-title = Your choices
mine-lead = Here is everything that is kept about you in this question. Only this browser can open this page.
mine-none = Nothing is kept about you in this question.
mine-none-lead = You have not taken part in this browser, or you have erased what was yours.
mine-votes = Your choices
mine-no-votes = You have not chosen yet.
mine-chosen = Your choice
mine-chose-both-good = You found both good
mine-chose-both-bad = You found both bad
mine-chose-same = You saw no difference
mine-chose-cant-say = You couldn’t say
mine-take-back = Take back
mine-take-back-which = this choice: { $left } or { $right }
mine-taken-back = The choice was taken back.
mine-ideas = Your ideas
mine-no-ideas = You have not added an idea.
mine-idea-pending = Waits for an organiser to read it
mine-idea-active = Is part of the question
mine-idea-rejected = Was not taken in
mine-idea-withdrawn = Has been taken out
mine-idea-linked = Was joined with an idea that says the same
mine-reason = The organiser’s reason:
mine-erase = Erase everything
mine-erase-lead = Your choices, your ideas and the code that ties them together are erased here. What others see stays right: a choice already counted stays in the ranking, but nothing says any longer that it was yours. This can’t be undone.
mine-erase-confirm = Yes, erase all that is mine in this question
mine-erase-button = Erase everything
mine-erase-unconfirmed = Tick the box first: this can’t be undone.
mine-erased = Everything that was yours has been erased.
mine-erased-lead = Backups are kept for a limited time and then go too.
mine-closed = The question has closed, so choices can no longer be taken back one by one. You can still erase everything.

## Joining with a code
join-title = Take part with a code
join-lead = The code is on your invitation or on the screen in the room.
join-label = Code
join-hint = For example K7M 4QX. Small and capital letters are the same.
join-button = Take part

## Privacy
privacy-title = Privacy
privacy-lead = You take part without a name. This page says what is kept, why, and what you can do about it.
privacy-never = Your choices are never sold
privacy-never-text = Choices and ideas are used for the question that you answered and for nothing else. They are never sold, never given to advertisers, and never used to train anything.
privacy-kept = What is kept
privacy-kept-choices = Your choices: which two ideas you saw, what you answered, when, and how long it took.
privacy-kept-ideas = The ideas that you send.
privacy-kept-code = A random code that ties your choices together, so that you get no pair twice and can take a choice back. If you came through an event, which event. If you came by an invitation that was made for five people or more, by which invitation; and what your invitation says of your group.
privacy-kept-place = If you came by the open link: a random number for the network that you came from, so that thousands of choices from one place can be told from those of many people. The number is drawn by chance and tied to the network in memory only, for a day at most; after that nobody can say which network it was. It is shown to the organisers alone.
privacy-kept-not = Not kept: your name, your address, your network address (IP), what browser or device you use.
privacy-kept-memory = Your network address is used, for a day at most and in memory only, in a form that can’t be read back, so that nobody can flood the service. It is never written down.
privacy-cookies = Cookies
privacy-cookies-text = No cookie follows you, and none comes from anyone else. That is why we don’t ask you to accept any.
privacy-cookie-participant = One for each question that you take part in. It holds your random code.
privacy-cookie-language = One for the language that you chose.
privacy-cookie-session = Two for organisers: one while they are signed in, one that says, for half a year, that somebody has signed in with this browser. With it nobody can keep them out by guessing passwords.
privacy-cookie-storage = If your connection breaks, choices that have not been sent wait in this browser’s own storage. So does your choice to turn the arrow keys off.
privacy-cookie-none = If your browser keeps no cookie, an address of your own takes its place for 12 hours. It holds your random code, signed; don’t pass it on.
privacy-long = How long
privacy-long-text = Each question’s front page says how long. When that time is over, or when you ask, your code, the times and everything else that leads to you is erased. The choices stay counted as one person’s, under a random number that leads to nobody. Backups may hold it for some time longer.
privacy-public = What is public
privacy-public-text = The ideas that an organiser has approved, and the ranking when the question’s rule shows it, but nothing in common before at least five people have made choices. If an idea’s words are corrected after people have compared it, what it said before stays to be read too, until its writer asks for erasure or the time above is over. A result for a group of fewer than five people is not shown.
privacy-public-log = Once results are shown, so is the log: each choice without who made it, always those of at least five people at once. The whole of it still tells something: many people answer their pairs in one go, so rows that follow one another may be the same person’s, and whoever knows when you answered, or knows a few of your choices, may guess the others. The common ranking counts each choice at once: who watches it at the very moment when you answer, or when your choices are set aside, can see what changed.
privacy-groups = What groups give away
privacy-groups-text = Results of a group or an event are never exact. They are shown from five people on, people are rounded to five and choices to ten, and every score is moved a little by chance. Secret keys of the group’s people decide by how much: the same people always get the same, so nothing is gained by looking again. Someone may know everybody’s groups and every pair that you met, and subtract all that is published: in simulated trials they guessed at most eight more of a hundred single choices than the common ranking alone would tell, and in a small consultation, with the public log beside it, nine. This does not hide what nearly everybody in a group chose.
privacy-rights = What you can do
privacy-rights-text = You can see everything that is yours, take back a choice and erase all of it, at any time, on the page “Your choices” of the question, in the browser that you answered in. As we don’t know who you are, we can’t find your choices for you in any other way.
privacy-controller = Who is responsible
privacy-controller-text = The organisation that asks the question is responsible for the data, and it answers your questions. If you think that your data are handled wrongly, you can turn to the data protection authority; in Finland that is the Data Protection Ombudsman (tietosuoja.fi).

## Accessibility
accessibility-title = Accessibility
accessibility-lead = This statement covers the pages on which you take part in a question and read its results.
accessibility-status = How accessible the pages are
accessibility-status-text = The pages are made to meet the Finnish Act on the Provision of Digital Services (306/2019) and level AA of the Web Content Accessibility Guidelines, WCAG 2.2. They work with a keyboard alone, with a screen reader, at 400 % zoom, with enlarged text, in the colours that you set, and without JavaScript.
accessibility-gaps = What is not accessible yet
accessibility-gaps-ideas = Ideas are written by the people who take part. An idea that is not in your language is marked with its own language, but it may be hard to read.
accessibility-gaps-files = The spreadsheets that can be downloaded have not been tested with every screen reader. The same figures stand in the table on the results page.
accessibility-tested = How this was checked
accessibility-tested-text = By the makers of Parvis: automated checks of every page (axe) in three languages, in light and dark, and use by keyboard alone. The organisation that runs this service is responsible for the statement and keeps it up to date.
accessibility-feedback = Tell us what doesn’t work
accessibility-feedback-lead = If something is hard to use, write here. You get an answer within two weeks, if you leave an address for it.
accessibility-message = What doesn’t work?
accessibility-message-hint = On which page, and with what device or aid, if you want to say.
accessibility-email = E-mail address for the answer
accessibility-email-hint = Leave it empty if you need no answer. It is used for the answer only.
accessibility-send = Send
accessibility-sent = Thank you! Your message has been saved.
accessibility-not-sent = Your message was not sent
accessibility-message-empty = Write what doesn’t work.
accessibility-email-wrong = This is not an e-mail address.
accessibility-authority = If the answer doesn’t help
accessibility-authority-text = If you are not content with the answer, or get none within two weeks, you can complain to the authority that supervises accessibility. In Finland that is the Finnish Transport and Communications Agency Traficom, Digital Accessibility Supervision:

## When something is wrong
error-page-404 = There is nothing at this address
error-page-404-lead = The address may be mistyped, or what was here has been taken away.
error-page-410 = This is no longer here
error-page-410-lead = It has been taken away for good.
error-page-403 = You can’t open this page
error-page-429 = That was very many at once
error-page-429-lead = Wait a minute and try again. Nothing that you had sent is lost.
error-page-500 = Something went wrong here
error-page-500-lead = The fault is ours, not yours. Try again in a moment.
error-page-503 = The service can’t answer right now
error-page-503-lead = Try again in a moment. Choices that were not saved have not been counted.
error-page-other = That can’t be done
error-home = To the list of questions
error-again = Try again
error-detail-for-support = If you ask for help, give this word: { $code }
