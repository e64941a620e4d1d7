// What several views say of a consultation: its question in the reader's language, and what it is now.
import type { Consultation, Texts } from "./api";
import { currentLanguage, moment, t } from "./text.svelte";

export type Phase = "draft" | "scheduled" | "open" | "closed" | "archived";

/** The state that organisers set, with the opening and closing times applied. */
export function phaseOf(consultation: Pick<Consultation, "state" | "opens_at" | "closes_at">, now = Date.now()): Phase {
  const { state, opens_at, closes_at } = consultation;
  if (state !== "open") return state;
  if (closes_at && now >= Date.parse(closes_at)) return "closed";
  if (opens_at && now < Date.parse(opens_at)) return "scheduled";
  return "open";
}

export function phaseWords(consultation: Consultation): string {
  const phase = phaseOf(consultation);
  const { opens_at, closes_at, zone } = consultation;
  if (phase === "scheduled" && opens_at) return t("phase-scheduled", { time: moment(opens_at, zone) });
  if (phase === "open" && closes_at) return t("phase-open-until", { time: moment(closes_at, zone) });
  return t(`phase-${phase}`);
}

/** A text in the reader's language, else in the first there is. */
export function chosen(texts: Texts, languages: string[]): { lang: string; text: string } {
  const order = [currentLanguage(), ...languages, ...Object.keys(texts)];
  const lang = order.find((lang) => texts[lang]) ?? "und";
  return { lang, text: texts[lang] ?? "" };
}

export function firstOf(consultation: Consultation): { lang: string; text: string } {
  return chosen(consultation.question, consultation.languages);
}

/** The address that participants open. */
export function publicAddress(consultation: Pick<Consultation, "slug">): string {
  return `${location.origin}/c/${consultation.slug}`;
}
