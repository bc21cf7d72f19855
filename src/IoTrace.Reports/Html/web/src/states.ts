import type { States } from "./data";

/** A thread state: its key in the report, its label, its group, and the number of its color in style.css. */
export interface State { key: string; label: string; group: "io" | "cpu" | "other" }

export const states: State[] = [
  { key: "cpuUser", label: "CPU, user code", group: "cpu" },
  { key: "cpuKernel", label: "CPU, kernel", group: "cpu" },
  { key: "gc", label: "GC", group: "cpu" },
  { key: "jit", label: "JIT", group: "cpu" },
  { key: "runnable", label: "waiting for a CPU", group: "cpu" },
  { key: "fileRead", label: "file read", group: "io" },
  { key: "fileWrite", label: "file write", group: "io" },
  { key: "fileSync", label: "file sync", group: "io" },
  { key: "fileMetadata", label: "file metadata", group: "io" },
  { key: "network", label: "network", group: "io" },
  { key: "pipe", label: "pipe, terminal", group: "io" },
  { key: "lock", label: "lock or task", group: "other" },
  { key: "poolQueue", label: "pool queue", group: "other" },
  { key: "sleep", label: "sleep", group: "other" },
  { key: "idle", label: "idle", group: "other" },
  { key: "unknown", label: "unknown", group: "other" },
];

const byKey = new Map(states.map(state => [state.key, state]));

export const label = (key: string): string => byKey.get(key)?.label ?? key;

/** The color of a state in the theme that is on. */
export const color = (key: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--s-${byKey.has(key) ? key : "unknown"}`).trim();

/** States with a part, largest first. */
export const ranked = (times: States): [string, number][] =>
  Object.entries(times).filter(([, value]) => value > 0).sort((a, b) => b[1] - a[1]);

export const total = (times: States): number => Object.values(times).reduce((sum, value) => sum + value, 0);
