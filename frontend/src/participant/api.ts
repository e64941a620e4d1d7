// The three calls that voting needs. What a network puts in the place of an answer is not taken for one.
import type { Pair, Progress, Vote } from "./types";

/** The service was not reached: no answer at all. */
export class Offline extends Error {}

/** Something answered that is not the service: a sign-in page of a network, a proxy, another program. */
export class Foreign extends Offline {}

/** The service answered with an error. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** Seconds after which another try may succeed. */
    readonly retryAfter: number,
  ) {
    super(code);
  }
}

export interface Answered {
  /** `outcome` is what stands, by the sides of the pair that was sent. */
  recorded: { index: number; pair_id: string; status?: string; outcome?: string }[];
  rejected: { index: number; code: string }[];
}

interface Served {
  items: Pair[];
  progress: Progress;
}

export class Api {
  /** `visit` is the token of who keeps no cookies. */
  constructor(
    private readonly base: string,
    private readonly visit = "",
  ) {}

  async pairs(lang: string): Promise<Served> {
    const isServed = (answer: Partial<Served>) => Array.isArray(answer.items) && typeof answer.progress?.answered === "number";
    return this.call<Served>("GET", `/pairs?count=10&lang=${encodeURIComponent(lang)}`, isServed);
  }

  /** A call in which every vote was refused still says which and why. */
  async vote(votes: Vote[]): Promise<Answered> {
    // Each answer has a place in one list; what says nothing of them is not the service's.
    const isAnswered = ({ recorded = [], rejected = [] }: Partial<Answered>) =>
      Array.isArray(recorded) && Array.isArray(rejected) && recorded.length + rejected.length > 0;
    const { recorded = [], rejected = [] } = await this.call<Partial<Answered>>("POST", "/votes", isAnswered, { votes });
    return { recorded, rejected };
  }

  async takeBack(pairId: string): Promise<void> {
    const isUndone = (answer: { pair_id?: unknown }) => typeof answer.pair_id === "string";
    await this.call<{ pair_id?: unknown }>("DELETE", `/votes/${encodeURIComponent(pairId)}`, isUndone);
  }

  /** What the service itself answers: JSON that is `expected`, or a problem with its code. */
  private async call<T>(method: string, path: string, expected: (answer: T) => boolean, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { accept: "application/json", "x-parvis-csrf": "1" };
    if (this.visit) headers.authorization = `Bearer ${this.visit}`;
    if (body !== undefined) headers["content-type"] = "application/json";
    let response: Response;
    try {
      // Kept alive: what was chosen just before leaving the page still arrives.
      response = await fetch(this.base + path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials: "same-origin",
        keepalive: method !== "GET",
        cache: "no-store",
        // The service leads nowhere else; who does is not the service.
        redirect: "error",
      });
    } catch {
      throw new Offline();
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (!isRecord(answer)) throw new Foreign();
    const isProblem = (response.headers.get("content-type") ?? "").startsWith("application/problem+json");
    if ((response.ok || isProblem) && expected(answer as T)) return answer as T;
    if (response.ok || !isProblem || typeof answer.code !== "string") throw new Foreign();
    const wait = Number(response.headers.get("retry-after"));
    throw new Refused(response.status, answer.code, Number.isFinite(wait) ? wait : 0);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
