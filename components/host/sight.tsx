import type { HostDetail } from "#lib/protocol/views.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Ago, Moment } from "../ui/time.tsx";

/** What Foghorn sees of a host at the moment, how old it is, and what would show the rest. */
export function Sight({
  host,
  affected,
}: {
  readonly host: HostDetail;
  readonly affected: readonly string[];
}) {
  return (
    <section className="mt-4">
      <h2>What Foghorn still sees</h2>
      <table className="seen">
        <tbody>
          {host.sight.map((one) => (
            <tr key={one.what}>
              <td>
                <Mark
                  name={one.state === "live" ? "passing" : "last-known"}
                  size={14}
                  label={
                    one.state === "live" ? "seen" : one.state === "last-known" ? "last known" : "not visible"
                  }
                />
              </td>
              <th scope="row">
                <MachineText text={one.what} limit={160} />
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
          ))}
          {affected.map((one) => (
            <tr key={one}>
              <td>
                <Mark name="cut-off" size={14} label="cut off" />
              </td>
              <th scope="row">
                <MachineText text={one} limit={160} />
              </th>
              <td>cut off</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
