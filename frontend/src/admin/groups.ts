// Questions about groups: from what is written, one choice a line in each language, to what the service takes.
import { suggestSlug } from "../lib/slug";
import type { NewGroupQuestion, Texts } from "./api";

export const CHOICES_MAX = 30;
const ID_MAX = 40;

const linesOf = (text: string | undefined) => (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);

/** How many choices each language has that has any; they must be as many in all of them. */
export function counts(choices: Texts, languages: string[]): [lang: string, count: number][] {
  const all = languages.map((lang): [string, number] => [lang, linesOf(choices[lang]).length]);
  return all.filter(([, count]) => count > 0);
}

/** A short word from the first text there is, unlike those that are taken. */
function idOf(texts: Texts, languages: string[], taken: Set<string>, otherwise: string): string {
  const first = languages.map((lang) => texts[lang]).find(Boolean) ?? "";
  const word = suggestSlug(first, ID_MAX - 3) || otherwise;
  let id = word;
  for (let turn = 2; taken.has(id); turn++) id = `${word}-${turn}`;
  taken.add(id);
  return id;
}

/** The question with its choices, in the order of their lines. */
export function questionOf(question: Texts, choices: Texts, languages: string[], taken: string[]): NewGroupQuestion {
  const ids = new Set<string>();
  const lines = new Map(languages.map((lang) => [lang, linesOf(choices[lang])]));
  const most = Math.max(0, ...[...lines.values()].map((of) => of.length));
  return {
    id: idOf(question, languages, new Set(taken), "group"),
    question,
    choices: Array.from({ length: most }, (_, at) => {
      const label = Object.fromEntries(languages.flatMap((lang) => (lines.get(lang)?.[at] ? [[lang, lines.get(lang)?.[at] ?? ""]] : [])));
      return { id: idOf(label, languages, ids, `choice-${at + 1}`), label };
    }),
  };
}
