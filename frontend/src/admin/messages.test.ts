// Every message stands in every language with the same variables, is used, and is there where it is used.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";

const FRONTEND = join(import.meta.dirname, "../..");
const LANGUAGES = ["fi", "sv", "en"];
const read = (path: string) => readFileSync(join(FRONTEND, path), "utf8");

/** The application's own; the pages' words on guidelines are used beside them. */
const FILES = ["admin", "drafting"];

function catalogue(lang: string, files = FILES) {
  const text = files.map((file) => read(`locales/${lang}/${file}.ftl`)).join("\n");
  const ids = [...text.matchAll(/^([a-z][\w-]*) = /gm)].map((match) => match[1] ?? "");
  return { text, ids, messages: new Map(text.split(/^(?=[a-z][\w-]* = )/m).map((part) => [part.split(" ")[0] ?? "", part])) };
}

const source = readdirDeep("src/admin", /\.(svelte|ts)$/)
  .filter((path) => !path.endsWith(".test.ts"))
  .map(read)
  .join("\n");
const exact = new Set([...source.matchAll(/\bt\("([^"]+)"/g)].map((match) => match[1] ?? ""));
/** `tab-${name}` may be any message of that form; templates of another form are no names of messages. */
const patterns = [...source.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)]
  .map((match) => (match[1] ?? "").replace(/\$\{[^}]*\}/g, "*"))
  .filter((form) => /^[\w*-]*[a-z][\w*-]*$/.test(form))
  .map((form) => new RegExp(`^${form.replaceAll("*", "[\\w-]+")}$`));
const listed = new Set([...source.matchAll(/"((?:key|screen)-[a-z-]+)"/g)].map((match) => match[1] ?? ""));
const either = new Set([...source.matchAll(/\? "([a-z-]+)" : "([a-z-]+)"/g)].flatMap((match) => [match[1] ?? "", match[2] ?? ""]));

function readdirDeep(folder: string, ending: RegExp): string[] {
  const names = readdirSync(join(FRONTEND, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => ending.test(name)).map((name) => join(folder, name));
}

describe.each(LANGUAGES)("the catalogue in %s", (lang) => {
  const { text, ids, messages } = catalogue(lang);

  it("has no message twice, none that is broken", () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const bundle = new FluentBundle(lang);
    expect(bundle.addResource(new FluentResource(text))).toEqual([]);
    expect(ids.filter((id) => !bundle.getMessage(id)?.value)).toEqual([]);
  });

  it("has what the others have, with the same variables", () => {
    const other = catalogue("en");
    expect([...ids].sort()).toEqual([...other.ids].sort());
    const variables = (part = "") => [...new Set(part.match(/\$\w+/g))].sort();
    for (const id of ids) expect([id, variables(messages.get(id))]).toEqual([id, variables(other.messages.get(id))]);
  });
});

describe("the messages", () => {
  const { ids } = catalogue("en");

  it("that are used are there", () => {
    const shared = catalogue("en", ["process"]).ids;
    expect([...exact].filter((id) => !ids.includes(id) && !shared.includes(id) && !id.startsWith("error-"))).toEqual([]);
  });

  it("that are there are used", () => {
    const used = (id: string) => exact.has(id) || either.has(id) || listed.has(id) || patterns.some((pattern) => pattern.test(id));
    expect(ids.filter((id) => !used(id))).toEqual([]);
  });

  it("of errors cover the service's table of codes", () => {
    const table = readFileSync(join(FRONTEND, "../src/domain/code.rs"), "utf8");
    const codes = [...table.matchAll(/^ {4}\w+, "(\w+)", \d{3}/gm)].map((match) => match[1]?.replaceAll("_", "-"));
    expect(codes.length).toBeGreaterThan(40);
    const errors = read("locales/en/errors.ftl");
    expect(codes.filter((code) => !errors.includes(`error-${code} = `))).toEqual([]);
  });
});
