// Charts of a table on the page: one for each column of numbers, bars lying so that long names fit a phone. The table
// stays and says the same, so that nobody needs the chart.
import { BarController, BarElement, CategoryScale, Chart, type ChartOptions, LinearScale, Tooltip } from "chart.js";
import { numberOf } from "./number";

/** More bars than this are no picture any more. */
const ROWS_MAX = 40;
const CHARTS_MAX = 3;
const BAR_HEIGHT = 30;
const AXIS_HEIGHT = 48;
const LINE_HEIGHT = 17;
/** Below this width names get short lines: letters in a line, and pixels. */
const NARROW = 600;
const LINE_NARROW = 14;
const LINE_WIDE = 36;

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

interface Column {
  name: string;
  values: number[];
}

/** Draws the table that `figure` names, and shows the figure. */
export function drawTable(figure: HTMLElement) {
  const table = document.getElementById(figure.dataset.chart ?? "");
  if (!(table instanceof HTMLTableElement)) return;
  const rows = [...(table.tBodies[0]?.rows ?? [])].map((row) => [...row.cells].map((cell) => cell.textContent?.trim() ?? ""));
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const columns = heads.flatMap<Column>((head, at) =>
    head.classList.contains("num")
      ? [{ name: head.textContent?.trim() ?? "", values: rows.map((row) => numberOf(row[at] ?? "") ?? 0) }]
      : [],
  );
  if (columns.length === 0 || rows.length > ROWS_MAX) return;
  const width = figure.parentElement?.clientWidth ?? 0;
  const labels = rows.map((row) => linesOf(row[0] ?? "", width < NARROW ? LINE_NARROW : LINE_WIDE));
  let last: Element = figure;
  for (const [at, column] of columns.slice(0, CHARTS_MAX).entries()) {
    const shown = at === 0 ? figure : (figure.cloneNode(true) as HTMLElement);
    if (at > 0) last.after(shown);
    last = shown;
    drawColumn(shown, labels, column, rangeOf(column, columns));
  }
}

interface Range {
  least: number;
  most: number;
}

/** Columns of one unit, which stands in brackets at a name's end, are drawn on one scale. */
function rangeOf(column: Column, all: Column[]): Range {
  const unit = (of: Column) => /\(([^)]+)\)\s*$/.exec(of.name)?.[1];
  const alike = all.filter((other) => other === column || (unit(column) && unit(other) === unit(column)));
  const values = alike.flatMap((of) => of.values);
  return { least: Math.min(0, ...values), most: Math.max(0, ...values) };
}

/** A name in lines of at most so many letters, broken between words. */
export function linesOf(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function drawColumn(figure: HTMLElement, labels: string[][], column: Column, range: Range) {
  const [canvas, caption] = [figure.querySelector("canvas"), figure.querySelector("figcaption")];
  const frame = canvas?.parentElement;
  if (!canvas || !frame || !caption) return;
  caption.textContent = column.name;
  figure.hidden = false;
  const height = (lines: string[]) => BAR_HEIGHT + (lines.length - 1) * LINE_HEIGHT;
  frame.style.height = `${labels.reduce((sum, lines) => sum + height(lines), AXIS_HEIGHT)}px`;
  const dataset = { label: column.name, data: column.values, maxBarThickness: 18, backgroundColor: token("--accent") };
  const chart = new Chart(canvas, { type: "bar", data: { labels, datasets: [dataset] }, options: options(range) });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    dataset.backgroundColor = token("--accent");
    chart.options = options(range);
    chart.update("none");
  });
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** In the page's own colours and letters, light or dark. */
function options(range: Range): ChartOptions<"bar"> {
  const ticks = { color: token("--ink"), font: { family: token("--plain"), size: 14 } };
  const border = { color: token("--edge") };
  return {
    indexAxis: "y",
    maintainAspectRatio: false,
    animation: false,
    locale: document.documentElement.lang,
    scales: {
      x: { beginAtZero: true, suggestedMin: range.least, suggestedMax: range.most, ticks, border, grid: { color: token("--line") } },
      y: { ticks: { ...ticks, autoSkip: false }, border, grid: { display: false } },
    },
  };
}
