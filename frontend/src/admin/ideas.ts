// What the views of ideas share: in which languages an idea stands, and which it lacks.
import type { Consultation, Idea, Texts } from "./api";

/** The consultation's languages in their order, then others that the idea happens to have. */
export function languagesOf(consultation: Consultation, texts: Texts): string[] {
  return [...new Set([...consultation.languages, ...Object.keys(texts)])];
}

export function lacking(consultation: Consultation, idea: Pick<Idea, "texts">): string[] {
  return consultation.languages.filter((lang) => !idea.texts[lang]);
}

/** The first text there is, in the consultation's order of languages. */
export function firstText(consultation: Consultation, texts: Texts): { lang: string; text: string } {
  const lang = languagesOf(consultation, texts).find((lang) => texts[lang]) ?? "und";
  return { lang, text: texts[lang] ?? "" };
}

/** What was written, without what was left empty. */
export function written(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));
}
