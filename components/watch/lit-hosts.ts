import type { Severity } from "#lib/domain/severity.ts";
import type { HostSummary, SymptomView } from "#lib/protocol/views.ts";
import { hasRow, isFailing } from "../shell/frame.ts";

/*
 * What is wrong with a host is said by the symptoms and by nothing else: a second word for it in another message would
 * be another one for seconds.
 */

export interface Lit {
  /** Worst of what fails and calls somebody; absent when quiet. */
  readonly severity?: Severity;
  /** How many more would call were they not muted. */
  readonly mutedCount?: number;
  /** How many fail by their last reading, and nobody can see now. */
  readonly lastKnownCount?: number;
}

export interface LitHost extends HostSummary, Lit {}

const WORST: readonly Severity[] = ["page", "ticket", "notice"];

/** What the symptoms say of one host. */
export function litBy(symptoms: readonly SymptomView[]): Lit {
  const rows = symptoms.filter((symptom) => hasRow(symptom) && symptom.state !== "cleared");
  const calling = rows.filter((symptom) => isFailing(symptom) && symptom.mute === undefined);
  const severity = WORST.find((one) => calling.some((symptom) => symptom.severity === one));
  const muted = rows.filter((symptom) => isFailing(symptom) && symptom.mute !== undefined).length;
  const old = rows.filter((symptom) => symptom.isUnknown && symptom.mute === undefined).length;
  return {
    ...(severity && { severity }),
    ...(muted > 0 && { mutedCount: muted }),
    ...(old > 0 && { lastKnownCount: old }),
  };
}

/** Hosts with what is wrong on them. One without symptoms stays the same value. */
export function litHosts(
  hosts: readonly HostSummary[],
  symptoms: readonly SymptomView[],
): readonly LitHost[] {
  const byHost = Map.groupBy(symptoms, ({ hostId }): string => hostId);
  return hosts.map((host) => {
    const own = byHost.get(host.id);
    return own === undefined ? host : { ...host, ...litBy(own) };
  });
}
