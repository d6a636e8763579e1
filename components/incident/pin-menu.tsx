"use client";

import { Pin } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTopic } from "#lib/client/hooks.ts";
import { places } from "../shell/places.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { useKeys } from "../ui/use-keys.tsx";

/** Lines are pinned where they are read: this leads there, and back. */
export function PinMenu({
  incidentId,
  hostIds,
}: {
  readonly incidentId: string;
  readonly hostIds: readonly string[];
}) {
  const [isOpen, setOpen] = useState(false);
  useKeys([{ keys: "p", does: "pin log lines", run: () => setOpen(true), isAction: true }]);
  return (
    <>
      <Button look="quiet" isSmall keyHint="p" className="i2 pinb" onClick={() => setOpen(true)}>
        <Pin className="ic" size={14} aria-hidden />
        <span className="lbl">Pin log lines</span>
      </Button>
      {isOpen && (
        <Dialog isOpen onClose={() => setOpen(false)} title={`Pin lines to ${incidentId}`}>
          <p className="i2">Open a log, mark the lines, press p. They are redacted when they are kept.</p>
          {hostIds.length === 0 && <p className="i3">No host belongs to this incident yet.</p>}
          {hostIds.map((hostId) => (
            <HostLogs key={hostId} hostId={hostId} />
          ))}
        </Dialog>
      )}
    </>
  );
}

const SHOWN = 12;

function HostLogs({ hostId }: { readonly hostId: string }) {
  const router = useRouter();
  const containers = useTopic(`host:${hostId}`).value?.containers ?? [];
  return (
    <section className="pinlist" aria-label={hostId}>
      <h3>{hostId}</h3>
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
