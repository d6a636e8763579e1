import type { ContainerLife, HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Symptom } from "../../symptom.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../time.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { listedText } from "../shared/running.ts";
import { containerFacts, restOfContainers } from "../shared/subjects.ts";
import { toEvidence } from "../shared/text.ts";

// Four changes in ten minutes, or six in an hour: two failures with a recovery each are no pattern yet.
const SHORT_WINDOW_MS = 10 * MINUTE_MS;
const SHORT_CHANGES = 4;
const LONG_CHANGES = 6;
// A flapping check is quiet between two flaps; after two minutes it counts as calm, after half an hour as over.
const CALM_AFTER_MS = 2 * MINUTE_MS;
const CLEAR_AFTER_MS = 30 * MINUTE_MS;

/** Why there is one row and not one for each change. */
const DAMPED = `one ticket while it flaps, each time it is unhealthy is folded into it; over after ${CLEAR_AFTER_MS / MINUTE_MS} min without a change`;

/** A health check that changes its mind again and again within one life of its container. */
export const healthFlapping: Mode = {
  id: "health-flapping",
  inputs: ["docker-event", "containers"],
  windows: {
    raiseAfterMs: 0,
    raiseAfterReadings: 1,
    clearAfterMs: CLEAR_AFTER_MS - CALM_AFTER_MS,
    clearAfterReadings: 1,
    // It is about coming and going itself.
    flapping: "own",
  },
  judge: (host, now, open) => {
    const judged = new Set<string>();
    const judgements: Judgement[] = [];
    for (const life of flapping(host)) {
      judged.add(life.name);
      judgements.push(...judge(host, life, open, now));
    }
    return [...judgements, ...restOfContainers(host, open, judged, now, () => host.containers.lastGood?.at)];
  },
};

const found = new WeakMap<HostState["lives"], readonly ContainerLife[]>();

/** Lives with changes enough to be looked at; looked for once for each change of the lives. */
function flapping({ lives }: HostState): readonly ContainerLife[] {
  const known = found.get(lives);
  if (known !== undefined) return known;
  const some = [...lives.values()].filter(
    ({ healthChangedAt }) => (healthChangedAt?.length ?? 0) >= SHORT_CHANGES,
  );
  found.set(lives, some);
  return some;
}

function judge(
  host: HostState,
  life: ContainerLife,
  open: readonly Symptom[],
  now: EpochMs,
): readonly Judgement[] {
  const hour = (life.healthChangedAt ?? []).filter((at) => now - at <= HOUR_MS);
  const lately = hour.filter((at) => now - at <= SHORT_WINDOW_MS);
  const lastAt = hour.at(-1);
  const isPattern = lately.length >= SHORT_CHANGES || hour.length >= LONG_CHANGES;
  if (lastAt === undefined) return settled(open, life.name, "passing", now);
  // Below the pattern it keeps flapping while it changes at all: the limit has a lower edge.
  const isOn = isPattern || openOf(open, life.name) !== undefined;
  if (!isOn || now - lastAt >= CALM_AFTER_MS)
    return settled(open, life.name, "passing", host.containers.lastGood?.at ?? now);
  const image = host.names.get(life.id)?.image;
  const count = lately.length >= SHORT_CHANGES ? lately.length : hour.length;
  const window = lately.length >= SHORT_CHANGES ? "10 min" : "1 h";
  return [
    {
      subject: life.name,
      verdict: "failing",
      severity: "ticket",
      part: "ctrs",
      title: "Health flaps",
      summary: `The health check of ${life.name} changed ${count} times in ${window}: it fails and passes in turn while the container runs on.`,
      readAt: lastAt,
      sinceAt: hour[0] ?? lastAt,
      evidence: [
        toEvidence(
          lastAt,
          "docker events",
          hour.map((at) => `${new Date(at).toISOString()} health_status changed`).join("\n"),
          `${count} changes in ${window}, now ${life.health?.status ?? "unknown"}`,
        ),
      ],
      blast: {
        affected: [`${life.name} while its check fails`],
        parts: [],
        notAffected: listedText(host, now, life.name),
      },
      facts: { ...containerFacts(life.id, life.name, image), damped: DAMPED },
    },
  ];
}
