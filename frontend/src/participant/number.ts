/** A number as people write it: `12,5`, `1 200`, `38 %`; null for anything else. `src/pages/evidence.rs` reads alike. */
export function numberOf(cell: string): number | null {
  const plain = cell.trim().replace(/%$/, "").replace(/\s/g, "").replace(/,/g, ".").replace("\u2212", "-");
  const value = plain === "" ? Number.NaN : Number(plain);
  return Number.isFinite(value) ? value : null;
}
