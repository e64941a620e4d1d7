// Who can sign in, for whoever runs the installation.
import { beforeEach, describe, expect, it } from "vitest";
import { find, MEMBER, named, open, settle, write, type Service } from "./testing/app";

beforeEach(() => localStorage.clear());

const ADMIN = { ...MEMBER, id: "mem_1", admin: true };
const account = (id: string, email: string, more = {}) => ({ id, email, admin: false, created_at: "2026-01-01T00:00:00Z", disabled: false, disabled_at: null, ...more });

function installation(refuse?: ReturnType<Service>): Service {
  return ({ path, method }) => {
    if (path === "/members/me") return [200, ADMIN];
    if (path.startsWith("/members?")) {
      const gone = account("mem_3", "gone@example.org", { disabled: true, disabled_at: "2026-02-03T00:00:00Z" });
      return [200, { items: [account("mem_1", MEMBER.email, { admin: true }), account("mem_2", "expert@example.org"), gone], next_cursor: null }];
    }
    if (method === "PATCH") return refuse ?? [200, account("mem_2", "expert@example.org", { disabled: true })];
    if (method === "PUT") return refuse ?? [204];
    return undefined;
  };
}

async function confirm(action: string) {
  const dialog = find("dialog");
  const button = [...dialog.querySelectorAll("button")].find((one) => one.textContent === action);
  button?.click();
  await settle();
}

describe("accounts", () => {
  it("are listed with what they are", async () => {
    await open("/accounts", installation());
    const texts = [...document.querySelectorAll(".listing li")].map((item) => item.textContent ?? "");
    expect(texts[0]).toContain("Administrator");
    expect(texts[0]).not.toContain("Give a new password");
    expect(texts[2]).toContain("Disabled");
    expect(texts[2]).toContain("Enablegone@example.org");
  });

  it("are disabled after a question", async () => {
    const calls = await open("/accounts", installation());
    [...document.querySelectorAll("button")].find((one) => one.textContent === "Disableexpert@example.org")?.click();
    await settle();
    expect(find("dialog").textContent).toContain("Sessions, keys and open screens end at once");
    await confirm("Disable");
    const change = calls.find(({ method }) => method === "PATCH");
    expect([change?.path, change?.body]).toEqual(["/members/mem_2", { disabled: true }]);
  });

  it("get a new password, and say why one is refused", async () => {
    const calls = await open("/accounts", installation([422, { code: "password_weak", detail: "…", errors: [{ field: "password", code: "password_weak", detail: "…" }] }]));
    named("Give a new password").click();
    await settle();
    await write(find<HTMLInputElement>("dialog input"), "Salasana2026!");
    await confirm("Give a new password");
    expect(calls.find(({ method }) => method === "PUT")?.path).toBe("/members/mem_2/password");
    expect(find("dialog .wrong").textContent).toContain("easily guessed");
  });

  it("are for administrators: the last one stays", async () => {
    await open("/accounts", installation([409, { code: "last_administrator", detail: "…" }]));
    named("Take the administrator").click();
    await settle();
    await confirm("Take the administrator’s right");
    expect(find("dialog .wrong").textContent).toContain("the last administrator");
  });
});
