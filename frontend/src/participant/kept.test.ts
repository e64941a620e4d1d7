// No answer is dropped in silence: what networks, other tabs and old pages do to it.
import { describe, expect, test, vi } from "vitest";
import { element, leaves, now, page, pair, press, reply, settle, start, text } from "./testing";

describe("what answers in the place of the service", () => {
  const json = (status: number, body: object) => ({ ...reply(status, body), headers: new Headers({ "content-type": "application/json" }) });
  test.each([
    ["a page, 200", () => page(200)],
    ["a page, 403", () => page(403)],
    ["a page, 404", () => page(404)],
    ["a page, 407", () => page(407)],
    ["a page, 511", () => page(511)],
    ["JSON that says nothing of the answers", () => json(200, { status: "ok" })],
    ["JSON with empty lists", () => json(200, { recorded: [], rejected: [] })],
    ["an error of another program", () => json(403, { error: "blocked", code: "closed" })],
  ])("%s: nothing leaves the queue, it is said, and sent when the service answers", async (_, foreign) => {
    start();
    await settle();
    now.server.foreign = foreign;
    press('[value="left"]');
    await settle(600);
    press('[value="right"]');
    await settle(600);
    expect(text("#offline")).toBe("Something else.");
    const kept = Object.keys(localStorage).filter((name) => name.startsWith("parvis-unsent-con_1-"));
    expect(JSON.parse(localStorage.getItem(kept[0] ?? "") ?? "[]").length).toBe(2);
    expect(now.gone).toEqual([]);
    // An hour of it is no storm.
    await settle(3_600_000);
    expect(now.server.posts).toBeLessThan(40);
    now.server.foreign = undefined;
    await settle(310_000);
    expect(now.server.recorded.map((vote) => [vote.pair, vote.outcome])).toEqual([["t1", "left"], ["t2", "right"]]);
    expect(text("#said")).toContain("Sent.");
  });

  test("a closing that the service itself says empties it", async () => {
    start();
    await settle();
    now.server.foreign = () => reply(403, { code: "closed" });
    press('[value="left"]');
    await settle();
    expect(now.gone).toEqual(["/c/x?late=1"]);
  });
});

describe("two ideas that were answered before", () => {
  const says = () => (element("#stands").hidden ? "" : text("#stands-says"));
  const act = (value: string) => {
    const submitter = element(`#stands [value="${value}"]`) as HTMLButtonElement;
    element("#stands").dispatchEvent(new SubmitEvent("submit", { cancelable: true, bubbles: true, submitter }));
  };
  /** A page that the browser kept, of a pair that another one answered while this one was being read. */
  async function late(outcome: string) {
    start();
    await settle();
    now.server.recorded.push({ pair: "t1", outcome });
    now.server.open.shift();
    press('[value="right"]');
    await settle();
  }

  test("another answer is said, and can be changed", async () => {
    await late("left");
    expect(says()).toBe("A1 or B1. Before A1. Now B1.");
    act("change");
    await settle();
    expect(now.server.undone).toEqual(["pair_t1"]);
    // The pair comes again with its sides changed: the same idea is meant.
    expect(now.server.recorded.at(-1)).toMatchObject({ pair: "t1-again", outcome: "left" });
    expect(says()).toBe("");
    expect(text("#said")).toBe("Changed.");
    expect(leaves()).toEqual(["A2", "B2"]);
  });

  test("can be kept", async () => {
    await late("tie");
    expect(says()).toBe("A1 or B1. Before neither. Now B1.");
    act("keep");
    await settle();
    expect(now.server.undone).toEqual([]);
    expect(says()).toBe("");
  });

  test("of the same answer nothing is said", async () => {
    await late("right");
    expect(says()).toBe("");
  });

  test("at the end of a round it goes along", async () => {
    start({ answered: "3" });
    await settle();
    now.server.recorded.push({ pair: "t1", outcome: "left" });
    now.server.open.shift();
    press('[value="tie:both_good"]');
    await settle();
    expect(now.gone).toEqual(["/c/x/thanks?stands=pair_t1&left=a1&instead=tie%3Aboth_good"]);
  });

  test("a page that the browser kept shows what is open", async () => {
    now.server.open.splice(0, 3);
    start();
    await settle();
    expect(leaves()).toEqual(["A4", "B4"]);
    expect(now.server.recorded).toEqual([]);
  });
});

describe("answers in the order in which pairs were served", () => {
  test("a pair that is open again comes first, and the answer that waited is sent with it", async () => {
    start();
    await settle();
    // In another tab somebody took back an answer: it is open before all others.
    now.server.open.unshift(pair(20));
    press('[value="right"]');
    await settle();
    expect(now.server.recorded).toEqual([]);
    // What was at hand is shown, then what the service asks for.
    expect(leaves()).toEqual(["A2", "B2"]);
    press('[value="left"]');
    await settle();
    expect(leaves()).toEqual(["A20", "B20"]);
    press('[value="left"]');
    await settle();
    expect(now.server.recorded.map((vote) => vote.pair).sort()).toEqual(["t1", "t2", "t20"]);
    expect(now.gone).toEqual([]);
  });

  test("at the end of a round those before are asked for, and then it is over", async () => {
    start({ answered: "3" });
    await settle();
    now.server.open.unshift(pair(20));
    press('[value="right"]');
    await settle();
    expect(leaves()).toEqual(["A20", "B20"]);
    press('[value="left"]');
    await settle();
    expect(now.server.recorded.map((vote) => vote.pair).sort()).toEqual(["t1", "t20"]);
  });

  test("what several pages left is sent in the order of choosing", async () => {
    const left = (i: number, at: number) => ({ key: `a${i} b${i}`, vote: { pair: `t${i}`, outcome: "left" }, renewed: 0, at });
    localStorage.setItem("parvis-unsent-con_1-z", JSON.stringify([left(1, 1), left(3, 3)]));
    localStorage.setItem("parvis-unsent-con_1-a", JSON.stringify([left(2, 2), left(4, 4)]));
    start();
    await settle();
    expect(now.server.recorded.map((vote) => vote.pair)).toEqual(["t1", "t2", "t3", "t4"]);
  });

  test("a choice that can't be counted any more is said", async () => {
    now.server.refuse = { t1: "pair_not_open" };
    start();
    await settle();
    now.server.open.shift();
    press('[value="left"]');
    await settle();
    expect(text("#told")).toBe("One was lost.");
    expect(leaves()).toEqual(["A2", "B2"]);
  });
});

test("who keeps no cookie votes by the token of their visit", async () => {
  const seen: (string | undefined)[] = [];
  const answer = now.server.fetch;
  vi.stubGlobal("fetch", (url: string, init: { method: string; headers: Record<string, string> }) => {
    seen.push(init.headers.authorization);
    return answer(url, init as never);
  });
  start({ visit: "V1" });
  await settle();
  press('[value="left"]');
  await settle();
  expect(now.server.recorded.length).toBe(1);
  expect(new Set(seen)).toEqual(new Set(["Bearer V1"]));
});

test("a change without a connection leaves the question standing", async () => {
  start();
  await settle();
  now.server.recorded.push({ pair: "t1", outcome: "left" });
  now.server.open.shift();
  press('[value="right"]');
  await settle();
  now.server.reachable = false;
  const submitter = element('#stands [value="change"]') as HTMLButtonElement;
  element("#stands").dispatchEvent(new SubmitEvent("submit", { cancelable: true, bubbles: true, submitter }));
  await settle();
  expect(element("#stands").hidden).toBe(false);
  expect(now.server.undone).toEqual([]);
});
