// The form of a consultation: what stands in its fields, what is wrong with it before it is sent,
// and what the API is sent.
import type { Consultation, Settings, Texts } from "./api";
import { written } from "./ideas";
import { length } from "../lib/idea-text";
import type { Fault } from "./problems";
import { isSlug } from "../lib/slug";
import { t } from "./text.svelte";
import { instants, localTime } from "../lib/zoned";

export const QUESTION_MAX = 500;
export const INTRO_MAX = 5000;
export const OWNER_MAX = 120;
const DEFAULT_ZONE = "Europe/Helsinki";
/** What the service takes, least and most. */
export const LIMITS = { round_pairs: [1, 200], minimum_comparisons: [1, 10_000], retention_days: [0, 3650], voter_cap: [1, 10_000] } as const;

type Same = Pick<Consultation, "slug" | "languages" | "question" | "intro" | "owner" | "results" | "entry" | "strategy" | "zone">;

export interface Form extends Same {
  /** Local times in the zone, as their fields have them; empty: by hand. */
  opens: string;
  closes: string;
  round_pairs: number | null;
  minimum_comparisons: number | null;
  retention_days: number | null;
  voter_cap: number | null;
}

export function emptyForm(language: string): Form {
  return {
    slug: "",
    languages: [language],
    question: {},
    intro: {},
    owner: {},
    results: "after_round",
    entry: "open",
    strategy: "balanced",
    zone: DEFAULT_ZONE,
    opens: "",
    closes: "",
    round_pairs: 15,
    minimum_comparisons: 6,
    retention_days: null,
    voter_cap: null,
  };
}

export function formOf(consultation: Consultation): Form {
  const { slug, languages, question, intro, owner, results, entry, strategy, zone, opens_at, closes_at } = consultation;
  const { round_pairs, minimum_comparisons, retention_days, voter_cap } = consultation;
  return {
    slug,
    languages: [...languages],
    question: { ...question },
    intro: { ...intro },
    owner: { ...owner },
    results,
    entry,
    strategy,
    zone,
    opens: opens_at ? localTime(opens_at, zone) : "",
    closes: closes_at ? localTime(closes_at, zone) : "",
    round_pairs,
    minimum_comparisons,
    retention_days,
    voter_cap,
  };
}

/** The instant of a field for times; nothing if it is empty. Which of a time that comes twice: the first. */
function instant(local: string, zone: string): string | null {
  return instants(local, zone)[0]?.utc ?? null;
}

export function settingsOf({ opens, closes, ...same }: Form): Settings {
  const spoken = (texts: Texts) => written(Object.fromEntries(same.languages.map((lang) => [lang, texts[lang] ?? ""])));
  return {
    ...same,
    question: spoken(same.question),
    intro: spoken(same.intro),
    owner: spoken(same.owner),
    opens_at: instant(opens, same.zone),
    closes_at: instant(closes, same.zone),
  };
}

export function faultsIn(form: Form): Fault[] {
  const faults: Fault[] = [];
  const fault = (field: string, text: string) => faults.push({ field, text });

  if (form.languages.length === 0) fault("languages", t("languages-missing"));
  const [first] = form.languages;
  if (first && !form.question[first]?.trim()) fault(`question.${first}`, t("question-missing"));
  for (const [field, max] of [["question", QUESTION_MAX], ["owner", OWNER_MAX], ["intro", INTRO_MAX]] as const) {
    for (const lang of form.languages) {
      const over = length(form[field][lang] ?? "") - max;
      if (over > 0) fault(`${field}.${lang}`, t("too-long", { over, max }));
    }
  }
  if (!isSlug(form.slug)) fault("slug", t("slug-wrong"));
  for (const field of ["opens", "closes"] as const) {
    if (form[field] && !instant(form[field], form.zone)) fault(`${field}_at`, t("time-skipped"));
  }
  const [opens, closes] = [instant(form.opens, form.zone), instant(form.closes, form.zone)];
  if (opens && closes && closes <= opens) fault("closes_at", t("closes-before"));
  for (const field of ["round_pairs", "minimum_comparisons", "retention_days", "voter_cap"] as const) {
    const [min, max] = LIMITS[field];
    const value = form[field];
    if (value === null ? field !== "retention_days" && field !== "voter_cap" : !Number.isInteger(value) || value < min || value > max) {
      fault(field, t("number-wrong", { min, max }));
    }
  }
  return faults;
}
