"use client";

import { useEffect, useState } from "react";
import { useTopic } from "#lib/client/hooks.ts";
import { beginPostmortem } from "#lib/client/postmortem-api.ts";
import type { TemplatesView } from "#lib/protocol/postmortem-views.ts";
import { Button } from "../ui/button.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";

interface BeginProps {
  readonly incidentId: string;
  readonly templates: TemplatesView;
  readonly canWrite: boolean;
  readonly onBegun: () => void;
}

/** Nobody has written yet: what it can begin with. */
export function Begin({ incidentId, templates, canWrite, onBegun }: BeginProps) {
  const act = useAct();
  // Somebody else may begin it meanwhile: then it is open for everybody.
  const isBegun = useTopic("postmortems").value?.some(
    ({ id, postmortem }) => id === incidentId && postmortem,
  );
  useEffect(() => {
    if (isBegun === true) onBegun();
  }, [isBegun, onBegun]);
  const [chosen, setChosen] = useState(
    templates.templates.find(({ id }) => id === "incident")?.id ?? templates.templates[0]?.id ?? "",
  );
  const own = templates.problems.filter(({ isOwn }) => isOwn);
  if (!canWrite)
    return (
      <div className="pm-begin">
        <p>Nobody has begun a postmortem of {incidentId}. Operators can.</p>
      </div>
    );
  return (
    <form
      className="pm-begin"
      onSubmit={(event) => {
        event.preventDefault();
        void act.run(() => beginPostmortem(incidentId, chosen)).then((isDone) => isDone && onBegun());
      }}
    >
      <h2>Begin the postmortem of {incidentId}</h2>
      <p className="i2">
        Figures, the time strip, the cause chain and the timeline fill themselves in and follow the incident
        until it is published. People write the rest.
      </p>
      <fieldset>
        <legend>Template</legend>
        {templates.templates.map(({ id, title, description, isOwn }) => (
          <label key={id} className="pm-tpl">
            <input type="radio" name="template" checked={chosen === id} onChange={() => setChosen(id)} />
            <span>
              <b>{title}</b>
              {isOwn && <span className="t12 i3"> your own</span>}
              {description !== undefined && <span className="t12 i2">{description}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      {own.map(({ file, line, column, reason }) => (
        <Message key={`${file}:${line}:${column}`} kind="failed">
          <span className="mono t12">
            {file}:{line}:{column}
          </span>{" "}
          {reason}
        </Message>
      ))}
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      <div className="row">
        <Button type="submit" look="primary" disabled={chosen === "" || act.isBusy}>
          Begin
        </Button>
      </div>
    </form>
  );
}
