import type { HostChange } from "../../domain/changes/host-change.ts";
import type { HostId } from "../../domain/ids.ts";
import { isOpen } from "../../domain/incidents/transitions.ts";
import { CHANGED_BEFORE_MS } from "./backfill.ts";
import type { IncidentsDeps } from "./contract.ts";
import { hostChangeDraft } from "./drafts.ts";
import type { Recorder } from "./recorder.ts";
import type { createSerial } from "./serially.ts";

/**
 * Deploys, boots and upgrades of its hosts on every open incident. To be called whenever the state of a host changed;
 * a state's list is the same value until something was changed, so this is cheap.
 */
export function createHostChanges(
  { clock, changesOf, failed }: Pick<IncidentsDeps, "clock" | "changesOf" | "failed">,
  recorder: Recorder,
  serial: ReturnType<typeof createSerial<string>>,
): (hostId: HostId) => void {
  const told = new Map<HostId, readonly HostChange[]>();

  async function tell(hostId: HostId, changes: readonly HostChange[]): Promise<void> {
    for (const incident of recorder.listening()) {
      if (!isOpen(incident.state) || !incident.hostIds.includes(hostId)) continue;
      const entries = changes
        .filter(({ at }) => at >= incident.openedAt - CHANGED_BEFORE_MS)
        .map((change) => hostChangeDraft(hostId, change, clock.now()));
      if (entries.length > 0)
        await recorder.append(incident.id, () => ({ entries }), { isCommutative: true });
    }
  }

  return (hostId) => {
    const changes = changesOf(hostId);
    if (changes.length === 0 || told.get(hostId) === changes) return;
    told.set(hostId, changes);
    serial
      .run(`host:${hostId}`, () => tell(hostId, changes))
      .catch((error: unknown) => {
        // The next change of the host's state tries again.
        told.delete(hostId);
        failed(`What was changed on ${hostId} is not on its timelines yet`, error);
      });
  };
}
