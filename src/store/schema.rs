//! The tables as diesel sees them, the same for both databases. `tests` hold them together with the migrations.

diesel::table! {
    signing_keys (id) { id -> Text, secret -> Binary, created_at -> BigInt, ends_at -> Nullable<BigInt>, }
}
diesel::table! {
    members (id) {
        id -> Text, email -> Text, password_hash -> Text, admin -> Bool, created_at -> BigInt,
        removed_at -> Nullable<BigInt>, disabled_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    sessions (token_hash) {
        token_hash -> Binary, member_id -> Text, created_at -> BigInt, used_at -> BigInt, expires_at -> BigInt,
    }
}
diesel::table! {
    api_keys (id) {
        id -> Text, member_id -> Text, name -> Text, token_hash -> Binary, scopes -> Text, created_at -> BigInt,
        expires_at -> BigInt, removed_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    feedback (id) { id -> Text, page -> Text, text -> Text, reply_to -> Nullable<Text>, created_at -> BigInt, }
}
diesel::table! {
    slugs (slug) { slug -> Text, consultation_id -> Text, }
}
diesel::table! {
    codes (code_hash) { code_hash -> Binary, consultation_id -> Text, invitation_id -> Text, used -> Bool, }
}
diesel::table! {
    consultations (id) {
        id -> Text, slug -> Text, state -> Text, question -> Text, intro -> Text, owner -> Text, languages -> Text,
        results -> Text, strategy -> Text, entry -> Text, opens_at -> Nullable<BigInt>,
        closes_at -> Nullable<BigInt>, zone -> Text, round_pairs -> Integer, minimum_comparisons -> Integer,
        retention_days -> Nullable<Integer>, simulated -> Bool, version -> BigInt, created_at -> BigInt,
        updated_at -> BigInt, voter_cap -> Nullable<Integer>,
    }
}
diesel::table! {
    roles (consultation_id, member_id) {
        consultation_id -> Text, member_id -> Text, role -> Text, part -> Text, since -> BigInt,
    }
}
diesel::table! {
    member_invitations (consultation_id, id) {
        consultation_id -> Text, id -> Text, email -> Text, role -> Text, part -> Text, token_hash -> Binary,
        created_at -> BigInt, expires_at -> BigInt,
    }
}
diesel::table! {
    invitations (consultation_id, id) {
        consultation_id -> Text, id -> Text, name -> Text, codes -> Integer, created_at -> BigInt, groups -> Text,
        event_id -> Nullable<Text>, link -> Bool, member_id -> Nullable<Text>,
    }
}
diesel::table! {
    ideas (consultation_id, id) {
        consultation_id -> Text, id -> Text, state -> Text, texts -> Text, linked_to -> Nullable<Text>,
        participant_id -> Nullable<Text>, member_id -> Nullable<Text>, reason -> Nullable<Text>, salt -> Binary,
        created_at -> BigInt, decided_at -> Nullable<BigInt>, replaced_by -> Nullable<Text>,
    }
}
diesel::table! {
    rewordings (consultation_id, subject, seq) {
        consultation_id -> Text, subject -> Text, seq -> BigInt, kind -> Text, before -> Text, after -> Text,
        changed -> Double, comparisons -> BigInt, made_at -> BigInt,
    }
}
diesel::table! {
    idea_keys (consultation_id, lang, same_key) {
        consultation_id -> Text, lang -> Text, same_key -> Text, idea_id -> Text,
    }
}
diesel::table! {
    group_questions (consultation_id, key) {
        consultation_id -> Text, key -> Text, position -> Integer, question -> Text, choices -> Text,
    }
}
diesel::table! {
    participants (consultation_id, id) {
        consultation_id -> Text, id -> Text, language -> Nullable<Text>, event_id -> Nullable<Text>,
        groups -> Text, open_pairs -> Text, joined_at -> BigInt, invitation_id -> Nullable<Text>,
        way -> Nullable<Text>, place -> Nullable<BigInt>,
    }
}
diesel::table! {
    log (consultation_id, seq) {
        consultation_id -> Text, seq -> BigInt, kind -> Text, left_idea -> Nullable<Text>,
        right_idea -> Nullable<Text>, outcome -> Nullable<Text>, counted -> Nullable<Bool>,
        weight -> Nullable<Double>, supersedes -> Nullable<BigInt>, body -> Nullable<Text>, commitment -> Binary,
        hash -> Binary, pair_id -> Nullable<Text>, participant_id -> Nullable<Text>, member_id -> Nullable<Text>,
        event_id -> Nullable<Text>, strategy -> Nullable<Text>, reason -> Nullable<Text>,
        response_ms -> Nullable<BigInt>, time -> Nullable<BigInt>, salt -> Nullable<Binary>,
    }
}
diesel::table! {
    log_heads (consultation_id) {
        consultation_id -> Text, seq -> BigInt, hash -> Binary, erasures -> BigInt,
    }
}
diesel::table! {
    cell_secrets (consultation_id) { consultation_id -> Text, secret -> Binary, made_at -> BigInt, }
}
diesel::table! {
    group_releases (consultation_id, question, seq) {
        consultation_id -> Text, question -> Text, seq -> BigInt, guard -> Text, body -> Text, made_at -> BigInt,
    }
}
diesel::table! {
    snapshots (consultation_id, id) {
        consultation_id -> Text, id -> Text, seq -> BigInt, hash -> Binary, body -> Text, made_at -> BigInt,
    }
}
diesel::table! {
    set_asides (consultation_id, id) {
        consultation_id -> Text, id -> Text, seq -> BigInt, back_seq -> Nullable<BigInt>,
        reason -> Text, salt -> Binary, votes -> Text, participants -> BigInt, made_at -> BigInt,
        back_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    events (consultation_id, id) {
        consultation_id -> Text, id -> Text, name -> Text, place -> Text, starts_at -> BigInt, ends_at -> BigInt,
        zone -> Text, languages -> Text, code -> Text, revealed -> Bool, version -> BigInt, created_at -> BigInt,
    }
}
diesel::table! {
    join_codes (code) { code -> Text, consultation_id -> Text, event_id -> Text, }
}
diesel::table! {
    documents (consultation_id, id) {
        consultation_id -> Text, id -> Text, kind -> Text, position -> BigInt, body -> Text, version -> BigInt,
        created_at -> BigInt, updated_at -> BigInt,
    }
}
diesel::table! {
    document_versions (consultation_id, document_id, version) {
        consultation_id -> Text, document_id -> Text, version -> BigInt, body -> Text, member_id -> Text,
        made_at -> BigInt,
    }
}
diesel::table! {
    comments (consultation_id, id) {
        consultation_id -> Text, id -> Text, document_id -> Text, thread_id -> Nullable<Text>, member_id -> Text,
        text -> Text, made_at -> BigInt, resolved_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    saved_tallies (consultation_id) { consultation_id -> Text, seq -> BigInt, hash -> Binary, body -> Text, }
}

diesel::allow_tables_to_appear_in_same_query!(
    consultations,
    log_heads,
    roles,
    slugs,
    ideas,
    members,
    sessions,
    api_keys,
    comments,
    participants
);
