// Every call that the application makes, typed by the service's OpenAPI document. A refusal is
// thrown as a `Problem` with the stable code of the API's table of errors.
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "../lib/schema";

type Schemas = components["schemas"];
export type Texts = Schemas["Texts"];
export type State = Schemas["State"];
export type Phase = Schemas["Phase"];
export type ResultsRule = Schemas["ResultsRule"];
export type Entry = Schemas["Entry"];
export type Strategy = Schemas["Strategy"];
export type Plan = Schemas["Plan"];
export type Certainty = Schemas["Certainty"];
export type IdeaState = Schemas["IdeaState"];
export type Scope = Schemas["Scope"];
export type Method = "bradley_terry" | "elo" | "win_rate";
export type FieldProblem = Schemas["ProblemField"];
export type Member = Schemas["Member"];
export type Account = Required<Schemas["Account"]>;
export type Invitation = Schemas["Invitation"];
export type Role = Schemas["Role"];
export type Act = Schemas["Act"];
export type Membership = Required<Schemas["Membership"]> & { part: Record<string, string> };
/** An event, and the tag of the version that was read. */
export type Event = Required<Schemas["Event"]> & { etag?: string | null };
export type EventSettings = Schemas["EventSettings"];
export type NewInvitation = Schemas["NewInvitation"];
export type InvitationMade = Schemas["InvitationWithCodes"];
export type SetAside = Required<Schemas["SetAside"]>;
export type GroupQuestion = Schemas["GroupQuestion"];
export type NewGroupQuestion = Schemas["NewGroupQuestion"];
export type Key = Schemas["Key"];
export type Feedback = Required<Schemas["Feedback"]>;
/** Who sent it, and from which place, are told while it waits. */
export type Idea = Required<Omit<Schemas["Idea"], "participant" | "place">> & Pick<Schemas["Idea"], "participant" | "place">;
export type Rejections = Schemas["Rejections"];
export type Sign = Schemas["Sign"];
export type SignCompared = Schemas["SignCompared"];
export type EditKind = Schemas["EditKind"];
/** An edit of words that have been compared: how much changes, and what it looks like. */
export type AskedEdit = Schemas["AskedEdit"];
export type RankedItem = Required<Schemas["RankedIdea"]>;
export type Ranking = Omit<Schemas["Ranking"], "items"> & { items: RankedItem[] };
/** A consultation, and the tag of the version that was read. */
export type Consultation = Required<Schemas["Consultation"]> & { etag?: string | null };
export type Settings = Schemas["ConsultationSettings"];

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
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
    /** What is asked about an edit of words that have been compared. */
    readonly edit: AskedEdit | null = null,
  ) {
    super(detail);
  }
}

/** Other sites' pages can't set this header: the service knows by it that a change comes from here. */
const csrf: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("x-parvis-csrf", "1");
  },
};

// `fetch` is looked up at each call, so that a test can stand in for the service.
export const client = createClient<paths>({ baseUrl: location.origin, fetch: (request) => fetch(request) });
client.use(csrf);

type Told = Partial<Schemas["Problem"]>;

/** What was asked for, or what the service said against it. */
async function answer<Data>(call: Promise<{ data?: Data; error?: unknown; response: Response }>) {
  const { data, error, response } = await call.catch(() => {
    throw new Problem("offline", 0, "The service could not be reached.");
  });
  if (response.ok) return { data: data as Data, response };
  const told: Told = typeof error === "object" && error ? error : {};
  const retryAfter = Number(response.headers.get("retry-after")) || null;
  const detail = told.detail ?? told.title ?? response.statusText;
  throw new Problem(told.code ?? "internal", response.status, detail, told.errors, told.other ?? null, retryAfter, told.edit ?? null);
}

export async function data<Data>(call: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  return (await answer(call)).data;
}

/** The service writes out what is null, so no member of its answers is ever left out. */
export async function whole<Whole>(call: Promise<{ data?: unknown; error?: unknown; response: Response }>): Promise<Whole> {
  return (await answer(call)).data as Whole;
}

/** What was read with the tag of its version. */
export async function tagged<Whole>(call: Promise<{ data?: unknown; error?: unknown; response: Response }>): Promise<Whole & { etag?: string | null }> {
  const { data, response } = await answer(call);
  return { ...(data as Whole), etag: response.headers.get("etag") };
}

/** The header by which a change is made only if nobody else made one since. */
export const ifRead = (etag?: string | null) => (etag ? { headers: { "if-match": etag } } : {});

