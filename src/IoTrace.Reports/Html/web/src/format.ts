/** Three significant digits with a unit, as in the other reports. */
const significant = (value: number): string => {
  if (value === 0) return "0";
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(decimals, 12));
};

export function seconds(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return "";
  if (value <= 0) return "0 s";
  if (value >= 3600) return `${Math.floor(value / 3600)} h ${String(Math.floor((value % 3600) / 60)).padStart(2, "0")} min`;
  if (value >= 119.5) return `${Math.floor(value / 60)} min ${String(Math.round(value % 60)).padStart(2, "0")} s`;
  for (const [size, unit] of [[1, "s"], [1e-3, "ms"], [1e-6, "µs"], [1e-9, "ns"]] as const)
    if (value >= size * 0.9995) return `${significant(value / size)} ${unit}`;
  return "<1 ns";
}

export function bytes(value: number | undefined): string {
  if (value === undefined) return "";
  for (const [size, unit] of [[2 ** 40, "TiB"], [2 ** 30, "GiB"], [2 ** 20, "MiB"], [2 ** 10, "KiB"]] as const)
    if (value >= size * 0.9995) return `${significant(value / size)} ${unit}`;
  return `${value} B`;
}

export const count = (value: number | undefined): string => value === undefined ? "" : value.toLocaleString("en-US");

export const things = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? "" : "s"}`;

export function percent(fraction: number): string {
  if (!Number.isFinite(fraction)) return "? %";
  if (fraction <= 0) return "0 %";
  if (fraction < 0.0005) return "<0.1 %";
  const decimals = fraction < 0.0995 || (fraction >= 0.99 && fraction < 0.9995) ? 1 : 0;
  return `${(fraction * 100).toFixed(decimals)} %`;
}

/** A confidence, rounded down. */
export const confidence = (fraction: number): string => percent(Math.floor(fraction * 100 + 1e-9) / 100);

export function speedUp(reduction: number): string {
  if (reduction < 0.0005) return "no faster";
  if (reduction > 0.99) return "100 x as fast and more";
  const times = 1 / (1 - reduction);
  return `${times < 1.1 ? times.toFixed(2) : times < 9.95 ? times.toFixed(1) : times.toFixed(0)} x as fast`;
}
