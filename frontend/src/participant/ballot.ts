// Voting without waiting: pairs come ahead of need, choices go when they can. The plain form beneath it
// stays what it is, so that nothing is lost if this fails.
import { Api, Offline, Refused } from "./api";
import { startKeys } from "./keys";
import { Outbox, type Unsent } from "./outbox";
import { type Key, keyOf, type Pair, type Progress, unordered, type Vote } from "./types";
import { View } from "./view";

/** As many as one call takes. */
const BATCH = 10;
/** Pairs ahead under which more are asked for. */
const AHEAD = 5;
/** A second press in this time belongs to the first. */
const GUARD = 400;
/** Nothing is shown of waiting for this long. */
const PATIENCE = 300;
const RETRY_MOST = 30_000;
/** After these no other answer can be taken either: the question has closed, or who answers was erased. */
const OVER = ["closed", "not_open", "token_invalid"];

interface Done {
  pair: Pair;
  /** Known once the server has recorded it. */
  pairId?: string;
}

export function startBallot(form: HTMLFormElement): void {
  new Ballot(new View(form)).start();
}

class Ballot {
  private readonly api: Api;
  private readonly outbox: Outbox;
  private readonly progress: Progress;
  private current: Pair | undefined;
  private ahead: Pair[] = [];
  /** Chosen on this page, oldest first. */
  private history: Done[] = [];
  /** Ideas that met on this page, in no order. */
  private readonly answered = new Set<Key>();
  private shownAt = performance.now();
  private quietUntil = 0;
  private sending: Promise<void> | undefined;
  private fetching: Promise<void> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private retryIn = 1000;
  private unreached = false;
  private over = false;

  constructor(private readonly view: View) {
    const number = (name: string) => Number(view.words(name)) || 0;
    this.api = new Api(view.words("api"));
    this.outbox = new Outbox(view.words("consultation"));
    this.current = view.served();
    this.progress = { answered: number("answered"), round: number("round") || 1, remaining: number("remaining") };
  }

  start(): void {
    this.view.form.addEventListener("submit", (event) => this.submitted(event));
    startKeys(this.view.form, this.view.question, (side) => this.choose(side));
    window.addEventListener("online", () => this.send());
    window.addEventListener("pagehide", () => void this.send());
    // What an earlier page could not send goes first; the pair in this page may be among it.
    this.progress.answered += this.outbox.length;
    this.progress.remaining -= this.outbox.length;
    if (this.current && this.outbox.has(keyOf(this.current))) void this.next();
    if (this.outbox.length > 0) this.send();
    void this.fetchAhead();
  }

  private submitted(event: SubmitEvent): void {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    if (button.name === "undo") {
      // A choice from before this page: the server knows which.
      if (this.history.length === 0) return;
      event.preventDefault();
      void this.undo();
    } else if (button.name === "outcome") {
      event.preventDefault();
      const [outcome = "", reason] = button.value.split(":");
      this.choose(outcome, reason);
    }
  }

  private choose(outcome: string, reason?: string): void {
    const pair = this.current;
    if (!pair || this.over || performance.now() < this.quietUntil) return;
    this.quietUntil = performance.now() + GUARD;
    const vote: Vote = { pair: pair.token, outcome, response_ms: Math.round(performance.now() - this.shownAt) };
    if (reason) vote.reason = reason;
    this.answered.add(unordered(keyOf(pair)));
    this.outbox.add(keyOf(pair), vote);
    this.history.push({ pair });
    this.progress.answered += 1;
    this.progress.remaining -= 1;
    this.view.settle();
    this.view.canUndo(true);
    this.send();
    if (this.progress.answered % this.progress.round === 0 || this.progress.remaining <= 0) void this.finish();
    else void this.next();
  }

  /** Shows the next pair, as soon as there is one. */
  private async next(): Promise<void> {
    this.current = undefined;
    const slow = setTimeout(() => {
      this.view.waiting(true);
      this.view.announce(this.view.words("fetching"));
    }, PATIENCE);
    while (this.ahead.length === 0 && !this.over) {
      await this.fetchAhead();
      if (this.ahead.length > 0 || this.over) break;
      if (!this.unreached) return this.finish();
      this.view.line(this.view.words("wait"));
      await this.reconnected();
    }
    clearTimeout(slow);
    const pair = this.ahead.shift();
    if (pair && !this.over) await this.turnTo(pair);
    void this.fetchAhead();
  }

  private async turnTo(pair: Pair, ...said: string[]): Promise<void> {
    await this.view.turn(() => {
      this.view.waiting(false);
      this.view.show(pair);
      this.view.progress(this.progress);
    });
    this.current = pair;
    this.shownAt = performance.now();
    this.view.line(this.outbox.length > 0 && this.unreached ? this.view.words("offline") : "");
    this.view.toQuestion();
    const offered = this.view.part("offer").hidden ? "" : this.view.words("halfWay");
    this.view.announce(...said, this.view.aloud(), offered);
  }

  /** The round is over: thanks, once everything has been sent. */
  private async finish(): Promise<void> {
    this.current = undefined;
    this.view.announce(this.view.words("lastPair"));
    this.view.waiting(true);
    while (this.outbox.length > 0 && !this.over) {
      await this.send();
      if (this.outbox.length > 0) await this.reconnected();
    }
    if (!this.over) this.leave(this.view.words("thanks"));
  }

  private leave(address: string): void {
    this.over = true;
    location.assign(address);
  }

