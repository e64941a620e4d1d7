// The left and right arrow keys choose. Never while the focus is in a control, a text or a figure, never
// with a modifier, never on a held key, and not at all for who has turned them off.
import * as storage from "./storage";

const SETTING = "parvis-keys";
const FREE = ["BODY", "HTML", "MAIN"];

export function startKeys(ballot: HTMLElement, question: HTMLElement, choose: (side: "left" | "right") => void): void {
  const setting = ballot.querySelector<HTMLInputElement>("#keys-on");
  const show = (on: boolean) => ballot.classList.toggle("choices-off", !on);
  if (setting) {
    setting.checked = storage.read(SETTING) !== "off";
    show(setting.checked);
    setting.addEventListener("change", () => {
      storage.write(SETTING, setting.checked ? "on" : "off");
      show(setting.checked);
    });
    ballot.querySelector<HTMLElement>("#keys")?.removeAttribute("hidden");
  }
  document.addEventListener("keydown", (event) => {
    const side = event.key === "ArrowLeft" ? "left" : event.key === "ArrowRight" ? "right" : undefined;
    if (!side || setting?.checked === false || !isFree(event, question)) return;
    event.preventDefault();
    choose(side);
  });
}

function isFree(event: KeyboardEvent, question: HTMLElement): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing) return false;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const at = document.activeElement;
  if (at !== null && at !== question && !FREE.includes(at.tagName)) return false;
  // With text marked, the arrows belong to the marking.
  return document.getSelection()?.isCollapsed !== false;
}
