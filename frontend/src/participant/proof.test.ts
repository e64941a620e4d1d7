// The work that the service asks for, checked against the platform's own SHA-256.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hasher, solve } from "./proof";

const sha256 = (text: string) => createHash("sha256").update(text).digest();

describe("the proof of work", () => {
  it("hashes as everybody does, however long the beginning is", () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 82, 119, 120, 128, 200]) {
      const beginning = "AbC-_9".repeat(40).slice(0, length);
      const hash = hasher(beginning);
      for (const end of ["", "0", "12345678", "9".repeat(60)]) {
        expect(hash(end), `${length} ${end}`).toBe(sha256(beginning + end).readUInt32BE(0));
      }
    }
  });

  it("finds a number whose hash begins with the zeros asked for", async () => {
    const proof = await solve("c".repeat(82), 12);
    expect(proof).toMatch(/^c{82}\.\d+$/);
    expect(sha256(proof).readUInt32BE(0) >>> 20).toBe(0);
  });
});
