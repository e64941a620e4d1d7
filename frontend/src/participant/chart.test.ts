import { expect, test } from "vitest";
import { linesOf } from "./chart";

test("long names are broken between words", () => {
  expect(linesOf("Valmistelu ja asiantuntijatyö", 14)).toEqual(["Valmistelu ja", "asiantuntijatyö"]);
  expect(linesOf("Vaasa", 14)).toEqual(["Vaasa"]);
  expect(linesOf("", 14)).toEqual([""]);
});
