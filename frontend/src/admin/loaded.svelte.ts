// Something that is fetched: not there yet, there, or refused.
import { untrack } from "svelte";
import type { Problem } from "./api";
import { asProblem } from "./problems";
import { currentMember } from "./session.svelte";

const UNAUTHORISED = 401;

export class Loaded<Value> {
  value = $state.raw<Value>();
  problem = $state.raw<Problem>();
  #fetching: () => Promise<Value>;
  #latest = 0;

  constructor(fetching: () => Promise<Value>) {
    this.#fetching = fetching;
    void this.again();
    // What was refused because a session had ended is asked for again after signing in.
    $effect(() => {
      if (currentMember() && untrack(() => this.problem?.status) === UNAUTHORISED) void this.again();
    });
  }

  /** Fetches anew whenever what is read here changes; for the initialisation of a component. */
  renewWith(read: () => unknown): void {
    let first = true;
    $effect(() => {
      read();
      if (first) first = false;
      else void this.again();
    });
  }

  /** Fetches anew; what was there stays until the answer comes. An answer that was overtaken is dropped. */
  async again(): Promise<void> {
    const mine = ++this.#latest;
    try {
      const value = await this.#fetching();
      if (mine !== this.#latest) return;
      this.value = value;
      this.problem = undefined;
    } catch (thrown) {
      if (mine === this.#latest) this.problem = asProblem(thrown);
    }
  }
}
