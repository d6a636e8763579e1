import { z } from "zod/mini";
import type { TimelineEntry } from "../domain/timeline.ts";
import type { ImportedSummary } from "./imported-views.ts";
import type { IncidentDetail, IncidentSummary, SharedHead, SharedRow, ShareInUse } from "./incident-views.ts";
import type { PaperView, PostmortemRow, PostmortemView } from "./postmortem-views.ts";
import type { ContainerLogRow, EngineLogRow, EventRow, FeedRow } from "./row-views.ts";
import type { ConsoleView, HostDetail, HostSummary, SymptomView } from "./views.ts";

/*
 * `/live`: one WebSocket per tab, many topics. Two sorts of topic:
 * - state topics are keyed collections or one value; after anything is lost they recover by a snapshot;
 * - line topics are rows numbered without holes; a reader resumes by `from`. What it can no longer get is a lag
 *   marker with the exact count, or a snap of the newest rows where numbering began anew (another epoch).
 * A collection's delta says nothing of order: whoever draws it sorts it.
 */

export const LIVE_PATH = "/live";
/** The same for readers of a share: below the one path their cookie is sent to. */
export const SHARE_LIVE_PATH = "/s/live";
export const LIVE_MESSAGE_LIMIT_BYTES = 65_536;

export interface StateTopics {
  console: ConsoleView;
  hosts: HostSummary[];
  symptoms: SymptomView[];
  incidents: IncidentSummary[];
  imports: ImportedSummary[];
  [host: `host:${string}`]: HostDetail;
  [incident: `incident:${string}`]: IncidentDetail;
  [presence: `presence:${string}`]: PresentPerson[];
  postmortems: PostmortemRow[];
  [postmortem: `postmortem:${string}`]: PostmortemView;
  [paper: `paper:${string}`]: PaperView;
  /** Links to an incident. */
  [shares: `shares:${string}`]: ShareInUse[];
  /** What a link shows; which one, the cookie says. */
  share: SharedHead;
  "share-entries": SharedRow[];
}

export interface LineTopics {
  feed: FeedRow;
  [events: `events:${string}`]: EventRow;
  [engineLog: `engine-log:${string}`]: EngineLogRow;
  /** `logs:<host>/<container id>` */
  [logs: `logs:${string}`]: ContainerLogRow;
  [entries: `entries:${string}`]: TimelineEntry;
}

export const ROOM_PANELS = ["runbook", "timeline", "evidence"] as const;
export type RoomPanel = (typeof ROOM_PANELS)[number];

/** Somebody who has the room open now, and what they look at. Never stored. */
export interface PresentPerson {
  /** Of the account. */
  readonly id: string;
  readonly name: string;
  readonly panel: RoomPanel;
}

/** Why the server closed a socket, beside the standard codes. */
export const LIVE_CLOSE = {
  /** Going away: connect again. */
  stopping: 1001,
  /** Far more messages than a page has reason to send. */
  flooding: 1008,
  /** The sign-in ended: connecting again will not help. */
  signedOut: 4401,
  /** The share was revoked, or its time is over: nothing more is told to this reader. */
  shareEnded: 4404,
  /** Nothing was read for 10 s: connect again and resume from the last sequence number. */
  tooSlow: 4408,
} as const;

/** First word of a topic; the rest names a host, a container or an incident. */
export const TOPIC_KINDS = [
  "console",
  "hosts",
  "symptoms",
  "incidents",
  "imports",
  "feed",
  "host",
  "incident",
  "presence",
  "postmortems",
  "postmortem",
  "paper",
  "shares",
  "share",
  "share-entries",
  "events",
  "engine-log",
  "logs",
  "entries",
] as const;
export type TopicKind = (typeof TOPIC_KINDS)[number];

const TOPIC =
  /^(?:console|hosts|symptoms|incidents|imports|postmortems|feed|share|share-entries|(?:host|events|engine-log):[a-z0-9-]{1,63}|logs:[a-z0-9-]{1,63}\/[0-9a-f]{64}|(?:incident|presence|postmortem|paper|shares|entries):INC-\d{1,9})$/;

const LINE_TOPIC = /^(?:feed$|events:|engine-log:|logs:|entries:)/;

/** Every other one is a state topic. */
export const isLineTopic = (topic: string): boolean => LINE_TOPIC.test(topic);

export const Topic = z.string().check(z.regex(TOPIC));

/** A place in a line topic. */
export const LinePosition = z.strictObject({
  epoch: z.string().check(z.maxLength(64)),
  seq: z.int().check(z.nonnegative()),
});

export const ClientMessage = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("sub"),
    /** Chosen by the client, unique among its open subscriptions. */
    id: z.int().check(z.nonnegative(), z.maximum(1_000_000)),
    topic: Topic,
    from: z.optional(LinePosition),
    /** Line topics without `from`: how many of the last rows to begin with. */
    tail: z.optional(z.int().check(z.minimum(0), z.maximum(5_000))),
  }),
  /** Where this browser is now; without an incident in no room. */
  z.strictObject({
    kind: z.literal("here"),
    incident: z.optional(z.string().check(z.regex(/^INC-\d{1,9}$/))),
    panel: z.enum(ROOM_PANELS),
  }),
  z.strictObject({ kind: z.literal("unsub"), id: z.int().check(z.nonnegative(), z.maximum(1_000_000)) }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

const numbered = {
  id: z.int(),
  epoch: z.string(),
  /** Of the last row or change this message contains. */
  seq: z.int(),
};

/** What the server sends. `data` is typed by the topic the id was opened for. */
export const ServerMessage = z.discriminatedUnion("kind", [
  /** State topic: the whole value. Line topic: the rows to begin with (may be empty). Replaces everything held. */
  z.strictObject({ kind: z.literal("snap"), ...numbered, data: z.unknown() }),
  /** Line topic: `{rows}`. Collection: `{put: [...], del: [ids]}`. Single value: `{value}`. */
  z.strictObject({ kind: z.literal("delta"), ...numbered, data: z.unknown() }),
  /** Line topic: a stretch of the source is missing; it is also a row where the source has rows for gaps. */
  z.strictObject({
    kind: z.literal("gap"),
    ...numbered,
    cause: z.string(),
    fromAt: z.number(),
    toAt: z.number(),
  }),
  /** This reader was too slow: so many rows were not sent. State topics get a `snap` right after. */
  z.strictObject({ kind: z.literal("lag"), ...numbered, dropped: z.int() }),
  z.strictObject({ kind: z.literal("end"), ...numbered, reason: z.string() }),
  z.strictObject({ kind: z.literal("error"), id: z.int(), code: z.string(), message: z.string() }),
  /** Every 5 s and at the start: the server's clock, for ages and lag. */
  /** `isStopped`: of a recording that is over; it does not go on from there. */
  z.strictObject({ kind: z.literal("time"), at: z.number(), isStopped: z.optional(z.literal(true)) }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;

export interface CollectionDelta<Item> {
  readonly put: readonly Item[];
  readonly del: readonly string[];
}
