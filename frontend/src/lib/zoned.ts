// Times as an organiser writes them, on the clock of a place, and the instants that they mean.
// The clock may skip an hour (the time does not exist) or run through one twice.

export interface Instant {
  /** ISO 8601 in UTC, to the second. */
  utc: string;
  /** Minutes that the clock is ahead of UTC. */
  offset: number;
}

const MINUTE = 60_000;
const HALF_DAYS = [-12, 0, 12].map((hours) => hours * 60 * MINUTE);

/** `2026-03-29T03:30` in a zone: no instant, one, or two, the first first. */
export function instants(local: string, zone: string): Instant[] {
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(wall)) return [];
  const offsets = new Set(HALF_DAYS.map((step) => offsetAt(wall + step, zone)));
  return [...offsets]
    .filter((offset) => offsetAt(wall - offset * MINUTE, zone) === offset)
    .sort((a, b) => b - a)
    .map((offset) => ({ utc: iso(wall - offset * MINUTE), offset }));
}

/** The clock of the zone at an instant, as a field for local times takes it. */
export function localTime(instant: string, zone: string): string {
  const time = Date.parse(instant);
  return new Date(time + offsetAt(time, zone) * MINUTE).toISOString().slice(0, 16);
}

/** `UTC+2`, `UTC+5:30`. */
export function offsetName(offset: number): string {
  if (offset === 0) return "UTC";
  const hours = Math.floor(Math.abs(offset) / 60);
  const minutes = Math.abs(offset) % 60;
  return `UTC${offset < 0 ? "−" : "+"}${hours}${minutes ? `:${String(minutes).padStart(2, "0")}` : ""}`;
}

export function offsetAt(time: number, zone: string): number {
  const parts = Object.fromEntries(
    clock(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;
  const { year, month, day, hour, minute, second } = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((wall - Math.floor(time / 1000) * 1000) / MINUTE);
}

export function isZone(zone: string): boolean {
  try {
    return Boolean(clock(zone));
  } catch {
    return false;
  }
}

/** Every zone that the browser knows, and the ones given. */
export function zones(...also: string[]): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ...also])].sort();
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
  let known = clocks.get(zone);
  if (!known) {
    const [year, month, day, hour, minute, second] = Array<"numeric">(6).fill("numeric");
    known = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", year, month, day, hour, minute, second });
    clocks.set(zone, known);
  }
  return known;
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
