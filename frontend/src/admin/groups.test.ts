import { describe, expect, it } from "vitest";
import { counts, questionOf } from "./groups";

describe("questions about groups", () => {
  it("have a choice for each line, named by the first language", () => {
    const made = questionOf({ fi: "Missä asut?", sv: "Var bor du?" }, { fi: "Åbo\n\n Vaasa \nVaasa", sv: "Åbo\nVasa\nVasa 2" }, ["fi", "sv"], ["missa-asut"]);
    expect(made.id).toBe("missa-asut-2");
    expect(made.choices).toEqual([
      { id: "abo", label: { fi: "Åbo", sv: "Åbo" } },
      { id: "vaasa", label: { fi: "Vaasa", sv: "Vasa" } },
      { id: "vaasa-2", label: { fi: "Vaasa", sv: "Vasa 2" } },
    ]);
  });

  it("have ids where a script has no a to z, and count lines by language", () => {
    const made = questionOf({ el: "Πού;" }, { el: "Εδώ\nΕκεί" }, ["el"], []);
    expect([made.id, ...made.choices.map((choice) => choice.id)]).toEqual(["group", "choice-1", "choice-2"]);
    expect(counts({ fi: "a\nb", sv: "a", en: " \n" }, ["fi", "sv", "en"])).toEqual([["fi", 2], ["sv", 1]]);
  });
});
