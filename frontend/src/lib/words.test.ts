import { describe, expect, it } from "vitest";
import { length } from "./idea-text";
import { isSlug, suggestSlug } from "./slug";

describe("the length of an idea", () => {
  it.each([
    ["a", 1],
    ["  a b \n", 3],
    ["a\u0308", 1],
    ["👩‍🚀", 3],
    ["a\r\nb", 3],
    ["\u00a0", 0],
  ])("of %j is %i", (text, expected) => expect(length(text)).toBe(expected));
});

describe("a suggested address", () => {
  it.each([
    ["Millä tavoin valtio on läsnä Vaasassa?", "milla-tavoin-valtio-on-lasna-vaasassa"],
    ["Vilken närvaro och service ska staten ha i regionerna på 2020-talet?", "vilken-narvaro-och-service-ska-staten-ha"],
    ["Mo galgá stáhta leat Sámis? Straße, Øst", "mo-galga-stahta-leat-samis-strasse-ost"],
    ["???", ""],
    ["a".repeat(90), "a".repeat(40)],
  ])("of %j is %j", (question, slug) => {
    expect(suggestSlug(question)).toBe(slug);
    if (slug) expect(isSlug(slug)).toBe(true);
  });

  it("is held to its form", () => {
    for (const bad of ["", "a", "Åbo", "a b", "-a", "a-", "a--b", "a".repeat(61)]) expect(isSlug(bad)).toBe(false);
  });
});
