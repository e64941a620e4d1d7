// How the text of an idea is counted: as the server counts it, in Unicode code points after NFC
// and trimming.

export const IDEA_MAX = 280;

/** The text as the server will keep it. */
export function cleaned(text: string): string {
  return text.normalize("NFC").replace(/\r/g, "").replace(/[\n\u2028\u2029]/g, " ").trim();
}

export function length(text: string): number {
  return [...cleaned(text)].length;
}
