"use client";

import { type FormEvent, useState } from "react";
import { muteSymptoms } from "#lib/client/api.ts";
import { useNow } from "#lib/client/hooks.ts";
import { MUTE_DEFAULT_MS, MUTE_LENGTHS_MS } from "#lib/domain/mute.ts";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { FormEnd } from "../ui/form-end.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Seg } from "../ui/seg.tsx";
import { useAct } from "../ui/use-act.ts";
import { lengthWords, type MuteChoice, untilText } from "./mute-words.ts";

interface MuteDialogProps {
  /** What may be muted from here, the narrowest first. */
  readonly choices: readonly MuteChoice[];
  readonly onClose: () => void;
}

/** Asks for how much, for how long and why. Who mutes is taken from the sign-in. */
export function MuteDialog({ choices, onClose }: MuteDialogProps) {
  const now = useNow();
  const [chosen, choose] = useState(0);
  const [forMs, setForMs] = useState(MUTE_DEFAULT_MS);
  const [reason, setReason] = useState("");
  const act = useAct();
  const choice = choices[chosen];
  const isReady = reason.trim() !== "" && !act.isBusy;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isReady || choice === undefined) return;
    void act
      .run(() => muteSymptoms({ ...choice.scope, forMs, reason: reason.trim() }))
      .then((isDone) => isDone && onClose());
  }
  return (
    <Dialog isOpen onClose={onClose} title="Mute until">
      <form onSubmit={submit} className="frm mutef">
        <p className="i2">
          What is muted stays on the screen, greyed, and counts nowhere: no page, no ticket, no badge. It ends
          by itself. Foghorn goes on watching.
        </p>
        <fieldset>
          <legend>What</legend>
          {choices.map(({ words }, index) => (
            <label key={words}>
              <input
                type="radio"
                name="mute-scope"
                checked={index === chosen}
                onChange={() => choose(index)}
              />
              <MachineText text={words} limit={200} />
            </label>
          ))}
        </fieldset>
        <div>
          <Seg
            label="For how long"
            value={String(forMs)}
            options={MUTE_LENGTHS_MS.map((ms) => ({ value: String(ms), text: lengthWords(ms) }))}
            onChange={(value) => setForMs(Number(value))}
          />
          <p className="t12 i3 mt-1">until {untilText(now + forMs, now)} UTC</p>
        </div>
        <label htmlFor="mute-reason">Reason, required and shown to everybody</label>
        <input
          ref={focusNow}
          id="mute-reason"
          className="inp"
          maxLength={2_000}
          required
          value={reason}
          placeholder="planned restart"
          onChange={(event) => setReason(event.target.value)}
          autoComplete="off"
        />
        <FormEnd
          action={`Mute for ${lengthWords(forMs)}`}
          isReady={isReady}
          failure={act.failure}
          onCancel={onClose}
        >
          {reason.trim() === "" && <span className="t12 i3">Say why: whoever comes next reads it here.</span>}
        </FormEnd>
      </form>
    </Dialog>
  );
}