export const C = "/api/v1/consultations/{c}";
export const at = (c: string) => ({ params: { path: { c } } });
export const within = (c: string, id: string) => ({ params: { path: { c, id } } });

export const api = {
  signIn: (email: string, password: string) => data(client.POST("/api/v1/sessions", { body: { email, password } })),
  signOut: () => data(client.DELETE("/api/v1/sessions/current")),
  me: () => data(client.GET("/api/v1/members/me")),
  changePassword: (old_password: string, password: string) =>
    data(client.PUT("/api/v1/members/me/password", { body: { old_password, password } })),

  consultations: (cursor?: string | null) =>
    whole<Page<Consultation>>(client.GET("/api/v1/consultations", { params: { query: given({ limit: 100, cursor }) } })),
  consultation: (c: string) => tagged<Consultation>(client.GET(C, at(c))),
  createConsultation: (settings: Settings) => tagged<Consultation>(client.POST("/api/v1/consultations", { body: settings })),
  /** With the tag of what was read the change is made only if nobody else made one since. */
  changeConsultation: (c: string, body: Settings, read?: string | null) =>
    tagged<Consultation>(client.PATCH(C, { ...at(c), body, ...ifRead(read) })),

  ideas: (c: string, wish: { state?: string; q?: string; lacking?: string; limit?: number; cursor?: string | null } = {}) =>
    whole<Page<Idea>>(client.GET(`${C}/ideas`, { params: { path: { c }, query: given({ limit: 50, ...wish }) } })),
  idea: (c: string, id: string) => whole<Idea>(client.GET(`${C}/ideas/{id}`, within(c, id))),
  propose: (c: string, texts: Texts) => whole<Idea>(client.POST(`${C}/ideas`, { ...at(c), body: { texts } })),
  changeIdea: (c: string, id: string, body: Schemas["IdeaChange"]) =>
    whole<Idea>(client.PATCH(`${C}/ideas/{id}`, { ...within(c, id), body })),

  ranking: (c: string, method: Method, lang: string) =>
    whole<Ranking>(client.GET(`${C}/ranking`, { params: { path: { c }, query: { method, lang } } })),

  certainty: (c: string) => whole<Certainty>(client.GET(`${C}/certainty`, at(c))),
  setAsides: (c: string) => whole<Page<SetAside>>(client.GET(`${C}/set-asides`, at(c))),
  setAside: (c: string, body: Schemas["NewSetAside"]) => whole<SetAside>(client.POST(`${C}/set-asides`, { ...at(c), body })),
  signs: (c: string, lang: string) => whole<Schemas["Signs"]>(client.GET(`${C}/signs`, { params: { path: { c }, query: { lang } } })),
  sign: (c: string, id: string, lang: string) => whole<SignCompared>(client.GET(`${C}/signs/{id}`, { params: { path: { c, id }, query: { lang } } })),
  setSignAside: (c: string, id: string, body: Schemas["SignSetAside"]) => whole<SetAside>(client.POST(`${C}/signs/{id}/set-aside`, { ...within(c, id), body })),
  rejectIdeas: (c: string, body: Rejections) => whole<Schemas["Rejected"]>(client.POST(`${C}/ideas/rejections`, { ...at(c), body })),
  putBack: (c: string, id: string) => whole<SetAside>(client.DELETE(`${C}/set-asides/{id}`, within(c, id))),
  groupQuestions: (c: string) => whole<Page<GroupQuestion>>(client.GET(`${C}/groups`, at(c))),
  addGroupQuestion: (c: string, body: NewGroupQuestion) => whole<GroupQuestion>(client.POST(`${C}/groups`, { ...at(c), body })),
  changeGroupQuestion: (c: string, { id, ...body }: NewGroupQuestion) => whole<GroupQuestion>(client.PATCH(`${C}/groups/{id}`, { ...within(c, id), body })),
  removeGroupQuestion: (c: string, id: string) => data(client.DELETE(`${C}/groups/{id}`, within(c, id))),
  plan: (ideas: number, participants: number, votes_each: number, strategy: Strategy) =>
    whole<Plan>(client.GET("/api/v1/plan", { params: { query: { ideas, participants, votes_each, strategy } } })),

  invitations: (c: string) => whole<Page<Invitation>>(client.GET(`${C}/invitations`, at(c))),
  /** The file with the codes: the service shows them this once. */
  makeCodes: (c: string, body: NewInvitation) =>
    whole<string>(client.POST(`${C}/invitations`, { ...at(c), body, headers: { accept: "text/csv" }, parseAs: "text" })),
  endCodes: (c: string, id: string) => data(client.DELETE(`${C}/invitations/{id}`, within(c, id))),

  /** Shown this once: a link, and the code in it. */
  makeLink: (c: string, body: NewInvitation) =>
    whole<InvitationMade>(client.POST(`${C}/invitations`, { ...at(c), body: { ...body, link: true } })),

  events: (c: string) => whole<Page<Event>>(client.GET(`${C}/events`, at(c))),
  event: (c: string, id: string) => tagged<Event>(client.GET(`${C}/events/{id}`, within(c, id))),
  createEvent: (c: string, body: EventSettings) => whole<Event>(client.POST(`${C}/events`, { ...at(c), body })),
  changeEvent: (c: string, id: string, body: EventSettings, read?: string | null) =>
    tagged<Event>(client.PATCH(`${C}/events/{id}`, { ...within(c, id), body, ...ifRead(read) })),
  removeEvent: (c: string, id: string) => data(client.DELETE(`${C}/events/{id}`, within(c, id))),

  members: (c: string) => whole<Page<Membership>>(client.GET(`${C}/members`, at(c))),
  invite: (c: string, body: Schemas["NewMember"]) => whole<Membership & { link: string }>(client.POST(`${C}/members`, { ...at(c), body })),
  changeMember: (c: string, id: string, body: Schemas["MemberChange"]) =>
    whole<Membership>(client.PATCH(`${C}/members/{id}`, { ...within(c, id), body })),
  removeMember: (c: string, id: string) => data(client.DELETE(`${C}/members/{id}`, within(c, id))),
  invitation: (c: string, token: string) =>
    whole<Required<Schemas["InvitationRead"]>>(client.POST(`${C}/members/invited`, { ...at(c), body: { token } })),
  accept: (c: string, token: string, password: string) =>
    data(client.POST(`${C}/members/accepted`, { ...at(c), body: { token, password } })),

  keys: () => whole<Page<Key>>(client.GET("/api/v1/members/me/keys")),
  makeKey: (body: Schemas["NewKey"]) => data(client.POST("/api/v1/members/me/keys", { body })),
  endKey: (id: string) => data(client.DELETE("/api/v1/members/me/keys/{id}", { params: { path: { id } } })),

  accounts: (cursor?: string | null) =>
    whole<Page<Account>>(client.GET("/api/v1/members", { params: { query: given({ limit: 100, cursor }) } })),
  changeAccount: (id: string, body: Schemas["AccountChange"]) =>
    whole<Account>(client.PATCH("/api/v1/members/{id}", { params: { path: { id } }, body })),
  givePassword: (id: string, password: string) =>
    data(client.PUT("/api/v1/members/{id}/password", { params: { path: { id } }, body: { password } })),

  feedback: (cursor?: string | null) =>
    whole<Page<Feedback>>(client.GET("/api/v1/feedback", { params: { query: given({ limit: 50, cursor }) } })),
};

