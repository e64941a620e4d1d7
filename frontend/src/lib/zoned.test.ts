import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { instants, isZone, localTime, offsetName } from "./zoned";

interface Case {
  local: string;
  zone: string;
  utc: string[];
}

// The cases from the field, and the few that stand here so that the test never runs empty.
const HELSINKI: Case[] = [
  { local: "2026-03-29T02:59", zone: "Europe/Helsinki", utc: ["2026-03-29T00:59:00Z"] },
  { local: "2026-03-29T03:30", zone: "Europe/Helsinki", utc: [] },
  { local: "2026-03-29T04:00", zone: "Europe/Helsinki", utc: ["2026-03-29T01:00:00Z"] },
  { local: "2026-10-25T03:30", zone: "Europe/Helsinki", utc: ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"] },
  { local: "2026-10-04T02:15", zone: "Australia/Lord_Howe", utc: [] },
  { local: "2026-07-01T12:00", zone: "Asia/Kolkata", utc: ["2026-07-01T06:30:00Z"] },
  { local: "2026-07-01T12:00", zone: "Pacific/Kiritimati", utc: ["2026-06-30T22:00:00Z"] },
];
const file = new URL("../../../../shared/data/fieldcases/F55_closing_times.json", import.meta.url);
const field: Case[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];

describe("a time on the clock of a place", () => {
  it.each([...HELSINKI, ...field])("$local in $zone is $utc", ({ local, zone, utc }) => {
    const found = instants(local, zone);
    expect(found.map((instant) => instant.utc)).toEqual(utc);
    for (const { utc } of found) expect(localTime(utc, zone)).toBe(local);
  });

  it("is none if it is no time", () => {
    expect(instants("", "UTC")).toEqual([]);
    expect(instants("2026-02-31T99:00", "UTC")).toEqual([]);
  });

  it("names offsets and knows zones", () => {
    expect([120, 330, 0, -210].map(offsetName)).toEqual(["UTC+2", "UTC+5:30", "UTC", "UTC−3:30"]);
    expect([isZone("Europe/Helsinki"), isZone("Europe/Nowhere")]).toEqual([true, false]);
  });
});
