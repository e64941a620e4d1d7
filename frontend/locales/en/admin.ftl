# The organisers' application.

## Frame
skip = Skip to content
language = Language
account = Account
consultation = Consultation
consultations = Consultations
to-consultations = To the consultations
public-pages = Public pages
api-docs = API
privacy = Privacy
accessibility = Accessibility
foot = Parvis, ideas in pairs
no-view = There is nothing at this address
loading = Loading
try-again = Try again
save = Save
saved = Saved
cancel = Cancel
copy = Copy
copied = Copied
more = Show more
search = Search
state = State
form-wrong = Something has to be put right
not-saved = Nothing was saved
not-done = It was not done
not-added = The idea was not added
not-made = The consultation was not made

language-se = Northern Sámi
language-smn = Inari Sámi
language-sms = Skolt Sámi

## Sign in
sign-in = Sign in
sign-in-now = Sign in
sign-in-failed = You were not signed in
sign-in-help = No login yet, or the password forgotten? Whoever runs this service can add you or give you a new password.
email = E-mail address
email-missing = Enter your e-mail address
password = Password
password-missing = Enter your password

## Counts and states
count-ideas = { $count ->
    [one] { $count } idea
   *[other] { $count } ideas
}
count-participants = { $count ->
    [one] { $count } participant
   *[other] { $count } participants
}
count-votes = { $count ->
    [one] { $count } choice
   *[other] { $count } choices
}
count-pending = { $count ->
    [one] { $count } idea waits for approval
   *[other] { $count } ideas wait for approval
}
phase-draft = Draft
phase-scheduled = Opens on { $time }
phase-open = Open
phase-open-until = Open until { $time }
phase-closed = Closed
phase-archived = Archived
simulated = Simulated choices
simulated-what = These choices were made by a program, to try things out. They are nobody’s opinion.

## List
new-consultation = New consultation
no-consultations = No consultations yet.
no-consultations-next = Make the first one: a question and two ideas are enough to begin with.

## Tabs
tab-overview = Overview
tab-queue = To read ({ $count })
tab-ideas = Ideas
tab-ranking = Ranking
tab-invitations = Ways in
tab-events = Events
tab-members = Members
tab-files = Files
tab-settings = Settings

## Overview
as-participant = See it as a participant
todo = What needs doing
todo-pending = { $count ->
    [one] { $count } idea waits for approval
   *[other] { $count } ideas wait for approval
}
todo-pending-why = Nobody sees them until you have read them
todo-pending-action = Read them
todo-question = The question lacks a text: { $language }
todo-question-why = It is shown in another language until then
todo-question-action = Write it
todo-ideas = There is nothing to compare yet
todo-ideas-why = At least two ideas are needed; ten or more make a good start
todo-ideas-action = Write ideas
todo-lacking = { $count ->
    [one] { $count } idea lacks a text: { $language }
   *[other] { $count } ideas lack a text: { $language }
}
todo-lacking-why = They are shown in another language until then
todo-lacking-action = Translate
todo-codes = Nobody has come in with a code yet
todo-codes-why = Make codes and send them out, one to each person
todo-codes-action = Make codes
todo-closed = The choices are in
todo-closed-why = Take the ranking along, and tell the participants what becomes of it
todo-closed-action = Get the files
todo-nothing-draft = All is ready. Open the consultation when you like.
todo-nothing-scheduled = All is ready. It opens by itself.
todo-nothing-open = Nothing now. New ideas will show here.
todo-nothing-closed = Nothing now.
todo-nothing-archived = Nothing. An archived consultation stays as it is.
course-draft = It is a draft
course-draft-what = Only its organisers see it.
course-scheduled = It is about to open
course-scheduled-what = It opens by itself on { $opens }. Until then people see the question, and when it opens.
course-open = It is open
course-open-what = People vote and propose ideas until you close it.
course-open-until-what = People vote and propose ideas. It closes by itself on { $closes }.
course-closed = It is closed
course-closed-what = No choices or ideas are taken any more.
course-archived = It is archived
course-archived-what = It can be read, and nothing in it changes.
address = Its address
copy-address = Copy the address
make-open-from-draft = Open it…
make-open-from-closed = Open it again…
make-closed-from-open = Close it…
make-closed-from-archived = Take it out of the archive…
make-archived-from-closed = Archive it…
make-open = Open
make-closed = Close
make-archived = Archive
make-open-title = Open the consultation?
make-closed-title = Close the consultation?
make-archived-title = Archive the consultation?
became-open = The consultation is open
became-closed = The consultation is closed
became-archived = The consultation is archived
opens-takes-part = { $entry ->
    [codes] Whoever has a code can take part.
   *[other] Whoever has the address can take part.
}
opens-at = Choices and ideas are taken from { $time }.
opens-ideas = { $count ->
    [0] It has no ideas yet: people find nothing to compare until there are two.
    [one] It has one idea: people find nothing to compare until there are two.
   *[other] People compare its { $count } ideas.
}
opens-untranslated = The question lacks a text: { $language }. It is shown in another language.
results-always-open = Everybody sees the results at once.
results-after_round-open = People see the results after their own round.
results-closed-open = People see the results after closing.
results-members-open = Only organisers see the results.
closes-stops = Choices and ideas are no longer taken. What was given stays.
results-always-closed = Everybody still sees the results.
results-after_round-closed = Everybody sees the results from then on.
results-closed-closed = Everybody sees the results from then on.
results-members-closed = Only organisers see the results.
closes-retention = { $days ->
    [0] Who made which choices is erased at once.
    [one] Who made which choices is erased after one day.
   *[other] Who made which choices is erased after { $days } days.
}
closes-again = You can open it again.
archives = Nothing in it changes any more. You can take it out of the archive again.
how-sure = How sure is the ranking?
sure-none = No idea has been compared { $minimum } times yet. There is no ranking before that.
sure-first = One idea is first: no other one could be.
sure-among = { $count } ideas could be first: the choices don’t tell them apart. Don’t report a winner.
whole-ranking = The whole ranking

