// Choices that the service has not acknowledged yet, in the order in which their pairs were answered. Kept in
// storage, so that a closed page loses none.
import * as storage from "./storage";
import { type Key, keyOf, type Pair, turned, unordered, type Vote } from "./types";

export interface Unsent {
  key: Key;
  vote: Vote;
  /** How often its token has been renewed. */
  renewed: number;
  /** When it was chosen: what several pages left is sent in this order. */
  at: number;
  /** The texts of the two ideas, to say which pair it was. */
  left?: string;
  right?: string;
}

export class Outbox {
  private list: Unsent[] = [];
  private readonly name: string;

  constructor(consultation: string) {
    const prefix = `parvis-unsent-${consultation}-`;
    // One entry a page, so that two pages don't overwrite each other's. What another page left is taken
    // over; if that page still lives, the server records what both send once.
    this.name = prefix + Math.random().toString(36).slice(2);
    for (const name of storage.keysThatBegin(prefix)) {
      this.list.push(...parse(storage.read(name)));
      storage.remove(name);
    }
    this.list.sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
    if (this.list.length > 0) this.save();
  }

  get length(): number {
    return this.list.length;
  }

  /** Whether an answer about these two ideas waits, wherever they stood. */
  has(key: Key): boolean {
    return this.list.some((unsent) => unordered(unsent.key) === unordered(key));
  }

  add(pair: Pair, vote: Vote): void {
    this.list.push(unsent(pair, vote));
    this.save();
  }

  /** Before all others: of a pair that comes before theirs. */
  addFirst(pair: Pair, vote: Vote): void {
    this.list.unshift(unsent(pair, vote));
    this.save();
  }

  /** The oldest, at most as many as one call takes. */
  first(count: number): Unsent[] {
    return this.list.slice(0, count);
  }

  remove(gone: Unsent[]): void {
    this.list = this.list.filter((unsent) => !gone.includes(unsent));
    this.save();
  }

  /** Takes one out that has not been sent. */
  take(key: Key): boolean {
    const before = this.list.length;
    this.remove(this.list.filter((unsent) => unsent.key === key));
    return this.list.length < before;
  }

  /** Gives one the new token of its pair, whose ideas may stand on other sides now. */
  renew(unsent: Unsent, pair: Pair): void {
    const isTurned = keyOf(pair) !== unsent.key;
    if (isTurned) [unsent.left, unsent.right] = [unsent.right, unsent.left];
    if (isTurned) unsent.vote.outcome = turned(unsent.vote.outcome);
    unsent.key = keyOf(pair);
    unsent.vote.pair = pair.token;
    unsent.renewed += 1;
    this.save();
  }

  clear(): void {
    this.list = [];
    this.save();
  }

  private save(): void {
    if (this.list.length > 0) storage.write(this.name, JSON.stringify(this.list));
    else storage.remove(this.name);
  }
}

function unsent(pair: Pair, vote: Vote): Unsent {
  return { key: keyOf(pair), vote, renewed: 0, at: Date.now(), left: pair.left.text, right: pair.right.text };
}

function parse(text: string | undefined): Unsent[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list.filter(isUnsent) : [];
  } catch {
    return [];
  }
}

function isUnsent(value: unknown): value is Unsent {
  const unsent = value as Partial<Unsent> | null;
  return typeof unsent?.key === "string" && typeof unsent.vote?.pair === "string";
}
