import { describe, expect, it } from "vitest";
import { counts, linesOfChoices, questionOf } from "./groups";

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

  it("keep the ids of choices that are renamed, moved or repeated", () => {
    const languages = ["fi", "sv"];
    const before = questionOf({ fi: "Missä?" }, { fi: "Turku\nOulu\nVaasa", sv: "Åbo\nUleåborg\nVasa" }, languages, []);
    const ids = (choices: Record<string, string>) => questionOf(before.question, choices, languages, [], before).choices.map((choice) => choice.id);
    expect(ids({ fi: "Vaasa\nTurku\nOulu", sv: "Vasa\nÅbo\nUleåborg" })).toEqual(["vaasa", "turku", "oulu"]);
    expect(ids({ fi: "Turku\nKemi\nVaasa" })).toEqual(["turku", "oulu", "vaasa"]);
    expect(ids({ fi: "Turku\nVaasa" })).toEqual(["turku", "vaasa"]);
    expect(ids({ fi: "Turku\nKemi\nVaasa\nOulu" })).toEqual(["turku", "kemi", "vaasa", "oulu"]);
    expect(linesOfChoices(before, languages)).toEqual({ fi: "Turku\nOulu\nVaasa", sv: "Åbo\nUleåborg\nVasa" });
    const [first] = before.choices;
    const half = { ...before, choices: [...(first ? [first] : []), { id: "kemi", label: { fi: "Kemi" } }] };
    expect(linesOfChoices(half, languages)).toEqual({ fi: "Turku\nKemi", sv: "Åbo\nKemi" });
  });
});
