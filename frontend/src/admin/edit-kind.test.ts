// Words that people have compared: the form asks what an edit is, shows both texts and says what it looks like.
import { beforeEach, describe, expect, it } from "vitest";
import { CONSULTATION, find, idea, MEMBER, open, settle, submit, write, type Call, type Service } from "./testing/app";

let calls: Call[];
const asked = (suggested: string) => [409, { code: "edit_kind_required", detail: "", errors: [{ field: "edit", code: "edit_kind_required", detail: "" }], edit: { changed: 0.62, suggested, comparisons: 133 } }] as [number, object];
const service: Service = ({ method, path, body }) => {
  const { edit, ...sent } = (body ?? {}) as { edit?: string; texts?: Record<string, string> };
  if (path === "/members/me") return [200, MEMBER];
  if (path === "/consultations/regions" && method === "PATCH") return edit ? [200, { ...CONSULTATION, ...sent }] : asked("correction");
  if (path === "/consultations/regions") return [200, { ...CONSULTATION, counts: { ...CONSULTATION.counts, votes: 9 } }];
  if (path.endsWith("/groups")) return [200, { items: [], next_cursor: null }];
  if (path.startsWith("/consultations/regions/ideas?")) return [200, { items: [idea("a", { fi: "Robotteja" }, "active")], next_cursor: null }];
  if (method !== "PATCH") return undefined;
  if (!edit) return asked("new_meaning");
  return [200, { ...idea("b", sent.texts ?? {}, "active"), replaces: "a" }];
};
const sent = () => calls.filter(({ method }) => method === "PATCH").map(({ body }) => body as Record<string, unknown>);
const button = (of: Element, name: string) => [...of.querySelectorAll<HTMLButtonElement>("button")].find((one) => one.textContent?.trim() === name);

beforeEach(() => localStorage.clear());

describe("an edit of compared words", () => {
  it("of an idea becomes a new idea where that is what it is", async () => {
    calls = await open("/c/regions/ideas", service);
    button(find(".card"), "Translate")?.click();
    await settle();
    await write(find<HTMLTextAreaElement>(".card textarea"), "Jotakin muuta");
    await submit(find<HTMLFormElement>(".card form"));
    const told = find(".card .told");
    expect(document.activeElement).toBe(told);
    expect(told.textContent).toContain("compared 133 times. 62 % of the characters change");
    expect([...told.querySelectorAll("dd")].map((dd) => dd.textContent)).toEqual(["Robotteja", "Jotakin muuta"]);
    expect(find<HTMLInputElement>(".card .told input:checked").value).toBe("new_meaning");
    expect(button(find(".card"), "Save as a new idea")).toBeTruthy();
    // Other words are asked about anew.
    await write(find<HTMLTextAreaElement>(".card textarea"), "Jotakin aivan muuta");
    expect(document.querySelector(".card .told")).toBeNull();
    await submit(find<HTMLFormElement>(".card form"));
    await submit(find<HTMLFormElement>(".card form"));
    expect(sent().map(({ edit }) => edit)).toEqual([undefined, undefined, "new_meaning"]);
    expect([...document.querySelectorAll(".card .idea")].map((one) => one.textContent)).toEqual(["Jotakin aivan muuta", "Robotteja"]);
    expect(find("[aria-live=polite]").textContent).toContain("Saved as a new idea");
  });

  it("of the question is asked about as well, and may be a correction", async () => {
    calls = await open("/c/regions/settings", service);
    await write(find<HTMLTextAreaElement>("#field-question-fi"), "Mitä nyt?");
    await submit(find<HTMLFormElement>("main form"));
    expect(find(".sections .told").textContent).toContain("People have answered this question");
    expect(find<HTMLInputElement>(".sections .told input:checked").value).toBe("correction");
    await submit(find<HTMLFormElement>("main form"));
    expect(sent().map(({ edit }) => edit)).toEqual([undefined, "correction"]);
  });
});
