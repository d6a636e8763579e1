import type { HostState } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
import type { Mode } from "../../mode.ts";
import { MINUTE_MS, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { diedInTurn, lastTurn } from "../shared/engine-turn.ts";
import { settled } from "../shared/judgement.ts";
import { freshList, listedText } from "../shared/running.ts";
import { listedById } from "../shared/subjects.ts";
import { counted, durationText, named, toEvidence } from "../shared/text.ts";

// Fewer may have been stopped by hand.
const MANY = 3;
// What nothing starts again stays as it is from the moment the API is back …
const SETTLED_AFTER_MS = 4 * SECOND_MS;
// … and what a restart policy starts has its turn by then, on a busy host too.
const STARTED_AFTER_MS = 30 * SECOND_MS;
// Lost with its shim, which is another story.
const LOST = 255;

/** The daemon was restarted without live-restore, and what has no restart policy stays down. */
export const daemonRestartKilledContainers: Mode = {
  id: "daemon-restart-killed-containers",
  inputs: ["containers"],
  windows: {
    // A busy host starts its containers one after the other.
    raiseAfterMs: 10 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 2 * MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const list = freshList(host, now);
    const listAt = host.containers.lastGood?.at ?? now;
    const turn = lastTurn(host, now);
    if (list === undefined || sightOfEngine(host, now).kind !== "answers")
      return settled(open, "", "unknown", now);
    // What was found down stays what people wait for, however long ago the restart was.
    if (turn === undefined) {
      const names = new Set((open[0]?.facts.containers ?? "").split(" "));
      const isUp = list.filter(({ name, state }) => names.has(name) && state !== "running").length === 0;
      return isUp ? settled(open, "", "passing", listAt) : [];
    }
    if (now - turn.backAt < SETTLED_AFTER_MS) return [];
    const listed = listedById(list);
    const died = diedInTurn(host.lives.values(), turn).filter(({ death }) => death.exitCode !== LOST);
    const down = died.flatMap(({ life }) => {
      const container = listed.get(life.id);
      const hasItsTurn = hasPolicy(host, life.id) && now - turn.backAt < STARTED_AFTER_MS;
      return container !== undefined && container.state === "exited" && !hasItsTurn ? [container] : [];
    });
    if (died.length < MANY || down.length === 0) return settled(open, "", "passing", listAt);
    const names = down.map(({ name }) => name).sort();
    const awayMs = turn.backAt - turn.goneAt;
    const [stays, it] = names.length === 1 ? ["stays", "it"] : ["stay", "them"];
    const why = down.some(({ id }) => hasPolicy(host, id))
      ? `a restart policy should have started ${it} again`
      : `no restart policy starts ${it} again`;
    return [
      {
        subject: "",
        verdict: "failing",
        severity: down.length >= MANY ? "page" : "ticket",
        part: "ctrs",
        title: "Daemon restart stopped containers",
        summary: `dockerd was away for ${durationText(awayMs)}, and ${counted(died.length, "container")} ${died.length === 1 ? "was" : "were"} stopped with it: live-restore was off. ${named(names)} ${stays} down: ${why}.`,
        readAt: listAt,
        sinceAt: turn.goneAt,
        evidence: [
          toEvidence(
            listAt,
            "GET /containers/json",
            down
              .slice(0, 20)
              .map(({ name, status }) => `${name} ${status}`)
              .join("\n"),
            `${down.length} of ${died.length} stopped stay down, usual 0`,
          ),
        ],
        blast: {
          affected: [`Down: ${named(names)}`],
          parts: [],
          notAffected: listedText(host, now),
        },
        facts: { containers: names.join(" "), count: String(names.length) },
      },
    ];
  },
};

const hasPolicy = ({ inspects }: HostState, id: ContainerId): boolean =>
  !["", "no"].includes(inspects.get(id)?.lastGood?.reading.restartPolicy ?? "");
