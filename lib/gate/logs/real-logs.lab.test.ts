import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LogFrame } from "../../gate-protocol/answers.ts";
import { ENGINES, type LabEngine, startLabEngine } from "../testing/lab-engine.ts";

const linesIn = (frames: readonly LogFrame[]) =>
  frames.flatMap((frame) => (frame.kind === "lines" ? frame.lines : []));
const skippedIn = (frames: readonly LogFrame[]): number =>
  frames.reduce((sum, frame) => sum + (frame.kind === "skipped" ? frame.count : 0), 0);

describe.each(ENGINES)("container logs of engine %s", (engine) => {
  let lab: LabEngine;
  beforeAll(async () => {
    lab = await startLabEngine(engine);
  });
  afterAll(() => lab?.stop());

  interface Wanted {
    readonly tail?: number;
    readonly isFollowing?: boolean;
    readonly sinceNano?: string;
    readonly until?: (frames: readonly LogFrame[]) => boolean;
  }

  async function logs(container: string, wanted: Wanted = {}): Promise<readonly LogFrame[]> {
    const stop = new AbortController();
    const frames: LogFrame[] = [];
    const args = {
      host: "root",
      id: await lab.idOf(container),
      tail: wanted.tail ?? 5_000,
      follow: wanted.isFollowing ?? false,
      ...(wanted.sinceNano === undefined ? {} : { sinceNano: wanted.sinceNano }),
    };
    for await (const frame of lab.gate.gate.follow("container.logs", args, { signal: stop.signal })) {
      frames.push(frame);
      if (wanted.until?.(frames) === true) stop.abort();
    }
    return frames;
  }

  test("come with stream and time, long lines whole, over 256 KiB cut with their true length", async () => {
    const long = (byteCount: number, letter: string) =>
      `head -c ${byteCount} /dev/zero | tr '\\0' ${letter}; echo`;
    const script = `echo out; echo err >&2; ${long(40_000, "a")}; ${long(300_000, "b")}; printf 'no end'`;
    await lab.runContainer("liner", "foghorn/bb:1", "sh", "-c", script);
    const frames = await logs("liner");
    const lines = linesIn(frames);
    expect(lines.filter((line) => line.stream === "stderr").map((line) => line.text)).toEqual(["err"]);
    const out = lines.filter((line) => line.stream === "stdout");
    expect(out.map((line) => [line.text.length, line.byteCount])).toEqual([
      [3, undefined],
      [40_000, undefined],
      [262_144, 300_000],
      [6, undefined],
    ]);
    for (const line of lines) expect(line.timeNano).toMatch(/^1\d{18}$/);
    expect(frames.at(-1)).toMatchObject({ kind: "ended" });
    await lab.remove("liner");
  });

  test("of a terminal come without carriage returns, the long lines whole", async () => {
    const script = "echo first; head -c 40000 /dev/zero | tr '\\0' c; echo; echo last";
    await lab.runContainer("term", "-t", "foghorn/bb:1", "sh", "-c", script);
    const lines = linesIn(await logs("term"));
    expect(lines.map((line) => `${line.stream} ${line.text.length}`)).toEqual([
      "tty 5",
      "tty 40000",
      "tty 4",
    ]);
    await lab.remove("term");
  });

  test("are resumed at a nanosecond, inclusive", async () => {
    await lab.runContainer(
      "resumed",
      "foghorn/bb:1",
      "sh",
      "-c",
      "for n in 1 2 3 4 5; do echo $n; sleep 0.1; done",
    );
    const [, , third] = linesIn(await logs("resumed"));
    const rest = await logs("resumed", { sinceNano: third?.timeNano ?? "" });
    expect(linesIn(rest).map((line) => line.text)).toEqual(["3", "4", "5"]);
    expect(linesIn(await logs("resumed", { tail: 2 })).map((line) => line.text)).toEqual(["4", "5"]);
    await lab.remove("resumed");
  });

  test("are followed to the end of the container", async () => {
    const script = "n=0; while [ $n -lt 8 ]; do echo tick $n; n=$((n+1)); sleep 0.3; done";
    await lab.runContainer("ticker", "-d", "foghorn/bb:1", "sh", "-c", script);
    const frames = await logs("ticker", { isFollowing: true });
    expect(linesIn(frames).map((line) => line.text)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `tick ${n}`),
    );
    expect(frames.at(-1)).toEqual({ kind: "ended", reason: "the container ended its output" });
    await lab.remove("ticker");
  });

  test("of a flood are thinned: shown and skipped make exactly what was sent", async () => {
    await lab.runContainer("flood", "-d", "foghorn/bb:1", "sh", "-c", "sleep 4; seq 1 60000; sleep 600");
    const frames = await logs("flood", {
      tail: 0,
      isFollowing: true,
      until: (all) => linesIn(all).length + skippedIn(all) >= 60_000,
    });
    const numbers = linesIn(frames).map((line) => Number(line.text));
    expect(numbers.length + skippedIn(frames)).toBe(60_000);
    expect(skippedIn(frames)).toBeGreaterThan(10_000);
    expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
    expect(await lab.pingWord()).toBe("ok");
    await lab.remove("flood");
  });

  test("of a driver that cannot be read are refused in the daemon's words", async () => {
    await lab.runContainer("mute", "-d", "--log-driver", "none", "foghorn/bb:1", "sleep", "600");
    await expect(logs("mute")).rejects.toMatchObject({
      code: "daemon",
      message: expect.stringContaining("does not support reading"),
    });
    await lab.remove("mute");
  });
});
