// When another try is made: soon at first, then less and less often, never in a storm.
const FIRST = 1000;
const MOST = 30_000;
/** After so many tries in vain, some four minutes, the next ones come seldom. */
const TRIES = 12;
const SELDOM = 300_000;

export class Retry {
  private wait = FIRST;
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly sleepers = new Set<() => void>();

  /** Another try in a while, which is longer each time; not before `least` milliseconds. */
  later(again: () => void, least: number): void {
    this.tries += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(again, Math.max(this.wait, least));
    this.wait = this.tries < TRIES ? Math.min(this.wait * 2, MOST) : SELDOM;
  }

  /** The service was reached, or may be reached now. */
  reset(): void {
    this.wait = FIRST;
    this.tries = 0;
  }

  /** Whoever waits tries at once. */
  wake(): void {
    this.reset();
    this.sleepers.forEach((wake) => wake());
  }

  /** Resolves when another try may succeed. */
  async pause(): Promise<void> {
    await new Promise<void>((done) => {
      const wake = () => {
        clearTimeout(timer);
        this.sleepers.delete(wake);
        done();
      };
      const timer = setTimeout(wake, this.wait);
      this.sleepers.add(wake);
    });
  }
}
