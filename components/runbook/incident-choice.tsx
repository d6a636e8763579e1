import { useRouter } from "next/navigation";
import { chooseRunbook } from "#lib/client/api.ts";
import { useTopic } from "#lib/client/hooks.ts";
import { STATE_WORDS } from "#lib/domain/incidents/state-words.ts";
import { isVoid } from "#lib/domain/incidents/transitions.ts";
import type { Runbook } from "#lib/domain/runbook.ts";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import { places } from "../shell/places.ts";
import { Dialog } from "../ui/dialog.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";

/** Takes the runbook into an incident that is open, and goes there; where it is in use already, only goes there. */
export function IncidentChoice({
  runbook,
  onClose,
}: {
  readonly runbook: Pick<Runbook, "id" | "title">;
  readonly onClose: () => void;
}) {
  const router = useRouter();
  const act = useAct();
  const incidents = (useTopic("incidents").value ?? [])
    .filter(({ state }) => state !== "closed" && !isVoid(state))
    .toSorted((a, b) => b.openedAt - a.openedAt);

  async function choose({ id, runbookIds }: IncidentSummary): Promise<void> {
    const isThere = runbookIds.includes(runbook.id);
    if (isThere || (await act.run(() => chooseRunbook(id, runbook.id)))) router.push(places.incident(id));
  }
  return (
    <Dialog isOpen onClose={onClose} title={`Open “${runbook.title}” in an incident`}>
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      {incidents.length === 0 && <p className="i2">No incident is open.</p>}
      <ul className="choice">
        {incidents.map((incident) => (
          <li key={incident.id}>
            <button type="button" disabled={act.isBusy} onClick={() => void choose(incident)}>
              <b>
                {incident.id} <MachineText text={incident.title} limit={120} />
              </b>
              <span className="t12 i3">
                {STATE_WORDS[incident.state].toLowerCase()}
                {incident.runbookIds.includes(runbook.id) && ", works with it already"}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
