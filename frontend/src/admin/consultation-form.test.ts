// Making and editing a consultation: what the form suggests, refuses and sends.
import { beforeEach, describe, expect, it } from "vitest";
import { CONSULTATION, find, idea, MEMBER, named, open, settle, submit, write, type Call, type Service } from "./testing/app";

let calls: Call[];
const service: Service = ({ method, path, body }) => {
  if (path === "/members/me") return [200, MEMBER];
  if (method === "POST" && path === "/consultations") {
    const { slug } = body as { slug: string };
    if (slug === "taken") return [409, { code: "slug_taken", detail: "", errors: [{ field: "slug", code: "slug_taken", detail: "" }] }];
    return [201, { ...CONSULTATION, ...(body as object), state: "draft" }];
  }
  if (path.endsWith("/ideas") && method === "POST") return [201, idea("x", (body as { texts: Record<string, string> }).texts, "active")];
  if (path.includes("/ideas?")) return [200, { items: [], next_cursor: null }];
  if (path.endsWith("/groups")) return [200, { items: [], next_cursor: null }];
  if (method === "PATCH") return [200, { ...CONSULTATION, ...(body as object) }];
  if (path.startsWith("/consultations/")) return [200, CONSULTATION];
  return undefined;
};
const sent = (method: string) => calls.filter((call) => call.method === method).map(({ body }) => body);
const form = () => find<HTMLFormElement>("main form");

beforeEach(() => localStorage.clear());

describe("a new consultation", () => {
  beforeEach(async () => {
    calls = await open("/new", service, "fi");
  });

  it("suggests its address from the question until one writes another", async () => {
    await write(find<HTMLTextAreaElement>("#field-question-fi"), "Mitä Åbossa tehdään?");
    expect(find<HTMLInputElement>("#field-slug").value).toBe("mita-abossa-tehdaan");
    await write(find<HTMLInputElement>("#field-slug"), "turku");
    await write(find<HTMLTextAreaElement>("#field-question-fi"), "Mitä muuta?");
    expect(find<HTMLInputElement>("#field-slug").value).toBe("turku");
  });

  it("names every field that is wrong, and leads to it", async () => {
    await submit(form());
    const links = [...document.querySelectorAll<HTMLAnchorElement>(".wrong a")];
    expect(links.map((link) => link.getAttribute("href"))).toEqual(["#field-question-fi", "#field-slug"]);
    links[0]?.click();
    expect(document.activeElement).toBe(find("#field-question-fi"));
    expect(sent("POST")).toEqual([]);
  });

  it("makes rows of a pasted list, and sends what was written in the chosen languages", async () => {
    await write(find<HTMLTextAreaElement>("#field-question-fi"), "Mitä?");
    find<HTMLInputElement>('.choices input[type="checkbox"]:not(:checked)').click();
    await settle();
    await write(find<HTMLTextAreaElement>("#field-question-sv"), "Vad?");
    const paste = new Event("paste", { bubbles: true, cancelable: true });
    Object.assign(paste, { clipboardData: { getData: () => "Yksi\r\n\n Kaksi \nKolme\n" } });
    find("#field-ideas-0-fi").dispatchEvent(paste);
    await settle();
    await write(find<HTMLTextAreaElement>("#field-ideas-1-sv"), "Två");
    await write(find<HTMLInputElement>("#field-slug"), "taken");
    await submit(form());
    expect(find(".wrong a").getAttribute("href")).toBe("#field-slug");
    await write(find<HTMLInputElement>("#field-slug"), "regions");
    await submit(form());
    const [, made, ...ideas] = sent("POST");
    expect(made).toMatchObject({ slug: "regions", languages: ["fi", "sv"], question: { fi: "Mitä?", sv: "Vad?" }, opens_at: null });
    expect(ideas).toEqual([{ texts: { fi: "Yksi" } }, { texts: { fi: "Kaksi", sv: "Två" } }, { texts: { fi: "Kolme" } }]);
    expect(location.pathname).toBe("/admin/c/regions");
  });
});

describe("the times of a consultation", () => {
  beforeEach(async () => {
    calls = await open("/c/regions/settings", service);
  });

  it("that the clocks skip are refused at the field", async () => {
    await write(find<HTMLInputElement>("#field-closes_at"), "2026-03-29T03:30");
    expect(find("#field-closes_at-fault").textContent).toContain("There is no such time");
    await submit(form());
    expect(find(".wrong a").getAttribute("href")).toBe("#field-closes_at");
    expect(sent("PATCH")).toEqual([]);
  });

  it("that come twice mean the first, and say so with its offset", async () => {
    await write(find<HTMLInputElement>("#field-closes_at"), "2026-10-25T03:30");
    const note = find("#field-closes_at + .note").textContent ?? "";
    expect(note).toContain("UTC+3");
    expect(note).toContain("twice");
    await submit(form());
    expect(sent("PATCH")).toMatchObject([{ closes_at: "2026-10-25T00:30:00Z", zone: "Europe/Helsinki" }]);
    expect(find("[aria-live=polite]").textContent).toMatch(/^Saved/);
  });

  it("must be in their order", async () => {
    await write(find<HTMLInputElement>("#field-opens_at"), "2026-10-26T12:00");
    await write(find<HTMLInputElement>("#field-closes_at"), "2026-10-26T12:00");
    await submit(form());
    expect(find("#field-closes_at-fault").textContent).toContain("after it opens");
  });
});

describe("a session that ends while one writes", () => {
  it("costs nothing of what was written", async () => {
    let ended = false;
    calls = await open("/c/regions/settings", (call) => {
      if (call.path === "/sessions") ended = false;
      if (call.path === "/sessions") return [201, { token: "t", member: MEMBER }];
      return ended ? [401, { code: "sign_in_required" }] : service(call);
    });
    await write(find<HTMLTextAreaElement>("#field-question-fi"), "Mitä nyt?");
    ended = true;
    await submit(form());
    expect(find("main h1").textContent?.trim()).toBe("Sign in");
    expect(find(".view").hidden).toBe(true);
    await write(find<HTMLInputElement>("#field-email"), MEMBER.email);
    await write(find<HTMLInputElement>("#field-password"), "x");
    await submit(form());
    expect(find(".view").hidden).toBe(false);
    expect(find<HTMLTextAreaElement>("#field-question-fi").value).toBe("Mitä nyt?");
    await submit(form());
    expect(sent("PATCH").at(-1)).toMatchObject({ question: { fi: "Mitä nyt?" } });
  });
});

describe("opening", () => {
  it("says what will happen before it happens", async () => {
    calls = await open("/c/regions", (call) => (call.path === "/consultations/regions" && call.method === "GET" ? [200, { ...CONSULTATION, state: "draft" }] : service(call)));
    named("Open it").click();
    await settle();
    expect(find("dialog").textContent).toContain("Whoever has the address can take part");
    expect(find("dialog").textContent).toContain("after their own round");
    expect(sent("PATCH")).toEqual([]);
    find("dialog .button").click();
    await settle();
    expect(sent("PATCH")).toEqual([{ state: "open" }]);
    expect(document.querySelector("dialog")).toBeNull();
    expect(find("main").textContent).toContain("It is open");
  });
});
