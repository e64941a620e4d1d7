// The frame: signing in, changes of view, languages, and what goes to the service.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CONSULTATION, find, MEMBER, named, open, settle, submit, write, type Service } from "./testing/app";

beforeEach(() => localStorage.clear());

const signedIn: Service = ({ path }) => {
  if (path === "/members/me") return [200, MEMBER];
  if (path.startsWith("/consultations?")) return [200, { items: [CONSULTATION], next_cursor: null }];
  if (path === "/consultations/regions") return [200, CONSULTATION];
  if (path.includes("/ideas?")) return [200, { items: [], next_cursor: null }];
  if (path === "/members/me/keys") return [200, { items: [], next_cursor: null }];
  if (path.endsWith("/groups")) return [200, { items: [], next_cursor: null }];
  return undefined;
};

/** Nobody is signed in; the password decides what happens. */
function door(answers: Record<string, ReturnType<Service>>): Service {
  let inside = false;
  return (call) => {
    if (call.path === "/sessions") {
      const answer = answers[(call.body as { password: string }).password];
      inside = answer?.[0] === 201;
      return answer;
    }
    return inside ? signedIn(call) : [401, { code: "sign_in_required", detail: "A sign-in or a key is needed." }];
  };
}

async function signIn(password: string) {
  await write(find<HTMLInputElement>("#field-email"), "secretary@example.org");
  await write(find<HTMLInputElement>("#field-password"), password);
  await submit(find<HTMLFormElement>("main form"));
}

describe("signing in", () => {
  it("says what is missing and what is wrong, with the focus on it", async () => {
    await open("/", door({ wrong: [401, { code: "wrong_credentials" }], often: [429, { code: "rate_limited" }, { "retry-after": "30" }] }));
    await submit(find<HTMLFormElement>("main form"));
    expect(document.activeElement).toBe(find(".wrong"));
    expect(find(".wrong").textContent).toContain("Enter your password");
    expect(find("#field-email").getAttribute("aria-invalid")).toBe("true");
    await signIn("wrong");
    expect(find(".wrong").textContent).toContain("The e-mail address or the password is wrong");
    await signIn("often");
    expect(find(".wrong").textContent).toContain("Wait 30 seconds");
  });

  it("leads to where one wanted to go", async () => {
    const calls = await open("/c/regions/queue", door({ right: [201, { token: "t", member: MEMBER }] }));
    await signIn("right");
    expect(find("h1").textContent?.trim()).toBe("Ideas to read");
    expect(calls.filter(({ method }) => method !== "GET").map(({ headers }) => headers.get("x-parvis-csrf"))).toEqual(["1"]);
    expect(calls.some(({ method, headers }) => method === "GET" && headers.has("x-parvis-csrf"))).toBe(false);
  });

  it("comes back when the session has ended", async () => {
    let ended = false;
    await open("/", (call) => (ended ? [401, { code: "sign_in_required" }] : signedIn(call)));
    ended = true;
    named("Mitä?").click();
    await settle();
    expect(find("h1").textContent?.trim()).toBe("Sign in");
    expect(location.pathname).toBe("/admin/c/regions");
  });
});

describe("a change of view", () => {
  it("changes the title and moves the focus to the heading; the first view leaves it alone", async () => {
    await open("/", signedIn);
    expect(document.title).toBe("Consultations – Parvis");
    expect(document.activeElement).toBe(document.body);
    for (const [link, heading, title] of [
      ["New consultation", "New consultation", "New consultation – Parvis"],
      ["Parvis", "Consultations", "Consultations – Parvis"],
      ["Mitä?", "Mitä?", "Overview – Mitä? – Parvis"],
      ["Ideas", "All ideas", "All ideas – Mitä? – Parvis"],
      ["Settings", "Settings", "Settings – Mitä? – Parvis"],
      ["Account", "Account", "Account – Parvis"],
    ] as const) {
      named(link).click();
      await settle();
      expect(document.activeElement?.tagName, link).toBe("H1");
      expect(document.activeElement?.textContent?.trim()).toBe(heading);
      expect(document.title).toBe(title);
    }
    history.back();
    await settle();
    expect(document.activeElement?.textContent?.trim()).toBe("Settings");
  });

  it("is by real addresses; what is at none says so", async () => {
    await open("/nowhere", signedIn);
    expect(find("h1").textContent?.trim()).toBe("There is nothing at this address");
    expect(find<HTMLAnchorElement>("main a").getAttribute("href")).toBe("/admin");
  });
});

describe("the language", () => {
  it("is chosen, kept, and said of the page and of what differs from it", async () => {
    await open("/", signedIn);
    const speaks = (language: string) => vi.waitFor(() => expect(document.documentElement.lang).toBe(language));
    named("SV").click();
    await speaks("sv");
    await settle();
    expect(find("h1").textContent?.trim()).toBe("Samråd");
    expect(find("main h2").lang).toBe("sv");
    expect(localStorage.getItem("parvis-language")).toBe("sv");
    named("EN").click();
    await speaks("en");
    await settle();
    expect(find("main h2").textContent).toBe("Mitä?");
    expect(find("main h2").lang).toBe("fi");
  });
});

describe("the sources", () => {
  const names = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });

  it("have no style attribute, which the page's policy would refuse", () => {
    for (const name of names.filter((name) => name.endsWith(".svelte"))) {
      expect(readFileSync(join(import.meta.dirname, name), "utf8"), name).not.toMatch(/\bstyle[=:]|\{@html/);
    }
  });
});
