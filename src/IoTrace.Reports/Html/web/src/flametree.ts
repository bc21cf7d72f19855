import type { Stacks } from "./data";

/** A frame with all below it. `value` is thread time in seconds. */
export interface Node { name: string; value: number; state?: string; children: Map<string, Node>; parent?: Node }

const framework = /^(System|Microsoft|Interop|Internal|MS\.Internal)\b/;

export const isFramework = (frame: string): boolean => framework.test(frame);

/** The tree of all stacks that pass `keep`; states are the first level. With `userOnly` frames of the framework are left out. */
export function build(stacks: Stacks, keep: (state: string, frames: string[]) => boolean, userOnly: boolean, title: string): Node {
  const root: Node = { name: title, value: 0, children: new Map() };
  for (const stack of stacks.items) {
    const frames = stack.frames.map(i => stacks.frames[i]!);
    if (!keep(stack.state, frames)) continue;
    const path = userOnly ? frames.filter(f => !isFramework(f)) : frames;
    let node = root;
    node.value += stack.seconds;
    for (const name of [`\u0000${stack.state}`, ...path]) {
      let child = node.children.get(name);
      if (!child) {
        child = { name: name.startsWith("\u0000") ? name.slice(1) : name, value: 0, state: stack.state, children: new Map(), parent: node };
        node.children.set(name, child);
      }
      child.value += stack.seconds;
      node = child;
    }
  }
  return root;
}

export const sorted = (node: Node): Node[] => [...node.children.values()].sort((a, b) => b.value - a.value);
