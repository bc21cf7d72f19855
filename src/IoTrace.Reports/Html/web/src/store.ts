// The filters of the page. Every panel reads them and is drawn again when one changes.

export interface Filters {
  state?: string;
  file?: string;
  endpoint?: string;
  thread?: number;
  frame?: string;
  from?: number;
  to?: number;
}

let current: Filters = {};
const listeners: ((filters: Filters) => void)[] = [];

export const filters = (): Filters => current;

/** Calls `draw` now and after each change. */
export function follow(draw: (filters: Filters) => void): void {
  listeners.push(draw);
  draw(current);
}

/** Sets some filters; undefined takes one away. */
export function set(change: Filters): void {
  current = { ...current, ...change };
  for (const key of Object.keys(current) as (keyof Filters)[])
    if (current[key] === undefined) delete current[key];
  for (const draw of listeners) draw(current);
}

/** Sets a filter, or takes it away where it has this value already. */
export function toggle<K extends keyof Filters>(key: K, value: Filters[K]): void {
  set({ [key]: current[key] === value ? undefined : value } as Filters);
}

export function reset(): void {
  current = {};
  for (const draw of listeners) draw(current);
}
