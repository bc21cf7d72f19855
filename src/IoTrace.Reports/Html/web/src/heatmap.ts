import type { Slice } from "./data";
import { clear, h } from "./dom";
import { percent, seconds } from "./format";
import { color, label, ranked, states } from "./states";
import { follow, set, filters } from "./store";
import { average } from "./timeline";
import { watchTheme } from "./theme";

const rows = 20;
const cell = 7;

/**
 * A long recording in cells: time goes down a column and then to the right. The color is the leading state, its strength the share. A click
 * selects a column; a click with Shift compares a second column with the selection.
 */
export function heatmap(slices: Slice[]): HTMLElement {
  const columns = Math.ceil(slices.length / rows);
  const canvas = h("canvas", { class: "heat", role: "img", "aria-label": "Heatmap of the recording: the leading state of each slice" });
  const difference = h("div", { class: "difference", "aria-live": "polite" });
  let second: [number, number] | undefined;

  const span = (column: number): [number, number] => {
    const a = slices[column * rows]!;
    const b = slices[Math.min(slices.length, (column + 1) * rows) - 1]!;
    return [a.startSeconds, b.startSeconds + b.durationSeconds];
  };
  const draw = (): void => {
    canvas.width = columns * cell;
    canvas.height = rows * cell;
    const context = canvas.getContext("2d")!;
    const colors = new Map(states.map(s => [s.key, color(s.key)]));
    const f = filters();
    slices.forEach((slice, i) => {
      const [lead, share] = f.state ? [f.state, slice.wallClock[f.state] ?? 0] : ranked(slice.wallClock)[0] ?? ["unknown", 0];
      context.globalAlpha = 0.15 + 0.85 * share;
      context.fillStyle = colors.get(lead) ?? colors.get("unknown")!;
      context.fillRect(Math.floor(i / rows) * cell, (i % rows) * cell, cell - 1, cell - 1);
    });
    clear(difference);
    if (second && f.from !== undefined && f.to !== undefined) {
      const [a, b] = [average(slices, f.from, f.to), average(slices, ...second)];
      const changed = states.map(s => ({ s, d: (b[s.key] ?? 0) - (a[s.key] ?? 0) })).filter(x => Math.abs(x.d) >= 0.005).sort((x, y) => Math.abs(y.d) - Math.abs(x.d));
      difference.append(h("p", {}, h("b", {}, `${seconds(second[0])} to ${seconds(second[1])} against ${seconds(f.from)} to ${seconds(f.to)}: `),
        changed.length === 0 ? "no difference" : changed.map(x => `${label(x.s.key)} ${x.d > 0 ? "+" : "−"}${percent(Math.abs(x.d))}`).join(" · ")));
    }
  };
  canvas.addEventListener("click", event => {
    const box = canvas.getBoundingClientRect();
    const column = Math.min(columns - 1, Math.floor((event.clientX - box.left) / box.width * columns));
    if (event.shiftKey) {
      second = span(column);
      draw();
    } else {
      const [from, to] = span(column);
      set({ from, to });
    }
  });
  follow(draw);
  watchTheme(draw);
  const length = slices[0]!.durationSeconds;
  return h("div", { class: "heatmap" },
    h("p", { class: "note" }, `Heatmap: one cell is ${seconds(length)}, one column ${seconds(length * rows)}. Click a column to select it; Shift and click compares another one with it.`),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Heatmap" }, canvas), difference);
}
