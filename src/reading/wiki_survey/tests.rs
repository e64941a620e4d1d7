//! Faults of a wiki survey's files, each at its place. What a whole export gives is told in `tests/files`.

use super::{File, WikiSurvey, read};
use crate::domain::vote::{Outcome, Reason};
use crate::reading::ReadError;

const IDEAS: &str = "Idea ID,Idea Text,Wins,Losses,User Submitted,Created at,Active\n\
                     1,Juna,1,0,FALSE,2026-02-03 09:00:00 UTC,TRUE\n\
                     2,\"Tåg,\n<b>ofta</b>\",0,1,TRUE,2026-02-03 09:00:00 UTC,FALSE\n";
const VOTES: &str = "Session ID,Winner ID,Loser ID,Left Choice ID,Right Choice ID,Created at,Response Time (s),Valid,Hashed IP Address\n\
                     71,1,2,2,1,2026-02-03 09:00:17 UTC,3.625,TRUE,abc\n";
const NONVOTES: &str = "Record Type\tSession ID\tLeft Choice ID\tRight Choice ID\tReason\tCreated at\tResponse Time (s)\tValid\n\
                        Skip\t72\t1\t2\tboth_same\t2026-02-03 09:00:01 UTC\tNA\tTRUE\n\
                        Bounce\t73\t1\t2\tNA\t2026-02-03 09:00:01 UTC\tNA\tTRUE\n";

fn survey(ideas: &str, votes: &str, nonvotes: &str) -> Result<WikiSurvey, ReadError> {
    let file = |name, text: &str| (name, text.as_bytes().to_vec());
    let [ideas, votes, nonvotes] = [file("i.csv", ideas), file("v.csv", votes), file("n.csv", nonvotes)];
    read(
        File { name: ideas.0, bytes: &ideas.1 },
        File { name: votes.0, bytes: &votes.1 },
        File { name: nonvotes.0, bytes: &nonvotes.1 },
    )
}

#[test]
fn three_files_make_a_survey() {
    let survey = survey(IDEAS, VOTES, NONVOTES).unwrap();
    let texts: Vec<_> =
        survey.ideas.iter().map(|idea| (idea.text.as_str(), idea.user_submitted, idea.active)).collect();
    assert_eq!(texts, [("Juna", false, true), ("Tåg, <b>ofta</b>", true, false)]);
    let [tie, vote] = &survey.votes[..] else { panic!("{:?}", survey.votes) };
    assert_eq!((tie.answer.outcome, tie.answer.reason), (Outcome::Tie, Some(Reason::Same)), "earlier first");
    assert_eq!(tie.response_ms, None);
    assert_eq!((vote.left, vote.right, vote.answer.outcome), (1, 0, Outcome::Right));
    assert_eq!((vote.voter.as_str(), vote.time, vote.response_ms), ("71", 1_770_109_217_000_000, Some(3625)));
    let summary = &survey.summary;
    assert_eq!((summary.ideas, summary.valid_votes, summary.ties, summary.bounces), (2, 1, 1, 1));
    assert_eq!((summary.voters, summary.other_counts), (2, 0));
}

#[test]
fn counts_that_are_not_the_exports_are_told() {
    let ideas = IDEAS.replace("Juna,1,0", "Juna,2,0");
    assert_eq!(survey(&ideas, VOTES, NONVOTES).unwrap().summary.other_counts, 1);
}

#[test]
fn what_is_not_said_is_not_needed() {
    let ideas =
        "Idea ID,Idea Text,Created at\n1,Juna,2026-02-03 09:00:00 UTC\n2,Tåg,2026-02-03 09:00:00 UTC\n";
    let survey = survey(ideas, VOTES, NONVOTES).unwrap();
    assert!(survey.ideas.iter().all(|idea| idea.active && !idea.user_submitted));
    assert_eq!(survey.summary.other_counts, 0);
}

#[test]
fn faults_are_named_by_file_line_and_column() {
    let swap = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from));
        text.replacen(from, to, 1)
    };
    let ideas = |from, to| survey(&swap(IDEAS, from, to), VOTES, NONVOTES).unwrap_err().to_string();
    let votes = |from, to| survey(IDEAS, &swap(VOTES, from, to), NONVOTES).unwrap_err().to_string();
    let nonvotes = |from, to| survey(IDEAS, VOTES, &swap(NONVOTES, from, to)).unwrap_err().to_string();
    for (message, expected) in [
        (ideas("\n2,", "\n1,"), "i.csv:3: column 1 (Idea ID): the idea “1” stands in line 2 already"),
        (ideas("\n1,", "\n,"), "i.csv:2: column 1 (Idea ID): the id is empty"),
        (ideas("Juna", " "), "i.csv:2: column 2 (Idea Text): The idea has no text."),
        (ideas("TRUE\n2", "yes\n2"), "i.csv:2: column 7 (Active): “yes” is neither TRUE nor FALSE"),
        (
            votes("71,1,2", "71,3,2"),
            "v.csv:2: column 2 (Winner ID): the idea “3” is not in the file of ideas",
        ),
        (
            votes("71,1,2,2,1", "71,1,2,2,2"),
            "v.csv:2: column 5 (Right Choice ID): the idea “2” stands against itself",
        ),
        (
            votes("71,1,2", "71,1,1"),
            "v.csv:2: column 3 (Loser ID): the loser is not the other idea of the pair",
        ),
        (votes("\n71,", "\n,"), "v.csv:2: column 1 (Session ID): the session is empty"),
        (votes("3.625", "fast"), "v.csv:2: column 7 (Response Time (s)): “fast” is no number of seconds"),
        (
            votes("09:00:17 UTC", "9:00"),
            "v.csv:2: column 6 (Created at): “2026-02-03 9:00” is no moment: \
             write 2026-02-03T09:00:17Z or 2026-02-03 09:00:17 UTC",
        ),
        (nonvotes("both_same", "both"), "n.csv:2: column 5 (Reason): the reason “both” is not known"),
        (
            nonvotes("Bounce", "Leave"),
            "n.csv:3: column 1 (Record Type): the record type “Leave” is not known: \
             Skip, Bounce or Stopped_Voting_Or_Skipping",
        ),
    ] {
        assert_eq!(message, expected);
    }
    assert!(votes("Valid", "Walid").starts_with("v.csv:1: the column “Valid” is missing"));
}

#[test]
fn a_winner_from_elsewhere_is_refused() {
    let ideas = format!("{IDEAS}3,Buss,0,0,FALSE,2026-02-03 09:00:00 UTC,TRUE\n");
    let votes = VOTES.replace("71,1,2,2,1", "71,3,2,2,1");
    let message = survey(&ideas, &votes, NONVOTES).unwrap_err().to_string();
    assert_eq!(message, "v.csv:2: column 2 (Winner ID): the winner stood on neither side");
}

#[test]
fn a_response_time_before_the_pair_was_seen_is_none() {
    for (text, expected) in [("-2.5", None), ("", None), ("0.0004", Some(0)), ("5658.337", Some(5_658_337))] {
        let survey = survey(IDEAS, &VOTES.replace("3.625", text), NONVOTES).unwrap();
        assert_eq!(survey.votes[1].response_ms, expected, "{text}");
    }
}

#[test]
fn a_skip_may_have_no_reason() {
    let survey = survey(IDEAS, VOTES, &NONVOTES.replace("both_same", "NA")).unwrap();
    assert_eq!((survey.votes[0].answer.outcome, survey.votes[0].answer.reason), (Outcome::Skip, None));
}
