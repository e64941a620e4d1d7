### Headings, columns and notes of the files that Parvis writes.

## Lists: also the names of sheets, so at most 31 characters and none of : \ / ? * [ ]
export-ranking-heading = Ranking
export-ideas-heading = Ideas
export-votes-heading = Votes
export-columns-sheet = Columns

## The sheet that explains
export-columns-column = Column
export-columns-key = Name in CSV and JSON
export-columns-explanation = What it holds
export-simulated-note = Simulated choices: made by a program to show how Parvis works. They are nobody's opinion.
export-cut-note = Some texts were longer than a spreadsheet cell can hold. They are cut and end in […]; the CSV and JSON files hold them whole.

## Columns of every list
export-column-simulated = Simulated
export-column-simulated-about = TRUE if the choices are simulated, FALSE if people made them.
export-column-id = Id
export-column-id-about = The idea's identifier. It never changes.
export-column-text = Idea
export-column-text-about = The idea in the language of this file. If it lacks that language, in another; the column Language says which.
export-column-text-in-about = The idea in the language in brackets. Empty if the idea lacks that language.
export-column-lang = Language
export-column-lang-about = The language that the idea's text is in.
export-column-votes = Choices
export-column-votes-about = How many choices the idea was in, "can't say" left out.

## Ranking
export-column-rank = Rank
export-column-rank-about = Place in the ranking, 1 is best. Ideas that can't be told apart share a rank. Empty while an idea has too few choices.
export-column-rank-low = Best possible rank
export-column-rank-low-about = The best rank that the choices leave possible, at 95% confidence unless the model says otherwise.
export-column-rank-high = Worst possible rank
export-column-rank-high-about = The worst rank that the choices leave possible, at the same confidence.
export-column-score = Score
export-column-score-about = In how many of 100 comparisons the idea would win against another one drawn at random. A tie counts as half. If the model is elo, the Elo number; if it is win_rate, the win rate.
export-column-score-low = Score, lower end
export-column-score-low-about = The lower end of the interval that the score lies in, at 95% confidence unless the model says otherwise.
export-column-score-high = Score, upper end
export-column-score-high-about = The upper end of that interval.
export-column-strength = Strength
export-column-strength-about = The idea's strength in the Bradley-Terry model, as a natural logarithm. The mean over all ideas is 0.
export-column-se = Standard error
export-column-se-about = How uncertain the strength is: its standard error.
export-column-wins = Wins
export-column-wins-about = Choices in which the idea was chosen.
export-column-losses = Losses
export-column-losses-about = Choices in which the other idea was chosen.
export-column-ties = Ties
export-column-ties-about = Choices answered "both good", "both bad" or "the same".
export-column-win-rate = Win rate
export-column-win-rate-about = 100 × (wins + 1) / (wins + losses + 2). Simple, but it does not ask how strong the other ideas were. The rank does.
export-column-ranking-seq = Last choice
export-column-ranking-seq-about = The number of the last row in the log of choices that this ranking knows.
export-column-model = Model
export-column-model-about = How the ranking was computed.
export-column-tier = Tier
export-column-tier-about = Tier 1 is the ideas that could be first. Each further tier begins at the best place left, with all ideas that could hold it. Empty while an idea has too few choices.

## Ideas
export-column-state = State
export-column-state-about = pending: waits for approval. active: can be voted on. rejected: was not approved. withdrawn: was taken out. linked: is the same as another idea.
export-column-created-at = Written at
export-column-created-at-about = When the idea was written (UTC).
export-column-by = Written by
export-column-by-about = participant or organiser. Never a person's name.
export-column-linked-to = Same as
export-column-linked-to-about = The idea that this one is linked to. Its choices count for that idea.

## Choices
export-column-left = Left idea
export-column-left-about = Identifier of the idea that stood on the left. A linked idea stands here as the one it is linked to.
export-column-right = Right idea
export-column-right-about = Identifier of the idea that stood on the right.
export-column-outcome = Choice
export-column-outcome-about = left or right: that idea was chosen. tie: neither was preferred. skip: the participant could not say.
export-column-voter = Participant
export-column-voter-about = A pseudonym. Empty if the participant has erased what was theirs.
export-column-weight = Weight
export-column-weight-about = How much the choice counts; normally 1.
export-column-time = Time
export-column-time-about = When the choice was made (UTC).
export-column-time-about = The hour in which the vote was given (UTC).
export-column-vote-seq = Number
export-column-vote-seq-about = The number of the choice in the log.
export-column-event = Event
export-column-event-about = Identifier of the event that the participant came through. Empty for the open link.
export-column-reason = Reason
export-column-reason-about = For a tie both_good, both_bad or same; for a skip dont_know or other. Empty if none was given.
export-column-response-ms = Response time
export-column-response-ms-about = Milliseconds between seeing the pair and choosing.
export-column-strategy = Pairing
export-column-strategy-about = How the pair was chosen: uniform (all pairs alike), balanced (ideas with few choices first), top (what tells most on the best ten) or informative (what tells most on the whole order).
export-rewordings-heading = Changed words
export-column-reworded-id-about = What the idea is. Empty where the question changed.
export-column-edit = Kind of change
export-column-edit-about = correction: the same, written better. new_meaning: something else; the choices from before were made with the old words.
export-column-at = Changed at
export-column-at-about = When the words changed (UTC).
export-column-before = Before
export-column-before-about = The words before the change. Empty where they had to be erased, or where the language lacked.
export-column-after = After
export-column-after-about = The words after the change.
export-column-comparisons-about = How often the old words had been compared by then.
export-column-replaced-by = Replaced by
export-column-replaced-by-about = The idea with the new meaning that took its place.
