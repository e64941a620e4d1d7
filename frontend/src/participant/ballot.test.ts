import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startBallot } from "./ballot";

const PAGE = `
<form id="ballot" method="post" action="/c/x/vote" data-api="/api/v1/consultations/con_1" data-consultation="con_1"
  data-thanks="/c/x/thanks" data-front="/c/x" data-answered="0" data-round="4" data-remaining="10"
  data-shown="Pair {n}/{total}" data-aloud="Pair {n} of {total}" data-only-in="sv=Only in Swedish|*=Elsewhere"
  data-offline="Saved." data-wait="No connection." data-sent="Sent." data-undone="Taken back." data-fetching="Fetching"
  data-last-pair="Last." data-half-way="Half way.">
  <input type="hidden" name="pair" id="pair-token" value="t1">
  <h1 id="asked" tabindex="-1">What?</h1>
  <p><span id="far"></span><span id="far-aloud"></span></p><svg id="ticks"></svg>
  <div class="pair" id="pair" data-key="a1 b1">
    <button class="leaf" name="outcome" value="left"><span class="idea">A1</span></button>
    <button class="leaf" name="outcome" value="right"><span class="idea">B1</span></button>
  </div>
  <p id="offline" hidden></p>
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
class Server {
  open: { token: string; left: { id: string; text: string; lang: string }; right: { id: string; text: string; lang: string } }[] = [];
  recorded: Recorded[] = [];
  undone: string[] = [];
  reachable = true;
  refuse: Record<string, string> = {};
  answered = 0;

  constructor(count = 10) {
    for (let i = 1; i <= count; i++) this.open.push(pair(i));
  }

  readonly fetch = async (url: string, init: { method: string; body?: string; headers: Record<string, string> }) => {
    if (!this.reachable) throw new TypeError("no network");
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
      const known = this.recorded.some((other) => other.pair === vote.pair);
      if (!known) this.recorded.push(vote);
      this.open = this.open.filter((open) => open.token !== vote.pair);
      return recorded.push({ index, pair_id: `pair_${vote.pair}`, status: known ? "already_recorded" : "recorded" });
    });
    return recorded.length > 0 ? reply(200, { recorded, rejected }) : reply(422, { code: "pair_invalid", recorded, rejected });
  }

  private takeBack(id: string) {
    this.undone.push(id);
    const again = pair(Number(id.replace("pair_t", "")));
    this.open.unshift({ ...again, token: `${again.token}-again`, left: again.right, right: again.left });
    return reply(200, {});
  }
}

function pair(i: number) {
  const idea = (side: string) => ({ id: `${side}${i}`, text: `${side.toUpperCase()}${i}`, lang: "en" });
  return { token: `t${i}`, left: idea("a"), right: idea("b") };
}

function reply(status: number, body: object) {
  return { ok: status < 400, status, json: async () => body, headers: new Headers() };
}

let server: Server;
let gone: string[];
let listening: AbortController;

function start(changed: Record<string, string> = {}): void {
  document.documentElement.lang = "en";
  document.title = "Pair 1/4 – What?";
  document.body.innerHTML = PAGE;
  const form = document.querySelector<HTMLFormElement>("#ballot");
  if (!form) throw new Error("the page has no form");
  Object.assign(form.dataset, changed);
  startBallot(form);
}

const element = (selector: string) => document.querySelector<HTMLElement>(selector) as HTMLElement;
const text = (selector: string) => element(selector).textContent;
const leaves = () => [...document.querySelectorAll(".idea")].map((idea) => idea.textContent);
const settle = (ms = 1000) => vi.advanceTimersByTimeAsync(ms);

function press(selector: string): boolean {
  const button = element(selector) as HTMLButtonElement;
  const event = new SubmitEvent("submit", { cancelable: true, bubbles: true, submitter: button });
  return !element("#ballot").dispatchEvent(event);
}

function key(name: string, init: KeyboardEventInit = {}): void {
  document.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...init }));
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  server = new Server();
  gone = [];
  vi.stubGlobal("fetch", (url: string, init: never) => server.fetch(url, init));
  // A page that is gone listens no more.
  listening = new AbortController();
  for (const target of [document, window]) {
    const listen = target.addEventListener.bind(target);
    vi.spyOn(target, "addEventListener").mockImplementation(((type: string, listener: EventListener, options?: object) =>
      listen(type, listener, { ...options, signal: listening.signal })) as typeof target.addEventListener,
    );
  }
  vi.spyOn(window.location, "assign").mockImplementation((address) => void gone.push(String(address)));
  localStorage.clear();
});

afterEach(() => {
  listening.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("a choice", () => {
  test("is sent, and the next pair comes with focus on the question and an announcement", async () => {
    start();
    await settle();
    expect(press('[value="left"]')).toBe(true);
    await settle();
    expect(server.recorded).toMatchObject([{ pair: "t1", outcome: "left" }]);
    expect(leaves()).toEqual(["A2", "B2"]);
    expect(document.activeElement?.id).toBe("asked");
    expect(text("#said")).toBe("Pair 2 of 4");
    expect(text("#far")).toBe("Pair 2/4");
    expect(document.title).toBe("Pair 2/4 – What?");
    expect(document.querySelectorAll(".tick.done").length).toBe(1);
    expect((element("#pair-token") as HTMLInputElement).value).toBe("t2");
  });

  test("brings its reason", async () => {
    start();
    press('[value="tie:both_good"]');
    await settle();
    expect(server.recorded).toMatchObject([{ pair: "t1", outcome: "tie", reason: "both_good" }]);
  });

  test("pressed twice is one vote, and none on the pair that comes", async () => {
    start();
    await settle();
    press('[value="left"]');
    press('[value="left"]');
    await settle(200);
    press('[value="left"]');
    await settle();
    expect(server.recorded.length).toBe(1);
    expect(leaves()).toEqual(["A2", "B2"]);
  });

  test("half way offers an idea of one's own; the last leads to the thanks", async () => {
    start();
    await settle();
    for (let i = 0; i < 4; i++) {
      press('[value="right"]');
      await settle();
      expect(element("#offer").hidden).toBe(i !== 1);
    }
    expect(server.recorded.length).toBe(4);
    expect(gone).toEqual(["/c/x/thanks"]);
  });

  test("on the last pair there is leads to the thanks as well", async () => {
    server = new Server(1);
    start({ remaining: "1" });
    press('[value="right"]');
    await settle();
    expect(gone).toEqual(["/c/x/thanks"]);
  });

  test("an idea in another language is marked and said", async () => {
    server.open[1] = { ...pair(2), left: { id: "a2", text: "Tåg på 2020-talet", lang: "sv" } };
    start();
    await settle();
    press('[value="left"]');
    await settle();
    const left = element(".idea");
    expect(left.lang).toBe("sv");
    expect(left.innerHTML).toBe('Tåg på <span class="nobr">2020-talet</span><span class="in" lang="en">Only in Swedish</span>');
  });
});

describe("without a connection", () => {
  test("voting goes on, is said, and is sent later", async () => {
    start();
    await settle();
    server.reachable = false;
    press('[value="left"]');
    await settle(600);
    press('[value="right"]');
    await settle(600);
    expect(leaves()).toEqual(["A3", "B3"]);
    expect(text("#offline")).toBe("Saved.");
    expect(element("#offline").hidden).toBe(false);
    server.reachable = true;
    window.dispatchEvent(new Event("online"));
    await settle();
    expect(server.recorded.map((vote) => vote.pair)).toEqual(["t1", "t2"]);
    expect(element("#offline").hidden).toBe(true);
    expect(text("#said")).toContain("Sent.");
  });

  test("what was chosen outlives the page, and its pair is not shown again", async () => {
    start();
    await settle();
    server.reachable = false;
    press('[value="left"]');
    await settle(600);
    expect(Object.keys(localStorage).filter((name) => name.startsWith("parvis-unsent-con_1-")).length).toBe(1);
    server.reachable = true;
    start();
    await settle();
    expect(server.recorded.map((vote) => vote.pair)).toEqual(["t1"]);
    expect(leaves()).toEqual(["A2", "B2"]);
    expect(text("#far")).toBe("Pair 2/4");
  });

  test("the end of a round waits until all has been sent", async () => {
    start({ answered: "3" });
    await settle();
    server.reachable = false;
    press('[value="left"]');
    await settle(3000);
    expect(gone).toEqual([]);
    server.reachable = true;
    await settle(20_000);
    expect(server.recorded.length).toBe(1);
    expect(gone).toEqual(["/c/x/thanks"]);
  });
});

describe("storage that throws", () => {
  test("on access, on reading and on writing: voting works from memory", async () => {
    const boom = () => {
      throw new DOMException("blocked", "SecurityError");
    };
    vi.stubGlobal("localStorage", { getItem: boom, setItem: boom, removeItem: boom, key: boom, length: 0 });
    start();
    await settle();
    server.reachable = false;
    press('[value="left"]');
    await settle(600);
    server.reachable = true;
    window.dispatchEvent(new Event("online"));
    await settle();
    expect(server.recorded.map((vote) => vote.pair)).toEqual(["t1"]);
  });
});

describe("what the server refuses", () => {
  test("an expired token is replaced, unseen", async () => {
    server.refuse = { t1: "pair_expired" };
    start();
    await settle();
    press('[value="left"]');
    const first = server.open[0];
    if (first) server.open[0] = { ...first, token: "t1-new" };
    await settle();
    expect(server.recorded).toMatchObject([{ pair: "t1-new", outcome: "left" }]);
    expect(leaves()).toEqual(["A2", "B2"]);
    expect(text("#said")).toBe("Pair 2 of 4");
  });

  test("after closing nothing is kept as sent, and the front page says so", async () => {
    server.refuse = { t1: "closed" };
    start();
    await settle();
    press('[value="left"]');
    await settle();
    expect(gone).toEqual(["/c/x?late=1"]);
    expect(Object.keys(localStorage).filter((name) => name.startsWith("parvis-unsent")).length).toBe(0);
  });
});

test("who was erased elsewhere begins again", async () => {
  server.refuse = { t1: "token_invalid" };
  start();
  await settle();
  press('[value="left"]');
  await settle();
  expect(gone).toEqual(["/c/x"]);
});

describe("undo", () => {
  test("brings the pair back, however its sides come", async () => {
    start();
    await settle();
    press('[value="left"]');
    await settle();
    expect(element("#undo").hidden).toBe(false);
    press("#undo");
    await settle();
    expect(server.undone).toEqual(["pair_t1"]);
    expect(leaves()).toEqual(["B1", "A1"]);
    expect(text("#said")).toContain("Taken back. Pair 1 of 4");
    expect(element("#undo").hidden).toBe(true);
    press('[value="right"]');
    await settle();
    expect(server.recorded.at(-1)).toMatchObject({ pair: "t1-again", outcome: "right" });
    expect(leaves()).toEqual(["A2", "B2"]);
  });

  test("of what was not sent needs no server", async () => {
    start();
    await settle();
    server.reachable = false;
    press('[value="left"]');
    await settle();
    press("#undo");
    await settle();
    expect(leaves()).toEqual(["A1", "B1"]);
    server.reachable = true;
    window.dispatchEvent(new Event("online"));
    await settle(40_000);
    expect(server.recorded).toEqual([]);
  });

  test("of a choice before this page is left to the form", () => {
    start();
    expect(press("#undo")).toBe(false);
  });
});

describe("the arrow keys", () => {
  test("choose from the page and from the question", async () => {
    start();
    await settle();
    key("ArrowRight");
    await settle();
    key("ArrowLeft");
    await settle();
    expect(server.recorded.map((vote) => vote.outcome)).toEqual(["right", "left"]);
  });

  test("not with a modifier, on a held key or from a control or a text", async () => {
    start();
    await settle();
    for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { shiftKey: true }, { repeat: true }]) {
      key("ArrowLeft", held);
    }
    for (const id of ["#text", '[value="left"]', "#undo"]) {
      element("#undo").hidden = false;
      element(id).focus();
      key("ArrowLeft");
    }
    await settle();
    expect(server.recorded).toEqual([]);
  });

  test("can be turned off, and stay off", async () => {
    start();
    await settle();
    expect(element("#keys").hidden).toBe(false);
    const setting = element("#keys-on") as HTMLInputElement;
    setting.checked = false;
    setting.dispatchEvent(new Event("change"));
    key("ArrowLeft");
    await settle();
    expect(server.recorded).toEqual([]);
    start();
    expect((element("#keys-on") as HTMLInputElement).checked).toBe(false);
  });
});
