import { readFileSync } from "node:fs";
import type { ChannelState } from "../../gate-protocol/answers.ts";
import { dumpEngine } from "../actions/dump.ts";
import { type Command, type RunningProcess, runScript, scriptText, startProcess } from "../exec.ts";
import type { DaemonAddress, HostChannel } from "../host-channel.ts";
import { followJournal, type SeenMemory } from "../journal/follower.ts";
import { followLogFile, readLogPage } from "../journal/log-file.ts";
import { readJournalPage } from "../journal/page.ts";
import { ChannelError } from "./channel-error.ts";
import { createFactReader } from "./fact-reader.ts";
import { isReaderPath } from "./facts.ts";
import { createLane } from "./lane.ts";

/** One script, told in parts: what all readings use first, the loop that answers last. */
const READER = ["common", "engine", "system", "storage", "containers", "glance", "loop"]
  .map((part) => readFileSync(new URL(`./host-reader/${part}.sh`, import.meta.url), "utf8"))
  .join("\n");

/** The number of the user whose daemon a socket belongs to: "0" but for those below /run/user. */
export const ownerOf = (socketPath: string): string =>
  /^(?:\/var)?\/run\/user\/([1-9]\d{0,9})\//.exec(socketPath)?.[1] ?? "0";

/** The constant reader, ready to be sent. */
export const readerFor = (socketPath: string): string =>
  scriptText(`owner=${ownerOf(socketPath)}\n${READER}`);

type ShellCommand = Extract<Command, { name: "local-shell" | "ssh-shell" }>;

export interface HostWay {
  readonly socketPath: string;
  readonly logFile: DaemonAddress["logFile"];
  readonly memory: SeenMemory;
  /** How a shell on the host is started now; undefined while there is no way to it. */
  readonly shell: () => ShellCommand | undefined;
  readonly state: () => ChannelState;
  readonly onChange: (listener: (state: ChannelState) => void) => () => void;
}

/** Facts and journal over shells on the host, the same for a local and a distant one. */
export function createHostSide(way: HostWay): Pick<
  HostChannel,
  "learn" | "readFact" | "followJournal" | "readJournal" | "dumpEngine"
> & {
  readonly close: () => void;
} {
  const startScript = (text: string): RunningProcess | undefined => {
    const command = way.shell();
    if (command === undefined) return undefined;
    const running = startProcess(command);
    running.write(text);
    return running;
  };
  const owned = (script: string): string => `owner=${ownerOf(way.socketPath)}\n${script}`;
  const startReader = () => startScript(readerFor(way.socketPath));
  const facts = createFactReader(way.socketPath, startReader);
  const logLane = createLane(startReader);
  const followers = new Set<{ readonly stop: () => void }>();
  // One page at a time: sshd allows ten sessions, and the readers need theirs.
  let page: Promise<unknown> = Promise.resolve();

  const downReason = (): string => {
    const state = way.state();
    return "reason" in state ? state.reason : "the way to the host is not up yet";
  };

  return {
    learn: facts.learn,
    readFact: async (name, deadlineMs) => {
      if (way.shell() === undefined) {
        return { ok: false, failure: "channel-down", message: downReason(), durationMs: 0 };
      }
      const answer = await facts.read(name, deadlineMs);
      if (!answer.ok && answer.failure === "channel-down" && way.shell() === undefined) {
        return { ...answer, message: downReason() };
      }
      return answer;
    },
    followJournal: (afterCursor, handlers) => {
      const { logFile } = way;
      if (logFile !== undefined && !isReaderPath(logFile)) {
        handlers.onState(false, `log_file is not a path that can be read: ${logFile.slice(0, 200)}`);
        return { stop: () => undefined };
      }
      const source = {
        startScript: (script: string) => startScript(scriptText(owned(script))),
        onReady: (listener: () => void) =>
          way.onChange((state) => {
            if (state.state === "up") listener();
          }),
      };
      const follower =
        logFile === undefined
          ? followJournal(source, afterCursor, handlers, way.memory)
          : followLogFile(logLane, logFile, afterCursor, handlers);
      followers.add(follower);
      return {
        stop: () => {
          followers.delete(follower);
          follower.stop();
        },
      };
    },
    readJournal: (beforeAt, limit, deadlineMs) => {
      const next = page.then(() => {
        const command = way.shell();
        if (command === undefined) throw new ChannelError("not-visible", downReason());
        if (way.logFile !== undefined) return readLogPage(logLane, way.logFile, beforeAt, limit);
        return readJournalPage(
          (script, limits) => runScript(command, owned(script), limits),
          beforeAt,
          limit,
          deadlineMs,
        );
      });
      page = next.catch(() => undefined);
      return next;
    },
    dumpEngine: async (deadlineMs) => {
      const command = way.shell();
      if (command === undefined) return { outcome: "failed", text: downReason() };
      return dumpEngine((script, limits) => runScript(command, owned(script), limits), deadlineMs);
    },
    close: () => {
      for (const follower of followers) follower.stop();
      facts.close();
      logLane.close();
    },
  };
}
