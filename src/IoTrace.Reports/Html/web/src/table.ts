import { clear, h } from "./dom";

export interface Column<T> {
  title: string;
  /** What the column is sorted by. */
  value: (row: T) => number | string;
  cell: (row: T) => Node | string;
  numeric?: boolean;
  /** Left out on narrow screens. */
  wide?: boolean;
}

const first = 12;
const more = 100;

/** A table that sorts by its headings. Rows beyond the first twelve are drawn when asked for. */
export class Table<T> {
  readonly element: HTMLElement;
  private readonly body = h("tbody");
  private readonly foot = h("div", { class: "more" });
  private readonly heads: HTMLTableCellElement[];
  private rows: T[] = [];
  private shown = first;
  private sorted: { column: number; descending: boolean };

  constructor(caption: string, private readonly columns: Column<T>[], private readonly attributes: (row: T) => Record<string, string | boolean | (() => void)> = () => ({}),
    private readonly detail?: (row: T) => Node | null, sortBy = 1) {
    this.sorted = { column: sortBy, descending: true };
    this.heads = columns.map((column, i) => h("th", { scope: "col", class: classes(column) },
      column.title === "" ? h("span", { class: "hidden" }, "details") : h("button", { type: "button", onclick: () => this.sortBy(i) }, column.title)));
    this.element = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
      h("table", {}, h("caption", { class: "hidden" }, caption), h("thead", {}, h("tr", {}, ...this.heads)), this.body), this.foot);
  }

  show(rows: T[]): void {
    this.rows = rows;
    this.shown = first;
    this.draw();
  }

  private sortBy(column: number): void {
    this.sorted = { column, descending: this.sorted.column === column ? !this.sorted.descending : this.columns[column]!.numeric === true };
    this.draw();
  }

  private draw(): void {
    const { column, descending } = this.sorted;
    const value = this.columns[column]!.value;
    const rows = [...this.rows].sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
      return descending ? -order : order;
    });
    this.heads.forEach((head, i) => this.columns[i]!.title !== "" && head.setAttribute("aria-sort", i !== column ? "none" : descending ? "descending" : "ascending"));
    clear(this.body);
    for (const row of rows.slice(0, this.shown)) {
      this.body.append(h("tr", this.attributes(row), ...this.columns.map((c, i) =>
        h(i === 0 ? "th" : "td", i === 0 ? { scope: "row" } : { class: classes(c) }, c.cell(row)))));
      const extra = this.detail?.(row);
      if (extra) this.body.append(h("tr", { class: "detail" }, h("td", { colspan: this.columns.length }, extra)));
    }
    clear(this.foot);
    if (rows.length > this.shown)
      this.foot.append(h("button", { type: "button", onclick: () => { this.shown += more; this.draw(); } },
        `Show ${Math.min(more, rows.length - this.shown)} more of ${rows.length.toLocaleString("en-US")}`));
    if (rows.length === 0) this.foot.append(h("span", { class: "empty" }, "Nothing matches the filters."));
  }
}

const classes = (column: { numeric?: boolean; wide?: boolean }): string => [column.numeric ? "number" : "", column.wide ? "wide" : ""].join(" ").trim();
