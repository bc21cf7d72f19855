import type { PageData, WhatIf } from "./data";
import { h } from "./dom";
import { confidence, percent, seconds, speedUp } from "./format";
import { inline } from "./markdown";

const titles: Record<string, string> = {
  io: "I/O-bound", cpu: "CPU-bound", mixed: "Mixed: I/O and CPU", neither: "Neither I/O- nor CPU-bound", unknown: "Unknown",
};

const groups: [string, string, string][] = [["io", "I/O", "network"], ["cpu", "CPU", "cpuUser"], ["neither", "other", "idle"]];

const words = (value: number): string =>
  value >= 0.95 ? "very high" : value >= 0.8 ? "high" : value >= 0.6 ? "moderate" : value >= 0.4 ? "low" : "very low";

/** The answer: bound, cause, confidence, sentence, the three sums, what could be gained, and the first advice. */
export function hero(data: PageData): HTMLElement {
  const { report } = data;
  const { verdict } = report;
  const advice = report.advice[0];
  const step = advice?.text.split("\n").find(line => line.startsWith("- "))?.slice(2);
  return h("section", { class: `panel hero ${verdict.bound}`, id: "verdict", "aria-labelledby": "verdict-title" },
    h("div", { class: "answer" },
      h("h1", { id: "verdict-title" },
        h("span", { class: "badge" }, titles[verdict.bound] ?? verdict.bound),
        h("span", { class: "causes" }, verdict.causes.join(" and "))),
      h("p", { class: "summary" }, verdict.summary),
      verdict.bound !== "unknown" && h("p", { class: "confidence" },
        h("meter", { min: 0, max: 1, low: 0.6, high: 0.8, optimum: 1, value: verdict.confidence, "aria-label": "Confidence" }),
        ` Confidence ${confidence(verdict.confidence)}, ${words(verdict.confidence)}`,
        verdict.runnerUp ? `. Runner-up: ${verdict.runnerUp.cause}, ${percent(verdict.runnerUp.share)} of the time` : "")),
    h("div", { class: "sums" },
      ...groups.map(([bound, text, color]) => {
        const causes = data.causes.filter(c => c.bound === bound && c.share > 0);
        const sum = causes.reduce((s, c) => s + c.share, 0);
        return h("div", { class: "sum" },
          h("span", {}, text), h("div", { class: "track" }, bar(sum, color)),
          h("b", {}, percent(sum)),
          h("small", {}, causes.filter(c => c.share >= 0.01).slice(0, 3).map(c => `${c.cause} ${percent(c.share)}`).join(", ")));
      })),
    h("div", { class: "gains" },
      gain("If I/O cost nothing", report.bounds.ifIoWereFree),
      gain("If CPU work cost half", report.bounds.ifCpuWereHalf)),
    advice && h("div", { class: "try" }, h("h3", {}, "What to try first"), h("p", {}, h("strong", {}, ...inline(advice.title))),
      step ? h("p", {}, ...inline(step)) : null),
    report.window.truncated && h("p", { class: "warning" }, "The recording ends before the window does."),
    report.quality.eventsLost > 0 && h("p", { class: "warning" }, `${report.quality.eventsLost} events were lost: some figures are too low.`));
}

/** A bar of a share between 0 and 1. Its width is set as a property, which the page's policy allows. */
export function bar(share: number, state: string): HTMLElement {
  const fill = h("span", { class: "fill", "data-state": state });
  fill.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return fill;
}

function gain(text: string, bound: WhatIf | undefined): HTMLElement | null {
  return bound ? h("div", { class: "gain" }, h("span", {}, text), h("b", {}, speedUp(bound.wallReduction)),
    h("small", {}, `${percent(bound.wallReduction)} less time at most (95 % interval ${percent(bound.low)} to ${percent(bound.high)})`)) : null;
}

export function subject(data: PageData): HTMLElement {
  const { target, window, tool } = data.report;
  const parts = [
    target.name + (target.pid !== undefined ? ` (pid ${target.pid})` : ""),
    target.runtimeVersion ? `.NET ${target.runtimeVersion}` : "", target.os ?? "", seconds(window.durationSeconds),
    window.startUtc.replace("T", " ").replace(/\.\d+Z$/, " UTC"), `${tool.name} ${tool.version}`,
  ];
  return h("p", { class: "subject" }, parts.filter(Boolean).join(" · "));
}