  private async undo(): Promise<void> {
    const last = this.history.at(-1);
    if (!last || this.over || performance.now() < this.quietUntil) return;
    this.quietUntil = performance.now() + GUARD;
    await this.sending;
    const key = keyOf(last.pair);
    let pair: Pair | undefined = last.pair;
    if (!this.outbox.take(key)) {
      try {
        if (last.pairId) await this.api.takeBack(last.pairId);
        pair = (await this.api.pairs(document.documentElement.lang)).items.find(this.isAbout(key));
      } catch (error) {
        return this.failed(error);
      }
    }
    this.history.pop();
    this.answered.delete(unordered(key));
    this.progress.answered -= 1;
    this.progress.remaining += 1;
    this.view.canUndo(this.history.length > 0);
    if (this.current) this.ahead.unshift(this.current);
    this.ahead = this.ahead.filter((other) => !this.isAbout(key)(other));
    const shown = pair ?? this.ahead.shift();
    if (shown) await this.turnTo(shown, this.view.words("undone"));
    else await this.next();
  }

  private isAbout(key: Key): (pair: Pair) => boolean {
    return (pair) => unordered(keyOf(pair)) === unordered(key);
  }

  /** Asks for more pairs if few are left; one call at a time. */
  private fetchAhead(): Promise<void> {
    if (this.ahead.length >= AHEAD || this.over || this.progress.remaining <= this.ahead.length) {
      return this.fetching ?? Promise.resolve();
    }
    this.fetching ??= this.fetchMore().finally(() => (this.fetching = undefined));
    return this.fetching;
  }

  private async fetchMore(): Promise<void> {
    // The server counts what it has recorded; what is on its way would come back as a pair.
    await this.sending;
    try {
      const { items } = await this.api.pairs(document.documentElement.lang);
      this.reached();
      const known = new Set(this.ahead.map((pair) => unordered(keyOf(pair))));
      if (this.current) known.add(unordered(keyOf(this.current)));
      const isNew = (pair: Pair) => {
        const key = unordered(keyOf(pair));
        return !known.has(key) && !this.answered.has(key) && !this.outbox.has(key);
      };
      this.ahead.push(...items.filter(isNew));
    } catch (error) {
      this.failed(error);
    }
  }

  /** Sends what waits; one call at a time, the oldest first. */
  private send(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => (this.sending = undefined));
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    while (this.outbox.length > 0 && !this.over) {
      const batch = this.outbox.first(BATCH);
      try {
        const answer = await this.api.vote(batch.map((unsent) => unsent.vote));
        const waited = this.unreached;
        this.reached();
        for (const { index, pair_id } of answer.recorded) this.recorded(batch[index], pair_id);
        this.outbox.remove(answer.recorded.flatMap(({ index }) => batch[index] ?? []));
        if (!(await this.refused(batch, answer.rejected))) return;
        if (waited && this.outbox.length === 0) this.view.announce(this.view.words("sent"), this.view.aloud());
      } catch (error) {
        return this.failed(error);
      }
    }
  }

  private recorded(unsent: Unsent | undefined, pairId: string): void {
    const done = this.history.find(({ pair }) => keyOf(pair) === unsent?.key);
    if (done) done.pairId = pairId;
  }

  /** Votes that were not taken. A token that has grown old is replaced, unseen; false if all is over. */
  private async refused(batch: Unsent[], rejected: { index: number; code: string }[]): Promise<boolean> {
    const over = rejected.find(({ code }) => OVER.includes(code));
    if (over) {
      this.outbox.clear();
      this.leave(this.view.words("front") + (over.code === "token_invalid" ? "" : "?late=1"));
      return false;
    }
    const old = rejected.filter(({ code }) => code === "pair_expired" || code === "pair_invalid");
    const fresh = old.length > 0 ? (await this.api.pairs(document.documentElement.lang)).items : [];
    for (const { index } of rejected) {
      const unsent = batch[index];
      if (!unsent) continue;
      const pair = fresh.find((served) => keyOf(served) === unsent.key);
      if (pair && unsent.renewed === 0) this.outbox.renew(unsent, pair.token);
      else this.outbox.remove([unsent]);
    }
    return true;
  }

  private reached(): void {
    this.unreached = false;
    this.retryIn = 1000;
    this.view.line("");
  }

  private failed(error: unknown): void {
    if (error instanceof Refused && error.status < 500 && error.status !== 429 && error.status !== 408) {
      // Closed, or nobody we know any more: the front page says what is the matter, and that a choice came too
      // late only where one did.
      const late = error.code === "closed" && this.outbox.length > 0;
      this.outbox.clear();
      return this.leave(this.view.words("front") + (late ? "?late=1" : ""));
    }
    if (!(error instanceof Offline || error instanceof Refused)) throw error;
    this.unreached = true;
    if (this.outbox.length > 0) {
      this.view.line(this.view.words("offline"));
      this.view.announce(this.view.words("offline"), this.view.aloud());
    }
    clearTimeout(this.retry);
    const wait = Math.max(this.retryIn, error instanceof Refused ? error.retryAfter * 1000 : 0);
    this.retry = setTimeout(() => void this.send(), wait);
    this.retryIn = Math.min(this.retryIn * 2, RETRY_MOST);
  }

  /** Resolves when another try may succeed. */
  private reconnected(): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(end, this.retryIn);
      const end_ = () => end();
      window.addEventListener("online", end_, { once: true });
      function end() {
        clearTimeout(timer);
        window.removeEventListener("online", end_);
        done();
      }
    });
  }
}
