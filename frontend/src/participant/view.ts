// The voting page's parts, and what is written into them. Left and right are written alike.
import { drawTicks, isHalfWay, position } from "./progress";
import type { Idea, Pair, Progress } from "./types";

const LONG_IDEA = 140;
/** The turn of a pair takes this long where the style sheet says nothing. */
const TURN = 220;

export class View {
  readonly question: HTMLElement;
  private readonly pair: HTMLElement;
  private readonly leaves: HTMLElement[];
  private readonly notes: Map<string, string>;

  constructor(readonly form: HTMLFormElement) {
    this.question = this.part("asked");
    this.pair = this.part("pair");
    this.leaves = [...this.pair.querySelectorAll<HTMLElement>(".idea")];
    const notes = (form.dataset.onlyIn ?? "").split("|").map((note) => note.split("=") as [string, string]);
    this.notes = new Map(notes);
    window.addEventListener("pointermove", () => this.pair.classList.remove("fresh"));
  }

  part(id: string): HTMLElement {
    const found = this.form.querySelector<HTMLElement>(`#${id}`);
    if (!found) throw new Error(`the page has no #${id}`);
    return found;
  }

  words(name: string): string {
    return this.form.dataset[name] ?? "";
  }

  /** The pair in the page as it came. */
  served(): Pair {
    const [left = "", right = ""] = (this.pair.dataset.key ?? "").split(" ");
    const token = this.form.querySelector<HTMLInputElement>("#pair-token")?.value ?? "";
    const idea = (id: string, at: number): Idea => {
      const leaf = this.leaves[at];
      const text = [...(leaf?.childNodes ?? [])].filter((node) => !(node instanceof Element && node.matches(".in")));
      return { id, text: text.map((node) => node.textContent).join(""), lang: leaf?.lang || document.documentElement.lang };
    };
    return { token, left: idea(left, 0), right: idea(right, 1) };
  }

  /** Both leaves go, alike; then both of the next come. Resolves when the next are written. */
  async turn(write: () => void): Promise<void> {
    const value = getComputedStyle(document.documentElement).getPropertyValue("--motion-turn").trim();
    const turn = /^[\d.]+ms$/.test(value) ? parseFloat(value) : /^[\d.]+s$/.test(value) ? parseFloat(value) * 1000 : TURN;
    this.pair.classList.add("turning");
    await new Promise((done) => setTimeout(done, turn / 2));
    write();
    this.pair.classList.remove("turning");
    // Nothing of the next pair is marked by where the pointer happens to rest.
    this.pair.classList.add("fresh");
  }

  waiting(on: boolean): void {
    this.pair.classList.toggle("waiting", on);
    this.pair.setAttribute("aria-busy", String(on));
  }

  show(pair: Pair): void {
    const ideas = [pair.left, pair.right];
    this.leaves.forEach((leaf, at) => {
      const idea = ideas[at];
      if (idea) this.write(leaf, idea);
    });
    this.pair.classList.toggle("long", ideas.some((idea) => [...idea.text].length > LONG_IDEA));
    this.pair.dataset.key = `${pair.left.id} ${pair.right.id}`;
    const token = this.form.querySelector<HTMLInputElement>("#pair-token");
    if (token) token.value = pair.token;
  }

  private write(leaf: HTMLElement, idea: Idea): void {
    const own = document.documentElement.lang;
    leaf.replaceChildren(...wholeWords(idea.text));
    if (idea.lang === own) leaf.removeAttribute("lang");
    else leaf.lang = idea.lang;
    if (idea.lang === own || idea.lang === "und") return;
    // Nothing is said where the consultation is in no language of the reader's.
    const words = this.notes.get(idea.lang) ?? this.notes.get("*");
    if (!words) return;
    const note = document.createElement("span");
    note.className = "in";
    note.lang = own;
    note.textContent = words;
    leaf.append(note);
  }

  progress(progress: Progress): void {
    const { now, total } = position(progress);
    const filled = (pattern: string) => pattern.replace("{n}", String(now)).replace("{total}", String(total));
    const shown = filled(this.words("shown"));
    this.part("far").textContent = shown;
    this.part("far-aloud").textContent = filled(this.words("aloud"));
    drawTicks(this.part("ticks") as unknown as SVGElement, now, total);
    document.title = document.title.replace(/^.*? – /, `${shown} – `);
    this.part("offer").hidden = !isHalfWay(progress);
  }

  /** What is spoken: in a live region that was there before. */
  announce(...parts: string[]): void {
    this.part("said").textContent = parts.filter(Boolean).join(" ");
  }

  aloud(): string {
    return this.part("far-aloud").textContent ?? "";
  }

  line(text: string): void {
    const line = this.part("offline");
    line.textContent = text;
    line.hidden = text === "";
  }

  /** Said and left standing. */
  tell(text: string): void {
    const told = this.form.querySelector<HTMLElement>("#told");
    if (told) {
      told.textContent = text;
      told.hidden = false;
    }
    this.announce(text);
  }

  canUndo(can: boolean): void {
    this.part("undo").hidden = !can;
  }

  /** What was said of the page as it came (an undone choice, an error) is over. */
  settle(): void {
    for (const id of ["notice", "wrong"]) this.form.querySelector(`#${id}`)?.remove();
  }

  toQuestion(): void {
    this.question.focus({ preventScroll: true });
    const top = this.form.getBoundingClientRect().top;
    if (top < 0) window.scrollBy({ top: top - 8, behavior: "instant" });
  }
}

/** A number and what hangs on it by a hyphen (2020-luvulla) stay on one line. */
function wholeWords(text: string): Node[] {
  return text.split(/(?<=^|\s)(\d[^\s-]*-\S{1,20})(?=\s|$)/).map((piece, at) => {
    if (at % 2 === 0) return document.createTextNode(piece);
    const whole = document.createElement("span");
    whole.className = "nobr";
    whole.textContent = piece;
    return whole;
  });
}
