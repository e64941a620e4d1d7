// Who is signed in. The session itself is a cookie that scripts can't read; here is only what the
// service says of it.
import { api, Problem, type Member } from "./api";

/** `undefined` until the service has said. */
let member = $state<Member | null | undefined>();
/** The session ended while somebody worked: what they wrote is kept for when they are back. */
let lapsed = $state<Member>();

export function currentMember(): Member | null | undefined {
  return member;
}

/** Whose work is on the page, also while they have to sign in again. */
export function worker(): Member | undefined {
  return member ?? lapsed;
}

export async function recall(): Promise<void> {
  try {
    member = await api.me();
  } catch (error) {
    member = null;
    if (!(error instanceof Problem) || error.status !== 401) throw error;
  }
}

export async function signIn(email: string, password: string): Promise<void> {
  enter((await api.signIn(email, password)).member);
}

/** The service opened a session. */
export function enter(who: Member): void {
  member = who;
  lapsed = undefined;
}

export async function signOut(): Promise<void> {
  await api.signOut();
  member = null;
  lapsed = undefined;
}

/** The service no longer knows the session: its time was over, or somebody ended it. */
export function sessionEnded(): void {
  lapsed = member ?? lapsed;
  member = null;
}
