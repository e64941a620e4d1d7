// A voting page with a service to talk to: what the tests of the ballot share.
import { afterEach, beforeEach, expect, vi } from "vitest";
import { startBallot } from "./ballot";

const PAGE = `
<form id="stands" hidden data-which="{left} or {right}." data-before-idea="Before {idea}." data-before-tie="Before neither."
  data-before-skip="Before nothing." data-now-idea="Now {idea}." data-now-tie="Now neither." data-now-skip="Now nothing." data-changed="Changed." data-taken-back="Taken back.">
  <p id="stands-says"></p><button name="act" value="change">Change</button><button name="act" value="keep">Keep</button>
</form>
<form id="ballot" method="post" action="/c/x/vote" data-api="/api/v1/consultations/con_1" data-consultation="con_1"
  data-thanks="/c/x/thanks" data-front="/c/x" data-answered="0" data-round="4" data-remaining="10"
  data-shown="Pair {n}/{total}" data-aloud="Pair {n} of {total}" data-only-in="sv=Only in Swedish|*=Elsewhere"
  data-offline="Saved." data-wait="No connection." data-sent="Sent." data-undone="Taken back." data-fetching="Fetching"
  data-last-pair="Last." data-half-way="Half way." data-foreign="Something else." data-lost="One was lost.">
  <input type="hidden" name="pair" id="pair-token" value="t1">
  <h1 id="asked" tabindex="-1">What?</h1>
  <p><span id="far"></span><span id="far-aloud"></span></p><svg id="ticks"></svg>
  <div class="pair" id="pair" data-key="a1 b1">
    <button class="leaf" name="outcome" value="left"><span class="idea">A1</span></button>
    <button class="leaf" name="outcome" value="right"><span class="idea">B1</span></button>
  </div>
  <p id="offline" hidden></p><p id="told" hidden></p>
  <button name="outcome" value="tie:both_good">Both</button>
  <p id="offer" hidden></p>
  <button id="undo" name="undo" value="1" hidden>Undo</button>
  <p id="said"></p>
  <div id="keys" hidden><input type="checkbox" id="keys-on" checked></div>
  <textarea id="text"></textarea>
</form>`;

interface Recorded {
  pair: string;
  outcome: string;
  reason?: string;
}

/** A server with pairs to serve, which may be out of reach or refuse. */
export class Server {
  open: { token: string; left: { id: string; text: string; lang: string }; right: { id: string; text: string; lang: string } }[] = [];
  recorded: Recorded[] = [];
  undone: string[] = [];
  reachable = true;
  /** What a network answers in the service's place. */
  foreign: (() => object) | undefined;
  posts = 0;
  refuse: Record<string, string> = {};
  answered = 0;
  inOrder = true;

  constructor(count = 10) {
    for (let i = 1; i <= count; i++) this.open.push(pair(i));
  }

  readonly fetch = async (url: string, init: { method: string; body?: string; headers: Record<string, string> }) => {
    if (init.method === "POST") this.posts += 1;
    if (!this.reachable) throw new TypeError("no network");
    if (this.foreign) return this.foreign();
    expect(init.headers["x-parvis-csrf"]).toBe("1");
    if (init.method === "DELETE") return this.takeBack(url.split("/").at(-1) ?? "");
    if (init.method === "POST") return this.vote(JSON.parse(init.body ?? "{}").votes);
    return reply(200, { items: this.open.slice(0, 10), progress: { answered: this.answered, round: 4, remaining: this.open.length } });
  };

  private vote(votes: Recorded[]) {
    const recorded: object[] = [];
    const rejected: object[] = [];
    votes.forEach((vote, index) => {
      const code = this.refuse[vote.pair];
      if (code) return rejected.push({ index, code });
      const known = this.recorded.find((other) => other.pair === vote.pair);
      // In the order in which they were served; within a call any order will do.
      const before = this.open.slice(0, Math.max(0, this.open.findIndex((open) => open.token === vote.pair)));
      const unanswered = before.filter((open) => !votes.some((other) => other.pair === open.token));
      if (this.inOrder && !known && unanswered.length > 0) return rejected.push({ index, code: "pair_out_of_order" });
      if (!known) this.recorded.push(vote);
      const outcome = (known ?? vote).outcome;
      return recorded.push({ index, pair_id: `pair_${vote.pair}`, status: known ? "already_recorded" : "recorded", outcome });
    });
    const taken = (token: string) => this.recorded.some((other) => other.pair === token);
    this.open = this.open.filter((open) => !taken(open.token));
    if (recorded.length > 0) return reply(200, { recorded, rejected });
    const [first] = rejected as { code: string }[];
    return reply(422, { code: first?.code ?? "", recorded, rejected });
  }

  private takeBack(id: string) {
    this.undone.push(id);
    const again = pair(Number(id.replace("pair_t", "")));
    this.open.unshift({ ...again, token: `${again.token}-again`, left: again.right, right: again.left });
    return reply(200, { pair_id: id, seq: 1 });
  }
}

export function pair(i: number) {
  const idea = (side: string) => ({ id: `${side}${i}`, text: `${side.toUpperCase()}${i}`, lang: "en" });
  return { token: `t${i}`, left: idea("a"), right: idea("b") };
}

export function reply(status: number, body: object) {
  const type = status < 400 ? "application/json" : "application/problem+json";
  return { ok: status < 400, status, json: async () => body, headers: new Headers({ "content-type": type }) };
}

/** A page where an answer of the service was expected. */
export function page(status: number) {
  const json = async () => JSON.parse("<!doctype html><title>Welcome to our network</title>");
  return { ok: status < 400, status, json, headers: new Headers({ "content-type": "text/html" }) };
}

/** The service of the present test, and where the page led to. */
export const now = { server: new Server(), gone: [] as string[] };
let listening: AbortController;

export function start(changed: Record<string, string> = {}): void {
  document.documentElement.lang = "en";
  document.title = "Pair 1/4 – What?";
  document.body.innerHTML = PAGE;
  const form = document.querySelector<HTMLFormElement>("#ballot");
  if (!form) throw new Error("the page has no form");
  Object.assign(form.dataset, changed);
  startBallot(form);
}

export const element = (selector: string) => document.querySelector<HTMLElement>(selector) as HTMLElement;
export const text = (selector: string) => element(selector).textContent;
export const leaves = () => [...document.querySelectorAll(".idea")].map((idea) => idea.textContent);
export const settle = (ms = 1000) => vi.advanceTimersByTimeAsync(ms);

export function press(selector: string): boolean {
  const button = element(selector) as HTMLButtonElement;
  const event = new SubmitEvent("submit", { cancelable: true, bubbles: true, submitter: button });
  return !element("#ballot").dispatchEvent(event);
}

export function key(name: string, init: KeyboardEventInit = {}): void {
  document.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...init }));
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  now.server = new Server();
  now.gone = [];
  vi.stubGlobal("fetch", (url: string, init: never) => now.server.fetch(url, init));
  // A page that is gone listens no more.
  listening = new AbortController();
  for (const target of [document, window]) {
    const listen = target.addEventListener.bind(target);
    vi.spyOn(target, "addEventListener").mockImplementation(((type: string, listener: EventListener, options?: object) =>
      listen(type, listener, { ...options, signal: listening.signal })) as typeof target.addEventListener,
    );
  }
  vi.spyOn(window.location, "assign").mockImplementation((address) => void now.gone.push(String(address)));
  localStorage.clear();
});

afterEach(() => {
  listening.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

