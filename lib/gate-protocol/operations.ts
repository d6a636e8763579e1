import { z } from "zod";
import { FACT_NAMES } from "../domain/facts.ts";
import { CONTAINER_ID, HOST_ID } from "../domain/ids.ts";

/*
 * What web may ask of the gate. A client never supplies a Docker path, query, header or body:
 * each operation has typed arguments and the gate builds the request.
 */

const HostId = z.string().regex(HOST_ID);
const FullContainerId = z.string().regex(CONTAINER_ID);
const onHost = z.strictObject({ host: HostId });

/** Where to go on reading a host's spool. */
export const SpoolPosition = z.strictObject({
  /** Changes whenever the gate starts: numbering began anew. */
  epoch: z.string().max(64),
  /** Sequence of the last record the reader has stored. */
  seq: z.int().nonnegative(),
});

/** Who decided, and the key of that one decision: the gate runs none twice and keeps both in its own log. */
const decided = {
  key: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
  by: z.string().min(1).max(120),
  agreedBy: z.string().min(1).max(120).optional(),
};
const onEngine = z.strictObject({ host: HostId, ...decided });
/** The container as it was seen when it was decided: another start is another container. */
const onContainer = z.strictObject({
  host: HostId,
  ...decided,
  target: z.strictObject({
    id: FullContainerId,
    name: z.string().min(1).max(255),
    image: z.string().max(512),
    startedAt: z.int().nonnegative().optional(),
    state: z.string().max(32).optional(),
  }),
});

export const operations = {
  /** Gate, configuration, every host and its channels. One JSON frame. */
  "gate.status": { args: z.strictObject({}), class: "R", answer: "one" },
  /** The same, sent again after each change. */
  "gate.follow": { args: z.strictObject({}), class: "R", answer: "stream" },

  /** Over a connection of its own, or with `over` over one that is kept: that costs the host no look at systemd. */
  "docker.ping": {
    args: z.strictObject({ host: HostId, over: z.optional(z.literal("kept")) }),
    class: "R",
    answer: "one",
  },
  "docker.version": { args: onHost, class: "R", answer: "one" },
  "docker.info": { args: onHost, class: "R!", answer: "one" },
  "docker.containers": { args: onHost, class: "R!", answer: "one" },
  "docker.networks": { args: onHost, class: "R", answer: "one" },
  /** Totals of `/system/df`; the daemon walks its disk for them. */
  "docker.disk-usage": { args: onHost, class: "R!", answer: "one" },
  "docker.inspect": {
    args: z.strictObject({ host: HostId, id: FullContainerId }),
    class: "R!",
    answer: "one",
  },

  /** Text of one constant reader on the host, parsed in lib/domain/parse. */
  "host.fact": {
    args: z.strictObject({ host: HostId, fact: z.enum(FACT_NAMES) }),
    class: "R",
    answer: "one",
  },

  /** Events and journal of one host from the spool: what was missed, then what comes. */
  "spool.follow": {
    args: z.strictObject({ host: HostId, from: SpoolPosition.optional() }),
    class: "R!",
    answer: "stream",
  },
  /** Web has stored everything up to here: the gate may move its saved journal cursor. */
  "spool.ack": {
    args: z.strictObject({ host: HostId, position: SpoolPosition }),
    class: "R",
    answer: "one",
  },

  /** Older lines of the engine log, on demand, newest last. */
  "journal.read": {
    args: z.strictObject({
      host: HostId,
      beforeAt: z.int().nonnegative(),
      limit: z.int().min(1).max(2_000),
    }),
    class: "R",
    answer: "one",
  },

  /** Lines of one container. `follow` ends only with the connection; backpressure reaches the daemon. */
  "container.logs": {
    args: z.strictObject({
      host: HostId,
      id: FullContainerId,
      tail: z.int().min(0).max(5_000),
      follow: z.boolean(),
      /** Nanoseconds as decimal text; inclusive at the daemon, so the reader drops what it already has. */
      sinceNano: z
        .string()
        .regex(/^\d{1,20}$/)
        .optional(),
      untilNano: z
        .string()
        .regex(/^\d{1,20}$/)
        .optional(),
    }),
    class: "R!",
    answer: "stream",
  },

  /** What a prune would take now; totals and names out of `/system/df`. */
  "prune.preview": {
    args: z.strictObject({
      host: HostId,
      verb: z.enum(["prune.containers", "prune.images", "prune.build-cache"]),
    }),
    class: "R!",
    answer: "one",
  },

  // Refused unless the gate's own configuration lists the verb for the host.
  "container.start": { args: onContainer, class: "A", answer: "one" },
  "container.stop": { args: onContainer, class: "A", answer: "one" },
  "container.restart": { args: onContainer, class: "A", answer: "one" },
  "container.unpause": { args: onContainer, class: "A", answer: "one" },
  "container.kill": { args: onContainer, class: "A2", answer: "one" },
  "prune.containers": { args: onEngine, class: "A2", answer: "one" },
  "prune.images": { args: onEngine, class: "A2", answer: "one" },
  "prune.build-cache": { args: onEngine, class: "A2", answer: "one" },
  /** SIGUSR1 to dockerd and the file it writes, over the host channel. */
  "engine.dump": { args: onEngine, class: "A", answer: "one" },
} as const satisfies Record<string, OperationShape>;

interface OperationShape {
  readonly args: z.ZodType;
  /** R read. R! read, projected and redacted. A action. A2 destructive. Anything else does not exist. */
  readonly class: "R" | "R!" | "A" | "A2";
  readonly answer: "one" | "stream";
}

export type OperationName = keyof typeof operations;
export type OperationArgs<Name extends OperationName> = z.input<(typeof operations)[Name]["args"]>;
export const isOperationName = (text: string): text is OperationName => Object.hasOwn(operations, text);
