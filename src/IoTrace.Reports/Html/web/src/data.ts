// The data of the page: the JSON report as `iotrace report --json` writes it, and the stacks behind the flame graph.

export type States = Record<string, number>;

export interface WhatIf { wallReduction: number; low: number; high: number }

export interface Verdict {
  bound: string; cause?: string; causes: string[]; confidence: number; summary: string;
  runnerUp?: { bound: string; cause: string; share: number };
}

export interface Operation {
  count: number; errors: number; bytes?: number; seconds: number; p50?: number; p90?: number; p99?: number; max?: number;
}

export interface CallSite { state: string; seconds: number; frames: string[] }

export interface FileUse {
  path: string; exact: boolean; waitSeconds: number; waitSecondsLow?: number; waitSecondsHigh?: number; waitShare: number;
  byState?: States; operations?: Record<string, Operation>; callSites: CallSite[];
  activities?: { name: string; activities: number; seconds: number }[];
}

export interface Endpoint {
  host: string; port?: number; protocol: string; exact: boolean; operations?: number; errors?: number; seconds: number;
  p50?: number; p90?: number; p99?: number; max?: number;
}

export interface Slice { startSeconds: number; durationSeconds: number; wallClock: States }

export interface Phase { startSeconds: number; durationSeconds: number; share: number; verdict: Verdict; wallClock: States }

export interface Evidence { id: string; value: number; unit: string; threshold?: number; supports?: string; source: string; text: string }

export interface Thread { tid: number; name: string; role: string; threadTime: States }

export interface Report {
  tool: { name: string; version: string };
  target: { pid?: number; name: string; runtimeVersion?: string; os?: string; exitCode?: number; commandLine?: string };
  window: { startUtc: string; durationSeconds: number; truncated: boolean };
  verdict: Verdict;
  wallClock: States;
  threadTime: States;
  bounds: { ifIoWereFree?: WhatIf; ifCpuWereHalf?: WhatIf };
  files: FileUse[];
  endpoints: Endpoint[];
  callSites: CallSite[];
  threadPool?: { workersMax: number; starvationAdjustments: number; cooperativeBlockingAdjustments: number; queueLengthMax?: number; workItemsCompleted?: number };
  gc?: { pauseSeconds: number; count: number; gen0: number; gen1: number; gen2: number; pauseMaxSeconds?: number; allocatedBytes?: number };
  locks?: { contentionSeconds: number; count: number; items?: { name: string; count: number; seconds: number; frames?: string[] }[] };
  requests?: { count: number; errors?: number; meanSeconds?: number; p50?: number; p90?: number; p99?: number; max?: number };
  threads?: Thread[];
  timeline?: Slice[];
  phases: Phase[];
  evidence: Evidence[];
  advice: { id: string; title: string; text: string }[];
  quality: {
    eventsLost: number; notes?: string[];
    collectors: { name: string; status: string; reason?: string; remedy?: string }[];
    overhead: { toolCpuSeconds?: number; targetCpuSeconds?: number };
  };
}

/** Stacks outermost frame first; frames are indices into the table. */
export interface Stacks { frames: string[]; items: { state: string; seconds: number; frames: number[] }[] }

export interface PageData { report: Report; stacks: Stacks; causes: { cause: string; bound: string; share: number }[] }

/** The data of the page. Large ones are compressed: base64 of a deflate stream. */
export async function read(): Promise<PageData> {
  const element = document.getElementById("report-data")!;
  const text = element.textContent!;
  if (element.getAttribute("type") === "application/json") return JSON.parse(text) as PageData;

  const packed = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return await new Response(stream).json() as PageData;
}
