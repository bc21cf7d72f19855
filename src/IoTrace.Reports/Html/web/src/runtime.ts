import type { PageData } from "./data";
import { h, panel } from "./dom";
import { bytes, percent, seconds, things } from "./format";
import { blocks, inline } from "./markdown";
import { Table } from "./table";

/** Thread pool, garbage collector, locks and served requests. */
export function runtime(data: PageData): HTMLElement | null {
  const { threadPool: pool, gc, locks, requests, window } = data.report;
  const items: [string, string][] = [];
  if (requests?.meanSeconds !== undefined)
    items.push(["Requests", `${things(requests.count, "request")} served · mean ${seconds(requests.meanSeconds)} · p50 ${seconds(requests.p50)} · p99 ${seconds(requests.p99)} · max ${seconds(requests.max)}`]);
  if (pool)
    items.push(["Thread pool", `up to ${things(pool.workersMax, "worker")}${pool.queueLengthMax !== undefined ? ` · up to ${things(pool.queueLengthMax, "item")} queued` : ""} · ${things(pool.starvationAdjustments, "starvation adjustment")}`]);
  if (gc)
    items.push(["GC", `${things(gc.count, "collection")} (gen 0/1/2: ${gc.gen0}/${gc.gen1}/${gc.gen2}) · ${seconds(gc.pauseSeconds)} paused (${percent(gc.pauseSeconds / window.durationSeconds)})${gc.allocatedBytes !== undefined ? ` · ${bytes(gc.allocatedBytes)} allocated` : ""}`]);
  if (locks && locks.count > 0) items.push(["Locks", `${things(locks.count, "wait")} · ${seconds(locks.contentionSeconds)} in all`]);
  if (items.length === 0) return null;

  const table = new Table<{ name: string; count: number; seconds: number }>("Locks", [
    { title: "waited for at", value: l => l.name, cell: l => l.name },
    { title: "time", numeric: true, value: l => l.seconds, cell: l => seconds(l.seconds) },
    { title: "waits", numeric: true, value: l => l.count, cell: l => String(l.count) },
  ]);
  const contended = locks?.items ?? [];
  table.show(contended);
  return panel("runtime", "Runtime", "",
    h("dl", { class: "facts" }, ...items.flatMap(([name, text]) => [h("dt", {}, name), h("dd", {}, text)])),
    contended.length > 0 ? table.element : null);
}

export function advice(data: PageData): HTMLElement | null {
  const all = data.report.advice;
  return all.length === 0 ? null : panel("advice", "What to try", "in this order",
    ...all.map((a, i) => h("details", i === 0 ? { open: true } : {}, h("summary", {}, `${i + 1}. `, ...inline(a.title)), blocks(a.text))));
}

export function quality(data: PageData): HTMLElement {
  const { quality: q, phases } = data.report;
  const cost = [q.overhead.toolCpuSeconds !== undefined ? `${seconds(q.overhead.toolCpuSeconds)} of CPU time in iotrace` : "",
    q.overhead.targetCpuSeconds !== undefined ? `${seconds(q.overhead.targetCpuSeconds)} in the target` : ""].filter(Boolean).join(", ");
  return panel("quality", "Quality of the data", "",
    h("dl", { class: "facts" },
      ...q.collectors.flatMap(c => [h("dt", {}, c.name), h("dd", {}, [c.status, c.reason, c.remedy].filter(Boolean).join(" · "))]),
      ...(cost ? [h("dt", {}, "cost"), h("dd", {}, cost)] : []),
      ...(phases.length > 1 ? [h("dt", {}, "phases"), h("dd", {}, String(phases.length))] : [])),
    q.notes ? h("ul", {}, ...q.notes.map(n => h("li", {}, n))) : null);
}
