//! Every call of the API, by who makes it. What a call takes, answers and refuses stands with its handler.

use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    certainty, changes, comparisons, consultations, docs, events, exports, feedback, groups, ideas,
    invitations, keys, log, members, membership, pairs, participants, plan, ranking, sessions, set_asides,
    snapshots, votes,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        // Participants: tried first, as they call most
        .service(votes::cast_votes)
        .service(pairs::serve_pairs)
        .service(participants::join)
        .service(participants::get_me)
        .service(participants::erase_me)
        .service(votes::undo_vote)
        .service(ideas::propose_idea)
        // Whoever opens a consultation
        .service(consultations::list_consultations)
        .service(consultations::get_consultation)
        .service(ideas::list_ideas)
        .service(ideas::get_idea)
        .service(ranking::get_ranking)
        .service(certainty::get_certainty)
        .service(comparisons::get_comparisons)
        .service(groups::list_questions)
        .service(groups::get_question)
        .service(groups::get_group_results)
        .service(events::list_events)
        .service(events::get_event)
        .service(snapshots::list_snapshots)
        .service(snapshots::get_snapshot)
        .service(set_asides::list_set_asides)
        .service(changes::follow_changes)
        .service(exports::export_file)
        .service(log::read_log)
        // Organisers
        .service(consultations::create_consultation)
        .service(consultations::change_consultation)
        .service(plan::get_plan)
        .service(ideas::moderate_idea)
        .service(invitations::list_invitations)
        .service(invitations::create_invitation)
        .service(invitations::revoke_invitation)
        .service(membership::list_members)
        .service(membership::invite_member)
        .service(membership::get_membership)
        .service(membership::change_membership)
        .service(membership::remove_membership)
        .service(events::draw_code)
        .service(events::create_event)
        .service(events::change_event)
        .service(events::remove_event)
        .service(groups::add_question)
        .service(groups::change_question)
        .service(groups::remove_question)
        .service(snapshots::make_snapshot)
        .service(set_asides::set_aside)
        .service(set_asides::put_back)
        // Members and their programs
        .service(sessions::sign_in)
        .service(sessions::sign_out)
        .service(members::get_member)
        .service(members::change_password)
        .service(membership::read_invitation)
        .service(membership::accept_invitation)
        .service(keys::list_keys)
        .service(keys::create_key)
        .service(keys::remove_key)
        // Operators
        .service(feedback::leave_feedback)
        .service(feedback::list_feedback)
        .service(docs::get_openapi);
}
