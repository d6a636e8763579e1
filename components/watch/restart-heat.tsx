"use client";

import { useNow } from "#lib/client/hooks.ts";
import { HOUR_MS } from "#lib/domain/time.ts";
import { formatClock, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { CRASH_LOOP_RESTARTS, heatOf, type RestartRow } from "./restarts.ts";

const WIDTH = 186;

/** Which containers restart, and when: six hours in cells of ten minutes. */
export function RestartHeat({ rows }: { readonly rows: readonly RestartRow[] }) {
  const now = useNow();
  return (
    <section className="wheat" aria-label="Restarts">
      <div className="ph">
        <h2>Restarts</h2>
        <span className="sub">6 h in 10 min cells; amber is {CRASH_LOOP_RESTARTS} or more</span>
      </div>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.hostId} ${row.container}`}>
              <th scope="row" className="ell">
                <MachineText text={row.container} className="cn" limit={64} />{" "}
                <span className="i3 cond">{row.hostId}</span>
              </th>
              <td>
                <Cells row={row} />
              </td>
              <td className={`num ${row.cells.some((count) => heatOf(count) === 3) ? "tt" : ""}`}>
                {row.total}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="axis" aria-hidden>
        {[6, 4, 2].map((hours) => (
          <span key={hours}>{formatClock(now - hours * HOUR_MS).slice(0, 5)}</span>
        ))}
        <span>now</span>
      </div>
    </section>
  );
}

function Cells({ row }: { readonly row: RestartRow }) {
  const step = WIDTH / Math.max(1, row.cells.length);
  let x = -step;
  return (
    <svg
      width={WIDTH}
      height="14"
      viewBox={`0 0 ${WIDTH} 14`}
      role="img"
      aria-label={plural(row.total, "restart")}
    >
      {row.cells.map((count) => {
        x += step;
        return <rect key={x} className={`heat${heatOf(count)}`} x={x} y="1" width={step - 0.9} height="12" />;
      })}
    </svg>
  );
}
