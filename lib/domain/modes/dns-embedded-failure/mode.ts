import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import type { ContainerReading } from "../../readings.ts";
import type { Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { type FoundLine, lineEvidence, linesWith } from "../shared/log-lines.ts";
import { bridgeNetworks } from "../shared/network.ts";
import { freshList } from "../shared/running.ts";
import { counted, named } from "../shared/text.ts";

const WINDOW_MS = MINUTE_MS;
// Single names that do not resolve are normal life, and so is one program that asks for nonsense.
const MORE_THAN_LINES = 5;
const CONTAINERS = 2;
// Silence alone says little: perhaps nobody asks. A program that failed asks again within this.
const QUIET_MS = 2 * MINUTE_MS;

/**
 * The daemon's resolver in containers (127.0.0.11) gets no answer from outside, for several of them. Only the log of
 * 23 and later tells.
 */
export const dnsEmbeddedFailure: Mode = {
  id: "dns-embedded-failure",
  inputs: ["journal-line"],
  windows: {
    // More than five lines of at least two containers have gathered by then.
    raiseAfterMs: 0,
    raiseAfterReadings: 1,
    // As long as a program waits before it asks again.
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const lines = linesWith(host, ["resolver-failed"], now - WINDOW_MS);
    const clients = new Set(lines.map(({ marked }) => marked.values[0] ?? "").filter((one) => one !== ""));
    // Before 25 the client is no field: its address stands in the error, "read udp 172.18.0.2:41->…".
    for (const { line } of lines) {
      const client = /read (?:udp|tcp) ([\d.]+):\d+->/.exec(line.text)?.[1];
      if (client !== undefined) clients.add(client);
    }
    const [newest] = lines;
    if (newest === undefined || lines.length <= MORE_THAN_LINES || clients.size < CONTAINERS)
      return judgeQuiet(host, now, open);
    const cut = containersAt(host, clients, now);
    const whole = wholeNetwork(host, cut, now);
    const servers = [...new Set(lines.flatMap(({ marked }) => marked.values[1] || []))];
    const readAt = Math.min(newest.line.sourceAt, now);
    return [
      {
        subject: "",
        verdict: "failing",
        severity: whole === undefined ? "ticket" : "page",
        part: "dns",
        title: "Containers cannot resolve names",
        summary: `${counted(lines.length, "question")} of ${counted(clients.size, "container")} got no answer within a minute${servers.length > 0 ? ` from ${named(servers)}` : ""}${whole === undefined ? "" : `; every container of ${whole} is among them`}. Names of containers on the same network may still resolve.`,
        readAt,
        sinceAt: lines.at(-1)?.line.sourceAt ?? readAt,
        evidence: lines.slice(0, 3).map((line) => lineEvidence(line)),
        blast: {
          affected: [
            `Names outside of Docker: ${cut.length > 0 ? named(cut.map(({ name }) => name).sort()) : counted(clients.size, "container")}`,
          ],
          parts: ["ctrs"],
          notAffected: [],
        },
        facts: {
          ...(servers[0] !== undefined && { server: servers[0] }),
          ...(cut[0] && { container: cut[0].name }),
        },
      },
    ];
  },
};

function judgeQuiet(host: HostState, now: EpochMs, open: readonly Symptom[]) {
  if (open.length === 0) return [];
  if (!host.streams.journal.isOpen) return settled(open, "", "unknown", now);
  const lines: readonly FoundLine[] = linesWith(host, ["resolver-failed"], now - QUIET_MS);
  return lines.length === 0 ? settled(open, "", "passing", now) : [];
}

const containersAt = (
  host: HostState,
  addresses: ReadonlySet<string>,
  now: EpochMs,
): readonly ContainerReading[] =>
  (freshList(host, now) ?? []).filter(({ networks }) =>
    networks.some(({ address }) => address !== undefined && addresses.has(address)),
  );

/** A user network of which every running container is cut, where it has at least two. */
function wholeNetwork(host: HostState, cut: readonly ContainerReading[], now: EpochMs): string | undefined {
  const names = new Set(cut.map(({ name }) => name));
  return bridgeNetworks(host).find((network) => {
    const members = (freshList(host, now) ?? []).filter(
      ({ state, networks }) => state === "running" && networks.some(({ name }) => name === network.name),
    );
    return members.length >= CONTAINERS && members.every(({ name }) => names.has(name));
  })?.name;
}
