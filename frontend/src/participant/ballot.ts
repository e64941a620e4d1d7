// Voting without waiting: pairs come ahead of need, choices go when they can. The plain form beneath it
// stays what it is, so that nothing is lost if this fails.
import { type Answered, Api, Foreign, Offline, Refused } from "./api";
import { startKeys } from "./keys";
import { Outbox, type Unsent } from "./outbox";
import { Retry } from "./retry";
import { Standing } from "./standing";
import { type Key, keyOf, type Pair, type Progress, turned, unordered, type Vote } from "./types";
import { View } from "./view";

/** As many as one call takes. */
const BATCH = 10;
/** Pairs ahead under which more are asked for. */
const AHEAD = 5;
/** A second press in this time belongs to the first. */
const GUARD = 400;
/** Nothing is shown of waiting for this long. */
const PATIENCE = 300;
/** After these no other answer can be taken either: the question has closed, or who answers is not known any more. */
const OVER = ["closed", "not_open", "not_open_yet", "token_invalid", "participant_required", "not_found"];
/** A token of the same two ideas that is good now takes the place of one that was refused so. */
const RENEWED = ["pair_expired", "pair_invalid", "pair_not_open", "pair_foreign", "pair_out_of_order"];
/** How often that is tried. */
const RENEWED_MOST = 3;

interface Done {
  pair: Pair;
  /** Known once the server has recorded it. */
  pairId?: string;
}

/** Another answer to two ideas than the one that stands. */
export interface Change {
  pairId: string;
  /** The two ideas, left and right as `outcome` has them. */
  key: Key;
  outcome: string;
  reason?: string | undefined;
}