## Ideas
idea-pending = Waits for approval
idea-active = In use
idea-linked = Linked to another
counts-for = Counts for:
idea-rejected = Rejected
idea-withdrawn = Withdrawn
lacks-text = Lacks a text
came = Came in { $ago }
on-day = on { $day }
reason-was = Reason given: { $reason }
approve = Approve
approved = Approved
reject = Reject…
reject-now = Reject
rejected = Rejected
reason = Why?
reason-hint = Whoever proposed the idea can read this.
reason-missing = Say why
withdraw = Withdraw
withdrawn = Withdrawn
make-active = Take into use
unlink = Undo the link
active-again = In use again
edit = Edit
translate = Translate
edit-idea = Edit the idea
edit-idea-hint = Choices stay with the idea. Once people have compared it, you are asked whether a change is a correction or a new meaning.
edit-kind-title = { $of ->
    [question] People have answered this question
   *[idea] People have compared this idea
}
edit-kind-what = { $of ->
    [question] { $count ->
        [one] One choice has been made.
       *[other] { $count } choices have been made.
    }
   *[idea] { $count ->
        [one] It has been compared once.
       *[other] It has been compared { $count } times.
    }
} { $percent } % of the characters change. Say what the change is.
edit-kind-before = Before
edit-kind-after = After
edit-kind = What is the change?
edit-kind-suggested = looks like this
edit-kind-correction = A correction
edit-kind-correction-means = { $of ->
    [question] It asks the same, better written. The results tell everybody the date and both texts.
   *[idea] It says the same, better written. The choices made with it stand for the new words too. Everybody can read the date and both texts.
}
edit-kind-new_meaning = A new meaning
edit-kind-new_meaning-means = { $of ->
    [question] It asks something else. The results tell everybody that earlier choices answered the old question. A consultation of its own is often better.
   *[idea] It says something else. A new idea is made of the new words and starts without choices. This one is withdrawn and keeps its choices and its words.
}
edit-kind-save-correction = Save as a correction
edit-kind-save-new = Save as a new idea
edit-kind-replaced = Saved as a new idea. The old one was withdrawn.
edit-corrected = { $count ->
    [one] Corrected once since it was compared
   *[other] Corrected { $count } times since it was compared
}
edit-replaced = Another idea with a new meaning took its place
edit-replaces = Took the place of an idea with another meaning
link = It’s the same as…
link-which = Which idea does it repeat?
link-hint = Its choices then count for that one. The link can be undone.
link-missing = Choose the idea that it repeats
link-none = No idea found.
link-now = Link
linked = Linked
characters = { $used } of { $max } characters
characters-over = { $over ->
    [one] Shorten by { $over } character
   *[other] Shorten by { $over } characters
}
queue = Ideas to read
queue-empty = No ideas to read.
queue-empty-next = New ones appear here as people send them.
queue-write = Write ideas yourself
queue-more = There are more. They come when these are done.
keys = Keys
key-approve = approve
key-reject = reject
key-next = next
key-previous = previous
all-ideas = All ideas
any-state = All
lacks-filter = Missing language
lacks-any = All ideas
found = { $more ->
    [yes] More than { $count } ideas
   *[no] { $count ->
        [one] { $count } idea
       *[other] { $count } ideas
    }
}
nothing-found = Nothing found.
nothing-found-next = Try fewer or other words.
show-all = Show all ideas
no-ideas = No ideas yet.
no-ideas-next = Write the first ones above. What people propose comes here after you have approved it.
write-idea = Write an idea
add-idea = Add the idea
idea-added = The idea was added

