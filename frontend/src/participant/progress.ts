// Where somebody is in their round, in dashes: the same that the server draws (src/pages/figure.rs).
import type { Progress } from "./types";

const SVG = "http://www.w3.org/2000/svg";
const DASHES_MAX = 30;

/** The number of the pair that is shown, and how many there are in this round. */
export function position({ answered, round, remaining }: Progress): { now: number; total: number } {
  const within = answered % round;
  return { now: within + 1, total: Math.min(round, within + Math.max(1, remaining)) };
}

/** The pair before which an idea of one's own is offered: the first of the second half. */
export function isHalfWay(progress: Progress): boolean {
  const { now, total } = position(progress);
  return total >= 4 && now === Math.ceil(total / 2) + 1;
}

export function drawTicks(svg: SVGElement, now: number, total: number): void {
  const count = Math.max(1, Math.min(total, DASHES_MAX));
  const at = total > DASHES_MAX ? Math.floor(((now - 1) * DASHES_MAX) / total) + 1 : now;
  const step = 100 / count;
  const ticks: SVGElement[] = [];
  for (let i = 1; i <= count; i++) {
    const here = i === at;
    const tick = document.createElementNS(SVG, "rect");
    tick.setAttribute("class", `tick${i < at ? " done" : here ? " now" : ""}`);
    tick.setAttribute("x", `${(step * (i - 0.92)).toFixed(2)}%`);
    tick.setAttribute("width", `${(step * 0.84).toFixed(2)}%`);
    tick.setAttribute("y", here ? "1" : "3");
    tick.setAttribute("height", here ? "8" : "4");
    tick.setAttribute("rx", "2");
    ticks.push(tick);
  }
  svg.replaceChildren(...ticks);
}
