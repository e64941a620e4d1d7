// What is told without moving the focus: "saved", "approved". The live region stands in the page
// from its start; only its words change.

let words = $state("");
let odd = false;

export function announced(): string {
  return words;
}

/** The same words twice are told twice: a no-break space makes them differ. */
export function announce(text: string): void {
  odd = !odd;
  words = odd ? text : `${text}\u00a0`;
}
