import type { ProbeRung, RungView } from "#lib/protocol/views.ts";
import { plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";

const PATHS: Readonly<Record<ProbeRung, string>> = {
  connect: "connect",
  ping: "GET /_ping",
  version: "GET /version",
  list: "GET /containers/json",
  inspect: "GET …/{id}/json",
};

/** Five probes, each with its reading: the one where it stops is the diagnosis. */
export function ProbeLadder({ ladder }: { readonly ladder: readonly RungView[] }) {
  if (ladder.length === 0) return null;
  const stopsAfterPing =
    ladder.some((rung) => rung.rung === "ping" && rung.ok === true) &&
    ladder.some((rung) => rung.ok === false);
  return (
    <section>
      <h3>Probe ladder.{stopsAfterPing && " A ping alone would call this engine healthy."}</h3>
      <table className="ladder">
        <tbody>
          {ladder.map((rung) => (
            <tr key={rung.rung}>
              <td>
                <Mark
                  name={rung.ok === undefined ? "by-hand" : rung.ok ? "passing" : "failing"}
                  size={13}
                  label={rung.ok === undefined ? "not reached" : rung.ok ? "passes" : "fails"}
                />
              </td>
              <th scope="row" className="mono">
                {PATHS[rung.rung]}
              </th>
              <td className={rung.ok === false ? "tp b" : undefined}>
                <MachineText text={rung.text} limit={80} />
              </td>
              <td>{rung.ok === false && rung.tries > 1 ? plural(rung.tries, "try", "tries") : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
