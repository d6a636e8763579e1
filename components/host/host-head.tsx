"use client";

import type { ReactNode } from "react";
import type { HostSummary, SymptomView } from "#lib/protocol/views.ts";
import { PageHead, type Tab } from "../shell/page-head.tsx";
import { places } from "../shell/places.ts";
import { engineText } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, type MarkName } from "../ui/mark.tsx";
import { SeverityLabel } from "../ui/severity-label.tsx";
import { Moment } from "../ui/times.tsx";
import { litBy } from "../watch/lit-hosts.ts";
import { calmWord } from "./host-model.ts";

export type HostTab = "engine" | "containers" | "engine-log" | "events";

interface HostHeadProps {
  readonly host: Pick<
    HostSummary,
    | "id"
    | "isHeard"
    | "lastHeardAt"
    | "silence"
    | "engineVersion"
    | "engineName"
    | "transport"
    | "isInsecure"
    | "containersExpected"
    | "isRecorded"
  >;
  /** Of this host; what is wrong is said by them alone. */
  readonly symptoms: readonly SymptomView[];
  readonly current: HostTab;
  readonly containerCount?: number | undefined;
  readonly lastFullAnswerAt?: number | undefined;
  readonly actions?: ReactNode;
}

const CALM_MARKS = {
  muted: "quiet",
  "last known": "last-known",
  recovering: "passing",
  quiet: "quiet",
} as const satisfies Record<ReturnType<typeof calmWord>, MarkName>;

/** Name, state and engine of a host, and its views. On every page below the host. */
export function HostHead({
  host,
  symptoms,
  current,
  containerCount,
  lastFullAnswerAt,
  actions,
}: HostHeadProps) {
  const { severity } = litBy(symptoms);
  const calm = calmWord(symptoms);
  const count = containerCount ?? host.containersExpected;
  const tabs: readonly Tab[] = [
    { text: "Engine", href: places.host(host.id), isCurrent: current === "engine" },
    {
      text: "Containers",
      href: places.containers(host.id),
      isCurrent: current === "containers",
      ...(count === undefined ? {} : { count }),
    },
    { text: "Engine log", href: places.engineLog(host.id), isCurrent: current === "engine-log" },
    { text: "Events", href: places.events(host.id), isCurrent: current === "events" },
  ];
  return (
    <PageHead title={host.id} tabs={tabs} actions={actions}>
      {severity !== undefined && <SeverityLabel severity={severity} />}
      {severity === undefined && host.isHeard && (
        <span className="sev o">
          <Mark name={CALM_MARKS[calm]} size={14} /> {calm}
        </span>
      )}
      {!host.isHeard && (
        <span className="sev o">
          <Mark name="last-known" size={14} /> {host.lastHeardAt === undefined ? "never" : "not"} heard from
          {host.silence !== undefined && (
            <>
              {host.lastHeardAt === undefined ? ", asked since " : " since "}
              <Moment at={host.silence.sinceAt} />:
            </>
          )}
        </span>
      )}
      {!host.isHeard && host.silence !== undefined && (
        <span className="i2 t12 ell">
          <MachineText text={host.silence.reason} limit={160} />
        </span>
      )}
      <span className="i2 t12 ell">
        {host.engineVersion === undefined ? "Engine version unknown" : engineText(host)}
        {lastFullAnswerAt !== undefined && (
          <>
            , last full answer <Moment at={lastFullAnswerAt} />
          </>
        )}
        {host.isRecorded === true && <b>, recorded</b>}
        {host.isInsecure && <span className="tt">, connection without TLS</span>}
      </span>
    </PageHead>
  );
}
