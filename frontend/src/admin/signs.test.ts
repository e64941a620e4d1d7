// What looks wrong, under the overview, and many ideas turned down at once.
import { describe, expect, it } from "vitest";
import { CONSULTATION, find, idea, MEMBER, open, settle, submit, write, type Call, type Service } from "./testing/app";

const SIGN = {
  id: "one_idea_a", kind: "one_idea", idea: "idea_a", text: "Junat", lang: "fi", place: null, from: null, until: null,
  people: 80, votes: 80, expected: 12.4, participants: ["par_1"],
};
const place = (rank: number, low = rank, high = rank) => ({ rank, rank_low: low, rank_high: high, score: 50 });
const RANKING = [{ id: "idea_a", text: "Junat", lang: "fi", with: place(1, 1, 3), without: place(12) }];

const button = (text: string) => [...document.querySelectorAll<HTMLButtonElement>("button")].find((one) => one.textContent?.startsWith(text))!;

describe("signs of stuffing", () => {
  it("tell whom they are about, show both orders and are set aside with a reason", async () => {
    let calls: Call[] = [];
    let aside = false;
    const service: Service = ({ method, path }) => {
      if (path === "/members/me") return [200, MEMBER];
      if (path === "/consultations/regions") return [200, { ...CONSULTATION, counts: { ...CONSULTATION.counts, votes: 500 } }];
      if (path.startsWith("/consultations/regions/signs?")) return [200, { seq: 500, looked_at: "2026-01-01T00:00:00Z", items: aside ? [] : [SIGN] }];
      if (path.startsWith("/consultations/regions/signs/one_idea_a?")) return [200, { ...SIGN, ranking: RANKING }];
      if (method !== "POST" || path !== "/consultations/regions/signs/one_idea_a/set-aside") return undefined;
      aside = true;
      return [201, { id: "aside_1", votes: 80, participants: 80 }];
    };
    calls = await open("/c/regions", service);
    const section = find("[aria-labelledby=signs]");
    expect(section.textContent).toContain("80 people chose for one idea only: “Junat”");
    expect(section.textContent).toContain("some 13 would be usual");
    button("Order with and without").click();
    await settle();
    expect([...document.querySelectorAll("[aria-labelledby=signs] tbody td")].map((cell) => cell.textContent)).toEqual(["1–3", "12"]);
    button("Set their choices aside").click();
    await settle();
    const form = find<HTMLFormElement>("[aria-labelledby=signs] form");
    await submit(form);
    expect(find("[aria-labelledby=signs] .wrong").textContent).toContain("Say why");
    await write(find<HTMLTextAreaElement>("[aria-labelledby=signs] textarea"), "Ohjelma");
    await submit(form);
    expect(calls.find(({ method }) => method === "POST")?.body).toEqual({ reason: { fi: "Ohjelma" } });
    expect(find("[aria-labelledby=signs]").textContent).toContain("Nothing looks unusual");
  });
});

describe("rejecting many", () => {
  it("counts first what is meant, and offers who sent several", async () => {
    const waiting = ["a", "b", "c"].map((id) => ({ ...idea(id, { fi: id }), participant: "par_123456", place: 42 }));
    const calls = await open("/c/regions/queue", ({ method, path, body }) => {
      if (path === "/members/me") return [200, MEMBER];
      if (path === "/consultations/regions") return [200, CONSULTATION];
      if (path.startsWith("/consultations/regions/ideas?")) return [200, { items: waiting, next_cursor: null }];
      if (method !== "POST") return undefined;
      return [200, (body as { only_count?: boolean }).only_count ? { found: 3, rejected: 0 } : { found: 3, rejected: 3 }];
    });
    find<HTMLDetailsElement>("main details").open = true;
    await settle();
    const choices = [...document.querySelectorAll<HTMLOptionElement>("main details option")];
    expect(choices.map(({ value }) => value)).toEqual(["words", "place:42", "participant:par_123456", "all"]);
    await write(find<HTMLSelectElement>("main details select"), "place:42");
    const form = find<HTMLFormElement>("main details form");
    await submit(form);
    expect(form.textContent).toContain("3 ideas wait that are meant.");
    await write(find<HTMLTextAreaElement>("main details textarea"), "Advertising");
    await submit(form);
    expect(calls.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([
      { place: 42, only_count: true },
      { place: 42, reason: "Advertising" },
    ]);
  });
});
