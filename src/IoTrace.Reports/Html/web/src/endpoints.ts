import type { Endpoint, PageData } from "./data";
import { h, named, panel } from "./dom";
import { count, seconds } from "./format";
import { follow, toggle } from "./store";
import { Table } from "./table";

export const address = (peer: Endpoint): string =>
  peer.port === undefined ? peer.host : `${peer.host.includes(":") ? `[${peer.host}]` : peer.host}:${peer.port}`;

/** Network peers with the time of their operations. */
export function endpoints(data: PageData): HTMLElement | null {
  const all = data.report.endpoints;
  if (all.length === 0) return null;

  let chosen: string | undefined;
  const table = new Table<Endpoint>("Network peers", [
    { title: "peer", value: address, cell: p => h("button", { class: "link", type: "button", onclick: () => toggle("endpoint", address(p)) }, named(address(p))) },
    { title: "in flight", numeric: true, value: p => p.seconds, cell: p => p.exact ? h("span", { class: "exact" }, seconds(p.seconds)) : h("span", { class: "estimate" }, `~${seconds(p.seconds)}`) },
    { title: "protocol", value: p => p.protocol, cell: p => p.protocol },
    { title: "operations", numeric: true, value: p => p.operations ?? 0, cell: p => count(p.operations) },
    { title: "errors", numeric: true, wide: true, value: p => p.errors ?? 0, cell: p => p.errors ? count(p.errors) : "" },
    { title: "p50", numeric: true, wide: true, value: p => p.p50 ?? 0, cell: p => seconds(p.p50) },
    { title: "p90", numeric: true, wide: true, value: p => p.p90 ?? 0, cell: p => seconds(p.p90) },
    { title: "p99", numeric: true, value: p => p.p99 ?? 0, cell: p => seconds(p.p99) },
    { title: "max", numeric: true, wide: true, value: p => p.max ?? 0, cell: p => seconds(p.max) },
  ], p => ({ class: chosen === address(p) ? "chosen" : "" }));
  follow(filters => {
    chosen = filters.endpoint;
    table.show(filters.state && filters.state !== "network" ? [] : all.filter(p => !filters.endpoint || address(p) === filters.endpoint));
  });
  return panel("network", "Network", "time in flight, summed over concurrent operations", table.element);
}