/** Another answer stands now; or the earlier one was taken back and the pair comes again; or nothing has changed. */
export type Changed = "changed" | "takenBack" | "kept";

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
  private readonly retry = new Retry();
  /** What keeps answers from the service now. */
  private trouble: "" | "offline" | "foreign" = "";
  private over = false;
  /** Answers wait for one to a pair that was served before theirs. */
  private blocked = false;
  /** What the service said last is open. */
  private open: Pair[] | undefined;
  private readonly standing: Standing;

  constructor(private readonly view: View) {
    const number = (name: string) => Number(view.words(name)) || 0;
    this.api = new Api(view.words("api"), view.words("visit"));
    this.standing = new Standing(document, (change) => this.change(change), (words) => this.view.tell(words));
    this.outbox = new Outbox(view.words("consultation"));
    this.current = view.served();
    this.progress = { answered: number("answered"), round: number("round") || 1, remaining: number("remaining") };
  }

  start(): void {
    this.view.form.addEventListener("submit", (event) => this.submitted(event));
    startKeys(this.view.form, this.view.question, (side) => this.choose(side));
    window.addEventListener("online", () => this.tryAgain());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.tryAgain();
    });
    window.addEventListener("pagehide", () => void this.send());
    // What an earlier page could not send goes first; the pair in this page may be among it.
    this.progress.answered += this.outbox.length;
    this.progress.remaining -= this.outbox.length;
    if (this.current && this.outbox.has(keyOf(this.current))) void this.next();
    if (this.outbox.length > 0) this.send();
    void this.fetchAhead().then(() => this.leaveStale());
  }

  /** A page that the browser kept shows a pair which was answered since: what is open now takes its place. */
  private async leaveStale(): Promise<void> {
    const { current, open } = this;
    if (!current || !open || this.over || open.some(this.isAbout(keyOf(current)))) return;
    if (this.answered.has(unordered(keyOf(current))) || this.outbox.has(keyOf(current))) return;
    await this.next();
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
    this.outbox.add(pair, vote);
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
      if (!this.trouble) return this.finish();
      this.view.line(this.view.words("wait"));
      await this.retry.pause();
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
    this.view.line(this.outbox.length > 0 && this.trouble ? this.view.words(this.trouble) : "");
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
      // Pairs before them want an answer first.
      if (this.blocked && this.ahead.length > 0) return this.next();
      if (this.outbox.length > 0) await this.retry.pause();
    }
    if (!this.over) this.leave(this.view.words("thanks") + this.standing.query());
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
        pair = (await this.pairs()).find(this.isAbout(key));
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

  /** Takes an answer back and gives another to the same two ideas; says how far that came. */
  private async change({ pairId, key, outcome, reason }: Change): Promise<Changed> {
    let came: Changed = "kept";
    try {
      await this.api.takeBack(pairId);
      came = "takenBack";
      const again = (await this.pairs()).find(this.isAbout(key));
      if (!again) return came;
      const vote: Vote = { pair: again.token, outcome: keyOf(again) === key ? outcome : turned(outcome) };
      if (reason) vote.reason = reason;
      this.ahead = this.ahead.filter((pair) => !this.isAbout(key)(pair));
      this.outbox.addFirst(again, vote);
      await this.send();
      return "changed";
    } catch (error) {
      this.failed(error);
      return came;
    }
  }

  /** What is open, in the order in which it is to be answered. */
  private async pairs(): Promise<Pair[]> {
    const { items } = await this.api.pairs(document.documentElement.lang);
    this.open = items;
    return items;
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
      const items = await this.pairs();
      this.reached();
      this.take(items);
    } catch (error) {
      this.failed(error);
    }
  }

  /** What is still to be shown of the pairs that are open, in their order: answers are taken in that order. */
  private take(open: Pair[]): void {
    const isShown = this.current ? this.isAbout(keyOf(this.current)) : () => false;
    const isNew = (pair: Pair) => !this.answered.has(unordered(keyOf(pair))) && !this.outbox.has(keyOf(pair));
    this.ahead = open.filter((pair) => !isShown(pair) && isNew(pair));
  }

  /** Sends what waits; one call at a time, the oldest first. */
  private send(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => (this.sending = undefined));
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    while (this.outbox.length > 0 && !this.over) {
      const batch = this.outbox.first(BATCH);
      const sent = batch.map((unsent) => ({ ...unsent.vote }));
      try {
        const answer = await this.api.vote(sent);
        const waited = this.trouble !== "";
        this.reached();
        if (!(await this.taken(batch, answer))) return;
        if (waited && this.outbox.length === 0) this.view.announce(this.view.words("sent"), this.view.aloud());
      } catch (error) {
        return this.failed(error);
      }
    }
  }

  /** What became of the answers that were sent; false if sending stops here. */
  private async taken(batch: Unsent[], { recorded, rejected }: Answered): Promise<boolean> {
    this.blocked = false;
    for (const { index, pair_id, status, outcome } of recorded) {
      const unsent = batch[index];
      if (!unsent) continue;
      const done = this.history.find(({ pair }) => keyOf(pair) === unsent.key);
      if (done) done.pairId = pair_id;
      const other = status === "already_recorded" && outcome !== undefined && outcome !== unsent.vote.outcome;
      if (other) this.standing.tell(unsent, pair_id, outcome);
    }
    this.outbox.remove(recorded.flatMap(({ index }) => batch[index] ?? []));
    return this.refused(batch, rejected, recorded.length > 0);
  }

  /** Answers that were not taken. A token that has grown old is replaced, unseen; false if sending stops here. */
  private async refused(batch: Unsent[], rejected: Answered["rejected"], moved: boolean): Promise<boolean> {
    const over = rejected.find(({ code }) => OVER.includes(code));
    if (over) {
      this.end(over.code);
      return false;
    }
    const fresh = rejected.some(({ code }) => RENEWED.includes(code)) ? await this.pairs() : [];
    let lost = 0;
    for (const { index, code } of rejected) {
      const unsent = batch[index];
      if (!unsent) continue;
      const at = RENEWED.includes(code) ? fresh.findIndex(this.isAbout(unsent.key)) : -1;
      const pair = fresh[at];
      const before = fresh.slice(0, Math.max(at, 0)).filter((other) => !this.outbox.has(keyOf(other)));
      if (pair && code === "pair_out_of_order" && before.length > 0) {
        // Those before it come first; it is sent again with them.
        for (const other of before) this.answered.delete(unordered(keyOf(other)));
        this.blocked = true;
      } else if (pair && unsent.renewed < RENEWED_MOST) {
        this.outbox.renew(unsent, pair);
        moved = true;
      } else {
        this.outbox.remove([unsent]);
        // What was taken back elsewhere is no answer any more.
        if (code !== "pair_taken_back") lost += 1;
        moved = true;
      }
    }
    if (this.blocked) this.take(fresh);
    if (lost > 0) this.view.tell(this.view.words("lost"));
    return moved || rejected.length === 0;
  }

  /** No answer can be taken any more: the front page says why, and that a choice was not counted where one was not. */
  private end(code: string): void {
    const kept = this.outbox.length > 0;
    this.outbox.clear();
    const why = kept ? (code === "closed" ? "?late=1" : code.startsWith("not_open") ? "" : "?lost=1") : "";
    this.leave(this.view.words("front") + why);
  }

  private reached(): void {
    this.trouble = "";
    this.retry.reset();
    this.view.line("");
  }

  /** Nothing leaves the outbox but by the service's own word. */
  private failed(error: unknown): void {
    if (error instanceof Refused && OVER.includes(error.code)) return this.end(error.code);
    if (!(error instanceof Offline || error instanceof Refused)) throw error;
    this.trouble = error instanceof Foreign ? "foreign" : "offline";
    if (this.outbox.length > 0) {
      const words = this.view.words(this.trouble);
      this.view.line(words);
      this.view.announce(words, this.view.aloud());
    }
    this.retry.later(() => void this.send(), error instanceof Refused ? error.retryAfter * 1000 : 0);
  }

  /** The connection may be there again. */
  private tryAgain(): void {
    this.retry.wake();
    if (this.outbox.length > 0) void this.send();
  }
}
