import { expect, test } from "vitest";
import { numberOf } from "./number";

test("numbers are read as people write them", () => {
  for (const [cell, value] of [
    ["12,5", 12.5],
    ["1\u00a0200", 1200],
    ["38 %", 38],
    ["\u22123", -3],
    ["NaN", null],
    ["near", null],
    ["", null],
  ] as const) {
    expect(numberOf(cell), cell).toBe(value);
  }
});
