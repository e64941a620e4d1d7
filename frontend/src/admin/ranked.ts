// The sentences of a ranking: never a place without its range, never a decimal.
import type { Certainty, RankedItem } from "./api";
import { t } from "./text.svelte";

/** How many ideas may be first: those of the first tier, and no others. */
export function mayBeFirst(items: RankedItem[]): number {
  return items.filter((item) => item.tier === 1).length;
}

/** The ideas by tier, best first; those without a place last. A method without tiers has one list. */
export function byTier(items: RankedItem[]): RankedItem[][] {
  const tiers = new Map<number, RankedItem[]>();
  for (const item of items) {
    const key = item.tier ?? Infinity;
    tiers.set(key, [...(tiers.get(key) ?? []), item]);
  }
  return [...tiers.keys()].sort((one, other) => one - other).map((key) => tiers.get(key) ?? []);
}

/** "Could be first", "Tier 2: could hold place 5": what makes these one tier. */
export function tierWords(tier: RankedItem[]): string {
  const [first] = tier;
  if (first?.tier == null) return t("tier-none");
  return first.tier === 1 ? t("tier-first", { count: tier.length }) : t("tier-next", { tier: first.tier, place: first.rank ?? 0 });
}

/** Two digits: it is a reckoning. */
function rough(count: number): number {
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(count, 1))) - 1);
  return Math.round(count / scale) * scale;
}

/** What would settle the first, or the best five. After the end nobody can give what is still needed. */
export function neededWords(name: "first" | "five", of: Certainty["first"], ended: boolean): string | null {
  if (of.votes_needed == null) return null;
  if (of.votes_needed === 0) return t(`certainty-${name}-apart`);
  if (of.too_close) return t(`certainty-${name}-close`);
  return ended ? null : t(`certainty-${name}-needed`, { count: rough(of.votes_needed) });
}

/** "Place 1–3", or that there is none yet. */
export function placeWords({ rank, rank_low, rank_high }: RankedItem): string {
  if (rank === null) return t("no-place");
  if (rank_low === null || rank_high === null) return t("place", { place: String(rank) });
  return t("place", { place: rank_low === rank_high ? String(rank_low) : `${rank_low}–${rank_high}` });
}

/** "Wins 71 of 100 comparisons (64–78)". */
export function scoreWords({ score, score_low, score_high }: RankedItem): string {
  if (score === null) return "";
  if (score_low === null || score_high === null) return t("score", { score: String(Math.round(score)) });
  return t("score-between", {
    score: String(Math.round(score)),
    low: String(Math.round(score_low)),
    high: String(Math.round(score_high)),
  });
}

/** As the service counts it: a win and a loss are added, so that few comparisons give no extremes; ties are left out. A
 * group's are not told. */
export function winRate({ wins, losses, votes }: RankedItem): number | null {
  return !votes || wins === null || losses === null ? null : (100 * (wins + 1)) / (wins + losses + 2);
}

/** Both sentences in one line, for a list of ideas to choose from. */
export function standing(item: RankedItem): string {
  return [placeWords(item), scoreWords(item)].filter(Boolean).join(" · ");
}
