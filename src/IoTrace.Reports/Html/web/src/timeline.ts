import type { PageData, Slice, States } from "./data";
import { clear, h, panel } from "./dom";
import { percent, seconds } from "./format";
import { heatmap } from "./heatmap";
import { color, label, ranked, states } from "./states";
import { filters, follow, set, toggle } from "./store";
import { watchTheme } from "./theme";

const height = 190;

/** From this length on a recording gets the heatmap as well. */
const longRecording = 60;

/** The wall clock by state over time. Dragging selects a range; the keys do, too. */
export function timeline(data: PageData): HTMLElement | null {
  const slices = data.report.timeline ?? [];
  if (slices.length < 2) return null;

  const end = data.report.window.durationSeconds;
  let view: [number, number] = [0, end];
  const canvas = h("canvas", { tabindex: 0, role: "img", "aria-label": "Wall clock by state over time. Arrow keys move the selection, Shift and arrow keys extend it, Escape clears it." });
  const axis = h("div", { class: "axis" });
  const legend = h("div", { class: "legend", role: "group", "aria-label": "States" });
  const selection = h("div", { class: "selection", "aria-live": "polite" });
  const zoom = h("button", { type: "button", onclick: () => { const f = filters(); if (f.from !== undefined && f.to !== undefined) { view = [f.from, f.to]; draw(); } } }, "Zoom to selection");
  const whole = h("button", { type: "button", onclick: () => { view = [0, end]; draw(); } }, "Whole recording");

  const draw = (): void => {
    const f = filters();
    paint(canvas, slices, view, f.state, f.from, f.to, data.report.phases.map(p => p.startSeconds).slice(1));
    clear(axis);
    for (let i = 0; i <= 4; i++) axis.append(h("span", {}, seconds(view[0] + (view[1] - view[0]) * i / 4)));
    zoom.disabled = f.from === undefined;
    whole.disabled = view[0] === 0 && view[1] === end;
    clear(legend);
    const mean = average(slices, f.from ?? 0, f.to ?? end);
    const shown = states.filter(s => (data.report.wallClock[s.key] ?? 0) > 0);
    for (const s of shown)
      legend.append(h("button", { type: "button", class: "key", "data-state": s.key, "aria-pressed": f.state === s.key ? "true" : "false", onclick: () => toggle("state", s.key) },
        h("i", { "aria-hidden": "true" }), `${s.label} `, h("b", {}, percent(mean[s.key] ?? 0))));
    clear(selection);
    if (f.from !== undefined && f.to !== undefined)
      selection.append(h("p", {}, h("b", {}, `${seconds(f.from)} to ${seconds(f.to)}: `), ranked(mean).slice(0, 4).map(([s, v]) => `${label(s)} ${percent(v)}`).join(" · ")));
  };

  const at = (event: PointerEvent): number => {
    const box = canvas.getBoundingClientRect();
    return view[0] + Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * (view[1] - view[0]);
  };
  let start: number | undefined;
  canvas.addEventListener("pointerdown", event => { start = at(event); canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", event => { if (start !== undefined) range(start, at(event), view); });
  canvas.addEventListener("pointerup", event => {
    if (start !== undefined && Math.abs(at(event) - start) < (view[1] - view[0]) / 200) set({ from: undefined, to: undefined });
    start = undefined;
  });
  canvas.addEventListener("keydown", event => {
    const step = (view[1] - view[0]) / 20;
    const f = filters();
    const [from, to] = [f.from ?? view[0], f.to ?? view[0] + step];
    const move = event.key === "ArrowRight" ? step : event.key === "ArrowLeft" ? -step : 0;
    if (event.key === "Escape") set({ from: undefined, to: undefined });
    else if (move && event.shiftKey) range(from, to + move, view);
    else if (move) range(from + (f.from === undefined ? 0 : move), to + (f.from === undefined ? 0 : move), view);
    else return;
    event.preventDefault();
  });
  follow(draw);
  new ResizeObserver(draw).observe(canvas);
  watchTheme(draw);

  const phases = data.report.phases;
  return panel("timeline", "Timeline", "share of the wall clock by state; drag to select a range",
    h("div", { class: "tools" }, zoom, whole), canvas, axis, legend, selection,
    phases.length > 1 ? h("ol", { class: "phases" }, ...phases.map(p => h("li", {},
      h("button", { type: "button", class: "link", onclick: () => set({ from: p.startSeconds, to: p.startSeconds + p.durationSeconds }) },
        `${seconds(p.startSeconds)} to ${seconds(p.startSeconds + p.durationSeconds)}`), ` ${p.verdict.bound}: ${p.verdict.causes.join(" and ")}, confidence ${percent(p.verdict.confidence)}. ${p.verdict.summary}`))) : null,
    end >= longRecording ? heatmap(slices) : null);
}

function range(a: number, b: number, view: [number, number]): void {
  const [from, to] = a < b ? [a, b] : [b, a];
  set({ from: Math.max(view[0], from), to: Math.min(view[1], to) });
}

/** The mean share of each state between two moments. */
export function average(slices: Slice[], from: number, to: number): States {
  const sums: States = {};
  let weight = 0;
  for (const slice of slices) {
    const part = Math.min(to, slice.startSeconds + slice.durationSeconds) - Math.max(from, slice.startSeconds);
    if (part <= 0) continue;
    weight += part;
    for (const [state, share] of Object.entries(slice.wallClock)) sums[state] = (sums[state] ?? 0) + share * part;
  }
  for (const state of Object.keys(sums)) sums[state]! /= weight;
  return sums;
}

function paint(canvas: HTMLCanvasElement, slices: Slice[], view: [number, number], state: string | undefined, from: number | undefined, to: number | undefined, phases: number[]): void {
  const scale = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(canvas.clientWidth * scale));
  canvas.width = width;
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d")!;
  const colors = new Map(states.map(s => [s.key, color(s.key)]));
  const perPixel = (view[1] - view[0]) / width;
  let first = 0;
  for (let x = 0; x < width; x++) {
    const [a, b] = [view[0] + x * perPixel, view[0] + (x + 1) * perPixel];
    while (first < slices.length && slices[first]!.startSeconds + slices[first]!.durationSeconds <= a) first++;
    let last = first;
    while (last < slices.length && slices[last]!.startSeconds < b) last++;
    const mean = average(slices.slice(first, last), a, b);
    let y = canvas.height;
    for (const s of states) {
      const part = (mean[s.key] ?? 0) * canvas.height;
      if (part <= 0) continue;
      context.globalAlpha = state && state !== s.key ? 0.15 : 1;
      context.fillStyle = colors.get(s.key)!;
      context.fillRect(x, y - part, 1, part);
      y -= part;
    }
  }
  context.globalAlpha = 1;
  const place = (time: number): number => (time - view[0]) / (view[1] - view[0]) * width;
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--text");
  for (const phase of phases) context.fillRect(place(phase), 0, scale, canvas.height);
  if (from !== undefined && to !== undefined) {
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--veil");
    context.fillRect(0, 0, place(from), canvas.height);
    context.fillRect(place(to), 0, width - place(to), canvas.height);
  }
}
