import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import type { VersionReading } from "../../readings.ts";
import { isThere } from "../../symptom.ts";
import { settled } from "../shared/judgement.ts";
import { counted, named, toEvidence } from "../shared/text.ts";
import { KNOWN_FLAWS, type KnownFlaw } from "./known-flaws.ts";
import { isBefore, isDistribution, isFixed } from "./versions.ts";

/** The versions that are installed have holes or bugs that newer ones do not have: a risk, not a failure. */
export const engineKnownCve: Mode = {
  id: "engine-known-cve",
  inputs: ["version"],
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: 0, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const last = host.version.lastGood;
    if (last === undefined || host.ping.lastGood?.reading.engine === "podman")
      return settled(open, "", "unknown", now);
    const flaws = flawsOf(last.reading);
    if (flaws.length === 0) return settled(open, "", "passing", last.at);
    const versions = textOf(last.reading);
    const ids = flaws.map(({ id }) => id);
    if (isSaid(open, ids)) return [];
    const isPatched = Object.values(last.reading).some((version) => isDistribution(String(version)));
    return [
      {
        subject: "",
        verdict: "failing",
        severity: "notice",
        part: "dockerd",
        title: "Engine with a known hole or bug",
        summary: `By ${versions} this engine has ${flawsText(flaws)}.${isPatched ? " The distribution may have mended them without a new number: look at the package's changelog." : ""}`,
        readAt: last.at,
        evidence: flaws.map(({ id, part, what, needs, fixedIn, published, source }) =>
          toEvidence(
            last.at,
            "GET /version",
            `${id}: ${what}. Needs ${needs}. ${source} (${published})`,
            `${id}: ${part}, fixed in ${fixedIn.join(", ")}`,
          ),
        ),
        blast: { affected: flaws.map(({ id, needs }) => `${id}: with ${needs}`), parts: [], notAffected: [] },
        facts: { flaws: ids.join(" "), engine: last.reading.engineVersion },
      },
    ];
  },
};

const flawsText = (flaws: readonly KnownFlaw[]): string =>
  (["hole", "bug"] as const)
    .map((kind) => flaws.filter((flaw) => flaw.kind === kind).map(({ id }) => id))
    .flatMap((ids, index) =>
      ids.length === 0
        ? []
        : [`${counted(ids.length, index === 0 ? "known hole" : "known bug")}: ${named(ids)}`],
    )
    .join(", and ");

const isSaid = (open: Parameters<Mode["judge"]>[2], ids: readonly string[]): boolean =>
  open.some((one) => one.facts.flaws === ids.join(" ") && !one.isUnknown && isThere(one));

function flawsOf(version: VersionReading): readonly KnownFlaw[] {
  const installed = {
    dockerd: version.engineVersion,
    containerd: version.containerdVersion,
    runc: version.runcVersion,
  };
  return KNOWN_FLAWS.filter(({ part, since, fixedIn }) => {
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
