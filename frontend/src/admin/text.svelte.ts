// The application's words, in the language that the person chose. Catalogues are Fluent files; only
// the chosen language's are fetched. Errors have the same words as on the pages for participants.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { keep, kept } from "../lib/kept";

export const LANGUAGES = ["fi", "sv", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const catalogues = import.meta.glob<string>("../../locales/*/{admin,drafting,errors,process}.ftl", { query: "?raw", import: "default" });

let language = $state<Language>("en");
let bundle = $state.raw(new FluentBundle("en"));

export function currentLanguage(): Language {
  return language;
}

async function bundleOf(chosen: Language): Promise<FluentBundle> {
  const names = ["errors", "process", "admin", "drafting"].map((name) => `../../locales/${chosen}/${name}.ftl`);
  const next = new FluentBundle(chosen, { useIsolating: false });
  for (const source of await Promise.all(names.map((name) => catalogues[name]?.()))) {
    next.addResource(new FluentResource(source ?? ""));
  }
  return next;
}

export type Words = (id: string, values?: Record<string, FluentVariable>) => string;

/** The words of a language beside the one that is spoken: the room's screen shows two at once. */
export async function wordsIn(language: Language): Promise<Words> {
  const own = await bundleOf(language);
  return (id, values) => {
    const pattern = own.getMessage(id)?.value;
    return pattern ? own.formatPattern(pattern, values) : id;
  };
}

/** Shows everything in a language and keeps the choice. */
export async function speak(chosen: Language): Promise<void> {
  bundle = await bundleOf(chosen);
  language = chosen;
  document.documentElement.lang = chosen;
  keep("language", chosen);
}

/** What the address asks for, else what was chosen before, else the first of the browser's own that there is. */
export function preferredLanguage(asked: string | null): Language {
  const wishes = [asked, kept("language"), ...navigator.languages].map((tag) => tag?.split("-")[0]);
  return LANGUAGES.find((known) => known === wishes.find((wish) => LANGUAGES.some((l) => l === wish))) ?? "en";
}

export function has(id: string): boolean {
  return bundle.hasMessage(id);
}

/** The message of that name. A name without a message shows itself, so that a mistake is seen. */
export function t(id: string, values?: Record<string, FluentVariable>): string {
  const pattern = bundle.getMessage(id)?.value;
  return pattern ? bundle.formatPattern(pattern, values) : id;
}

/** The address of a page for participants, in the language that is spoken here. */
export function page(address: string): string {
  return `${address}?lang=${language}`;
}

/** The language's own name for a language, beginning with a capital: "Finnish", "Suomi", "Finska". */
export function languageName(tag: string): string {
  // Browsers leave out the names of small languages, and the Sámi languages are official here.
  const own = has(`language-${tag}`) ? t(`language-${tag}`) : undefined;
  const name = own ?? new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** A day and time on the clock of a zone. */
export function moment(instant: string, zone: string): string {
  const format = { timeZone: zone, dateStyle: "long", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat(locale(), format).format(new Date(instant));
}

export function day(instant: string, zone?: string): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: zone, dateStyle: "long" }).format(new Date(instant));
}

const MONTH_IN_MINUTES = 31 * 24 * 60;

/** "19 hours ago"; the day itself when that is long ago. */
export function ago(instant: string, now = Date.now()): string {
  const minutes = Math.round((Date.parse(instant) - now) / 60_000);
  if (Math.abs(minutes) > MONTH_IN_MINUTES) return t("on-day", { day: day(instant) });
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return format.format(minutes, "minute");
  if (Math.abs(minutes) < 60 * 48) return format.format(Math.round(minutes / 60), "hour");
  return format.format(Math.round(minutes / 60 / 24), "day");
}

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);
}

/** English here is British: days come before months. */
function locale(): string {
  return language === "en" ? "en-GB" : language;
}
