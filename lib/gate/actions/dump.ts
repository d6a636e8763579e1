import { readFileSync } from "node:fs";
import type { ActionOutcome } from "../../domain/action.ts";
import type { RunScript } from "../journal/page.ts";

const SCRIPT = readFileSync(new URL("./dump.sh", import.meta.url), "utf8");
const LIMIT_BYTES = 2_097_152;

export interface EngineDump {
  readonly outcome: ActionOutcome;
  /** Of a dump that was written: where it lies on the host and how large it is. */
  readonly text: string;
  /** The file, at most 2 MB from its beginning. */
  readonly dump?: string;
}

/**
 * SIGUSR1 to dockerd, and the file of goroutines that it writes. Takes as long as dockerd does, at most `deadlineMs`.
 * Never throws: without the right, without dockerd or without a file it says so.
 */
export async function dumpEngine(run: RunScript, deadlineMs: number): Promise<EngineDump> {
  const answer = await run(SCRIPT, { deadlineMs, limitBytes: LIMIT_BYTES });
  const text = answer.output.toString("utf8");
  const end = text.indexOf("\n");
  const head = end < 0 ? text : text.slice(0, end);
  const [, word, rest = ""] = /^@(failed|unknown|file) (.*)$/.exec(head) ?? [];
  if (word === "file") {
    const [, path = "", size = ""] = /^(\S+) (\d+)$/.exec(rest) ?? [];
    return { outcome: "done", text: `${path}, ${size} bytes`, dump: text.slice(end + 1) };
  }
  if (word !== undefined) return { outcome: word === "failed" ? "failed" : "unknown", text: rest };
  const said = answer.errorText.trim().split("\n").at(-1) ?? "";
  return { outcome: "unknown", text: answer.isLate ? "no answer within the deadline" : said || "no answer" };
}
