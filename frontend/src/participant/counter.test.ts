import { afterEach, expect, test, vi } from "vitest";
import { startCounters } from "./counter";

afterEach(() => vi.useRealTimers());

test("what is left is shown, and said when typing rests", async () => {
  vi.useFakeTimers();
  document.body.innerHTML = `<textarea id="t" data-max="3" data-left-one="1 left" data-left-many="{n} left"
    data-over-one="1 over" data-over-many="{n} over"></textarea><p id="t-left" hidden></p>`;
  startCounters(document);
  const field = document.querySelector("textarea") as HTMLTextAreaElement;
  const line = document.querySelector("p") as HTMLElement;
  const type = (text: string) => {
    field.value = text;
    field.dispatchEvent(new Event("input"));
    return line.textContent;
  };
  expect([line.hidden, line.textContent]).toEqual([false, "3 left"]);
  expect(["ab", "abcd", "abcde"].map(type)).toEqual(["1 left", "1 over", "2 over"]);
  expect([line.className, line.getAttribute("aria-live")]).toEqual(["field-error", null]);
  await vi.advanceTimersByTimeAsync(1100);
  expect(line.getAttribute("aria-live")).toBe("polite");
});
