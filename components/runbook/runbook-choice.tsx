"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { chooseRunbook, readRunbooks } from "#lib/client/api.ts";
import { useAnswer } from "#lib/client/use-answer.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { findRunbooks } from "./find-runbooks.ts";

/** Takes another runbook into the incident. */
export function RunbookChoice({
  incidentId,
  except,
}: {
  readonly incidentId: string;
  readonly except: readonly string[];
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="more">
      <Button look="quiet" isSmall className="i2" onClick={() => setOpen(true)}>
        <Plus className="ic" size={14} aria-hidden />
        {except.length === 0 ? "Take a runbook" : "Another runbook"}
      </Button>
      {isOpen && <ChoiceDialog incidentId={incidentId} except={except} onClose={() => setOpen(false)} />}
    </div>
  );
}

function ChoiceDialog({
  incidentId,
  except,
  onClose,
}: {
  readonly incidentId: string;
  readonly except: readonly string[];
  readonly onClose: () => void;
}) {
  const answer = useAnswer(readRunbooks, undefined);
  const [text, setText] = useState("");
  const act = useAct();
  const failure = answer?.kind === "failed" ? answer.message : act.failure;
  const view = answer?.kind === "done" ? answer.value : undefined;
  const others = view?.runbooks.filter(({ id }) => !except.includes(id)) ?? [];
  const found = findRunbooks(others, text);
  return (
    <Dialog isOpen onClose={onClose} title="Take a runbook into this incident">
      {failure !== undefined && <Message kind="failed">{failure}</Message>}
      <input
        ref={focusNow}
        type="search"
        className="inp"
        aria-label="Title, symptom or owner"
        placeholder="title, symptom, owner"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="choice">
        {found.map((runbook) => (
          <li key={runbook.id}>
            <button
              type="button"
              disabled={act.isBusy}
              onClick={() => {
                void act
                  .run(() => chooseRunbook(incidentId, runbook.id))
                  .then((isDone) => isDone && onClose());
              }}
            >
              <b>{runbook.title}</b>
              <span className="mono t12 i3">{runbook.symptoms.join(", ")}</span>
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 && found.length === 0 && <p className="i2 mt-2">No runbook matches “{text}”.</p>}
      {view !== undefined && others.length === 0 && <p className="i2">Every runbook is open here already.</p>}
    </Dialog>
  );
}
