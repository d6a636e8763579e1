import type { Page } from "@playwright/test";

/** A task of a page's main thread, from the beginning of the measurement. */
export interface MainThreadTask {
  readonly atMs: number;
  readonly durationMs: number;
  /** What the task itself used of a core; the rest of its duration it waited for one. */
  readonly cpuMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds, as the others. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const MAIN = "CrRendererMain";
const CATEGORIES = "toplevel,__metadata";

/**
 * Every task of the page's main thread while `use` runs, from the browser's own trace. On a machine that does other work
 * too, a task's duration says how long a key waited, and its share of a core how much of that was the page.
 */
export async function mainThreadTasks(
  page: Page,
  use: () => Promise<void>,
): Promise<readonly MainThreadTask[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const event of value as unknown as readonly TraceEvent[]) events.push(event);
  });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: CATEGORIES.split(",") },
  });
  await use();
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return tasksOf(events);
}

/** Of the busiest renderer, which is the page's: others only wait. */
function tasksOf(events: readonly TraceEvent[]): readonly MainThreadTask[] {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === MAIN)
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const threads = Map.groupBy(
    events.filter(({ name, ph }) => ph === "X" && name.endsWith("RunTask")),
    ({ pid, tid }) => `${pid} ${tid}`,
  );
  const tasks =
    [...threads]
      .filter(([thread]) => mains.has(thread))
      .map(([, own]) => own)
      .toSorted((a, b) => b.length - a.length)[0] ?? [];
  const begunAt = Math.min(...tasks.map(({ ts }) => ts));
  return tasks.map(({ ts, dur = 0, tdur = 0 }) => ({
    atMs: (ts - begunAt) / 1_000,
    durationMs: dur / 1_000,
    cpuMs: tdur / 1_000,
  }));
}
