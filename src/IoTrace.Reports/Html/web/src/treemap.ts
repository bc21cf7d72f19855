import { h, named } from "./dom";
import { percent, seconds } from "./format";

interface Item { path: string; value: number }

const most = 12;

/** Folders by the time that their files were waited for, as rectangles; a click filters the table by the folder. */
export function treemap(items: Item[], choose: (folder: string) => void): HTMLElement | null {
  const folders = new Map<string, { value: number; files: number }>();
  for (const { path, value } of items) {
    const folder = path.startsWith("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "(other)";
    const entry = folders.get(folder) ?? { value: 0, files: 0 };
    folders.set(folder, { value: entry.value + value, files: entry.files + 1 });
  }
  const sum = [...folders.values()].reduce((s, f) => s + f.value, 0);
  const ranked = [...folders].sort((a, b) => b[1].value - a[1].value).slice(0, most).filter(([, f]) => f.value > sum / 500);
  if (ranked.length < 2) return null;

  const root = h("div", { class: "treemap", role: "group", "aria-label": "Folders by waited time" });
  place(ranked.map(([folder, f]) => ({ folder, ...f })), 0, 0, 100, 100, (entry, x, y, width, height) => {
    const cell = h("button", {
      type: "button", title: `${entry.folder}: ${seconds(entry.value)}, ${entry.files} listed files`,
      onclick: () => choose(entry.folder === "(other)" ? "" : entry.folder),
    }, h("b", {}, named(entry.folder)), h("span", {}, `${seconds(entry.value)} · ${percent(entry.value / sum)}`));
    Object.assign(cell.style, { left: `${x}%`, top: `${y}%`, width: `${width}%`, height: `${height}%` });
    root.append(cell);
  });
  return root;
}

/** Halves the list by weight, and the rectangle with it, along its longer side. */
function place<T extends { value: number }>(
  entries: T[], x: number, y: number, width: number, height: number, draw: (entry: T, x: number, y: number, width: number, height: number) => void): void {
  if (entries.length === 0) return;
  if (entries.length === 1) {
    draw(entries[0]!, x, y, width, height);
    return;
  }
  const sum = entries.reduce((s, e) => s + e.value, 0);
  let cut = 0;
  let head = 0;
  while (cut < entries.length - 1 && (cut === 0 || head + entries[cut]!.value / 2 < sum / 2)) head += entries[cut++]!.value;
  const share = head / sum;
  // The page is some four times as wide as the map is high.
  if (width * 4 > height) {
    place(entries.slice(0, cut), x, y, width * share, height, draw);
    place(entries.slice(cut), x + width * share, y, width * (1 - share), height, draw);
  } else {
    place(entries.slice(0, cut), x, y, width, height * share, draw);
    place(entries.slice(cut), x, y + height * share, width, height * (1 - share), draw);
  }
}
