import { callSites } from "./callsites";
import { chips } from "./chips";
import { read, type PageData } from "./data";
import { add, h } from "./dom";
import { endpoints } from "./endpoints";
import { files } from "./files";
import { flame } from "./flame";
import { hero, subject } from "./hero";
import { rules } from "./rules";
import { advice, quality, runtime } from "./runtime";
import { themeButton } from "./theme";
import { threads } from "./threads";
import { timeline } from "./timeline";

void read().then(show);

function show(data: PageData): void {
  const panels: (HTMLElement | null)[] = [
    hero(data), timeline(data), files(data), endpoints(data), callSites(data), flame(data), threads(data), runtime(data), rules(data), advice(data), quality(data),
  ];
  const sections = panels.filter((p): p is HTMLElement => p !== null);
  document.title = `${data.report.target.name.replace(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g, "?")} · IoTrace`;
  add(document.getElementById("page")!,
    h("div", { class: "top" }, subject(data), themeButton()),
    h("nav", { "aria-label": "Sections" }, ...sections.map(s => h("a", { href: `#${s.id}` }, s.querySelector("h2")?.textContent ?? "Verdict"))),
    chips(),
    h("main", {}, ...sections));
}
