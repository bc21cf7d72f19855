import type { FileUse, Operation, PageData } from "./data";
import { h, named, panel } from "./dom";
import { bytes, count, percent, seconds } from "./format";
import { follow, toggle } from "./store";
import { label, ranked } from "./states";
import { Table } from "./table";
import { treemap } from "./treemap";

/** Files, pipes and terminals: sortable, filterable, with the operations of the one that is chosen. */
export function files(data: PageData): HTMLElement | null {
  const all = data.report.files;
  if (all.length === 0) return null;

  let open: string | undefined;
  const operations = (file: FileUse): [string, Operation][] => Object.entries(file.operations ?? {});
  const sum = (file: FileUse, of: (use: Operation) => number): number => operations(file).reduce((s, [, use]) => s + of(use), 0);
  const table = new Table<FileUse>("Files", [
    { title: "path", value: f => f.path, cell: f => h("button", { class: "link path", type: "button", title: f.path, onclick: () => toggle("file", f.path) }, named(f.path)) },
    { title: "waited", numeric: true, value: f => f.waitSeconds, cell: f => amount(f.exact, seconds(f.waitSeconds), f) },
    { title: "of waits", numeric: true, value: f => f.waitShare, cell: f => percent(f.waitShare) },
    { title: "operations", numeric: true, wide: true, value: f => sum(f, u => u.count), cell: f => f.operations ? count(sum(f, u => u.count)) : "" },
    { title: "bytes", numeric: true, wide: true, value: f => sum(f, u => u.bytes ?? 0), cell: f => f.operations ? bytes(sum(f, u => u.bytes ?? 0)) : "" },
    { title: "errors", numeric: true, wide: true, value: f => sum(f, u => u.errors), cell: f => sum(f, u => u.errors) > 0 ? count(sum(f, u => u.errors)) : "" },
    { title: "", value: () => "", cell: f => h("button", { type: "button", class: "open", "aria-expanded": open === f.path ? "true" : "false", "aria-label": `Details of ${f.path}`, onclick: () => { open = open === f.path ? undefined : f.path; draw(); } }, open === f.path ? "−" : "+") },
  ], f => ({ class: chosen === f.path ? "chosen" : "" }), f => open === f.path ? detail(f) : null);
  let chosen: string | undefined;

  const search = h("input", { type: "search", placeholder: "Filter paths", "aria-label": "Filter paths", oninput: () => draw() });
  const draw = (): void => table.show(visible);
  let visible = all;
  const map = treemap(all.map(f => ({ path: f.path, value: f.waitSeconds })), path => { search.value = path; search.dispatchEvent(new Event("input")); });
  const result = panel("files", "Files", all.every(f => f.exact) ? "exact" : "~ marks an estimate from samples",
    h("div", { class: "tools" }, search), map, table.element);

  const apply = (state: string | undefined, frame: string | undefined): void => {
    const text = search.value.toLowerCase();
    visible = all.filter(f => f.path.toLowerCase().includes(text)
      && (!state || (f.byState?.[state] ?? 0) > 0)
      && (!frame || f.callSites.some(site => site.frames.includes(frame))));
  };
  search.addEventListener("input", () => { apply(last.state, last.frame); draw(); });
  let last: { state?: string; frame?: string } = {};
  follow(filters => {
    last = filters;
    chosen = filters.file;
    apply(filters.state, filters.frame);
    draw();
  });
  return result;
}

function amount(exact: boolean, text: string, file: FileUse): Node {
  if (exact) return h("span", { class: "exact", title: "exact: counted by the probe" }, text);
  const interval = file.waitSecondsLow !== undefined ? `95 % interval ${seconds(file.waitSecondsLow)} to ${seconds(file.waitSecondsHigh)}` : "estimated from samples";
  return h("span", { class: "estimate", title: interval }, `~${text}`);
}

function detail(file: FileUse): Node {
  const rows = Object.entries(file.operations ?? {});
  return h("div", { class: "details" },
    rows.length > 0 && h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Operations on ${file.path}` }, h("table", {}, h("thead", {}, h("tr", {}, ...["", "count", "errors", "bytes", "time", "p50", "p90", "p99", "max"].map(t => h("th", { scope: "col" }, t)))),
      h("tbody", {}, ...rows.map(([kind, u]) => h("tr", {}, h("th", { scope: "row" }, kind),
        ...[count(u.count), u.errors ? count(u.errors) : "", bytes(u.bytes), seconds(u.seconds), seconds(u.p50), seconds(u.p90), seconds(u.p99), seconds(u.max)]
          .map(t => h("td", { class: "number" }, t))))))),
    file.byState && h("p", {}, "By state: ", ranked(file.byState).map(([state, value]) => `${label(state)} ${seconds(value)}`).join(" · ")),
    file.callSites.length > 0 && h("div", {}, h("p", {}, "Called from"), h("ul", { class: "sites" }, ...file.callSites.slice(0, 8).map(site =>
      h("li", {}, h("b", {}, seconds(site.seconds)), " ", h("button", { class: "link", type: "button", onclick: () => toggle("frame", site.frames[0]) }, named(site.frames[0], "(no managed frame)")),
        site.frames.length > 1 ? h("small", {}, ` ← ${site.frames.slice(1, 4).join(" ← ")}`) : null)))));
}
