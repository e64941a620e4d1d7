// What stands where two ideas were answered before: it is said, with the way to change it. The words stand in the
// page's own form, which works without this module too.
import type { Change, Changed } from "./ballot";
import type { Unsent } from "./outbox";

/** Longer texts are cut: they only say which pair it was. */
const WHICH = 80;

interface Told {
  change: Change;
  says: string;
}

export class Standing {
  private readonly form: HTMLFormElement | null;
  /** The first is shown. */
  private readonly waiting: Told[] = [];

  constructor(page: ParentNode, change: (change: Change) => Promise<Changed>, private readonly say: (words: string) => void) {
    this.form = page.querySelector<HTMLFormElement>("#stands");
    this.form?.addEventListener("submit", (event) => {
      const [told] = this.waiting;
      // What the server wrote is the server's to change.
      if (!told) return;
      event.preventDefault();
      const wanted = event.submitter instanceof HTMLButtonElement && event.submitter.value === "change";
      this.waiting.shift();
      this.show();
      if (wanted) void change(told.change).then((came) => this.came(came, told));
    });
  }

  private came(came: Changed, told: Told): void {
    if (came === "kept") {
      // There was no connection: it is still to be asked.
      this.waiting.unshift(told);
      this.show();
    } else this.say(this.words(came));
  }

  /** Says that another answer stands than the one that was sent. */
  tell({ key, vote, left = "", right = "" }: Unsent, pairId: string, stands: string): void {
    const short = (text: string) => ([...text].length > WHICH ? `${[...text].slice(0, WHICH).join("")}…` : text);
    const fill = (pattern: string, idea = "") =>
      pattern.replace(/\{(left|right|idea)\}/g, (_, name) => short({ left, right, idea }[name as "left" | "right" | "idea"]));
    const said = (when: string, outcome: string) => {
      const idea = outcome === "left" ? left : outcome === "right" ? right : undefined;
      return fill(this.words(`${when}${idea === undefined ? (outcome === "skip" ? "Skip" : "Tie") : "Idea"}`), idea);
    };
    const says = [fill(this.words("which")), said("before", stands), said("now", vote.outcome)].join(" ");
    this.waiting.push({ change: { pairId, key, outcome: vote.outcome, reason: vote.reason }, says });
    this.show();
  }

  /** Hands what was not answered on to the next page. */
  query(): string {
    const [told] = this.waiting;
    if (!told) return "";
    const { pairId, key, outcome, reason } = told.change;
    const parts = new URLSearchParams({ stands: pairId, left: key.split(" ")[0] ?? "", instead: reason ? `${outcome}:${reason}` : outcome });
    return `?${parts}`;
  }

  private show(): void {
    if (!this.form) return;
    const [told] = this.waiting;
    const says = this.form.querySelector("#stands-says");
    if (says && told) says.textContent = told.says;
    this.form.hidden = !told;
  }

  private words(name: string): string {
    return this.form?.dataset[name] ?? "";
  }
}
