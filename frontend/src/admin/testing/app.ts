// Mounts the application in a test, on a service that a test describes by what it answers.
import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, vi } from "vitest";
import App from "../App.svelte";
import type { Consultation, Idea, Member } from "../api";
import { go, takeMove } from "../router.svelte";
import { speak, type Language } from "../text.svelte";

export interface Call {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}
/** What to answer: a status and a body, and headers if need be. Nothing: 404. */
export type Service = (call: Call) => [status: number, body?: unknown, headers?: HeadersInit] | undefined;

export const MEMBER: Member = { id: "mem_1", email: "secretary@example.org", admin: false, created_at: "2026-01-01T00:00:00Z" };

export const CONSULTATION: Consultation = {
  id: "con_1",
  slug: "regions",
  state: "open",
  phase: "open",
  text: "Mitä?",
  lang: "fi",
  strategy: "balanced",
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
  question: { fi: "Mitä?", sv: "Vad?" },
  intro: {},
  owner: {},
  languages: ["fi", "sv"],
  results: "after_round",
  entry: "open",
  opens_at: null,
  closes_at: null,
  zone: "Europe/Helsinki",
  round_pairs: 15,
  minimum_comparisons: 6,
  retention_days: null,
  voter_cap: null,
  counts: { ideas: 2, lacking: { sv: 1 }, pending: 3, participants: 0, votes: 0 },
  simulated: false,
  question_changes: [],
  may: ["know", "read", "comment", "draft", "invite", "run"],
};

export function idea(id: string, texts: Record<string, string>, state: Idea["state"] = "pending"): Idea {
  const [lang = "und", text = ""] = Object.entries(texts)[0] ?? [];
  const about = { linked_to: null, reason: null, proposed_by: "participant", decided_at: null } as const;
  const words = { corrections: [], replaces: null, replaced_by: null };
  return { id, state, texts, text, lang, ...about, ...words, created_at: "2026-01-02T03:04:05Z" };
}

let app: Record<string, unknown> | undefined;
afterEach(async () => {
  if (app) await unmount(app);
  app = undefined;
  vi.unstubAllGlobals();
  document.body.innerHTML = "";
});

/** Opens the application at an address below /admin; the calls that it makes are gathered in the order made. */
export async function open(view: string, service: Service, language: Language = "en"): Promise<Call[]> {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (address: string | Request, init?: RequestInit) => {
    const request = new Request(new URL(typeof address === "string" ? address : address.url, location.href), typeof address === "string" ? init : address);
    const url = new URL(request.url);
    const text = await request.text();
    const call = { method: request.method, path: url.pathname.replace("/api/v1", "") + url.search, headers: request.headers, body: text ? JSON.parse(text) : undefined };
    calls.push(call);
    const [status, body, headers] = service(call) ?? [404, { code: "not_found", detail: "There is nothing here." }];
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
  });
  vi.stubGlobal("EventSource", class {
    close() {}
  });
  vi.stubGlobal("scrollTo", () => {});
  go(view, { replace: true });
  // The page is opened at this address: nobody came from another view.
  takeMove();
  await speak(language);
  const target = document.createElement("div");
  document.body.append(target);
  app = mount(App, { target });
  await settle();
  return calls;
}

/** Waits until what was asked for has come and stands on the page. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    await tick();
  }
  flushSync();
}

export function find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(`nothing matches ${selector} in: ${document.querySelector("main")?.textContent}`);
  return found;
}

/** The button or link that says so. */
export function named(text: string): HTMLElement {
  const all = [...document.querySelectorAll<HTMLElement>("button, a")];
  const found = all.find((element) => element.textContent?.trim().startsWith(text));
  if (!found) throw new Error(`no button or link says ${text}`);
  return found;
}

export async function press(key: string, target: Element = document.activeElement ?? document.body, init: KeyboardEventInit = {}) {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init }));
  await settle();
}

export async function write(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string) {
  field.value = value;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
  await settle();
}

export async function submit(form: HTMLFormElement) {
  form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
  await settle();
}
