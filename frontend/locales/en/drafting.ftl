# From ideas to guidelines, for those who work on them.

## Tabs
tab-background = Background
tab-evidence = Evidence
tab-guidelines = Guidelines
tab-decisions = Decisions

## Shared
remove = Remove
remove-title = Remove “{ $name }”?
look = Look at it
name-missing = Write it in at least one language
markdown-hint = An empty line begins a paragraph, “- ” a point of a list, “# ” a heading; **bold**, *slanted*, [words](https://…) for a link.
url-hint = It begins with https://. May be left out.
conflict-title = Somebody else changed this in the meantime
conflict-what = Nothing of yours is lost: it stands in the form. Take over what you need from theirs; saving again puts yours in its place.
conflict-same = The words are the same.
conflict-theirs = Theirs
conflict-own = Yours

## Background and timeline
background = Background
background-what = Why you ask, who is behind it and what happens when. The front page shows the timeline.
background-page = The page as people see it
background-texts = The background in words
background-save = Save the background
background-group = Group { $number }
background-group-add = Add a group
background-group-remove = Remove group { $number }
background-name = Name
background-does = What it does
background-members-hint = Roles rather than names.
background-related = Work { $number }
background-related-add = Add related work
background-related-remove = Remove work { $number }
background-related-text = What it is
background-url = Web address
timeline-what = Phases and days that matter. Events stand in the timeline by themselves:
timeline-none = Nothing yet. Begin with the day on which the work was given, and the one on which it is to be ready.
entry-add = Add to the timeline
entry-add-now = Add
entry-title = What happens
entry-kind = What it is
entry-phase = Phase
entry-milestone = Day
entry-ends-hint = May be left out.
entry-removed = It was removed from the timeline
entry-remove-what = It is shown no more.

## Evidence
source-what = Sources with their figures, which ideas and guidelines rest on. Everyone can read them.
source-page = The page as people see it
source-none = No source yet.
source-add = Add a source
source-add-now = Add the source
source-title = Title
source-publisher = Publisher
source-date = Date
source-date-hint = 2020-02-10, 2020-02 or 2020
source-licence = Licence
source-licence-hint = Such as CC BY 4.0
source-summary = What it says
source-simulated = Its figures are invented; this is said wherever they are shown
source-invented = Invented figures
source-tables = { $count ->
    [0] No table
    [one] One table
   *[other] Tables in { $count } languages
}
source-ideas = { $count ->
    [0] Ideas that it speaks of
   *[other] Ideas that it speaks of: { $count }
}
source-ideas-which = Which ideas
source-passage = The passage that matters for idea { $number }
source-removed = The source was removed
source-remove-what = Its figures and tables go with it. A source that a guideline rests on can’t be removed.
figure = Key figure { $number }
figure-add = Add a key figure
figure-remove = Remove key figure { $number }
figure-label = What it measures
figure-value = The figure
figure-value-hint = As it is to be read, with its unit: 38%
tables = Tables
table-there = { $language }: { $rows } rows, { $columns } columns
table-language = Language of its words
table-file = CSV file
table-file-hint = From a spreadsheet: the first row names the columns. At most 500 rows, 20 columns, 64 KiB.
table-missing = Choose a file
table-put-now = Put the table in
table-put = The table was put in
table-removed = The table was removed
table-not = The table was not taken

