import type { CallSite, PageData } from "./data";
import { h, named, panel } from "./dom";
import { seconds } from "./format";
import { label } from "./states";
import { follow, toggle } from "./store";
import { Table } from "./table";

/** Where in the user's code the time goes, innermost frame first. */
export function callSites(data: PageData): HTMLElement | null {
  const all = data.report.callSites;
  if (all.length === 0) return null;

  let chosen: string | undefined;
  const table = new Table<CallSite>("Call sites", [
    { title: "code", value: s => s.frames[0] ?? "", cell: s => h("div", {},
      h("button", { class: "link", type: "button", onclick: () => toggle("frame", s.frames[0]) }, named(s.frames[0], "(no managed frame)")),
      s.frames.length > 1 ? h("small", {}, `← ${s.frames.slice(1, 5).join(" ← ")}`) : null) },
    { title: "thread time", numeric: true, value: s => s.seconds, cell: s => seconds(s.seconds) },
    { title: "state", value: s => label(s.state), cell: s => h("button", { class: "link state", "data-state": s.state, type: "button", onclick: () => toggle("state", s.state) }, label(s.state)) },
  ], s => ({ class: chosen !== undefined && s.frames[0] === chosen ? "chosen" : "" }));
  follow(filters => {
    chosen = filters.frame;
    const file = filters.file ? data.report.files.find(f => f.path === filters.file) : undefined;
    const rows = file ? file.callSites : all;
    table.show(rows.filter(s => (!filters.state || s.state === filters.state)
      && (!filters.endpoint || s.state === "network")
      && (!filters.frame || s.frames.includes(filters.frame))));
  });
  return panel("call-sites", "Call sites", "thread time over the whole recording", table.element);
}
