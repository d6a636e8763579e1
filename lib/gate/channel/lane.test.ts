import { afterEach, describe, expect, test } from "vitest";
import { type RunningProcess, scriptText, startProcess } from "../exec.ts";
import { createCollector, createLane, type Lane } from "./lane.ts";

const NONCE = "00ff";
const lanes: Lane[] = [];
afterEach(() => {
  for (const lane of lanes.splice(0)) lane.close();
});

describe("one answer of a reader", () => {
  test("is the same however its bytes are cut", () => {
    const answer = `noise\n\n${NONCE} section a\nbody\n\n${NONCE} end denied no right\n`;
    for (let size = 1; size <= answer.length; size += 1) {
      const collect = createCollector(NONCE, 1_000);
      let result: ReturnType<typeof collect>;
      for (let at = 0; at < answer.length; at += size) {
        result = collect(Buffer.from(answer.slice(at, at + size))) ?? result;
      }
      expect(result).toMatchObject({
        kind: "answered",
        status: "denied",
        message: "no right",
        isTruncated: false,
      });
      expect(result?.kind === "answered" && result.body.toString()).toBe(
        `sections ${NONCE}\nnoise\n\n${NONCE} section a\nbody\n`,
      );
    }
  });

  test("beyond its limit it is cut, and its end is still found", () => {
    const collect = createCollector(NONCE, 100);
    for (let index = 0; index < 1_000; index += 1) expect(collect(Buffer.alloc(1_000, 120))).toBeUndefined();
    const result = collect(Buffer.from(`\n${NONCE} end ok\n`));
    expect(result).toMatchObject({ status: "ok", isTruncated: true });
    expect(result?.kind === "answered" && result.body.length).toBe(100 + `sections ${NONCE}\n`.length);
  });

  test("a word nobody knows is not taken for success", () => {
    expect(createCollector(NONCE, 100)(Buffer.from(`\n${NONCE} end great\n`))).toMatchObject({
      status: "absent",
    });
  });
});

// A reader with words of its own, in a real shell.
const SCRIPT = `
echo ready
while read -r nonce word one; do
  case $word in
    say) printf '\\n%s section a\\n%s\\n%s end ok\\n' "$nonce" "$one" "$nonce" ;;
    hang) sleep 60 & ;;
    die) exit 7 ;;
  esac
done
kill -KILL 0
`;

function aLane() {
  let started = 0;
  const lane = createLane((): RunningProcess => {
    started += 1;
    const running = startProcess({ name: "local-shell" });
    running.write(scriptText(SCRIPT));
    return running;
  });
  lanes.push(lane);
  const ask = (word: string, deadlineMs = 5_000, ...args: string[]) =>
    lane.ask({ word, args, deadlineMs, limitBytes: 10_000 });
  return { ask, startedCount: () => started };
}

describe("one lane to a host", () => {
  test("one reader serves request after request", async () => {
    const { ask, startedCount } = aLane();
    const answers = await Promise.all([ask("say", 5_000, "one"), ask("say", 5_000, "two")]);
    expect(
      answers.map((answer) => answer.kind === "answered" && answer.body.toString().trim().split("\n").at(-1)),
    ).toEqual(["one", "two"]);
    expect(startedCount()).toBe(1);
  });

  test("a reader that hangs is abandoned, and the next request has a new one", async () => {
    const { ask, startedCount } = aLane();
    expect(await ask("hang", 200)).toEqual({ kind: "timeout", wasStarted: true });
    expect(await ask("say", 5_000, "well")).toMatchObject({ kind: "answered", status: "ok" });
    expect(startedCount()).toBe(2);
  });

  test("what waits behind a hung request keeps its own deadline", async () => {
    const { ask } = aLane();
    const started = performance.now();
    const hung = ask("hang", 3_000);
    expect(await ask("say", 100, "late")).toEqual({ kind: "timeout", wasStarted: false });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await hung).toEqual({ kind: "timeout", wasStarted: true });
  });

  test("a reader that dies is an answer", async () => {
    const { ask } = aLane();
    expect(await ask("die")).toMatchObject({ kind: "ended" });
    expect(await ask("say", 5_000, "again")).toMatchObject({ kind: "answered" });
  });

  test("without a way to the host there is a reason", async () => {
    const lane = createLane(() => undefined);
    expect(await lane.ask({ word: "say", args: [], deadlineMs: 1_000, limitBytes: 10 })).toMatchObject({
      kind: "ended",
    });
  });
});
