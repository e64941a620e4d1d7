// What several views say of a consultation: its question in the reader's language, and what it is now.
import type { Consultation, Texts } from "./api";
import { currentLanguage, moment, t } from "./text.svelte";

export function phaseWords(consultation: Consultation): string {
  const { phase, opens_at, closes_at, zone } = consultation;
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