## Ranking
ranking = Ranking
method = Counted by
method-bradley_terry = Chance to win
method-elo = Elo
method-win_rate = Win rate
method-bradley_terry-what = How often an idea would win against another one drawn at random, whatever pairs it happened to meet. The bar is the interval that holds the true number 95 times in 100.
method-elo-what = A running number as in chess. It depends on the order of the choices, and says nothing of its own uncertainty.
method-win_rate-what = The share of its decided pairs that an idea won, with one win and one loss added, ties left out. An idea that met weak ones looks better than it is.
place = Place { $place }
no-place = No place yet
score = Wins { $score } of 100 comparisons
score-between = Wins { $score } of 100 comparisons ({ $low }–{ $high })
elo = Elo { $score }
win-rate = Win rate { $rate } %: { $wins } won, { $losses } lost, { $ties } even
never-compared = Not compared yet
certainty = How sure is this?
certainty-first = Without { $votes ->
    [one] one particular choice
   *[other] { $votes } particular choices
}, another idea would be first{ $participants ->
    [0] .
    [one] ; without one particular participant, too.
   *[other] ; without { $participants } particular participants, too.
}
certainty-first-apart = The first idea stands apart from all others.
certainty-first-needed = About { $count } more choices would set the first idea apart from all others, if they say the same as those so far.
certainty-first-close = The first is too close to others to tell apart: that would take more than ten times the choices made so far.
certainty-five-apart = The best five stand apart from the rest.
certainty-five-needed = About { $count } more choices would set the best five apart from the rest, if they say the same as those so far.
certainty-five-close = The best five are too close to the rest to tell apart: that would take more than ten times the choices made so far.
tier-first = { $count ->
    [one] First
   *[other] Could be first
}
tier-next = Tier { $tier }: could hold place { $place }, could not be first
tier-none = No place yet
too-few = Compared fewer than { $minimum } times
no-votes = No choices yet.
no-votes-draft = People can vote when the consultation is open.
no-votes-next = The ranking takes shape here as choices come in.
groups = Questions about groups
groups-what = People may say when they join where they live, or whom they speak for; all of it may be left out. Results then show what groups share and where they differ, never of fewer than five people.
groups-none = Nothing is asked.
groups-fixed = People have joined: what is asked stays as it is; its words may change.
groups-results = Results by group
group-add = Ask a question
group-not-added = The question was not added
group-question = Question
group-question-hint = Short, such as “Where do you live?”
group-question-missing = Write the question, in one language at least.
group-choices = Options
group-choices-hint = One on each line, in the same order in every language.
group-choices-number = Write 2 to { $most } options.
group-choices-fewer = { $language } has { $count } options, and another language { $most }: they must be as many.
group-choices-fixed = People have joined, so there stay { $count } options: their words may change, and their order.
group-choices-fixed-hint = One on each line, in the same order in every language. People have joined: words and order may change, the options stay.
group-add-now = Add the question
group-added = The question was added.
group-remove = Remove
group-remove-title = Remove this question?
group-remove-what = Nobody has answered it yet.
group-removed = The question was removed.
set-aside = Choices set aside
set-aside-what = Choices that must not decide the order, such as those of a program or of a link that went astray. They stay in the log, everybody who sees the results reads why, and they can be put back.
set-aside-votes = { $votes ->
    [one] { $votes } choice
   *[other] { $votes } choices
} of { $people ->
    [one] { $people } participant
   *[other] { $people } participants
}
set-aside-at = set aside { $time }
set-aside-done = { $votes ->
    [one] { $votes } choice was set aside.
   *[other] { $votes } choices were set aside.
}
set-aside-some = Set choices aside
set-aside-not = No choice was set aside
set-aside-reason = Reason
set-aside-reason-hint = Everybody who sees the results reads it. Name nobody.
set-aside-participants = Participants
set-aside-participants-hint = Their ids, as the file of choices has them in the column voter. Left empty, choices of all participants in the time below.
set-aside-from = Choices from
set-aside-until = Choices before
set-aside-times-hint = Clock of { $zone }. May be left empty.
set-aside-until-hint = May be left empty.
set-aside-reason-missing = Say why, in one language at least.
set-aside-nothing = Name participants or a time.
set-aside-no-votes = None of these choices counts: nobody made them, they were taken back, or they are set aside already.
set-aside-not-id = One of these is no id of a participant.
set-aside-now = Set aside
put-back = Put back
put-back-at = put back { $time }
put-back-title = Put these choices back?
put-back-what = { $votes ->
    [one] { $votes } choice counts again. That it was set aside remains to be read.
   *[other] { $votes } choices count again. That they were set aside remains to be read.
}
put-back-done = The choices count again.
few-voters = Few people have voted so far: the intervals are rough, and may be too narrow.
apart = Some ideas were never compared with the others, directly or through a third. Their places beside one another say little yet.
as-table = Show as a table
table-caption = Scores and win rates in 100 comparisons.
column-place = Place
column-idea = Idea
column-score = Score
column-interval = Interval
column-rate = Win rate
column-wins = Won
column-losses = Lost
column-ties = Even
take-away = Take the ranking along as a file

