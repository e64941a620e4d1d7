//! Members of a consultation: who they are, inviting them by a link that works once, and sending them away.

use crate::domain::ids::{ConsultationId, MemberId, MemberInvitationId};
use crate::domain::member::{Member, Membership, Part, Place, Role, Who, parse_email};
use crate::domain::participant::GroupQuestion;
use crate::domain::{Code, Error, Micros, Result};
use crate::service::accounts::{Accounts, DAY};
use crate::service::passwords::Line;
use crate::service::{Organiser, groups, passwords, secrets};
use crate::store::member_invitations::NewInvitation;
use crate::store::{self, Conn};

/// An invitation that nobody followed ends after so long.
pub const INVITATION_DAYS: i64 = 14;
/// The most members and invitations of a consultation.
const MEMBERS_MAX: usize = 500;

/// What somebody who follows a link is told before they accept.
#[derive(Clone, Debug)]
pub struct Invited {
    pub email: String,
    pub role: Role,
    /// Somebody signs in with this address already: they show that password, and choose none.
    pub has_account: bool,
}

impl Accounts {
    /// Members, then those who are invited.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn list_members(&self, _by: &Organiser, id: &ConsultationId) -> Result<Vec<Membership>> {
        let id = id.clone();
        Ok(self.db.read(move |conn| all(conn, &id)).await?)
    }

    /// Invites somebody; the token of their link is told once. Inviting them again makes the first link void.
    ///
    /// # Errors
    /// `invalid_field` at `email` or `part.KEY`; `email_taken` for a member of the consultation.
    pub async fn invite_member(
        &self,
        _by: &Organiser,
        id: &ConsultationId,
        email: &str,
        place: Place,
        now: Micros,
    ) -> Result<(Membership, String)> {
        let email = parse_email(email)?;
        let token = secrets::generate(secrets::INVITATION, &mut rand::rng());
        let new = NewInvitation {
            id: MemberInvitationId::new(),
            email: email.clone(),
            place: place.clone(),
            token_hash: secrets::hash(&token),
            created_at: now,
            expires_at: now + INVITATION_DAYS * DAY,
        };
        let membership =
            Membership { who: Who::Invited(new.id.clone(), new.expires_at), email, place, since: now };
        let (id, place) = (id.clone(), membership.place.clone());
        self.db
            .write(move |conn| {
                check_part(&place, &store::group_questions::list(conn, &id)?)?;
                let there = all(conn, &id)?;
                if there.iter().any(|one| matches!(one.who, Who::Member(_)) && one.email == new.email) {
                    let detail = "Somebody with this address is a member of the consultation already.";
                    return Err(Error::field("email", Code::EmailTaken, detail).into());
                }
                if there.len() >= MEMBERS_MAX {
                    let detail = format!("A consultation has at most {MEMBERS_MAX} members.");
                    return Err(Error::new(Code::StateConflict, detail).into());
                }
                store::member_invitations::put(conn, &id, &new)
            })
            .await?;
        Ok((membership, token))
    }

    /// Gives a member another role or part.
    ///
    /// # Errors
    /// `not_found`; `invalid_field` at `part.KEY`; `state_conflict` for the last secretary.
    pub async fn change_member(
        &self,
        _by: &Organiser,
        id: &ConsultationId,
        member: &MemberId,
        role: Option<Role>,
        part: Option<Part>,
    ) -> Result<Membership> {
        let (id, member) = (id.clone(), member.clone());
        let changed = self.db.write(move |conn| {
            let found = member_of(conn, &id, &member)?;
            let role = role.unwrap_or(found.place.role);
            // A part goes with the role that has one.
            let kept = if role == Role::Contact { found.place.part.clone() } else { Part::new() };
            let place = Place { role, part: part.unwrap_or(kept) };
            check_part(&place, &store::group_questions::list(conn, &id)?)?;
            if place.role != Role::Secretary {
                must_leave_a_secretary(conn, &id, &member)?;
            }
            store::roles::update(conn, &id, &member, &place)?;
            Ok(Membership { place, ..found })
        });
        let changed = changed.await?;
        self.tell();
        Ok(changed)
    }

    /// Sends a member away, or takes an invitation back: it holds from the next call on.
    ///
    /// # Errors
    /// `not_found`; `state_conflict` for the last secretary.
    pub async fn remove_member(&self, _by: &Organiser, id: &ConsultationId, who: Who) -> Result<()> {
        let id = id.clone();
        let removed = self.db.write(move |conn| match who {
            Who::Member(member) => {
                must_leave_a_secretary(conn, &id, &member)?;
                store::roles::delete(conn, &id, &member)
            }
            Who::Invited(invitation, _) => store::member_invitations::delete(conn, &id, &invitation),
        });
        let removed = removed.await?;
        self.tell();
        if removed { Ok(()) } else { Err(Error::not_found("member")) }
    }

    /// What an invitation's link leads to.
    ///
    /// # Errors
    /// `invitation_invalid`.
    pub async fn read_invitation(&self, id: &ConsultationId, token: &str, now: Micros) -> Result<Invited> {
        let invitation = self.invitation(id, token, now).await?;
        let email = invitation.email.clone();
        let found = self.db.read(move |conn| store::members::find_by_email(conn, &email)).await?;
        let (email, role) = (invitation.email, invitation.place.role);
        Ok(Invited { email, role, has_account: found.is_some() })
    }

    /// Accepts an invitation and signs in: who has an account shows its password, anybody else chooses one.
    ///
    /// # Errors
    /// `invitation_invalid`; `wrong_credentials`; `password_weak`.
    pub async fn accept_invitation(
        &self,
        id: &ConsultationId,
        token: &str,
        password: &str,
        now: Micros,
    ) -> Result<(String, Member)> {
        let invitation = self.invitation(id, token, now).await?;
        let email = invitation.email.clone();
        let asked = email.clone();
        let found = self.db.read(move |conn| store::members::find_by_email(conn, &asked)).await?;
        let new = if let Some((account, hash)) = found {
            let fits = self.hashing.verify(Line::Open, password, Some(hash)).await?;
            if !fits || account.disabled_at.is_some() {
                let detail = "This is not the password that goes with the address.";
                return Err(Error::field("password", Code::WrongCredentials, detail));
            }
            None
        } else {
            passwords::check(password, &email)?;
            let member = Member { id: MemberId::new(), email: email.clone(), admin: false, created_at: now };
            Some((member, self.hashing.hash(password).await?))
        };
        let id = id.clone();
        self.db
            .write(move |conn| {
                let Who::Invited(which, _) = &invitation.who else { return Err(void().into()) };
                if !store::member_invitations::delete(conn, &id, which)? {
                    return Err(void().into());
                }
                let member = match new {
                    Some((member, hash)) => {
                        store::members::insert(conn, &member, &hash)?;
                        member
                    }
                    None => {
                        store::members::find_by_email(conn, &invitation.email)?.ok_or_else(void)?.0.member
                    }
                };
                if store::roles::update(conn, &id, &member.id, &invitation.place)? {
                    return Ok(());
                }
                store::roles::insert(conn, &id, &member.id, &invitation.place, now)
            })
            .await?;
        self.sign_in(&email, password, now).await
    }

    async fn invitation(&self, id: &ConsultationId, token: &str, now: Micros) -> Result<Membership> {
        let (id, hash) = (id.clone(), secrets::hash(token));
        let found = self.db.read(move |conn| store::member_invitations::find(conn, &id, &hash)).await?;
        found.filter(|of| matches!(of.who, Who::Invited(_, ends) if now < ends)).ok_or_else(void)
    }
}

