"use client";

import { type FormEvent, useState } from "react";
import { pinLines } from "#lib/client/api.ts";
import { useTopic } from "#lib/client/hooks.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { Visibility } from "#lib/domain/timeline.ts";
import { Dialog } from "../ui/dialog.tsx";
import { FormEnd } from "../ui/form-end.tsx";
import { formatClock, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Seg } from "../ui/seg.tsx";
import { Select } from "../ui/select.tsx";
import { useAct } from "../ui/use-act.ts";
import type { LogRow } from "./log-row.ts";

/** As the server takes them. */
const LINES_AT_MOST = 200;
const TEXT_AT_MOST = 16_000;

interface PinDialogProps {
  readonly hostId: string;
  readonly source: string;
  readonly lines: readonly LogRow[];
  readonly onClose: () => void;
}

/** Puts lines on the timeline of an open incident, redacted, to stay after the log is gone. */
export function PinDialog({ hostId, source, lines, onClose }: PinDialogProps) {
  const incidents = (useTopic("incidents").value ?? []).filter(({ state }) => isOpen(state));
  const own = incidents.find(({ hostIds }) => hostIds.some((id) => id === hostId)) ?? incidents[0];
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [visibility, setVisibility] = useState<Visibility>("internal");
  const [clientKey] = useState(() => crypto.randomUUID());
  const act = useAct();
  const target = chosen ?? own?.id;
  const kept = lines.slice(0, LINES_AT_MOST);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (target === undefined || act.isBusy) return;
    const body = {
      hostId,
      source,
      visibility,
      clientKey,
      lines: kept.map((line) => ({ at: line.at, text: line.text.slice(0, TEXT_AT_MOST) })),
    };
    void act.run(() => pinLines(target, body)).then((isDone) => isDone && onClose());
  }
  return (
    <Dialog isOpen onClose={onClose} title={`Pin ${plural(kept.length, "line")} of ${source}`}>
      <form className="frm" onSubmit={submit}>
        {lines.length > LINES_AT_MOST && <p className="tt">The first {LINES_AT_MOST} are taken.</p>}
        <ol className="well kept">
          {kept.slice(0, 8).map((line) => (
            <li key={line.key} className="ml ell">
              <span className="i3">{formatClock(line.at)}</span> <MachineText text={line.text} limit={300} />
            </li>
          ))}
          {kept.length > 8 && <li className="i3">and {kept.length - 8} more</li>}
        </ol>
        {target === undefined ? (
          <p className="i2">No incident is open, so there is nothing to pin to.</p>
        ) : (
          <>
            <Select
              label="To"
              value={target}
              options={incidents.map(({ id, title }) => ({ value: id, text: `${id} ${title}` }))}
              onChange={setChosen}
            />
            <div className="row">
              <Seg
                label="Who may read them"
                value={visibility}
                onChange={setVisibility}
                options={[
                  { value: "internal", text: "Internal" },
                  { value: "shared", text: "On the shared link" },
                ]}
              />
              <span className="t12 i3">Secrets are taken out before they are kept.</span>
            </div>
          </>
        )}
        <FormEnd
          action="Pin"
          isReady={target !== undefined && kept.length > 0 && !act.isBusy}
          failure={act.failure}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
