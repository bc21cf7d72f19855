import { h } from "./dom";

/** Inline marks of the advice: code, strong, links. Links are shown as text with their address; nothing is fetched. */
export function inline(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const mark of text.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g)) {
    parts.push(text.slice(at, mark.index));
    if (mark[1] !== undefined) parts.push(h("code", {}, mark[1]));
    else if (mark[2] !== undefined) parts.push(h("strong", {}, mark[2]));
    else parts.push(`${mark[3]} (${mark[4]})`);
    at = mark.index + mark[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Paragraphs, lists and code blocks. */
export function blocks(text: string): HTMLElement {
  const root = h("div", { class: "markdown" });
  let list: HTMLElement | undefined;
  let code: string[] | undefined;
  for (const line of text.split("\n")) {
    if (line.trimStart().startsWith("```")) {
      if (code) root.append(h("pre", {}, h("code", {}, ...code.flatMap(c => [c, h("br")]))));
      code = code ? undefined : [];
    } else if (code) {
      code.push(line);
    } else if (/^ *[-*] /.test(line)) {
      if (!list) root.append(list = h("ul"));
      list.append(h("li", {}, ...inline(line.replace(/^ *[-*] /, ""))));
    } else if (line.trim() === "") {
      list = undefined;
    } else {
      list = undefined;
      root.append(h("p", {}, ...inline(line.replace(/^#+ /, ""))));
    }
  }
  return root;
}
