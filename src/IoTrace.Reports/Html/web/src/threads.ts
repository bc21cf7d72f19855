import type { PageData, Thread } from "./data";
import { bar } from "./hero";
import { h, named, panel } from "./dom";
import { seconds } from "./format";
import { label, ranked, total } from "./states";
import { follow, toggle } from "./store";
import { Table } from "./table";

/** Each thread's time by state. */
export function threads(data: PageData): HTMLElement | null {
  const all = data.report.threads ?? [];
  if (all.length === 0) return null;

  let chosen: number | undefined;
  let state: string | undefined;
  const longest = Math.max(...all.map(t => total(t.threadTime)));
  const table = new Table<Thread>("Threads", [
    { title: "thread", value: t => t.name, cell: t => h("button", { class: "link", type: "button", onclick: () => toggle("thread", t.tid) }, `${t.name} (${t.tid})`) },
    { title: "time", numeric: true, value: t => state ? t.threadTime[state] ?? 0 : total(t.threadTime), cell: t => seconds(state ? t.threadTime[state] ?? 0 : total(t.threadTime)) },
    { title: "by state", value: t => ranked(t.threadTime)[0]?.[0] ?? "", cell: t => h("div", { class: "lane", role: "img", "aria-label": named(ranked(t.threadTime).map(([s, v]) => `${label(s)} ${seconds(v)}`).join(", "), "no time") },
      ...ranked(t.threadTime).filter(([s]) => !state || s === state).map(([s, v]) => Object.assign(bar(v / longest, s), { title: `${label(s)} ${seconds(v)}` }))) },
    { title: "role", wide: true, value: t => t.role, cell: t => t.role },
  ], t => ({ class: chosen === t.tid ? "chosen" : "" }));
  follow(filters => {
    chosen = filters.thread;
    state = filters.state;
    table.show(all.filter(t => (!state || (t.threadTime[state] ?? 0) > 0) && (chosen === undefined || t.tid === chosen)));
  });
  return panel("threads", "Threads", "thread time over the whole recording", table.element);
}