## Files
files = Files
file-ranking = Ranking
file-ranking-what = Each idea with its place, score, interval and counts.
file-ideas = Ideas
file-ideas-what = All texts in all languages, and the state of each idea.
file-votes = Choices
file-votes-what = One row a choice, with pseudonyms only. parvis rank reads it.
file-rewordings = Changed words
file-rewordings-what = What ideas and the question said before and after each change made since they were compared.
format-xlsx = Spreadsheet
format-xlsx-what = XLSX: opens in Excel and LibreOffice.
format-excel = CSV for Excel
format-excel-what = Opens in Excel by double click, with the signs of the chosen language.
format-csv = CSV
format-csv-what = For programs: commas and decimal points, in every language.
format-json = JSON
format-json-what = For programs; one document.
format-ndjson = NDJSON
format-ndjson-what = For programs; one document a line, for long lists.

## Ways in
ways-in = Ways in
entry-open-what = Whoever has the address can take part.
entry-codes-what = Only who has a code can take part. Each code works once.
entry-change = Change
codes-make = Make an invitation
codes-name = For whom
codes-name-hint = A name for the invitation, for you: “Letter to the municipalities”.
codes-name-missing = Give the invitation a name
codes-count = How many
codes-count-hint = One for each person, at most 20,000 at a time.
codes-count-wrong = Give a whole number from 1 to { $most }
codes-make-now = Make the codes
codes-made = { $count ->
    [one] { $count } code was made.
   *[other] { $count } codes were made.
}
codes-not-made = No invitation was made
codes-once = The file was downloaded. Keep it: the codes are not shown again.
codes-again = Download once more
codes-so-far = Made so far
codes-none = No invitations yet.
codes-column = Codes
codes-used = Used
codes-end = Take back the unused ones
codes-end-title = Take back the unused codes of “{ $name }”?
codes-end-what = Nobody can come in with them any more. Who has come in already stays.
codes-ended = The unused codes were taken back
made-on = Made

