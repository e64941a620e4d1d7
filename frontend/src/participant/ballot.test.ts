import { describe, expect, test, vi } from "vitest";
import { element, key, leaves, now, pair, press, Server, settle, start, text } from "./testing";

describe("a choice", () => {
  test("is sent, and the next pair comes with focus on the question and an announcement", async () => {
    start();
    await settle();
    expect(press('[value="left"]')).toBe(true);
    await settle();
    expect(now.server.recorded).toMatchObject([{ pair: "t1", outcome: "left" }]);
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
    expect(now.server.recorded).toMatchObject([{ pair: "t1", outcome: "tie", reason: "both_good" }]);
  });

  test("pressed twice is one vote, and none on the pair that comes", async () => {
    start();
    await settle();
    press('[value="left"]');
    press('[value="left"]');
    await settle(200);
    press('[value="left"]');
    await settle();
    expect(now.server.recorded.length).toBe(1);
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
    expect(now.server.recorded.length).toBe(4);
    expect(now.gone).toEqual(["/c/x/thanks"]);
  });

  test("on the last pair there is leads to the thanks as well", async () => {
    now.server = new Server(1);
    start({ remaining: "1" });
    press('[value="right"]');
    await settle();
    expect(now.gone).toEqual(["/c/x/thanks"]);
  });

  test("an idea in another language is marked and said", async () => {
    now.server.open[1] = { ...pair(2), left: { id: "a2", text: "Tåg på 2020-talet", lang: "sv" } };
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
    now.server.reachable = false;
    press('[value="left"]');
    await settle(600);
    press('[value="right"]');
    await settle(600);
    expect(leaves()).toEqual(["A3", "B3"]);
    expect(text("#offline")).toBe("Saved.");
    expect(element("#offline").hidden).toBe(false);
    now.server.reachable = true;
    window.dispatchEvent(new Event("online"));
    await settle();
    expect(now.server.recorded.map((vote) => vote.pair)).toEqual(["t1", "t2"]);
    expect(element("#offline").hidden).toBe(true);
    expect(text("#said")).toContain("Sent.");
  });

  test("what was chosen outlives the page, and its pair is not shown again", async () => {
    start();
    await settle();
    now.server.reachable = false;
    press('[value="left"]');
    await settle(600);
    expect(Object.keys(localStorage).filter((name) => name.startsWith("parvis-unsent-con_1-")).length).toBe(1);
    now.server.reachable = true;
    start();
    await settle();
    expect(now.server.recorded.map((vote) => vote.pair)).toEqual(["t1"]);
    expect(leaves()).toEqual(["A2", "B2"]);
    expect(text("#far")).toBe("Pair 2/4");
  });

  test("the end of a round waits until all has been sent", async () => {
    start({ answered: "3" });
    await settle();
    now.server.reachable = false;
    press('[value="left"]');
    await settle(3000);
    expect(now.gone).toEqual([]);
    now.server.reachable = true;
    await settle(20_000);
    expect(now.server.recorded.length).toBe(1);
    expect(now.gone).toEqual(["/c/x/thanks"]);
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
    now.server.reachable = false;
    press('[value="left"]');
    await settle(600);
    now.server.reachable = true;
    window.dispatchEvent(new Event("online"));
    await settle();
    expect(now.server.recorded.map((vote) => vote.pair)).toEqual(["t1"]);
  });
});

describe("what the server refuses", () => {
  test("an expired token is replaced, unseen", async () => {
    now.server.refuse = { t1: "pair_expired" };
    start();
    await settle();
    press('[value="left"]');
    const first = now.server.open[0];
    if (first) now.server.open[0] = { ...first, token: "t1-new" };
    await settle();
    expect(now.server.recorded).toMatchObject([{ pair: "t1-new", outcome: "left" }]);
    expect(leaves()).toEqual(["A2", "B2"]);
    expect(text("#said")).toBe("Pair 2 of 4");
  });

  test("after closing nothing is kept as sent, and the front page says so", async () => {
    now.server.refuse = { t1: "closed" };
    start();
    await settle();
    press('[value="left"]');
    await settle();
    expect(now.gone).toEqual(["/c/x?late=1"]);
    expect(Object.keys(localStorage).filter((name) => name.startsWith("parvis-unsent")).length).toBe(0);
  });
});

test("who was erased elsewhere begins again", async () => {
  now.server.refuse = { t1: "token_invalid" };
  start();
  await settle();
  press('[value="left"]');
  await settle();
  expect(now.gone).toEqual(["/c/x?lost=1"]);
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
    expect(now.server.undone).toEqual(["pair_t1"]);
    expect(leaves()).toEqual(["B1", "A1"]);
    expect(text("#said")).toContain("Taken back. Pair 1 of 4");
    expect(element("#undo").hidden).toBe(true);
    press('[value="right"]');
    await settle();
    expect(now.server.recorded.at(-1)).toMatchObject({ pair: "t1-again", outcome: "right" });
    expect(leaves()).toEqual(["A2", "B2"]);
  });

  test("of what was not sent needs no server", async () => {
    start();
    await settle();
    now.server.reachable = false;
    press('[value="left"]');
    await settle();
    press("#undo");
    await settle();
    expect(leaves()).toEqual(["A1", "B1"]);
    now.server.reachable = true;
    window.dispatchEvent(new Event("online"));
    await settle(40_000);
    expect(now.server.recorded).toEqual([]);
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
    expect(now.server.recorded.map((vote) => vote.outcome)).toEqual(["right", "left"]);
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
    expect(now.server.recorded).toEqual([]);
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
    expect(now.server.recorded).toEqual([]);
    start();
    expect((element("#keys-on") as HTMLInputElement).checked).toBe(false);
  });
});