/// The answer to a link that leads nowhere, the same whether or not there is such a consultation.
pub fn void() -> Error {
    let detail = "This invitation was used or taken back, or it has ended; ask for a new one.";
    Error::new(Code::InvitationInvalid, detail)
}

fn all(conn: &mut Conn, id: &ConsultationId) -> store::Result<Vec<Membership>> {
    let mut all = store::roles::list(conn, id)?;
    all.extend(store::member_invitations::list(conn, id)?);
    Ok(all)
}

fn member_of(conn: &mut Conn, id: &ConsultationId, member: &MemberId) -> store::Result<Membership> {
    let found = store::roles::list(conn, id)?.into_iter().find(|one| one.who == Who::Member(member.clone()));
    found.ok_or_else(|| Error::not_found("member").into())
}

/// Somebody must be left who can run the consultation.
fn must_leave_a_secretary(conn: &mut Conn, id: &ConsultationId, member: &MemberId) -> store::Result<()> {
    let members = store::roles::list(conn, id)?;
    let is_secretary = |one: &&Membership| one.place.role == Role::Secretary;
    let mut secretaries = members.iter().filter(is_secretary);
    if secretaries.clone().count() == 1 && secretaries.any(|one| one.who == Who::Member(member.clone())) {
        let detail = "This is the last secretary: make somebody else secretary first.";
        return Err(Error::new(Code::StateConflict, detail).into());
    }
    Ok(())
}

/// A part is a contact person's, and of groups that there are.
fn check_part(place: &Place, questions: &[GroupQuestion]) -> Result<()> {
    if place.role != Role::Contact && !place.part.is_empty() {
        let detail = "Only a contact person has a part.";
        return Err(Error::field("part", Code::InvalidField, detail));
    }
    groups::answers_at("part", questions, place.part.clone()).map(|_| ())
}
