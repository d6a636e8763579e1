import type { ConfigProblem, DiscoveryTry } from "../gate-protocol/answers.ts";
import type { ActionDesk } from "./actions/action-desk.ts";
import { readConfigFile, watchConfigFile } from "./config/config-file.ts";
import { parseConfig } from "./config/parse-config.ts";
import { type DiscoverySurroundings, findCandidates, refusedTry } from "./discovery/candidates.ts";
import { climb } from "./discovery/climb.ts";
import type { GateLog } from "./gate-log.ts";
import type { DaemonAddress } from "./host-channel.ts";
import type { HostSet } from "./hosts/host-set.ts";

/*
 * Which daemons there are: those of foghorn.yaml, or without that file what the docker command would find.
 * Nothing else makes the gate connect anywhere.
 */

export interface DaemonSource {
  readonly state: () => {
    readonly configFile?: string;
    readonly configReadAt?: number;
    readonly configProblems: readonly ConfigProblem[];
    readonly discovery: readonly DiscoveryTry[];
  };
  /** Reads the file now (SIGHUP). Resolves when what it says is in force. */
  readonly reread: () => Promise<void>;
  readonly stop: () => void;
}

// People look at the first page while they start a daemon; once one is watched there is no hurry.
const SEARCH_EVERY_MS = 5_000;
const SEARCH_AGAIN_EVERY_MS = 60_000;

export async function createDaemonSource(options: {
  readonly configFile: string;
  readonly discovery: DiscoverySurroundings;
  readonly hosts: HostSet;
  /** Gets what the file allows; without a file nothing is. */
  readonly actions: Pick<ActionDesk, "allow">;
  readonly log: GateLog;
  readonly now: () => number;
  readonly onChange: () => void;
}): Promise<DaemonSource> {
  const { configFile, hosts, actions, log, now, onChange } = options;
  const { sshConfigFile } = options.discovery;
  const stopped = new AbortController();
  let mode: "config" | "discovery" | undefined;
  let lastRead: string | undefined;
  let readAt: number | undefined;
  let problems: readonly ConfigProblem[] = [];
  let tries: readonly DiscoveryTry[] = [];
  let searchTimer: NodeJS.Timeout | undefined;
  // What discovery has found once stays watched: a socket file that vanishes is news, not a reason to look away.
  const found = new Map<string, { readonly origin: string; readonly address: DaemonAddress }>();
  let queue: Promise<void> = Promise.resolve();

  /** One after the other: a save during a search waits for it. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    queue = queue.then(work).catch((error: unknown) => {
      log.write({ kind: "failed", what: "configuration", message: String(error) });
    });
    return queue;
  }

  function refuse(found: readonly ConfigProblem[]): void {
    problems = found;
    log.write({
      kind: "config-refused",
      file: configFile,
      problems: found.map(({ line, column, message }) => `${line}:${column} ${message}`),
    });
    onChange();
  }

  async function read(): Promise<void> {
    const answer = await readConfigFile(configFile);
    const fingerprint = JSON.stringify(answer);
    if (fingerprint === lastRead) return;
    lastRead = fingerprint;
    readAt = now();
    if (answer.kind === "absent") {
      actions.allow([]);
      return beginDiscovery();
    }
    // From here on the file decides, also while it is wrong: a typing mistake must not make the gate look elsewhere.
    endDiscovery();
    if (answer.kind === "unreadable")
      return refuse([
        {
          file: configFile,
          line: 1,
          column: 1,
          message: `it cannot be read: ${answer.message}`,
          hint: "a file that the gate's account may read",
        },
      ]);
    const parsed = parseConfig(answer.text, {
      file: configFile,
      ...(sshConfigFile === undefined ? {} : { sshConfigFile }),
      isInForce: hosts.all().length > 0,
    });
    if (!parsed.ok) return refuse(parsed.problems);
    problems = [];
    // A verb taken out of the file is gone before anything else of the file takes effect.
    actions.allow(parsed.config.actions);
    log.write({
      kind: "config-read",
      file: configFile,
      hosts: parsed.config.daemons.map(({ id, url }) => `${id} ${url}`),
    });
    await hosts.watch(parsed.config.daemons);
    onChange();
  }

  function endDiscovery(): void {
    mode = "config";
    tries = [];
    found.clear();
    clearTimeout(searchTimer);
  }

  async function beginDiscovery(): Promise<void> {
    problems = [];
    if (mode === "discovery") return;
    mode = "discovery";
    await search();
  }

  async function search(): Promise<void> {
    clearTimeout(searchTimer);
    if (mode !== "discovery" || stopped.signal.aborted) return;
    const candidates = await findCandidates(options.discovery);
    const before = found.size;
    for (const candidate of candidates)
      if (candidate.kind === "watched" && !found.has(candidate.address.url))
        found.set(candidate.address.url, candidate);
    if (found.size !== before || hosts.all().length !== found.size) {
      await hosts.watch([...found.values()].map(({ address }) => address));
      log.write({
        kind: "discovered",
        hosts: [...found.values()].map(({ address }) => `${address.id} ${address.url}`),
      });
    }
    const refused = candidates.filter(
      (candidate) => candidate.kind === "refused" && !found.has(candidate.url),
    );
    const climbed = await Promise.all(
      [...found.values()].map(({ origin, address }) =>
        climb(origin, hosts.get(address.id), stopped.signal, now),
      ),
    );
    if (stopped.signal.aborted) return;
    tries = [
      ...climbed,
      ...refused.flatMap((each) => (each.kind === "refused" ? [refusedTry(each, now())] : [])),
    ];
    onChange();
    const isAnswered = climbed.some(({ rungs }) => rungs.some(({ name, ok }) => name === "ping" && ok));
    searchTimer = setTimeout(() => void inTurn(search), isAnswered ? SEARCH_AGAIN_EVERY_MS : SEARCH_EVERY_MS);
  }

  // The first reading of the file is awaited, a first search is not: it may wait for a daemon that hangs.
  const first = inTurn(read);
  await Promise.race([first, new Promise((resolve) => setTimeout(resolve, FIRST_READ_MS).unref())]);
  const watcher = watchConfigFile(configFile, () => void inTurn(read));

  return {
    state: () => ({
      ...(mode === "config" ? { configFile } : {}),
      ...(mode === "config" && readAt !== undefined ? { configReadAt: readAt } : {}),
      configProblems: problems,
      discovery: tries,
    }),
    reread: () =>
      inTurn(async () => {
        lastRead = undefined;
        if (mode === "discovery") mode = undefined;
        await read();
      }),
    stop() {
      stopped.abort();
      watcher.stop();
      clearTimeout(searchTimer);
    },
  };
}

const FIRST_READ_MS = 1_000;