## Form of a consultation
new-consultation-what = It begins as a draft that only organisers see. Everything can be changed later, too.
make-consultation = Make the draft
consultation-made = The draft was made
section-question = The question
section-ideas = Ideas to begin with
section-ways = Who takes part, and who sees what
section-times = When it is open
section-fine = Finer settings
voter-cap = Most that one person’s choices weigh
voter-cap-hint = Together, in choices. Whoever makes more has each weigh less. Empty: no limit.
strategy = Which pairs people get
choice-strategy-balanced = Every idea as often as the others
choice-strategy-balanced-means = Ideas shown least come first, against one of about the same strength. Ideas that come late catch up.
choice-strategy-top = The best ten
choice-strategy-top-means = Asks most of the ideas that may be among the best ten. Finds them with about half of the choices; says less of the rest.
choice-strategy-informative = The whole order
choice-strategy-informative-means = Asks where the order is least known.
choice-strategy-uniform = At random
choice-strategy-uniform-means = Every pair alike. The simplest to explain.
section-plan = How many people do I need?
plan = How many people do I need?
plan-what = A program plays through consultations of this size: ideas differ, and people’s tastes do, too. Real consultations come out differently.
plan-ideas = Ideas
plan-participants = Participants
plan-ask = Estimate
plan-busy = Estimating …
plan-says = { $participants } people with { $each } choices each will find about { $found } of the { $best } best of { $ideas } ideas.
plan-says-place = An idea’s place is then known to within about { $places } places.
plan-enough = Four in five of the best take about { $participants } people.
plan-more = Four in five of the best take more than four times as many people.
plan-caption = Simulated: means of { $runs } consultations.
plan-votes = Choices
plan-found = Of the best { $best } found
plan-places = Places an idea’s range spans
languages = Languages
languages-hint = People see everything in the one they choose.
languages-more = Another language
languages-choose = Choose
languages-first = Shown when a text is missing
languages-missing = Choose at least one language
question = Question
question-hint = One open question that many short answers fit: “How should …?”, “What would make …?”
question-missing = Write the question
slug = Address
slug-hint = Small letters, digits and hyphens: { $example }
slug-wrong = The address takes 2 to 60 small letters a–z, digits and single hyphens between them
too-long = { $over ->
    [one] Shorten by { $over } character. At most { $max } fit.
   *[other] Shorten by { $over } characters. At most { $max } fit.
}
more-texts = Who asks, and why
owner = Who asks
owner-hint = The name of the organisation, as it stands on the page.
intro = A few sentences
intro-hint = Why you ask, and what you will do with the result.
first-ideas-hint = Ten or more make a good start, and let them disagree with one another. Paste a list: each line becomes an idea.
idea-number = Idea { $number }
another-idea = One more idea
remove-idea = Remove idea { $number }
ideas-left = { $count ->
    [one] The draft was made, but one idea was not added
   *[other] The draft was made, but { $count } ideas were not added
}
ideas-left-next = To its ideas
entry = Who can take part
choice-entry-open = Whoever has the address
choice-entry-open-means = Easiest. One person can take part twice from two devices.
choice-entry-codes = Whoever has a code
choice-entry-codes-means = You make the codes and send them out. Each works once.
results = Who sees the results
choice-results-after_round = Participants, after their own round
choice-results-after_round-means = Nobody is led by the ranking before choosing. After closing everybody sees it.
choice-results-always = Everybody, all the time
choice-results-always-means = Good in a room with a screen. People may follow the favourites.
choice-results-closed = Everybody, after closing
choice-results-closed-means = Until then only organisers see them.
choice-results-members = Organisers only
choice-results-members-means = Participants are told so before they vote.
times-hint = Leave empty what you would rather do by hand.
opens = Opens
opens-hint = Once you have opened it, it waits for this time.
closes = Closes
closes-hint = From this minute on nothing is taken.
closes-before = It must close after it opens
zone = Time zone
zone-hint = The times above are of this place.
time-means = { $time } ({ $offset })
time-twice = The clock shows this time twice that night; the first is meant.
time-skipped = There is no such time: the clocks are put forward past it. Choose another.
round-pairs = Pairs in a round
round-pairs-hint = After these people are thanked, and may go on.
minimum = Choices for a place
minimum-hint = An idea compared less often has no place yet.
retention = Days until who voted how is erased
retention-hint = Counted from closing. Empty: when a participant asks.
number-wrong = Give a whole number from { $min } to { $max }
settings-with-votes = People have made choices already. If you change the question, the results tell everybody both texts and the date.

## Account
signed-in-as = Signed in as { $email }
sign-out = Sign out
api-keys = Keys for programs
api-keys-what = A program uses a key in place of your password, for what you allow it, until a day that you choose.
no-keys = No keys.
make-key = Make a key
make-key-now = Make the key
key-name = What for
key-name-hint = “Nightly copy of the results”
key-name-missing = Say what the key is for
scopes = What it may do
scope-read = Read what you may read
scope-write = Change what you may change
key-scopes-missing = Choose what the key may do
key-end = Day on which it ends
key-end-hint = At the beginning of this day, in UTC, it stops working.
key-ends-wrong = Choose a day to come, at most a year ahead
key-ends = Ends on { $day }
key-endless = Has no end
key-made = The key was made.
key-once = Copy it now: it is not shown again.
copy-key = Copy the key
key-not-made = No key was made
end-key = End it
end-key-title = End the key { $name }?
end-key-what = The program that uses it is refused from now on. This can’t be undone.
key-ended = The key was ended

