//! The domain's words as schemas: what stands in `enum` of the OpenAPI document. The domain itself knows
//! nothing of OpenAPI; a test holds the two together.

use std::borrow::Cow;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

macro_rules! words {
    ($($name:ident, $about:literal, [$($word:literal),+];)*) => {$(
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .description(Some($about))
                    .enum_values(Some([$($word),+]))
                    .into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    )*};
}

words! {
    State, "What an organiser has made of the consultation.", ["draft", "open", "closed", "archived"];
    Phase, "What is possible now: the state with opening and closing times applied.",
        ["draft", "scheduled", "open", "closed", "archived"];
    ResultsRule, "Who sees results when: `always` everybody at once; `after_round` a participant after their own \
        round, everybody after closing; `closed` everybody after closing; `members` the consultation's members only.",
        ["always", "after_round", "closed", "members"];
    Entry, "How people come in: `open` with the address alone, `codes` with a code that works once.",
        ["open", "codes"];
    Strategy, "How pairs are chosen: `uniform` every pair alike; `balanced` the idea shown least against one near it; \
        `top` what tells most on the best ten; `informative` what tells most on the whole order.", ["uniform", "balanced", "top", "informative"];
    IdeaState, "Where an idea stands. Only `active` ones are listed and compared; a `linked` one is a duplicate \
        whose votes count for its target.",
        ["pending", "active", "rejected", "withdrawn", "linked"];
    EditKind, "What a change of words is that have been compared: a `correction` says the same, written better; a \
        `new_meaning` says something else.", ["correction", "new_meaning"];
    Outcome, "The answer to a pair.", ["left", "right", "tie", "skip"];
    Reason, "Why nothing was preferred: `both_good`, `both_bad` or `same` with a tie, `dont_know` or `other` \
        with a skip.", ["both_good", "both_bad", "same", "dont_know", "other"];
    Role, "What a member is in a consultation: the secretary runs it, coordinators adopt guidelines, preparers write \
        them, contact persons invite the people of their part, experts read and comment.",
        ["secretary", "coordinator", "preparer", "contact", "expert"];
    Act, "Something that members do in a consultation; docs/roles.md has the table.",
        ["know", "read", "comment", "draft", "adopt", "invite", "run"];
    EntryKind, "A phase lasts a while; a milestone is a day that matters.", ["phase", "milestone"];
    DecisionOutcome, "What became of an idea.", ["taken", "in_part", "not_taken"];
    GuidelineState, "`draft → proposed → adopted`, or `dropped`. Coordinators alone adopt.",
        ["draft", "proposed", "adopted", "dropped"];
    Scope, "What a key may be used for: whatever its member may read, or change.", ["read", "write"];
}

/// A text in one language or more.
pub struct Texts;

impl PartialSchema for Texts {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some("A text in one language or more, by language tag."))
            .additional_properties(Some(AdditionalProperties::RefOr(
                ObjectBuilder::new().schema_type(Type::String).into(),
            )))
            .examples([serde_json::json!({"fi": "Junat", "sv": "Tågen", "en": "The trains"})])
            .into()
    }
}

impl ToSchema for Texts {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Texts")
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::access::Act;
    use crate::domain::consultation::{Entry, Phase, ResultsRule, State};
    use crate::domain::guideline::GuidelineState;
    use crate::domain::idea::IdeaState;
    use crate::domain::member::{Role, Scope};
    use crate::domain::process::{DecisionOutcome, EntryKind};
    use crate::domain::vote::{Outcome, Reason, Strategy};
    use serde::de::DeserializeOwned;
    use utoipa::PartialSchema;

    /// Every word of the schema is one of the domain's, and a word that is none is refused.
    fn same<D: DeserializeOwned, S: PartialSchema>(count: usize) {
        let schema = serde_json::to_value(S::schema()).unwrap();
        let words = schema["enum"].as_array().unwrap();
        assert_eq!(words.len(), count, "{words:?}");
        for word in words {
            assert!(serde_json::from_value::<D>(word.clone()).is_ok(), "{word}");
        }
        assert!(serde_json::from_value::<D>("no such word".into()).is_err());
    }

    #[test]
    fn schemas_have_the_domains_words() {
        same::<State, super::State>(4);
        same::<Phase, super::Phase>(5);
        same::<ResultsRule, super::ResultsRule>(4);
        same::<Entry, super::Entry>(2);
        same::<Strategy, super::Strategy>(4);
        same::<IdeaState, super::IdeaState>(5);
        same::<Outcome, super::Outcome>(4);
        same::<Reason, super::Reason>(5);
        same::<EntryKind, super::EntryKind>(2);
        same::<DecisionOutcome, super::DecisionOutcome>(3);
        same::<GuidelineState, super::GuidelineState>(4);
        same::<Role, super::Role>(5);
        same::<Act, super::Act>(7);
        same::<Scope, super::Scope>(2);
    }
}