## Guidelines
guidelines-what = Members draft and comment; the coordination group adopts. What is adopted, everyone reads.
guidelines-page = The page as people see it
guidelines-empty = No guideline yet. Draft the first out of the ideas that stood high.
guideline-new = Draft a guideline
guideline-draft-now = Save the draft
guideline-from = { $count ->
    [0] Ready-made, without ideas
    [one] From one idea
   *[other] From { $count } ideas
}
guideline-tested = In a second round
guideline-as-read = As people read it
guideline-words = The words and what they rest on
guideline-title-label = The guideline in a sentence
guideline-title-hint = In a second round this is what people compare.
guideline-text-label = What it means
guideline-reasons-label = Why this
guideline-reasons-hint = It can’t be adopted without reasons.
guideline-left-aside-label = What was left aside
guideline-left-aside-hint = Which ideas, and why.
guideline-ideas-label = Drawn from these ideas
guideline-evidence-label = Rests on these sources
guideline-number = Number
guideline-number-hint = The next free one unless you choose another.
guideline-gone = The draft was taken away
passage = The passage that matters in “{ $name }”
idea-search = Search the ideas
idea-none = No ideas yet.
state-draft = Draft
state-proposed = Proposed
state-adopted = Adopted
state-dropped = Dropped
step-propose = Propose
step-propose-title = Propose this guideline?
step-propose-what = The ranking is frozen as it is now, and the guideline’s ideas get their figures from it. Then it can be tested in a second round and adopted.
step-adopt = Adopt
step-adopt-title = Adopt and publish this guideline?
step-adopt-what = Everyone reads it from now on, with its ideas, figures and reasons, at an address that stays.
step-reopen = Open again
step-reopen-title = Open this guideline again?
step-reopen-what = It is proposed again, and only members see it until it is adopted anew.
step-redraft = Back to a draft
step-redraft-title = Make it a draft again?
step-redraft-what = It can be proposed again later; its figures are then those of that time.
step-drop = Drop
step-drop-title = Drop this guideline?
step-drop-what = It stays for members to read, with its comments and versions.
step-take-away = Take away
step-take-away-title = Take this draft away?
step-take-away-what = It is gone with its comments and versions.
adopt-by-coordinators = The coordination group adopts it.
adopting-lacks-snapshot = It has no snapshot: propose it anew
adopting-lacks-title = It has no title
adopting-lacks-text = It has no text
adopting-lacks-reasons = It has no reasons
adopting-lacks-title-in = The sentence is lacking in { $language }
adopting-lacks-text-in = What it means is lacking in { $language }
adopting-lacks-reasons-in = The reasons are lacking in { $language }
own-error-source-in-use = Guidelines rest on it, so it stays. Their numbers: { $detail }
own-error-guideline-in-use = Decisions name it, so it stays. Change them first; so many do: { $detail }
second-round-twins = Two of the guidelines say the same. Give one another title, or drop it: nobody could choose between them.

## Comments and versions
comments = Comments
comments-none = Nobody has commented yet.
comment-new = New comment
comment-answer = Answer
comment-say = Send
comment-said = The comment was added
comment-missing = Write what you have to say
comment-resolve = Resolved
comment-open = Open again
comment-resolved = The thread is resolved
comment-opened = The thread is open again
comment-resolved-at = Resolved { $time }
versions = Versions
version = Version { $number }
version-first = The first version
version-no-words = The words stayed as they were.
version-changes = { $count ->
    [one] One text changed
   *[other] { $count } texts changed
}

## Second round
second-round = Second round
second-round-what = The proposed guidelines become the ideas of a new consultation, where people compare them in pairs. Each shows its result.
second-round-not-yet = { $count ->
    [0] It takes two proposed guidelines or more that no second round tests yet; there is none.
   *[other] It takes two proposed guidelines or more that no second round tests yet; there is one.
}
second-round-question = Its question
second-round-question-hint = Left out, it is the question of this one.
second-round-slug = The word in its address
second-round-slug-hint = Small letters, digits and hyphens.
second-round-now = Make it of { $count } guidelines
second-round-made = The second round is made, as a draft.
second-round-open = Go to it

## What became of ideas
decisions-what = Say of each idea that stood high what became of it. Everyone reads it, and who proposed the idea finds it on their own page.
decisions-page = The page as people see it
decisions-best = How many of the best are shown
decisions-empty = No ideas yet.
decisions-open = { $count ->
    [0] All of these are decided.
    [one] One of these is not decided yet.
   *[other] { $count } of these are not decided yet.
}
decide = Say what became of it
decision-none = Not decided yet
decision-outcome = What became of it
decision-reason = Why
decision-reason-hint = Everyone reads it. Don’t name anybody.
decision-reason-missing = Say why, in at least one language
decision-guidelines = In which guidelines

## Snapshots and reports
report-what = Everything in one document: how it was done, the ranking, groups, guidelines, sources. Its figures are those of the latest snapshot, or of the moment where there is none.
snapshots = Snapshots
snapshots-what = A snapshot keeps the ranking as it is now; it never changes. One is made at closing and when a guideline is proposed, and whenever you wish.
snapshot-make = Make a snapshot
snapshot-made = The snapshot was made
