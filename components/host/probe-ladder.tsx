import type { ProbeRung, RungView } from "#lib/protocol/views.ts";
import { formatClock, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Ago } from "../ui/times.tsx";

const PATHS: Readonly<Record<ProbeRung, string>> = {
  connect: "connect",
  ping: "GET /_ping",
  version: "GET /version",
  list: "GET /containers/json",
  inspect: "GET …/{id}/json",
};

const LABELS = {
  "by-hand": "not reached",
  "last-known": "last known",
  passing: "passes",
  failing: "fails",
} as const;

const markOf = ({ ok, isStale }: RungView): keyof typeof LABELS =>
  ok === undefined ? "by-hand" : isStale === true ? "last-known" : ok ? "passing" : "failing";

/** Five probes, each with its reading: the one where it stops is the diagnosis. */
export function ProbeLadder({ ladder }: { readonly ladder: readonly RungView[] }) {
  if (ladder.length === 0) return null;
  const stopsAfterPing =
    ladder.some((rung) => rung.rung === "ping" && rung.ok === true && rung.isStale !== true) &&
    ladder.some((rung) => rung.ok === false);
  return (
    <section>
      <h3>Probe ladder.{stopsAfterPing && " A ping alone would call this engine healthy."}</h3>
      <table className="ladder">
        <tbody>
          {ladder.map((rung) => (
            <tr key={rung.rung}>
              <td>
                <Mark name={markOf(rung)} size={13} label={LABELS[markOf(rung)]} />
              </td>
              <th scope="row" className="mono">
                {PATHS[rung.rung]}
              </th>
              <td className={rung.isStale === true ? "tu" : rung.ok === false ? "tp b" : undefined}>
                <MachineText text={rung.text} limit={80} />
                {rung.isStale === true && rung.at !== undefined && (
                  <span title={`as of ${formatClock(rung.at)}`}>
                    , <Ago at={rung.at} />
                  </span>
                )}
              </td>
              <td>{rung.ok === false && rung.tries > 1 ? plural(rung.tries, "try", "tries") : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
