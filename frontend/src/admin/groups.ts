// Questions about groups: from what is written, one choice a line in each language, to what the service takes.
import { suggestSlug } from "../lib/slug";
import type { GroupQuestion, NewGroupQuestion, Texts } from "./api";
import { chosen } from "./consultation";

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

/** The choices of a question as they are written; one that has no word in a language stands there by another's. */
export function linesOfChoices({ choices }: GroupQuestion, languages: string[]): Texts {
  const used = languages.filter((lang) => choices.some((choice) => choice.label[lang]));
  const lines = (lang: string) => choices.map(({ label }) => label[lang] ?? chosen(label, languages).text).join("\n");
  return Object.fromEntries(used.map((lang) => [lang, lines(lang)]));
}

/** For each label, the earlier choice that it renames or repeats: one with the same word in some language, else those that are left in their order, if as many are left. */
function kept(labels: Texts[], before: NewGroupQuestion["choices"]): (NewGroupQuestion["choices"][number] | undefined)[] {
  const left = new Set(before);
  const found = labels.map((label) => {
    const same = [...left].find((choice) => Object.entries(label).some(([lang, word]) => choice.label[lang] === word));
    if (same) left.delete(same);
    return same;
  });
  const rest = labels.length === before.length ? [...left] : [];
  return found.map((choice) => choice ?? rest.shift());
}

/** The question with its choices, in the order of their lines; what was there `before` keeps its ids. */
export function questionOf(question: Texts, choices: Texts, languages: string[], taken: string[], before?: GroupQuestion): NewGroupQuestion {
  const lines = new Map(languages.map((lang) => [lang, linesOf(choices[lang])]));
  const most = Math.max(0, ...[...lines.values()].map((of) => of.length));
  const labels = Array.from({ length: most }, (_, at): Texts =>
    Object.fromEntries(languages.flatMap((lang) => (lines.get(lang)?.[at] ? [[lang, lines.get(lang)?.[at] ?? ""]] : []))),
  );
  const earlier = kept(labels, before?.choices ?? []);
  const ids = new Set(earlier.flatMap((choice) => choice?.id ?? []));
  return {
    id: before?.id ?? idOf(question, languages, new Set(taken), "group"),
    question,
    choices: labels.map((label, at) => ({ id: earlier[at]?.id ?? idOf(label, languages, ids, `choice-${at + 1}`), label })),
  };
}
