import { appendFile, mkdtemp, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { JournalLine } from "../../domain/signal.ts";
import { openHostChannel } from "../channel/open.ts";
import type { HostChannel } from "../host-channel.ts";

let directory: string;
let path: string;
const channels: HostChannel[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "foghorn-log-"));
  path = join(directory, "docker.log");
});
afterEach(async () => {
  await Promise.all(channels.splice(0).map((channel) => channel.close()));
  await rm(directory, { recursive: true, force: true });
});

function follow(afterCursor?: string) {
  const channel = openHostChannel(
    {
      id: "here",
      url: "unix:///run/docker.sock",
      labels: {},
      target: { transport: "unix", socketPath: "/run/docker.sock" },
      logFile: path,
    },
    { runtimeDir: directory, stateDir: directory },
  );
  channels.push(channel);
  const lines: JournalLine[] = [];
  const states: [boolean, string | undefined][] = [];
  const gaps: string[] = [];
  const { stop } = channel.followJournal(afterCursor, {
    onLine: (line) => lines.push(line),
    onState: (isOpen, reason) => states.push([isOpen, reason]),
    onGap: (_fromAt, _toAt, cause) => gaps.push(cause),
  });
  const texts = (): readonly string[] => lines.map(({ text }) => text);
  return { channel, stop, lines, texts, states, gaps };
}

const soon = { timeout: 6_000, interval: 50 };

describe("a log file instead of journald", () => {
  test("what is there and what comes is read, with the time the line names", async () => {
    await writeFile(path, 'time="2026-11-21T11:20:01.165Z" level=info msg="one"\nplain\n');
    const { lines, texts, states } = follow();
    await vi.waitFor(() => expect(lines).toHaveLength(2), soon);
    await appendFile(path, "half");
    await appendFile(path, " a line\n");
    await vi.waitFor(() => expect(texts().at(-1)).toBe("half a line"), soon);
    expect(lines[0]).toMatchObject({ unit: "dockerd", sourceAt: Date.UTC(2026, 10, 21, 11, 20, 1, 165) });
    expect(states).toEqual([[true, undefined]]);
  });

  test("a reader that starts again goes on after its last line, and rotation loses nothing", async () => {
    await writeFile(path, "one\ntwo\n");
    const first = follow();
    await vi.waitFor(() => expect(first.lines).toHaveLength(2), soon);
    first.stop();
    await appendFile(path, "three\n");
    await rename(path, `${path}.1`);
    await writeFile(path, "four\n");
    const second = follow(first.lines[1]?.cursor);
    await vi.waitFor(() => expect(second.texts()).toEqual(["three", "four"]), soon);
    expect(second.gaps).toEqual([]);
  });

  test("a truncated file is a gap, and what follows is read from its beginning", async () => {
    await writeFile(path, "a long line that makes the file longer than what comes\n");
    const reader = follow();
    await vi.waitFor(() => expect(reader.lines).toHaveLength(1), soon);
    await truncate(path, 0);
    await vi.waitFor(() => expect(reader.gaps).toEqual([`${path} was truncated`]), soon);
    await appendFile(path, "new\n");
    await vi.waitFor(() => expect(reader.texts().at(-1)).toBe("new"), soon);
  });

  test("a file that was replaced by another is a gap", async () => {
    await writeFile(path, "old\n");
    const reader = follow();
    await vi.waitFor(() => expect(reader.lines).toHaveLength(1), soon);
    await writeFile(`${path}.new`, "fresh\n");
    await rename(`${path}.new`, path);
    await vi.waitFor(() => expect(reader.texts()).toEqual(["old", "fresh"]), soon);
    expect(reader.gaps).toHaveLength(1);
  });

  test("no file is not an empty file", async () => {
    const { states } = follow();
    await vi.waitFor(() => expect(states).toEqual([[false, `${path} does not exist`]]), soon);
  });

  test("older lines come a page at a time", async () => {
    const line = (second: number): string =>
      `time="2026-11-21T11:00:${String(second).padStart(2, "0")}Z" level=info msg="n${second}"\n`;
    await writeFile(path, Array.from({ length: 50 }, (_, second) => line(second)).join(""));
    const { channel } = follow();
    const before = Date.UTC(2026, 10, 21, 11, 0, 30);
    const page = await channel.readJournal(before, 10, 5_000);
    expect(page.lines.map(({ sourceAt }) => (before - sourceAt) / 1_000)).toEqual([
      10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
    ]);
    expect(page.reachedStart).toBe(false);
    const first = await channel.readJournal(Date.UTC(2026, 10, 21, 11, 0, 5), 10, 5_000);
    expect(first.lines).toHaveLength(5);
    expect(first.reachedStart).toBe(true);
  });
});
