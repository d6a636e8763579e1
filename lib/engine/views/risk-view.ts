import type { HostState } from "../../domain/host-state.ts";
import { ABOUTS } from "../../domain/modes/abouts.ts";
import { freshList } from "../../domain/modes/shared/running.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { runbookFor } from "../../domain/runbooks/runbook-for.ts";
import { isThere, MODE_IDS, type Symptom } from "../../domain/symptom.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { HostDetail, RiskView } from "../../protocol/views.ts";

// A page that lists more than this of one kind is read by nobody; the count says how many there are.
const MAX_ITEMS = 200;

/** Risks that are there now, one row for each kind, in the order of the modes. */
export function riskViews(risks: readonly Symptom[], runbooks: readonly Runbook[] = []): readonly RiskView[] {
  const there = risks.filter(isThere);
  const byMode = Map.groupBy(there, ({ mode }) => mode);
  return MODE_IDS.flatMap((mode) => {
    const found = byMode.get(mode);
    if (found === undefined) return [];
    const { title, part } = ABOUTS[mode];
    const items = found
      .toSorted((a, b) => a.subject.localeCompare(b.subject, "en"))
      .slice(0, MAX_ITEMS)
      .map(({ id, subject, summary, sinceAt, evidence, isUnknown }) => ({
        symptomId: id,
        subject,
        summary,
        sinceAt,
        ...(evidence[0]?.reading !== undefined && { reading: evidence[0].reading }),
        ...(isUnknown && { isUnknown }),
      }));
    return [{ mode, title, part, count: found.length, items, ...doNext(runbookFor(mode, runbooks)) }];
  });
}

function doNext(runbook: Runbook | undefined): Pick<RiskView, "runbook" | "next"> {
  if (runbook === undefined) return {};
  const { id, title, steps } = runbook;
  const step = steps.find(({ kind }) => kind === "action") ?? steps[0];
  return { runbook: { id, title }, ...(step && { next: step.title }) };
}

/** What was looked at when risks were looked for; undefined before the first list. */
export function riskSight(host: HostState, now: EpochMs): HostDetail["riskSight"] | undefined {
  const last = host.containers.lastGood;
  if (last === undefined) return undefined;
  const running = last.reading.filter(({ state }) => state === "running");
  return {
    looked: running.filter(({ id }) => host.inspects.get(id)?.lastGood !== undefined).length,
    running: running.length,
    at: last.at,
    isLastKnown: freshList(host, now) === undefined,
  };
}
