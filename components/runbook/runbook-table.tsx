"use client";

import Link from "next/link";
import { useMemo } from "react";
import { useNow, useTopic } from "#lib/client/hooks.ts";
import type { Runbook } from "#lib/domain/runbook.ts";
import { EXERCISE_HOLDS_MS, lastExercised } from "#lib/domain/runbooks/exercised.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import { places } from "../shell/places.ts";
import { formatDay, plural } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";
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
      columns={[
        { name: "Runbook" },
        { name: "For" },
        { name: "Steps", isNumber: true },
        { name: "Owner" },
        { name: "Exercised in the lab" },
        { name: "Used" },
      ]}
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
              <Link href={places.runbook(runbook.id)} prefetch={false}>
                <b>{runbook.title}</b>
              </Link>
              <div className="t12 i3">
                <span className="mono">{runbook.file}</span>
                {runbook.own !== undefined &&
                  (runbook.own.replaces ? ", yours instead of the release's" : ", yours")}
                {runbook.kind === "playbook" && ", playbook"}
              </div>
            </td>
            <td className="ml">{runbook.symptoms.join(", ")}</td>
            <td className="right num">{runbook.steps.length}</td>
            <td className="i2">{runbook.owner ?? <span className="i3">nobody</span>}</td>
            <td className="num i2">
              <Exercised runbook={runbook} now={now} />
            </td>
            <td className="num i2 us">{usedWords(used.get(runbook.id), now)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** "4 Nov, 14 d ago"; grey, since it is not of this minute. */
function Exercised({ runbook, now }: { readonly runbook: Runbook; readonly now: number }) {
  const last = lastExercised(runbook);
  if (last === undefined) return <span className="i3">never</span>;
  const days = Math.max(0, Math.floor((now - last.at) / DAY_MS));
  return (
    <span className="whitespace-nowrap">
      <Mark name={now - last.at <= EXERCISE_HOLDS_MS ? "passed" : "last-known"} size={13} />{" "}
      {formatDay(last.at, now)}, {days === 0 ? "today" : `${days} d ago`}
    </span>
  );
}

/** "3 times, last 18 Nov" */
function usedWords(used: Used | undefined, now: number): string {
  if (used === undefined) return "never";
  return `${plural(used.count, "time")}, last ${formatDay(used.lastAt, now)}`;
}
