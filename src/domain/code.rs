//! The catalogue of error codes: one table of code, HTTP status and English title.
//!
//! Codes are part of the contract with programs: they are added to, never renamed. The interface translates
//! them by the message `error-<code with dashes>`.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident, $code:literal, $status:literal, $title:literal;)*) => {
        /// A stable code of an error, as it stands in `code` of the problem details.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The word that programs see.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            /// The HTTP status that answers with it.
            pub const fn status(self) -> u16 {
                match self { $(Code::$name => $status,)* }
            }

            /// A short English title, the same for every occurrence.
            pub const fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }
        }
    };
}

codes! {
    // What was sent
    InvalidJson, "invalid_json", 400, "The body is not valid JSON";
    InvalidQuery, "invalid_query", 400, "A parameter of the address is not valid";
    InvalidPath, "invalid_path", 400, "A part of the address is not valid";
    InvalidForm, "invalid_form", 400, "The form could not be read";
    InvalidCursor, "invalid_cursor", 400, "The cursor is not one that this list gave";
    UnsupportedMediaType, "unsupported_media_type", 415, "The content type is not understood here";
    BodyTooLarge, "body_too_large", 413, "The body is too large";
    BodyTimeout, "body_timeout", 408, "The body did not arrive in time";
    UriTooLong, "uri_too_long", 414, "The address is too long";
    /// Fields are named in `errors`.
    InvalidField, "invalid_field", 422, "A field is not valid";
    BatchTooLarge, "batch_too_large", 422, "Too many things in one call";
    // What was asked for
    NotFound, "not_found", 404, "There is nothing here";
    MethodNotAllowed, "method_not_allowed", 405, "This method is not allowed here";
    NotAcceptable, "not_acceptable", 406, "That form is not offered";
    // Who asks
    SignInRequired, "sign_in_required", 401, "A sign-in or a key is needed";
    ParticipantRequired, "participant_required", 401, "A participant's token is needed";
    TokenInvalid, "token_invalid", 401, "The token is not valid";
    WrongCredentials, "wrong_credentials", 401, "E-mail address or password is wrong";
    Forbidden, "forbidden", 403, "Your role does not allow this";
    ScopeMissing, "scope_missing", 403, "The key's scopes do not allow this";
    /// A key does not manage accounts: only somebody who signed in does.
    SessionRequired, "session_required", 403, "A key may not do this; sign in";
    CsrfFailed, "csrf_failed", 403, "The form was not sent from this site's own page";
    ResultsWithheld, "results_withheld", 403, "Results are not shown to you now";
    // Consultations
    SlugTaken, "slug_taken", 409, "The address is in use";
    StateConflict, "state_conflict", 409, "The consultation's state does not allow this";
    NotOpen, "not_open", 409, "The consultation is not open";
    NotOpenYet, "not_open_yet", 409, "The consultation has not opened yet";
    Closed, "closed", 409, "The consultation is closed";
    /// What points at it is named in the detail.
    InUse, "in_use", 409, "Other things point at it";
    /// What lacks is named in `errors`.
    NotReady, "not_ready", 422, "Something lacks before this can be done";
    PreconditionFailed, "precondition_failed", 412, "It was changed in the meantime";
    // Joining
    CodeRequired, "code_required", 403, "A code is needed to take part";
    CodeUnknown, "code_unknown", 403, "The code is not known";
    CodeUsed, "code_used", 403, "The code has been used";
    EventNotBegun, "event_not_begun", 403, "The event has not begun";
    EventOver, "event_over", 403, "The event is over";
    /// The work stands in `proof`.
    ProofRequired, "proof_required", 429, "Many joined from your network: a proof of work is needed";
    // Pairs and votes
    PairInvalid, "pair_invalid", 422, "The pair's token is not valid";
    PairExpired, "pair_expired", 422, "The pair's token has expired";
    PairForeign, "pair_foreign", 422, "The pair belongs to somebody else";
    PairOtherConsultation, "pair_other_consultation", 422, "The pair belongs to another consultation";
    PairTakenBack, "pair_taken_back", 422, "The answer to this pair was taken back";
    PairNotOpen, "pair_not_open", 422, "The pair is no longer open";
    PairOutOfOrder, "pair_out_of_order", 422, "Pairs that were served before have no answer yet";
    OutcomeInvalid, "outcome_invalid", 422, "The outcome or its reason is not known";
    VoteNotFound, "vote_not_found", 404, "There is no such vote of yours";
    // Ideas
    IdeaEmpty, "idea_empty", 422, "The idea has no text";
    IdeaTooLong, "idea_too_long", 422, "The idea is too long";
    IdeaControlCharacter, "idea_control_character", 422, "The idea holds a control character";
    IdeaDuplicate, "idea_duplicate", 409, "The same idea is there already";
    IdeaStateConflict, "idea_state_conflict", 409, "The idea's state does not allow this";
    /// What is asked stands in `edit`.
    EditKindRequired, "edit_kind_required", 409, "Say whether this is a correction or a new meaning";
    TooManyEdits, "too_many_edits", 409, "These words have been changed too often";
    TooManyIdeas, "too_many_ideas", 429, "Too many ideas wait for approval";
    // Members
    EmailTaken, "email_taken", 409, "A member with this address is there already";
    PasswordWeak, "password_weak", 422, "The password is too short or too common";
    /// It takes the old one.
    OwnPassword, "own_password", 409, "Your own password is changed with the old one";
    LastAdministrator, "last_administrator", 409, "Somebody must be left who runs the installation";
    InvitationInvalid, "invitation_invalid", 403, "The invitation works no more";
    // Limits and faults
    /// What to set is in the detail.
    PublicUrlMissing, "public_url_missing", 409, "The installation does not know its own address";
    RateLimited, "rate_limited", 429, "Too many calls";
    TooManyStreams, "too_many_streams", 503, "Too many open streams";
    Busy, "busy", 503, "The service is busy; try again";
    Timeout, "timeout", 503, "The answer took too long; try again";
    StorageUnavailable, "storage_unavailable", 503, "The database does not answer; nothing was recorded";
    StorageFull, "storage_full", 507, "The disk is full; nothing was recorded";
    RankingUnavailable, "ranking_unavailable", 422, "No ranking can be computed";
    Internal, "internal", 500, "Something went wrong here";
}

impl Code {
    /// The code of a word, if there is one.
    pub fn parse(word: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|c| c.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_distinct_and_found_again() {
        for &code in Code::ALL {
            assert_eq!(Code::parse(code.as_str()), Some(code));
            assert!((400..=599).contains(&code.status()), "{code:?}");
        }
    }
}
