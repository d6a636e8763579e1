"use client";

import { useState } from "react";
import { toHostId } from "#lib/domain/ids.ts";
import type { HostSummary, SymptomView } from "#lib/protocol/views.ts";
import { Button } from "../ui/button.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { MuteDialog } from "./mute-dialog.tsx";
import { choicesOf, choicesOfHost } from "./mute-words.ts";

interface HostMuteProps {
  readonly host: Pick<HostSummary, "id">;
  readonly symptoms: readonly SymptomView[];
}

/** Planned work: a host is muted before anything is wrong; what is wrong may be muted alone as well. */
export function HostMute({ host, symptoms }: HostMuteProps) {
  const [isOpen, setOpen] = useState(false);
  useKeys([{ keys: "m", does: "mute the host", run: () => setOpen(true), isAction: true }]);
  const [first] = symptoms;
  const whole = choicesOfHost(toHostId(host.id));
  return (
    <>
      <Button look="quiet" isSmall keyHint="m" onClick={() => setOpen(true)}>
        Mute host
      </Button>
      {isOpen && (
        <MuteDialog
          choices={[...whole, ...(first === undefined ? [] : choicesOf(first).slice(0, -1))]}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
