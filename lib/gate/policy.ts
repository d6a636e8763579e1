import type { ActionVerb } from "../domain/action.ts";
import type { AnswerOf, GateStatus, LogFrame } from "../gate-protocol/answers.ts";
import { GATE_DEADLINE_MS } from "../gate-protocol/deadlines.ts";
import type { OperationArgs, OperationName, operations } from "../gate-protocol/operations.ts";
import type { ActionRequest } from "./actions/perform.ts";
import type { WatchedHost } from "./hosts/watched-host.ts";
import { containerLogs } from "./logs/container-logs.ts";
import type { GateServices } from "./services.ts";

/*
 * The endpoint policy, compiled in. An operation of the protocol without a line here does not compile, nor
 * does one whose class differs from the protocol's. What is not here does not exist.
 */

type Shape<Name extends OperationName> = (typeof operations)[Name];

export interface PolicyLine<Name extends OperationName> {
  /** R read · R! read, projected and redacted · A action · A2 destructive action; A and A2 only when configured. */
  readonly class: Shape<Name>["class"];
  readonly handle: Shape<Name>["answer"] extends "one"
    ? (args: OperationArgs<Name>, services: GateServices, signal: AbortSignal) => Promise<AnswerOf<Name>>
    : (
        args: OperationArgs<Name>,
        services: GateServices,
        signal: AbortSignal,
      ) => AsyncIterable<AnswerOf<Name>>;
}

export type Policy = { readonly [Name in OperationName]: PolicyLine<Name> };

async function* followStatus(services: GateServices, signal: AbortSignal): AsyncGenerator<GateStatus> {
  let wake = Promise.withResolvers<void>();
  const stop = services.onStatusChange(() => wake.resolve());
  const abort = () => wake.resolve();
  signal.addEventListener("abort", abort, { once: true });
  try {
    while (!signal.aborted) {
      wake = Promise.withResolvers<void>();
      yield services.status();
      if (!signal.aborted) await wake.promise;
    }
  } finally {
    stop();
    signal.removeEventListener("abort", abort);
  }
}

/** A host's stream ends with its client, and with the host when the configuration drops it. */
function streamOf<Value>(
  host: WatchedHost,
  signal: AbortSignal,
  begin: (signal: AbortSignal) => AsyncIterable<Value>,
): AsyncIterable<Value> {
  return begin(AbortSignal.any([signal, host.gone]));
}

/** Not given the client's signal: what was begun is seen through, and its end is logged. */
const actionOf =
  (verb: ActionVerb) =>
  ({ host, ...request }: ActionRequest & { readonly host: string }, { hosts, actions }: GateServices) =>
    actions.run(verb, request, hosts.get(host));

export const policy: Policy = {
  "gate.status": { class: "R", handle: async (_args, services) => services.status() },
  "gate.follow": { class: "R", handle: (_args, services, signal) => followStatus(services, signal) },

  "docker.ping": {
    class: "R",
    handle: ({ host, over }, { hosts }, signal) => hosts.get(host).daemon.ping(signal, over),
  },
  "docker.version": {
    class: "R",
    handle: ({ host }, { hosts }, signal) => hosts.get(host).daemon.version(signal),
  },
  "docker.info": {
    class: "R!",
    handle: ({ host }, { hosts }, signal) => hosts.get(host).daemon.info(signal),
  },
  "docker.containers": {
    class: "R!",
    handle: ({ host }, { hosts }, signal) => hosts.get(host).daemon.containers(signal),
  },
  "docker.networks": {
    class: "R",
    handle: ({ host }, { hosts }, signal) => hosts.get(host).daemon.networks(signal),
  },
  "docker.disk-usage": {
    class: "R!",
    handle: ({ host }, { hosts }, signal) => hosts.get(host).daemon.diskUsage(signal),
  },
  "docker.inspect": {
    class: "R!",
    handle: ({ host, id }, { hosts }, signal) => hosts.get(host).daemon.inspect(id, signal),
  },

  "host.fact": {
    class: "R",
    handle: ({ host, fact }, { hosts }) =>
      hosts.get(host).channel.readFact(fact, GATE_DEADLINE_MS["host.fact"]),
  },

  "spool.follow": {
    class: "R!",
    handle({ host, from }, { hosts }, signal) {
      const watched = hosts.get(host);
      return streamOf(watched, signal, (either) => watched.spool.follow(from, either));
    },
  },
  "spool.ack": {
    class: "R",
    async handle({ host, position }, { hosts }) {
      hosts.get(host).ack(position);
      return { ok: true };
    },
  },

  "journal.read": {
    class: "R",
    handle: ({ host, beforeAt, limit }, { hosts }) =>
      hosts.get(host).channel.readJournal(beforeAt, limit, GATE_DEADLINE_MS["journal.read"]),
  },

  "prune.preview": {
    class: "R!",
    handle: ({ host, verb }, { hosts }, signal) => hosts.get(host).daemon.prunePreview(verb, signal),
  },
  "container.start": { class: "A", handle: actionOf("container.start") },
  "container.stop": { class: "A", handle: actionOf("container.stop") },
  "container.restart": { class: "A", handle: actionOf("container.restart") },
  "container.unpause": { class: "A", handle: actionOf("container.unpause") },
  "container.kill": { class: "A2", handle: actionOf("container.kill") },
  "prune.containers": { class: "A2", handle: actionOf("prune.containers") },
  "prune.images": { class: "A2", handle: actionOf("prune.images") },
  "prune.build-cache": { class: "A2", handle: actionOf("prune.build-cache") },
  "engine.dump": { class: "A", handle: actionOf("engine.dump") },

  "container.logs": {
    class: "R!",
    handle(args, { hosts }, signal): AsyncIterable<LogFrame> {
      const watched = hosts.get(args.host);
      return streamOf(watched, signal, (either) => containerLogs(watched, args, either));
    },
  },
};
