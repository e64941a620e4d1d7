// The sentences of a ranking: never a place without its range, never a decimal.
import type { RankedItem } from "./api";
import { t } from "./text.svelte";

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

/** As the service counts it: a win and a loss are added, so that few comparisons give no extremes; ties are left out. */
export function winRate({ wins, losses, votes }: RankedItem): number | null {
  return votes === 0 ? null : (100 * (wins + 1)) / (wins + losses + 2);
}

/** Both sentences in one line, for a list of ideas to choose from. */
export function standing(item: RankedItem): string {
  return [placeWords(item), scoreWords(item)].filter(Boolean).join(" · ");
}
