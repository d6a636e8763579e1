"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useLink, useNow, useTopic } from "#lib/client/hooks.ts";
import { PART_NAMES } from "#lib/domain/anatomy.ts";
import { STATE_WORDS } from "#lib/domain/incidents/state-words.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import { places } from "../shell/places.ts";
import { formatDuration, formatMoment, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Clock } from "../ui/times.tsx";
import { calmHead, unheardWords } from "./calm.ts";
import type { LitHost } from "./lit-hosts.ts";
import { lastRoundAt, proofsOf, type UnseenParts, unseenParts } from "./proofs.ts";

/** Nothing is lit: said with what was checked, on how many, when, and what cannot be seen. */
export function Quiet({
  hosts,
  handover,
}: {
  readonly hosts: readonly LitHost[];
  readonly handover: ReactNode;
}) {
  const incidents = useTopic("incidents").value ?? [];
  const proofs = proofsOf(hosts);
  const head = calmHead(hosts, useLink());
  const roundAt = lastRoundAt(hosts);
  const unheard = hosts.filter((host) => !host.isHeard);
  const unseen = unseenParts(hosts);
  const open = incidents.filter(({ state }) => isOpen(state));
  return (
    <section className="qm scroll" aria-label="Quiet">
      <h1>{head.title}</h1>
      <p className="lead">
        {head.read} <LastIncident incidents={incidents} />
      </p>
      <div className="q2">
        <section>
          <div className="ph">
            <h2>What was checked</h2>
            {roundAt !== undefined && (
              <span className="sub">
                last full round <Clock at={roundAt} />
              </span>
            )}
          </div>
          <table className="proofs">
            <tbody>
              {proofs.map((proof) => (
                <tr key={proof.name}>
                  <th scope="row">
                    {proof.name}
                    <span className="t12 i3">{proof.detail}</span>
                  </th>
                  <td className="num">
                    {!proof.isWhole && <Mark name="last-known" size={13} label="not everywhere" />}{" "}
                    {proof.text}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <section>
          {open.length > 0 && <OpenIncidents incidents={open} />}
          <div className="ph">
            <h2>What cannot be seen</h2>
          </div>
          {unseen.length === 0 && unheard.length === 0 ? (
            <p className="i2">Every part that Foghorn knows can be read on every host.</p>
          ) : (
            <ul className="unseen">
              <Unheard hosts={unheard} />
              {unseen.map((group) => (
                <Unseen key={group.parts.join(" ")} group={group} />
              ))}
            </ul>
          )}
          {handover}
        </section>
      </div>
    </section>
  );
}

const NAMED = 4; // hosts named before the rest is a count

/** Hosts that are not heard, each with its reason: nothing else on this screen says why. */
function Unheard({ hosts }: { readonly hosts: readonly LitHost[] }) {
  const rest = hosts.length - NAMED;
  return (
    <>
      {hosts.slice(0, NAMED).map((host) => (
        <li key={host.id}>
          <Mark name="last-known" size={13} />
          <span>
            <Link href={places.host(host.id)} prefetch={false}>
              {host.id}
            </Link>{" "}
            {unheardWords(host)}:{" "}
            <span className="i2">
              <MachineText text={host.silence?.reason ?? "no reading arrives"} limit={200} />
            </span>
          </span>
        </li>
      ))}
      {rest > 0 && (
        <li>
          <Mark name="last-known" size={13} />
          <Link href={places.hosts}>{plural(rest, "more host")} not heard</Link>
        </li>
      )}
    </>
  );
}

function Unseen({ group }: { readonly group: UnseenParts }) {
  const rest = group.hosts.length - NAMED;
  return (
    <li>
      <Mark name="last-known" size={13} />
      <span>
        {group.parts.map((part, index) => (
          <span key={part}>
            {index > 0 && ", "}
            {/* The part's own panel says why, and the one change that would show it. */}
            <Link href={places.host(group.hosts[0] ?? "", part)} prefetch={false}>
              {PART_NAMES[part]}
            </Link>
          </span>
        ))}{" "}
        <span className="i2">
          {group.isEverywhere ? (
            "on every host"
          ) : (
            <>
              on{" "}
              {group.hosts.slice(0, NAMED).map((id, index) => (
                <span key={id}>
                  {index > 0 && ", "}
                  <Link href={places.host(id)} prefetch={false}>
                    {id}
                  </Link>
                </span>
              ))}
              {rest > 0 && ` and ${rest} more`}
            </>
          )}
        </span>
      </span>
    </li>
  );
}

function OpenIncidents({ incidents }: { readonly incidents: readonly IncidentSummary[] }) {
  return (
    <>
      <div className="ph">
        <h2>Still open</h2>
        <span className="sub">symptoms are gone, the incident is not closed</span>
      </div>
      <ul className="unseen">
        {incidents.map((incident) => (
          <li key={incident.id}>
            <Mark name="notice" size={13} />
            <span>
              <Link href={places.incident(incident.id)}>{incident.id}</Link>{" "}
              <MachineText text={incident.title} limit={120} />,{" "}
              <span className="i2">{STATE_WORDS[incident.state].toLowerCase()}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** "The last incident was INC-0412, 2 h 33 min ago, resolved at 03:41:55." */
function LastIncident({ incidents }: { readonly incidents: readonly IncidentSummary[] }) {
  const now = useNow();
  const last = incidents.toSorted((a, b) => b.openedAt - a.openedAt)[0];
  if (last === undefined) return <>There was no incident yet.</>;
  const resolvedAt = last.milestones.resolved;
  return (
    <>
      The last incident was <Link href={places.incident(last.id)}>{last.id}</Link>,{" "}
      {formatDuration(now - last.openedAt)} ago
      {resolvedAt === undefined
        ? `, now ${STATE_WORDS[last.state].toLowerCase()}.`
        : `, resolved at ${formatMoment(resolvedAt, now)}.`}
    </>
  );
}
