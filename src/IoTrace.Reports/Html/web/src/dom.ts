// The only way to the document: elements and text nodes. Text from the report is never read as markup.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | undefined | ((event: never) => void)>;

/** An element with attributes (`onclick` and the like are listeners) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value as EventListener);
    else element.setAttribute(key, value === true ? "" : safe(String(value)));
  }
  add(element, ...children);
  return element;
}

export function add(element: Element, ...children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(typeof child === "string" ? document.createTextNode(safe(child)) : child);
  }
}

export const clear = (element: Element): void => element.replaceChildren();

/** Control characters, and those that change the direction of reading, as visible escapes. */
export const safe = (text: string): string => text.replace(
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
  c => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The text, or another where nothing of it would be seen. */
export const named = (text: string | undefined, otherwise = "(no name)"): string => text === undefined || text.trim() === "" ? otherwise : text;

/** A panel with a heading; `note` stands beside it. */
export function panel(id: string, title: string, note: string, ...children: Child[]): HTMLElement {
  return h("section", { class: "panel", id, "aria-labelledby": `${id}-title` },
    h("header", {}, h("h2", { id: `${id}-title` }, title), h("span", { class: "note" }, note)), ...children);
}
