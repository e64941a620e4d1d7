# The pages around the pairs: what happens when, background, evidence, guidelines, what became of ideas.

timeline-title = What happens when
timeline-now = Now
around-title = Read on
around-guidelines = { $count ->
    [one] The guideline that was adopted
   *[other] The { $count } guidelines that were adopted
}
around-decisions = What became of each idea
around-evidence = The evidence: sources and figures
around-first-round = The first round, from which these guidelines were drafted:
around-second-round = The second round, which tests the guidelines in pairs:

about-mandate = The mandate
about-goals = Goals
about-tasks = Tasks
about-programme = What it rests on
about-organisation = Who does it
about-members = Who sits in it
about-related = Related work
about-contacts = Contacts

guidelines-title = Guidelines
guidelines-all = All guidelines
guidelines-none = No guideline has been adopted yet. Those that are adopted are published here.
guideline-nr = Guideline { $number }
guideline-nr-adopted = { $count ->
    [one] Guideline { $number } · Adopted on { $date }
   *[other] Guideline { $number } of { $count } · Adopted on { $date }
}
guideline-draft = A draft: only members see it.
guideline-proposed = Proposed, not adopted: only members see it.
guideline-dropped = Dropped: only members see it.
guideline-why = Why this
guideline-ideas = { $count ->
    [one] It grew from one idea
   *[other] It joins { $count } ideas
}
guideline-ideas-lead = { $people ->
    [one] One person
   *[other] { $people } people
} made { $votes ->
    [one] one choice
   *[other] { $votes } choices
} between pairs of { $ideas } ideas.
guideline-idea-link = The idea and its choices
guideline-groups-agree = No difference between groups was found
guideline-groups-differ = Groups differ about it
guideline-groups-private = Groups of fewer than five people are not shown.
guideline-evidence = What the evidence says
guideline-second = A second round tested it
guideline-second-says = { $people ->
    [one] One person
   *[other] { $people } people
} made { $votes ->
    [one] one choice
   *[other] { $votes } choices
} between pairs of { $ideas } guidelines. The question was:
guideline-second-withheld = Its results are not shown yet. The question is:
guideline-left-aside = What was left aside
guideline-check = Check it yourself
guideline-ranking = The ranking at that time
guideline-snapshot = Snapshot at number { $seq } of the log
guideline-digest = Digest of the log up to there
guideline-version = Version
guideline-permanent = Permanent address

decisions-title = What became of each idea
decisions-lead = For each idea that stood high: whether it was taken into the guidelines, and why.
decisions-none = It has not been decided yet.
decision-taken = Taken
decision-in-part = Taken in part
decision-not-taken = Not taken

evidence-title = Evidence
evidence-none = No source has been added yet.
evidence-all = All sources
evidence-licence = Licence: { $licence }
evidence-simulated = The figures of this source are invented for an example.
evidence-figures = Key figures
evidence-table = The table
evidence-table-label = Table of the figures
evidence-chart = A chart of the table. The table below says the same.
evidence-used = What rests on it

snapshot-title = The ranking as it was
snapshot-lead = Frozen at number { $seq } of the log, on { $time }. It never changes.
snapshot-erased = An idea whose words are shown no more
snapshot-check = Every choice is a row of the log, and each row carries a digest of all before it. With both files and the program Parvis, anybody can compute this ranking again and see that the digest is the same.
snapshot-log = The log of the choices
snapshot-file = This snapshot, for programs

mine-idea-became = What became of it
mine-idea-result = Its result so far

report-title = Report
report-file = report
report-subtitle = Report on the choices up to number { $seq } of the log, frozen on { $date }.
report-subtitle = Report on the votes up to number { $seq } of the log, frozen on { $date }.
report-now = The order at number { $seq } of the log, as it was when this report was made
report-subtitle-now = Report on the votes up to number { $seq } of the log, made on { $date }. No snapshot has been taken.
report-short = In short
report-how = How it was done
report-events = Events, and about how many people came through each (to the nearest five).
report-col-event = Event
report-col-place = Place
report-col-when = When
report-col-people = People
report-col-tier = Tier
report-col-outcome = What became of it
report-col-reason = Why
report-tiers = Tier 1 is the ideas that could be first. The next tier begins at the best place left, and all that could hold that place are in it.
report-download-docx = Report (Word)
report-download-html = Report (web page)
# Words that changed after people had compared them
words-title = How the words have changed
words-corrected = { $count ->
    [one] { $date }: corrected after one choice had been made with it. That choice stands for the new words too.
   *[other] { $date }: corrected after { $count } choices had been made with it. They stand for the new words too.
}
words-much = { $percent } % of the characters changed.
words-before = Before
words-after = After
words-none = No text
words-erased = What it said before is no longer kept.
words-replaces = { $count ->
    [one] { $date }: written in place of an idea that meant something else. The choice made with that one stays with its words:
   *[other] { $date }: written in place of an idea that meant something else. The { $count } choices made with that one stay with its words:
}
words-replaced = { $date }: withdrawn, because an idea with another meaning was written in its place. The choices made with this idea stay with these words. The new idea:
words-linked = Choices made with these ideas count here too, since they say the same:
words-question-title = The question has changed while people were answering
words-question-corrected = { $count ->
    [one] { $date }: the question was corrected, after one choice had been made.
   *[other] { $date }: the question was corrected, after { $count } choices had been made.
}
words-question-changed = { $count ->
    [one] { $date }: the question was given another meaning, after one choice had been made. It answered the old question.
   *[other] { $date }: the question was given another meaning, after { $count } choices had been made. They answered the old question.
}
words-col-when = When
words-col-what = What
words-col-before = Before
words-col-after = After
words-kind-correction = Correction
words-kind-new-meaning = New meaning
words-kind-question = The question: { $kind }
words-report-lead = Words that changed after people had compared them. After a correction the earlier choices stand for the new words too. With a new meaning they stay with the old words.
mine-idea-replaced = An idea with another meaning was written in its place: “{ $idea }” The choices made with yours stay with your words.
