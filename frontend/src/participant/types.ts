// What the API sends and takes, as far as this module uses it.

export interface Idea {
  id: string;
  text: string;
  lang: string;
}

export interface Pair {
  token: string;
  left: Idea;
  right: Idea;
}

export interface Progress {
  answered: number;
  round: number;
  remaining: number;
}

/** The same answer with the sides changed. */
export function turned(outcome: string): string {
  return outcome === "left" ? "right" : outcome === "right" ? "left" : outcome;
}

export interface Vote {
  pair: string;
  outcome: string;
  reason?: string;
  response_ms?: number;
}

/** Which two ideas, left and right: the same pair keeps it when its token is renewed. */
export type Key = string;

export function keyOf(pair: Pair): Key {
  return `${pair.left.id} ${pair.right.id}`;
}

/** Which two ideas, wherever they stand: a pair that was taken back may come with its sides changed. */
export function unordered(key: Key): Key {
  return key.split(" ").sort().join(" ");
}
