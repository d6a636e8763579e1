import type { EpochMs } from "#lib/domain/time.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { parseMoment } from "./parse-moment.ts";

/** What a person says of the impact's start when the incident is resolved. */
export type ImpactAnswer =
  | { readonly kind: "suggested" }
  | { readonly kind: "other"; readonly text: string }
  | { readonly kind: "unknown" };

type Timed = Pick<IncidentDetail, "milestones" | "proposedImpactAt">;

/** Nobody has said yet when the impact began: until then the figures that count from it are unknown. */
export const isImpactOpen = ({ milestones }: Timed): boolean => milestones["impact-started"] === undefined;

export const firstAnswer = ({ proposedImpactAt }: Timed): ImpactAnswer => ({
  kind: proposedImpactAt === undefined ? "unknown" : "suggested",
});

/** The time to confirm, undefined for none; not ready while what is typed is no moment of the past. */
export function answered(
  answer: ImpactAnswer,
  { proposedImpactAt }: Timed,
  now: EpochMs,
): { readonly isReady: boolean; readonly at?: EpochMs } {
  if (answer.kind === "unknown") return { isReady: true };
  // `now` is a second's beginning: evidence of this second is of the past all the same.
  if (answer.kind === "suggested")
    return proposedImpactAt === undefined ? { isReady: false } : { isReady: true, at: proposedImpactAt };
  const at = parseMoment(answer.text, now);
  return at === undefined || at > now ? { isReady: false } : { isReady: true, at };
}
