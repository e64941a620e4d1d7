// How many characters an idea may still have. Said aloud only when typing rests.
import { length } from "../lib/idea-text";

export function startCounters(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLTextAreaElement>("textarea[data-max]")) start(field);
}

function start(field: HTMLTextAreaElement): void {
  const line = document.getElementById(`${field.id}-left`);
  const max = Number(field.dataset.max);
  if (!line || !(max > 0)) return;
  const show = () => {
    const left = max - length(field.value);
    line.textContent = said(field.dataset, left);
    line.classList.toggle("field-error", left < 0);
  };
  let rest: ReturnType<typeof setTimeout> | undefined;
  field.addEventListener("input", () => {
    line.removeAttribute("aria-live");
    show();
    clearTimeout(rest);
    rest = setTimeout(() => {
      line.setAttribute("aria-live", "polite");
      line.textContent = "";
      show();
    }, 1000);
  });
  show();
  line.hidden = false;
}

function said(words: DOMStringMap, left: number): string {
  const count = Math.abs(left);
  const [one, many] = left < 0 ? [words.overOne, words.overMany] : [words.leftOne, words.leftMany];
  return (count === 1 ? one : many?.replace("{n}", String(count))) ?? "";
}
