import type { ReactNode } from "react";
import type { HostDetail } from "#lib/protocol/views.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Ago, Moment } from "../ui/times.tsx";
import { groupSight } from "./group-sight.ts";

type Seen = HostDetail["sight"][number];

/** What Foghorn sees of a host at the moment, then what it does not with the reason, then what the fault cuts off. */
export function Sight({
  host,
  affected,
}: {
  readonly host: HostDetail;
  readonly affected: readonly string[];
}) {
  const live = host.sight.filter(({ state }) => state === "live");
  const others = groupSight(host.sight.filter(({ state }) => state !== "live"));
  return (
    <>
      <Group title="What Foghorn still sees">
        {live.map((one) => (
          <SeenRow key={one.what} one={one} />
        ))}
      </Group>
      <Group title="What it does not see now">
        {others.map((one) => (
          <SeenRow key={one.what} one={one} />
        ))}
      </Group>
      <Group title="Cut off">
        {affected.map((one) => (
          <tr key={one}>
            <td>
              <Mark name="cut-off" size={14} label="cut off" />
            </td>
            <th scope="row" colSpan={2}>
              <MachineText text={one} limit={160} />
            </th>
          </tr>
        ))}
      </Group>
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section className="mt-3">
      <h2>{title}</h2>
      <table className="seen" aria-label={title}>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

const LABELS = { live: "seen", "last-known": "last known", "not-visible": "not visible" } as const;

function SeenRow({ one }: { readonly one: Seen }) {
  return (
    <tr>
      <td>
        <Mark name={one.state === "live" ? "passing" : "last-known"} size={14} label={LABELS[one.state]} />
      </td>
      <th scope="row">
        <MachineText text={one.what} limit={400} />
        {one.reason !== undefined && (
          <span className="t12 i3">
            <MachineText text={one.reason} limit={200} />.{" "}
            {one.change !== undefined && <MachineText text={one.change} limit={200} />}
          </span>
        )}
      </th>
      <td>
        {one.state === "live" && one.at !== undefined && (
          <>
            live, <Ago at={one.at} />
          </>
        )}
        {one.state === "last-known" && one.at !== undefined && (
          <>
            as of <Moment at={one.at} />
          </>
        )}
        {one.state === "not-visible" && "not visible"}
      </td>
    </tr>
  );
}
