"use client";

import { useTopic } from "#lib/client/hooks.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import { focusNow } from "../ui/focus-now.ts";
import { Select } from "../ui/select.tsx";

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
    <Select
      ref={focusNow}
      label="Into"
      value={value}
      options={[
        { value: "", text: others.length === 0 ? "No other incident is open" : "Choose an open incident" },
        ...others.map(({ id, title }) => ({ value: id, text: `${id} ${title}` })),
      ]}
      onChange={onChange}
    />
  );
}
