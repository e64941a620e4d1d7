import { readFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";
import { expect, it } from "vitest";

it("the API's types are those of the committed description", async () => {
  const description = JSON.parse(readFileSync(join(import.meta.dirname, "../../../openapi/openapi.json"), "utf8"));
  const types = COMMENT_HEADER + astToString(await openapiTS(description));
  const committed = readFileSync(join(import.meta.dirname, "schema.d.ts"), "utf8");
  expect(committed === types, "run `npm run types` in frontend/ and commit what changed").toBe(true);
});
