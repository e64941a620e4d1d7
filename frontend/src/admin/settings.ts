// The form of a consultation: what stands in its fields, what is wrong with it before it is sent,
// and what the API is sent.
import type { Entry, ResultsRule, Settings, Texts } from "./api";
import { written } from "./ideas";
import { length } from "../lib/idea-text";
import type { Fault } from "./problems";
import { isSlug } from "../lib/slug";
import { t } from "./text.svelte";
import { instants, localTime } from "../lib/zoned";

export const QUESTION_MAX = 500;
export const INTRO_MAX = 5000;
export const OWNER_MAX = 200;
const DEFAULT_ZONE = "Europe/Helsinki";

export interface Form {
  slug: string;
  languages: string[];
  question: Texts;
  intro: Texts;
  owner: Texts;
  results: ResultsRule;
  entry: Entry;
  zone: string;
  opens: string;
  closes: string;
  round_pairs: number | null;
  minimum_comparisons: number | null;
  retention_days: number | null;
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
    zone: DEFAULT_ZONE,
    opens: "",
    closes: "",
    round_pairs: 15,
    minimum_comparisons: 6,
    retention_days: null,
  };
}

export function formOf(settings: Settings): Form {
  const { opens_at, closes_at, zone, ...same } = settings;
  return {
    ...pick(same),
    zone,
    opens: opens_at ? localTime(opens_at, zone) : "",
    closes: closes_at ? localTime(closes_at, zone) : "",
  };
}

function pick(settings: Omit<Settings, "opens_at" | "closes_at" | "zone">): Omit<Form, "opens" | "closes" | "zone"> {
  const { slug, languages, question, intro, owner, results, entry, round_pairs, minimum_comparisons, retention_days } = settings;
  return {
    slug,
    languages: [...languages],
    question: { ...question },
    intro: { ...intro },
    owner: { ...owner },
    results,
    entry,
    round_pairs,
    minimum_comparisons,
    retention_days,
  };
}

/** The instant of a field for times; nothing if it is empty. Which of a time that comes twice: the first. */
function instant(local: string, zone: string): string | null {
  return instants(local, zone)[0]?.utc ?? null;
}

export function settingsOf(form: Form): Settings {
  const { opens, closes, zone, languages } = form;
  const spoken = (texts: Texts) => written(Object.fromEntries(languages.map((lang) => [lang, texts[lang] ?? ""])));
  return {
    ...pick(form as Parameters<typeof pick>[0]),
    question: spoken(form.question),
    intro: spoken(form.intro),
    owner: spoken(form.owner),
    zone,
    opens_at: instant(opens, zone),
    closes_at: instant(closes, zone),
  } as Settings;
}

export function faultsIn(form: Form): Fault[] {
  const faults: Fault[] = [];
  const fault = (field: string, text: string) => faults.push({ field, text });

  if (form.languages.length === 0) fault("languages", t("languages-missing"));
  const [first] = form.languages;
  if (first && !form.question[first]?.trim()) fault(`question.${first}`, t("question-missing"));
  for (const lang of form.languages) {
    const over = length(form.question[lang] ?? "") - QUESTION_MAX;
    if (over > 0) fault(`question.${lang}`, t("too-long", { over, max: QUESTION_MAX }));
  }
  if (!isSlug(form.slug)) fault("slug", t("slug-wrong"));
  for (const field of ["opens", "closes"] as const) {
    if (form[field] && !instant(form[field], form.zone)) fault(`${field}_at`, t("time-skipped"));
  }
  const [opens, closes] = [instant(form.opens, form.zone), instant(form.closes, form.zone)];
  if (opens && closes && closes <= opens) fault("closes_at", t("closes-before"));
  whole("round_pairs", 1, 200);
  whole("minimum_comparisons", 1, 1000);
  if (form.retention_days !== null) whole("retention_days", 0, 36_500);
  return faults;

  function whole(field: "round_pairs" | "minimum_comparisons" | "retention_days", min: number, max: number) {
    const value = form[field];
    if (value === null || !Number.isInteger(value) || value < min || value > max) fault(field, t("number-wrong", { min, max }));
  }
}