/** A question's parts that were given: what is empty is no wish. */
function given<Query extends object>(query: Query): { [Name in keyof Query]?: NonNullable<Query[Name]> } {
  const entries = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return Object.fromEntries(entries) as { [Name in keyof Query]?: NonNullable<Query[Name]> };
}

export type List = "ranking" | "ideas" | "votes" | "rewordings";

/** The address of a file: the browser fetches it with the session's cookie. */
export function exportAddress(c: string, list: List, format: string, lang: string, forExcel = false): string {
  const query = new URLSearchParams({ lang, ...(forExcel ? { csv: "excel" } : {}) });
  return `/api/v1/consultations/${encodeURIComponent(c)}/exports/${list}.${format}?${query}`;
}

/** A link as a whole address: where the service does not know its own it tells a path, and this browser knows where it is. */
export const whereWeAre = (link: string): string => new URL(link, location.origin).href;

/** Whether the service knows its own address, and so draws QR codes. */
export const isWhole = (link?: string | null): boolean => !link?.startsWith("/");

/** The picture of an event's QR code. */
export function qrAddress(c: string, event: string): string {
  return `/api/v1/consultations/${encodeURIComponent(c)}/events/${encodeURIComponent(event)}/qr.svg`;
}

export function changesAddress(c: string): string {
  return `/api/v1/consultations/${encodeURIComponent(c)}/changes`;
}