change-password = Change the password
change-password-what = A new password ends all your keys, and your sessions on other devices.
old-password = Present password
old-password-missing = Enter your present password
new-password = New password
new-password-hint = 12 characters or more: a few words make a good one.
new-password-short = The new password needs at least 12 characters
change-password-now = Change it
password-changed = The password was changed
password-not-changed = The password was not changed
feedback = Feedback on accessibility
feedback-what = What people left on the accessibility page.
feedback-none = Nobody has left any.
feedback-answer = Answer to { $address }

## Events
events-what = An event is a room or a channel through which people come. Its code works from two hours before it begins until it ends.
events-none = No events yet.
events-counted = In the whole consultation { $count } participants have answered, those who came otherwise among them.
event-add = Add an event
event-add-now = Add it
event-made = The event was added
event-name = Name
event-name-hint = As participants know it: “The event in Vaasa, 23 January”
event-name-missing = Give a name in one language at least
event-place = Place
event-starts = Begins
event-ends = Ends
event-times-hint = By the clock of the place: { $zone }.
event-ends-hint = The code works no more after this.
event-time-missing = Give a time
event-ends-before = The event ends after it begins
event-languages = The first language on the room’s screen
event-not-saved = The event was not saved
event-people = { $count ->
    [one] { $count } participant
   *[other] { $count } participants
}
event-votes = { $count ->
    [one] { $count } choice
   *[other] { $count } choices
}
event-code = Code
event-qr = QR code: { $name }
event-no-qr = No QR code: the service does not know its own address. Whoever runs it has to set --public-url.
event-screen = Screen for the room
event-results = Results
event-edit = Change
event-remove = Remove
event-removed = The event was removed
event-remove-title = Remove { $name }?
event-remove-what = Its code stops working. Nobody has come through it yet.

## Screen for the room
screen-join = Take part by phone
screen-step-open = Open { $address }
screen-step-code = Type the code { $code }, or scan the QR code
screen-step-choose = Of two ideas, choose the one that you stand for
screen-people = taking part
screen-votes = choices
screen-first = { $count ->
    [one] One idea is first.
   *[other] { $count } ideas could be first.
}
screen-legend = Dot: wins per 100 comparisons. Bar: uncertainty.
screen-votes = votes
screen-legend = Dot: wins in a hundred votes. Bar: uncertainty.
screen-few = The ranking shows once at least five people have made choices.
screen-no-ranking = The ranking shows once ideas have been compared often enough.
screen-reveal = Reveal the ranking
screen-hide = Hide the ranking
screen-full = Full screen
screen-back = Events
screen-lost = The line is lost. Trying again.
screen-gone = There is no such event.
screen-place = Place

## Accounts
accounts = Accounts
accounts-what = Everybody who can sign in to this service. What members do in a consultation stands among the members there.
account-admin = Administrator
account-disabled = Disabled { $day }
account-disable = Disable
account-disable-title = Disable { $email }?
account-disable-what = They can’t sign in any more. Sessions, keys and open screens end at once and don’t come back. What they did stays.
account-disable-done = The account was disabled: { $email }
account-enable = Enable
account-enable-title = Enable { $email }?
account-enable-what = They can sign in again, with the password that they had.
account-enable-done = The account was enabled: { $email }
account-raise = Make administrator
account-raise-title = Make { $email } an administrator?
account-raise-what = An administrator may do everything in every consultation but adopt guidelines, and manages accounts.
account-raise-done = { $email } is an administrator now
account-lower = Take the administrator’s right
account-lower-title = Take the administrator’s right from { $email }?
account-lower-what = They keep their roles in consultations.
account-lower-done = { $email } is an administrator no more
account-password = Give a new password
account-password-title = A new password for { $email }
account-password-what = Their sessions and keys end. Tell them the password yourself, and ask them to change it.
account-password-done = A new password was given: { $email }

