import type { BrowserContext, Page } from "@playwright/test";
import { WebSocket } from "ws";
import type { LineTopics, ServerMessage } from "#lib/protocol/live.ts";
import type { RunningFoghorn } from "./foghorn.ts";

const DEADLINE_MS = 10_000;

/** Every row of a line topic as `/live` hands it to whoever opens it now. */
export async function readRows<Topic extends keyof LineTopics>(
  context: BrowserContext,
  foghorn: RunningFoghorn,
  topic: Topic,
): Promise<readonly LineTopics[Topic][]> {
  const cookies = await context.cookies(foghorn.url);
  const socket = new WebSocket(`${foghorn.url.replace("http", "ws")}/live`, {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "), origin: foghorn.url },
  });
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`nothing came of ${topic}`)), DEADLINE_MS);
      socket.once("error", reject);
      socket.once("open", () => socket.send(JSON.stringify({ kind: "sub", id: 1, topic, tail: 5_000 })));
      socket.on("message", (data) => {
        const message = JSON.parse(String(data)) as ServerMessage;
        if (message.kind === "error") reject(new Error(message.message));
        if (message.kind !== "snap") return;
        clearTimeout(timer);
        resolve(message.data as readonly LineTopics[Topic][]);
      });
    });
  } finally {
    socket.terminate();
  }
}

/** One entry as it stood on the screen. */
export interface SeenEntry {
  readonly seq: number;
  readonly text: string;
}

/**
 * Notes every entry of the room's timeline at the frame in which it is drawn, and every frame in which one stood
 * twice or out of order. What it holds is what a person could have read.
 */
export async function logEntries(page: Page): Promise<{
  readonly seen: () => Promise<readonly SeenEntry[]>;
  readonly faults: () => Promise<readonly string[]>;
}> {
  await page.evaluate(() => {
    const seen = new Map<number, string>();
    const faults: string[] = [];
    Object.assign(window, { foghornEntries: seen, foghornEntryFaults: faults });
    const look = () => {
      const rows = [...document.querySelectorAll<HTMLElement>("article[data-seq]")];
      const tops = rows.map((row) => ({
        seq: Number(row.dataset.seq),
        top: row.getBoundingClientRect().top,
      }));
      for (const row of rows) seen.set(Number(row.dataset.seq), row.innerText);
      const order = tops.toSorted((a, b) => a.top - b.top).map(({ seq }) => seq);
      if (new Set(order).size < order.length) faults.push(`twice on the screen: ${order.join(" ")}`);
      requestAnimationFrame(look);
    };
    look();
  });
  return {
    seen: () =>
      page.evaluate(() =>
        [...(window as unknown as { foghornEntries: Map<number, string> }).foghornEntries].map(
          ([seq, text]) => ({ seq, text }),
        ),
      ),
    faults: () =>
      page.evaluate(() => (window as unknown as { foghornEntryFaults: string[] }).foghornEntryFaults),
  };
}

/** Which incident a page in its room shows. */
export const incidentOf = (page: Page): `INC-${string}` =>
  `INC-${/\/incidents\/INC-(\d+)$/.exec(page.url())?.[1] ?? ""}`;
