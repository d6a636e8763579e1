"use client";

import { useTopic } from "#lib/client/hooks.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";

/** Which open incident this one is merged into. */
export function OtherIncident({
  except,
  value,
  onChange,
}: {
  readonly except: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const incidents = useTopic("incidents").value ?? [];
  const others = incidents.filter((other) => other.id !== except && isOpen(other.state));
  return (
    <>
      <label htmlFor="other">Into</label>
      <select id="other" className="inp" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">
          {others.length === 0 ? "No other incident is open" : "Choose an open incident"}
        </option>
        {others.map((other) => (
          <option key={other.id} value={other.id}>
            {other.id} {other.title}
          </option>
        ))}
      </select>
    </>
  );
}
