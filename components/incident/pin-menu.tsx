"use client";

import { Pin } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { pinReading } from "#lib/client/api.ts";
import { useTopic } from "#lib/client/hooks.ts";
import { useDraft } from "#lib/client/use-drafts.ts";
import { places } from "../shell/places.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";

/** A reading is pinned from here; lines where they are read: this leads there, and back. */
export function PinMenu({
  incidentId,
  hostIds,
}: {
  readonly incidentId: string;
  readonly hostIds: readonly string[];
}) {
  const [isOpen, setOpen] = useState(false);
  const act = useAct();
  const { visibility } = useDraft(incidentId);
  function pin(hostId: string, vital: string): void {
    void act
      .run(() => pinReading(incidentId, { hostId, vital, visibility, clientKey: crypto.randomUUID() }))
      .then((isDone) => isDone && setOpen(false));
  }
  useKeys([{ keys: "p", does: "pin a reading or log lines", run: () => setOpen(true), isAction: true }]);
  return (
    <>
      <Button look="quiet" isSmall keyHint="p" className="i2 pinb" onClick={() => setOpen(true)}>
        <Pin className="ic" size={14} aria-hidden />
        <span className="lbl">Pin</span>
      </Button>
      {isOpen && (
        <Dialog isOpen onClose={() => setOpen(false)} title={`Pin to ${incidentId}`}>
          <p className="i2">
            A reading is kept as it is now. For lines open a log, mark them, press p; they are redacted when
            they are kept.
          </p>
          {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
          {hostIds.length === 0 && <p className="i3">No host belongs to this incident yet.</p>}
          {hostIds.map((hostId, index) => (
            <HostPins
              key={hostId}
              hostId={hostId}
              isFirst={index === 0}
              onPin={(vital) => pin(hostId, vital)}
            />
          ))}
        </Dialog>
      )}
    </>
  );
}

const SHOWN = 12;

interface HostPinsProps {
  readonly hostId: string;
  /** Its first reading has the focus when the dialog opens. */
  readonly isFirst: boolean;
  readonly onPin: (vital: string) => void;
}

function HostPins({ hostId, isFirst, onPin }: HostPinsProps) {
  const router = useRouter();
  const host = useTopic(`host:${hostId}`).value;
  const containers = host?.containers ?? [];
  return (
    <section className="pinlist" aria-label={hostId}>
      <h3>{hostId}</h3>
      {host?.vitals.map(({ id, name, value }, index) => (
        <Button key={id} {...(isFirst && index === 0 && { ref: focusNow })} isSmall onClick={() => onPin(id)}>
          <Pin className="ic" size={13} aria-hidden />
          <MachineText text={`${name} ${value}`} limit={60} />
        </Button>
      ))}
      <Button isSmall onClick={() => router.push(places.engineLog(hostId))}>
        Engine log
      </Button>
      {containers.slice(0, SHOWN).map((container) => (
        <Button key={container.id} isSmall onClick={() => router.push(places.logs(hostId, container.id))}>
          <MachineText text={container.name} limit={60} />
        </Button>
      ))}
      {containers.length > SHOWN && (
        <Button isSmall onClick={() => router.push(places.containers(hostId))}>
          {containers.length - SHOWN} more containers
        </Button>
      )}
    </section>
  );
}