## Members
members = Members
members-what = Members have a login and a role in this consultation. Participants need no account.
member-since = member since { $day }
member-waits = invited, the invitation ends on { $day }
member-change = Change the role
member-changed = The role was changed
member-change-title = { $email }: which role?
member-remove = Remove
member-removed = The member was removed
member-remove-title = Remove { $email }?
member-remove-what = Their access ends at once. What they did stays.
invitation-take-back = Take the invitation back
member-invite = Invite a member
member-invite-now = Make the invitation
member-invited = The invitation was made: { $email }
member-link-what = Send the link yourself. It works once, for 14 days, and is not shown again.
member-email-hint = They sign in with this address. Parvis sends no message.
member-not-invited = No invitation was made
member-part = The contact person’s part
member-part-hint = Their invitations say this of those who come by them.
copy-link = Copy the link
role = Role
choice-role-secretary = Secretary
choice-role-secretary-means = Runs the consultation: settings, ideas, events, members.
choice-role-coordinator = Coordinator
choice-role-coordinator-means = Reads everything, comments, and adopts the guidelines.
choice-role-preparer = Preparer
choice-role-preparer-means = Reads everything, and writes guidelines and evidence.
choice-role-contact = Contact person
choice-role-contact-means = Invites the people of their own part, and sees how many came.
choice-role-expert = Expert
choice-role-expert-means = Reads everything and comments.
invited-title = You are invited
invited-as = Your role:
invited-known = You have an account already: give its password.
invited-accept = Accept the invitation
invited-not = The invitation could not be accepted
group-any = Not known
codes-make-what = An invitation can say beforehand of which group those are who come by it.
codes-kind = What kind of invitation
codes-kind-link = One link for many
codes-kind-once = Codes that work once each
codes-groups = What is known of those invited
codes-groups-hint = This holds in place of what they answer themselves.
codes-link = link
link-make-now = Make the link
link-made = The link was made.
link-once = Copy it now: it is not shown again.
set-aside-source = Event or invitation
set-aside-source-hint = Only choices of those who came through it. Of an invitation for fewer than five nobody knows who came.
set-aside-any = All

## Errors
own-error-offline = The service could not be reached. Check the connection and try again.
own-error-unknown = { $detail }
own-error-sign-in-slowed = Too many tries. Wait { $seconds } seconds and try again.
own-error-rate-limited = Too many calls. Wait { $seconds } seconds and try again.
own-error-sign-in-required = Your session has ended. Sign in again.
own-error-token-invalid = Your session has ended. Sign in again.

## Signs of stuffing
signs = Signs of stuffing
signs-none = Nothing looks unusual in who came and how they chose.
signs-what = What an honest crowd hardly does. A sign is a reason to look, no proof: nobody’s votes are left out unless you set them aside.
signs-votes = { $count ->
    [one] 1 choice
   *[other] { $count } choices
}
signs-expected = some { $count } would be usual
signs-beside = Order with and without them
signs-beside-caption = The places of the first ideas as they are, and as they would be without these choices.
signs-with = With
signs-without = Without
signs-set-aside = Set their choices aside
sign-burst = { $people } people joined at once, from { $from } on
sign-burst-why = Far more than in the hour around. A hall that opens the link together looks the same; give halls an event’s code.
sign-place = { $people } people came from one place
sign-place-why = From one network by the open link. A school or an office looks the same.
sign-fast = { $people } people answered faster than two ideas can be read
sign-fast-why = Most of their answers took less than a tenth of the time that reading takes.
sign-side = { $people ->
    [one] One person always chose the same side
   *[other] { $people } people always chose the same side
}
sign-side-why = The sides are drawn each time, so this says nothing of the ideas.
sign-one_idea = { $people ->
    [one] One person chose for one idea only: “{ $idea }”
   *[other] { $people } people chose for one idea only: “{ $idea }”
}
sign-one_idea-why = More of them than chance brings about. A campaign that sends people here looks the same.
sign-same = { $people } people gave the same answers to the same pairs in the same order
sign-same-why = Pairs are drawn for each person, so this hardly happens by chance.

## Rejecting many
many = Reject many at once
many-which = Which of the waiting ideas
many-by-words = Those with certain words
many-all = All that wait
many-place = From one place: { $count } on this page (…{ $id })
many-participant = Of one person: { $count } on this page (…{ $id })
many-words = Words in the idea
many-words-missing = Write the words that they have in common.
many-count = Count them
many-found = { $count ->
    [0] No such idea waits.
    [one] 1 idea waits that is meant.
   *[other] { $count } ideas wait that are meant.
}
many-reject = { $count ->
    [one] Reject 1 idea
   *[other] Reject { $count } ideas
}
many-done = { $count ->
    [one] 1 idea was rejected.
   *[other] { $count } ideas were rejected.
}
