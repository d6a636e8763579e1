"use client";

import Link from "next/link";
import { useMemo } from "react";
import { useNow, useTopic } from "#lib/client/hooks.ts";
import type { Runbook } from "#lib/domain/runbook.ts";
import { places } from "../shell/places.ts";
import { formatDay, plural } from "../ui/format.ts";
import { DataTable } from "../ui/table.tsx";
import { type Used, usedIn } from "./used.ts";

interface RunbookTableProps {
  readonly runbooks: readonly Runbook[];
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** One row for each file: what it serves, how long it is, and when people last worked with it. */
export function RunbookTable({ runbooks, selectedId, onSelect }: RunbookTableProps) {
  const now = useNow();
  const incidents = useTopic("incidents").value;
  const used = useMemo(
    () => new Map(runbooks.map(({ id }) => [id, usedIn(id, incidents ?? [])])),
    [runbooks, incidents],
  );
  return (
    <DataTable
      label="Runbooks"
      columns={[{ name: "Runbook" }, { name: "For" }, { name: "Steps", isNumber: true }, { name: "Used" }]}
    >
      <tbody>
        {runbooks.map((runbook) => (
          <tr
            key={runbook.id}
            id={`runbook-${runbook.id}`}
            className={runbook.id === selectedId ? "sel" : undefined}
            onPointerDown={() => onSelect(runbook.id)}
          >
            <td>
              <Link href={places.runbook(runbook.id)}>
                <b>{runbook.title}</b>
              </Link>
              <div className="t12 i3 mono">{runbook.file}</div>
            </td>
            <td className="ml">{runbook.symptoms.join(", ")}</td>
            <td className="right num">{runbook.steps.length}</td>
            <td className="num i2 us">{usedWords(used.get(runbook.id), now)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** "3 times, last 18 Nov" */
function usedWords(used: Used | undefined, now: number): string {
  if (used === undefined) return "never";
  return `${plural(used.count, "time")}, last ${formatDay(used.lastAt, now)}`;
}
