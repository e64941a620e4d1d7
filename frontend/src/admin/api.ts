// Every call that the application makes. A refusal is thrown as a `Problem` with the stable code of
// the API's table of errors.

export type Texts = Record<string, string>;
export type State = "draft" | "open" | "closed" | "archived";
export type ResultsRule = "always" | "after_round" | "closed" | "members";
export type Entry = "open" | "codes";
export type IdeaState = "pending" | "active" | "rejected" | "withdrawn" | "linked";
export type Method = "bradley_terry" | "elo" | "win_rate";
export type Scope = "read" | "write";

export interface Member {
  id: string;
  email: string;
  admin: boolean;
}

export interface Counts {
  ideas: number;
  pending: number;
  participants: number;
  votes: number;
}

export interface Settings {
  slug: string;
  question: Texts;
  intro: Texts;
  owner: Texts;
  languages: string[];
  results: ResultsRule;
  entry: Entry;
  opens_at: string | null;
  closes_at: string | null;
  zone: string;
  round_pairs: number;
  minimum_comparisons: number;
  retention_days: number | null;
}

export interface Consultation extends Settings {
  id: string;
  state: State;
  counts: Counts;
  simulated: boolean;
}

export interface Idea {
  id: string;
  state: IdeaState;
  texts: Texts;
  linked_to: string | null;
  reason: string | null;
  created_at: string;
}

export interface RankedItem {
  id: string;
  text: string;
  lang: string;
  rank: number | null;
  rank_low: number | null;
  rank_high: number | null;
  score: number | null;
  score_low: number | null;
  score_high: number | null;
  wins: number;
  losses: number;
  ties: number;
  votes: number;
}

export interface Ranking {
  items: RankedItem[];
  seq: number;
  votes: number;
  participants: number;
  simulated: boolean;
}

export interface Invitation {
  id: string;
  name: string;
  /** How many codes were made, and how many of them were used. */
  codes: number;
  used: number;
  created_at: string;
}

export interface Key {
  id: string;
  name: string;
  scopes: Scope[];
  ends_at: string | null;
  created_at: string;
}

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

/** A refusal of the API, or that it could not be reached (`offline`). */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    detail: string,
    readonly fields: FieldProblem[] = [],
    /** The id of what is in the way, where there is one. */
    readonly other: string | null = null,
    /** Seconds after which another try may succeed. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail);
  }
}

const BASE = "/api/v1";

async function call<Answer>(method: string, address: string, body?: unknown): Promise<Answer> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  // Other sites' pages can't set it: the service knows by it that the call comes from here.
  if (method !== "GET") headers["x-parvis-csrf"] = "1";
  const response = await fetch(BASE + address, { method, headers, body: body === undefined ? null : JSON.stringify(body) }).catch(
    () => {
      throw new Problem("offline", 0, "The service could not be reached.");
    },
  );
  if (!response.ok) throw await problem(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function problem(response: Response): Promise<Problem> {
  const told = await response.json().catch(() => ({}));
  const retryAfter = Number(response.headers.get("retry-after")) || null;
  const detail = told.detail ?? told.title ?? response.statusText;
  return new Problem(told.code ?? "internal", response.status, detail, told.errors ?? [], told.other ?? null, retryAfter);
}

function query(values: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : "";
}

const at = (consultation: string) => `/consultations/${encodeURIComponent(consultation)}`;

export const api = {
  signIn: (email: string, password: string) => call<{ member: Member }>("POST", "/sessions", { email, password }),
  signOut: () => call<void>("DELETE", "/sessions/current"),
  me: () => call<Member>("GET", "/members/me"),

  consultations: (cursor?: string | null) => call<Page<Consultation>>("GET", `/consultations${query({ limit: 100, cursor })}`),
  consultation: (c: string) => call<Consultation>("GET", at(c)),
  createConsultation: (settings: Partial<Settings>) => call<Consultation>("POST", "/consultations", settings),
  changeConsultation: (c: string, patch: Partial<Settings> & { state?: State }) =>
    call<Consultation>("PATCH", at(c), patch),

  ideas: (c: string, wish: { state?: string; q?: string; lacking?: string; limit?: number; cursor?: string | null } = {}) =>
    call<Page<Idea>>("GET", `${at(c)}/ideas${query({ limit: 50, ...wish })}`),
  idea: (c: string, id: string) => call<Idea>("GET", `${at(c)}/ideas/${id}`),
  propose: (c: string, texts: Texts) => call<Idea>("POST", `${at(c)}/ideas`, { texts }),
  changeIdea: (
    c: string,
    id: string,
    patch: { state?: IdeaState; reason?: string; linked_to?: string; texts?: Texts },
  ) => call<Idea>("PATCH", `${at(c)}/ideas/${id}`, patch),

  ranking: (c: string, method: Method, lang: string) => call<Ranking>("GET", `${at(c)}/ranking${query({ method, lang })}`),

  makeCodes: (c: string, count: number, name: string) =>
    call<{ codes: string[] }>("POST", `${at(c)}/invitations`, { name, count }),
  invitations: (c: string) => call<Page<Invitation>>("GET", `${at(c)}/invitations${query({ limit: 100 })}`),

  keys: () => call<Page<Key>>("GET", "/members/me/keys"),
  makeKey: (wish: { name: string; scopes: Scope[]; ends_at: string }) =>
    call<Key & { key: string }>("POST", "/members/me/keys", wish),
  endKey: (id: string) => call<void>("DELETE", `/members/me/keys/${id}`),
};

/** The address of a file: the browser fetches it with the session's cookie. */
export function exportAddress(c: string, what: "ranking" | "ideas" | "votes", format: string, lang: string): string {
  return `${BASE}${at(c)}/exports/${what}.${format}${query({ lang })}`;
}
