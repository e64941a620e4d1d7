// The three calls that voting needs.
import type { Pair, Progress, Vote } from "./types";

/** The server was not reached: no answer at all. */
export class Offline extends Error {}

/** The server answered with an error. */
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
  recorded: { index: number; pair_id: string }[];
  rejected: { index: number; code: string }[];
}

export class Api {
  constructor(private readonly base: string) {}

  async pairs(lang: string): Promise<{ items: Pair[]; progress: Progress }> {
    return this.call("GET", `/pairs?count=10&lang=${encodeURIComponent(lang)}`);
  }

  /** A call in which every vote was refused still says which and why. */
  async vote(votes: Vote[]): Promise<Answered> {
    const { recorded = [], rejected = [] } = await this.call<Partial<Answered>>("POST", "/votes", { votes });
    return { recorded, rejected };
  }

  async takeBack(pairId: string): Promise<void> {
    await this.call("DELETE", `/votes/${encodeURIComponent(pairId)}`);
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { accept: "application/json", "x-parvis-csrf": "1" };
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
      });
    } catch {
      throw new Offline();
    }
    const answer = (await response.json().catch(() => undefined)) as (T & { code?: string; rejected?: unknown }) | undefined;
    if (answer !== undefined && (response.ok || Array.isArray(answer.rejected))) return answer;
    const wait = Number(response.headers.get("retry-after"));
    throw new Refused(response.status, answer?.code ?? "", Number.isFinite(wait) ? wait : 0);
  }
}
