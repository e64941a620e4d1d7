// The word in a consultation's address, suggested from its question.

export const SLUG_MAX = 60;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function isSlug(text: string): boolean {
  return text.length >= 2 && text.length <= SLUG_MAX && SLUG.test(text);
}

/** Letters that Unicode does not take apart, as people write them where only a–z will do. */
const SPELT: Record<string, string> = { ß: "ss", æ: "ae", ø: "o", đ: "d", ŋ: "n", ŧ: "t", ł: "l", þ: "th", ð: "d" };

/** The first words of the question, cut between words: `Mitä teemme Vaasassa?` → `mita-teemme-vaasassa`. */
export function suggestSlug(question: string, max = 40): string {
  const words = question
    .toLowerCase()
    .replace(/[ßæøđŋŧłþð]/g, (letter) => SPELT[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let slug = "";
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word.slice(0, max);
    if (longer.length > max) break;
    slug = longer;
  }
  return slug;
}
