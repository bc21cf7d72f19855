import type { Evidence, PageData } from "./data";
import { h, panel } from "./dom";
import { percent, seconds, bytes, count } from "./format";

const shown = (value: number, unit: string): string =>
  unit === "fraction" ? percent(value) : unit === "seconds" ? seconds(value) : unit === "bytes" ? bytes(value)
    : unit === "perSecond" ? `${count(Math.round(value))}/s` : Number.isInteger(value) ? count(value) : value.toFixed(2);

/** Every test that was made, with its figure and threshold: those for the verdict, those for another, and those that say neither. */
export function rules(data: PageData): HTMLElement | null {
  const { evidence, verdict } = data.report;
  if (evidence.length === 0) return null;

  const side = (e: Evidence): number => e.supports === undefined ? 2
    : e.supports === verdict.bound || (verdict.bound === "mixed" && (e.supports === "io" || e.supports === "cpu")) ? 0 : 1;
  const marks = ["for", "against", "context"];
  return panel("evidence", "Evidence", "every test with its figure and threshold",
    h("ul", { class: "rules" }, ...[...evidence].sort((a, b) => side(a) - side(b)).map(e =>
      h("li", { class: marks[side(e)] },
        h("span", { class: "mark" }, marks[side(e)]!),
        h("span", { class: "figure" }, shown(e.value, e.unit), e.threshold !== undefined ? h("small", {}, ` threshold ${shown(e.threshold, e.unit)}`) : null),
        h("span", {}, e.text, h("small", {}, ` ${e.id}, from ${e.source}`))))));
}
