"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTopic } from "#lib/client/hooks.ts";
import type { ActionVerb } from "#lib/domain/action.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { HostDetail } from "#lib/protocol/views.ts";
import { places } from "../shell/places.ts";
import { Button } from "../ui/button.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { ActDialog } from "./act-dialog.tsx";

/** What can be done to a host from its page: to its engine, or to the container that is selected. */
export function HostActs({
  host,
  container,
}: {
  readonly host: HostDetail;
  readonly container?: { readonly id: string; readonly name: string } | undefined;
}) {
  const router = useRouter();
  const [wanted, setWanted] = useState<{ readonly verb?: ActionVerb } | undefined>(undefined);
  const incidents = (useTopic("incidents").value ?? []).filter(
    (incident) => isOpen(incident.state) && incident.hostIds.some((id) => id === host.id),
  );
  useKeys([
    { keys: ".", does: "actions", run: () => setWanted({}), isAction: true },
    ...(container === undefined
      ? [{ keys: "d", does: "goroutine dump", run: () => setWanted({ verb: "engine.dump" as const }) }]
      : []),
  ]);
  return (
    <>
      <Button isSmall keyHint="." onClick={() => setWanted({})}>
        {container === undefined ? "Act…" : `Act on ${container.name}…`}
      </Button>
      {wanted !== undefined && (
        <ActDialog
          host={host}
          incidents={incidents}
          container={container?.id}
          verb={wanted.verb}
          onClose={() => setWanted(undefined)}
          onDone={(incidentId) => router.push(places.incident(incidentId))}
        />
      )}
    </>
  );
}
