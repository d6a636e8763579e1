import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import type { VersionReading } from "../../readings.ts";
import { settled } from "../shared/judgement.ts";
import { counted, named, toEvidence } from "../shared/text.ts";
import { KNOWN_HOLES, type KnownHole } from "./known-holes.ts";
import { isBefore, isDistribution, isFixed } from "./versions.ts";

/** The versions that are installed have holes that newer ones do not have: a risk, not a failure. */
export const engineKnownCve: Mode = {
  id: "engine-known-cve",
  inputs: ["version"],
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: 0, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const last = host.version.lastGood;
    if (last === undefined || host.ping.lastGood?.reading.engine === "podman")
      return settled(open, "", "unknown", now);
    const holes = holesOf(last.reading);
    if (holes.length === 0) return settled(open, "", "passing", last.at);
    const versions = textOf(last.reading);
    const ids = holes.map(({ id }) => id);
    if (isSaid(open, ids)) return [];
    const isPatched = Object.values(last.reading).some((version) => isDistribution(String(version)));
    return [
      {
        subject: "",
        verdict: "failing",
        severity: "notice",
        part: "dockerd",
        title: "Engine with a known hole",
        summary: `By ${versions} this engine has ${counted(ids.length, "known hole")}: ${named(ids)}.${isPatched ? " The distribution may have closed them without a new number: look at the package's changelog." : ""}`,
        readAt: last.at,
        evidence: holes.map(({ id, part, what, needs, fixedIn, published, source }) =>
          toEvidence(
            last.at,
            "GET /version",
            `${id}: ${what}. Needs ${needs}. ${source} (${published})`,
            `${id}: ${part}, fixed in ${fixedIn.join(", ")}`,
          ),
        ),
        blast: { affected: holes.map(({ id, needs }) => `${id}: with ${needs}`), parts: [], notAffected: [] },
        facts: { holes: ids.join(" "), engine: last.reading.engineVersion },
      },
    ];
  },
};

const isSaid = (open: Parameters<Mode["judge"]>[2], ids: readonly string[]): boolean =>
  open.some(
    ({ facts, state, isUnknown }) =>
      facts.holes === ids.join(" ") && !isUnknown && (state === "seen" || state === "raised"),
  );

function holesOf(version: VersionReading): readonly KnownHole[] {
  const installed = {
    dockerd: version.engineVersion,
    containerd: version.containerdVersion,
    runc: version.runcVersion,
  };
  return KNOWN_HOLES.filter(({ part, since, fixedIn }) => {
    const has = installed[part];
    if (has === undefined || has === "") return false;
    if (since !== undefined && isBefore(has, since)) return false;
    return isFixed(has, fixedIn) === false;
  });
}

const textOf = ({ engineVersion, containerdVersion, runcVersion }: HostVersion): string =>
  [
    `dockerd ${engineVersion}`,
    ...(containerdVersion ? [`containerd ${containerdVersion}`] : []),
    ...(runcVersion ? [`runc ${runcVersion}`] : []),
  ].join(", ");

type HostVersion = NonNullable<HostState["version"]["lastGood"]>["reading"];
