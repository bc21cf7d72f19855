import type { PageData } from "./data";
import { h, panel } from "./dom";
import { build, isFramework, sorted, type Node } from "./flametree";
import { percent, seconds } from "./format";
import { color, label, states } from "./states";
import { filters, follow, toggle } from "./store";
import { watchTheme } from "./theme";

const row = 20;
const deepest = 120;
const groups: Record<string, string[]> = {
  "": [],
  "on-CPU": states.filter(s => s.group === "cpu" && s.key !== "runnable").map(s => s.key),
  "off-CPU": states.filter(s => (s.group !== "cpu" || s.key === "runnable") && s.key !== "idle").map(s => s.key),
};

interface Box { node: Node; x: number; y: number; width: number }

/** The flame graph: states at the root, outermost frames first. A click zooms, the search highlights. */
export function flame(data: PageData): HTMLElement | null {
  if (data.stacks.items.length === 0) return null;

  const canvas = h("canvas", { tabindex: 0, role: "img", "aria-label": "Flame graph. Arrow keys move between frames, Enter zooms, Escape zooms out." });
  const tip = h("div", { class: "tip", role: "status", "aria-live": "polite" });
  const search = h("input", { type: "search", placeholder: "Search frames", "aria-label": "Search frames", oninput: () => paint() });
  const group = h("select", { "aria-label": "Which time", onchange: () => rebuild() }, ...Object.keys(groups).map(g => h("option", { value: g }, g === "" ? "all states" : g)));
  const user = h("input", { type: "checkbox", id: "user-only", onchange: () => rebuild() });
  const out = h("button", { type: "button", onclick: () => { focus = root; paint(); } }, "Zoom out");

  let root: Node = { name: "", value: 0, children: new Map() };
  let focus = root;
  let current: Node | undefined;
  let boxes: Box[] = [];

  const rebuild = (): void => {
    const f = filters();
    const inGroup = groups[group.value]!;
    const file = f.file ? data.report.files.find(x => x.path === f.file) : undefined;
    const sites = file?.callSites.map(site => site.frames[0]);
    root = build(data.stacks, (state, frames) =>
      (f.state ? state === f.state : inGroup.length === 0 ? state !== "idle" || data.stacks.items.every(s => s.state === "idle") : inGroup.includes(state))
      && (!f.frame || frames.includes(f.frame))
      && (!f.endpoint || state === "network")
      && (!sites || sites.some(site => site !== undefined && frames.includes(site))), user.checked, "all");
    focus = root;
    current = undefined;
    paint();
  };

  const layout = (width: number): Box[] => {
    const result: Box[] = [];
    const place = (node: Node, x: number, y: number, size: number): void => {
      if (size < 0.4 || y > deepest) return;
      result.push({ node, x, y, width: size });
      let left = x;
      for (const child of sorted(node)) {
        const part = size * child.value / node.value;
        place(child, left, y + 1, part);
        left += part;
      }
    };
    const path: Node[] = [];
    for (let node: Node | undefined = focus.parent; node; node = node.parent) path.unshift(node);
    path.forEach((node, i) => result.push({ node, x: 0, y: i, width }));
    if (focus.value > 0) place(focus, 0, path.length, width);
    return result;
  };

  const paint = (): void => {
    const width = canvas.clientWidth;
    if (width === 0) return;
    boxes = layout(width);
    const scale = window.devicePixelRatio || 1;
    const rows = Math.max(3, ...boxes.map(b => b.y + 1));
    canvas.style.height = `${rows * row}px`;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(rows * row * scale);
    const context = canvas.getContext("2d")!;
    context.scale(scale, scale);
    context.font = "12px ui-monospace, monospace";
    context.textBaseline = "middle";
    const style = getComputedStyle(document.documentElement);
    const text = style.getPropertyValue("--flame-text");
    const wanted = search.value.toLowerCase();
    const colors = new Map(states.map(s => [s.key, color(s.key)]));
    for (const { node, x, y, width: size } of boxes) {
      const hit = wanted !== "" && node.name.toLowerCase().includes(wanted);
      context.globalAlpha = wanted !== "" && !hit ? 0.25 : node.parent && isFramework(node.name) ? 0.55 : 1;
      context.fillStyle = hit ? style.getPropertyValue("--hit") : node.state ? colors.get(node.state)! : style.getPropertyValue("--line");
      context.fillRect(x, y * row, Math.max(0.5, size - 0.5), row - 1);
      context.globalAlpha = 1;
      if (node === current) {
        context.strokeStyle = style.getPropertyValue("--text");
        context.strokeRect(x + 0.5, y * row + 0.5, Math.max(1, size - 1.5), row - 2);
      }
      if (size > 30) {
        context.fillStyle = node.parent && !isFramework(node.name) ? text : style.getPropertyValue("--text");
        context.fillText(fit(context, node.parent === root ? label(node.name) : node.name, size - 8), x + 4, y * row + row / 2);
      }
    }
    say(current ?? focus);
    out.disabled = focus === root;
  };

  const say = (node: Node): void => {
    tip.textContent = root.value === 0 ? "No stack matches the filters." :
      `${node.parent === root ? label(node.name) : node.name.replace(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g, "?")}: ${seconds(node.value)} of thread time, ${percent(node.value / root.value)}`;
  };
  const find = (event: MouseEvent): Node | undefined => {
    const area = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - area.left, Math.floor((event.clientY - area.top) / row)];
    return boxes.find(b => b.y === y && x >= b.x && x < b.x + b.width)?.node;
  };
  canvas.addEventListener("mousemove", event => { const node = find(event); if (node !== current) { current = node; paint(); } });
  canvas.addEventListener("mouseleave", () => { current = undefined; paint(); });
  canvas.addEventListener("click", event => { const node = find(event); if (node) { focus = node; paint(); } });
  canvas.addEventListener("dblclick", event => { const node = find(event); if (node?.parent && node.parent !== root) toggle("frame", node.name); });
  canvas.addEventListener("keydown", event => {
    const node = current ?? focus;
    const siblings = node.parent ? sorted(node.parent) : [node];
    const at = siblings.indexOf(node);
    switch (event.key) {
      case "ArrowDown": current = sorted(node)[0] ?? node; break;
      case "ArrowUp": current = node.parent ?? node; break;
      case "ArrowRight": current = siblings[at + 1] ?? node; break;
      case "ArrowLeft": current = siblings[at - 1] ?? node; break;
      case "Enter": focus = node; break;
      case "Escape": focus = root; current = undefined; break;
      default: return;
    }
    event.preventDefault();
    paint();
  });
  follow(rebuild);
  new ResizeObserver(paint).observe(canvas);
  watchTheme(paint);
  return panel("flame", "Flame graph", "thread time over the whole recording; outermost frame on top",
    h("div", { class: "tools" }, search, group, h("span", {}, user, h("label", { for: "user-only" }, " user code only")), out), tip, canvas);
}

function fit(context: CanvasRenderingContext2D, name: string, width: number): string {
  const text = name.replace(/[\u0000-\u001f\u200b-\u200f\u2028-\u202e\u2060-\u206f]/g, "?");
  const most = Math.floor(width / context.measureText("m").width);
  return text.length <= most ? text : most < 2 ? "" : `${text.slice(0, most - 1)}…`;
}
