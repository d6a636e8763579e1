import type { HostState } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
import type { Mode } from "../../mode.ts";
import type { EpochMs } from "../../time.ts";
import { logMode } from "../shared/log-mode.ts";
import { containerIn, goneSince } from "../shared/named-container.ts";
import { nameOf } from "../shared/running.ts";
import { containerFacts } from "../shared/subjects.ts";

/**
 * A container's log file holds something that is no log line: a torn one after a full disk or a power cut, zeros of a
 * copy that was cut. 26 breaks off with an error, 20.10 ends without a word to whoever reads.
 */
export const jsonLogCorrupt: Mode = logMode({
  id: "json-log-corrupt",
  signatures: ["log-torn", "log-journal-unreadable"],
  severity: "ticket",
  part: "log",
  // 20.10 does not say whose log it is.
  subjectOf: () => "",
  words: (_subject, { line, marked }, host) => {
    const id = containerIn(host, line.text) ?? onlyTornOne(host, line.sourceAt);
    const name = id === undefined ? "" : nameOf(host, id);
    const holds =
      marked.signature.id === "log-journal-unreadable"
        ? "lies in the journal, which cannot be read"
        : "holds something that is no log line";
    return {
      title: "Container log unreadable",
      summary: `The log of ${name === "" ? "a container" : name} ${holds}: reading it ends there, and what comes after is not shown.`,
      blast: {
        affected: [`docker logs of ${name === "" ? "that container" : name}, and whoever ships them`],
        parts: [],
        notAffected: ["The container itself, which goes on writing"],
      },
      facts: id === undefined ? {} : containerFacts(id, name, host.names.get(id)?.image),
    };
  },
  succeededAt: (host, _subject, afterAt, { line }) =>
    goneSince(host, line.text, afterAt) ?? wholeSince(host, afterAt),
  isStillSo: ({ facts }, { sinceAt }) => {
    const last = facts["torn-logs"].last;
    return last !== undefined && last.at >= sinceAt && last.fact.torn.length > 0;
  },
});

/** Whose log was seen torn after dockerd met it, if there is one and no other. */
function onlyTornOne({ tornLogs }: HostState, metAt: EpochMs): ContainerId | undefined {
  const ids = [...tornLogs].filter(([, at]) => at >= metAt).map(([id]) => id);
  return ids.length === 1 ? ids[0] : undefined;
}

/** When all logs were whole that had been seen torn after this; one whose tear nobody saw proves nothing by being whole. */
function wholeSince({ facts, tornLogs }: HostState, afterAt: EpochMs): EpochMs | undefined {
  const last = facts["torn-logs"].last;
  const wasSeen = [...tornLogs.values()].some((at) => at >= afterAt);
  return last !== undefined && wasSeen && last.fact.torn.length === 0 ? last.at : undefined;
}
