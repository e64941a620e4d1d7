// Who is signed in. The session itself is a cookie that scripts can't read; here is only what the
// service says of it.
import { api, Problem, type Member } from "./api";

/** `undefined` until the service has said. */
let member = $state<Member | null | undefined>();

export function currentMember(): Member | null | undefined {
  return member;
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
  member = (await api.signIn(email, password)).member;
}

export async function signOut(): Promise<void> {
  await api.signOut();
  member = null;
}

/** The service no longer knows the session: its time was over, or somebody ended it. */
export function sessionEnded(): void {
  member = null;
}
