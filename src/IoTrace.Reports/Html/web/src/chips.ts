import { clear, h } from "./dom";
import { seconds } from "./format";
import { label } from "./states";
import { type Filters, follow, reset, set } from "./store";

/** The filters that are on, each with a button that takes it away. */
export function chips(): HTMLElement {
  const bar = h("div", { class: "chips", role: "region", "aria-label": "Filters", "aria-live": "polite" });
  follow(filters => {
    clear(bar);
    const items: [string, string, Filters][] = [];
    if (filters.state) items.push(["state", label(filters.state), { state: undefined }]);
    if (filters.file) items.push(["file", filters.file, { file: undefined }]);
    if (filters.endpoint) items.push(["peer", filters.endpoint, { endpoint: undefined }]);
    if (filters.thread !== undefined) items.push(["thread", String(filters.thread), { thread: undefined }]);
    if (filters.frame) items.push(["code", filters.frame, { frame: undefined }]);
    if (filters.from !== undefined && filters.to !== undefined)
      items.push(["time", `${seconds(filters.from)} to ${seconds(filters.to)}`, { from: undefined, to: undefined }]);
    bar.hidden = items.length === 0;
    for (const [kind, text, off] of items)
      bar.append(h("button", { class: "chip", type: "button", onclick: () => set(off), "aria-label": `Remove filter ${kind} ${text}` },
        h("b", {}, kind), " ", h("span", {}, text), h("i", { "aria-hidden": "true" }, "×")));
    if (items.length > 1) bar.append(h("button", { class: "chip all", type: "button", onclick: () => reset() }, "Clear all"));
  });
  return bar;
}
