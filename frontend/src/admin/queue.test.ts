// The queue by keyboard alone.
import { beforeEach, describe, expect, it } from "vitest";
import type { Idea } from "./api";
import { CONSULTATION, find, idea, MEMBER, open, press, settle, submit, write, type Call, type Service } from "./testing/app";

let ideas: Idea[];
let calls: Call[];
const service: Service = ({ method, path, body }) => {
  if (path === "/members/me") return [200, MEMBER];
  if (path === "/consultations/regions") return [200, CONSULTATION];
  if (path.startsWith("/consultations/regions/ideas?")) return [200, { items: ideas.filter(({ state }) => state === "pending"), next_cursor: null }];
  const changed = ideas.find(({ id }) => path.endsWith(`/ideas/${id}`));
  if (method !== "PATCH" || !changed) return undefined;
  Object.assign(changed, body);
  return [200, { ...changed }];
};
const changes = () => calls.filter(({ method }) => method === "PATCH").map(({ path, body }) => [path.split("/").pop(), body]);
const cards = () => [...document.querySelectorAll(".card")].map((card) => card.querySelector(".idea")?.textContent);
const current = () => document.activeElement?.querySelector(".idea")?.textContent;

beforeEach(async () => {
  localStorage.clear();
  ideas = [idea("a", { fi: "Eka" }), idea("b", { sv: "Tvåan" }), idea("c", { fi: "Kolmas", sv: "Trean" })];
  calls = await open("/c/regions/queue", service);
});

describe("the queue", () => {
  it("goes on to the next idea after each decision", async () => {
    await press("a");
    expect(changes()).toEqual([["a", { state: "active" }]]);
    expect(cards()).toEqual(["Tvåan", "Kolmas"]);
    expect(current()).toBe("Tvåan");
    expect(find("[aria-live=polite]").textContent).toMatch(/^Approved/);

    await press("j");
    expect(current()).toBe("Kolmas");
    await press("A");
    expect(cards()).toEqual(["Tvåan"]);
    expect(current()).toBe("Tvåan");
    await press("a");
    expect(find(".empty").textContent).toContain("No ideas to read");
    expect(document.activeElement).toBe(find("h1"));
  });

  it("goes up and down by letters and arrows, and stays at its ends", async () => {
    for (const [key, expected] of [["ArrowDown", "Tvåan"], ["j", "Kolmas"], ["j", "Kolmas"], ["k", "Tvåan"], ["ArrowUp", "Eka"], ["k", "Eka"]] as const) {
      await press(key);
      expect(current()).toBe(expected);
    }
    expect(changes()).toEqual([]);
  });

  it("asks for a reason before it rejects, and letters in the reason are letters", async () => {
    await press("r");
    const reason = document.activeElement as HTMLTextAreaElement;
    expect(reason.tagName).toBe("TEXTAREA");
    await press("a", reason);
    expect(changes()).toEqual([]);

    const form = find<HTMLFormElement>(".card form");
    await submit(form);
    expect(find(".card .wrong").textContent).toContain("Say why");
    expect(document.activeElement).toBe(find(".card .wrong"));
    await write(reason, "Not an answer");
    await submit(form);
    expect(changes()).toEqual([["a", { state: "rejected", reason: "Not an answer" }]]);
    expect(current()).toBe("Tvåan");
  });

  it("does nothing on a held key, with a modifier, or when its keys are off", async () => {
    await press("a", document.body, { repeat: true });
    await press("a", document.body, { ctrlKey: true });
    await press("a", document.body, { metaKey: true });
    const keys = find<HTMLInputElement>(".keys input");
    keys.click();
    await settle();
    await press("a", document.body);
    expect(changes()).toEqual([]);
    expect(document.querySelector(".card kbd")).toBeNull();
  });

  it("marks what lacks a language, and takes the text that is written", async () => {
    expect(find(".card .lacks").textContent).toBe("Lacks a text");
    find(".card .bare").click();
    await settle();
    const [, swedish] = document.querySelectorAll<HTMLTextAreaElement>(".card textarea");
    expect(swedish?.lang).toBe("sv");
    await write(swedish!, "Ettan");
    await submit(find<HTMLFormElement>(".card form"));
    expect(changes()).toEqual([["a", { texts: { fi: "Eka", sv: "Ettan" } }]]);
    expect(cards()).toEqual(["Eka", "Tvåan", "Kolmas"]);
  });
});
