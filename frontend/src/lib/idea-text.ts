// How the text of an idea is counted: as the server counts it, in Unicode code points after NFC
// and trimming.

export const IDEA_MAX = 280;

/** The text as the server will keep it. */
export function cleaned(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\uFEFF/g, "")
    .replace(/\r\n|[\t-\r\u0085\u2028\u2029]/g, " ")
    .trim();
}

export function length(text: string): number {
  return [...cleaned(text)].length;
}
