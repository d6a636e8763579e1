import type { ConsoleView } from "#lib/protocol/views.ts";
import { Mark } from "../ui/mark.tsx";

type Rungs = ConsoleView["discovery"][number]["rungs"];
const NAMES = ["connect", "ping", "version", "list", "inspect"] as const;

/** The five probes as squares: passed, failed, not reached. */
export function RungSquares({ rungs }: { readonly rungs: Rungs }) {
  return (
    <ol className="rungs" aria-label="Probes">
      {NAMES.map((name) => {
        const rung = rungs.find((candidate) => candidate.name === name);
        const look = rung?.ok === undefined ? "n" : rung.ok ? "y" : "x";
        return (
          <li key={name} className={look} title={`${name}: ${rung?.text ?? "not reached"}`}>
            {look === "x" && <Mark name="failing" size={14} />}
            {look === "y" && <Mark name="was-ticked" size={14} />}
            <span className="sr">
              {name}: {rung?.text ?? "not reached"}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
