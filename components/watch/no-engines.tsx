import type { ConsoleView } from "#lib/protocol/views.ts";
import { AddAddress } from "../first-run/add-address.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Ago } from "../ui/times.tsx";
import { RungSquares } from "./rung-squares.tsx";

/** No engine is watched yet: what was tried, what each answered, and the one command that would help. */
export function NoEngines({ view }: { readonly view: ConsoleView | undefined }) {
  const found = view?.discovery ?? [];
  return (
    <section className="noeng scroll">
      <h1>No engine is watched yet</h1>
      <p className="lead">
        {view?.configFile === undefined
          ? found.length > 0
            ? "There is no foghorn.yaml. These were found on this machine and in its Docker contexts; each is tried again every few seconds."
            : "There is no foghorn.yaml, and nothing was found: no socket, no Docker context, no DOCKER_HOST."
          : view.configProblems.length > 0
            ? `${view.configFile} cannot be used yet: the mistake is named above.`
            : `${view.configFile} names none. It is read again as soon as it is saved.`}
      </p>
      <ul className="found">
        {found.map((one) => (
          <li key={`${one.origin} ${one.url}`}>
            <Mark
              name={one.rungs.some((rung) => rung.ok === false) ? "failing" : "waiting"}
              size={15}
              label={one.rungs.some((rung) => rung.ok === false) ? "does not answer" : "being tried"}
            />
            <div className="min-w-0">
              <b className="mono">
                <MachineText text={one.url} limit={200} />
              </b>
              <p className="i2">
                <MachineText text={one.verdict} limit={400} />
              </p>
              {one.command !== undefined && <CommandLine command={one.command} />}
            </div>
            <div className="tried">
              <RungSquares rungs={one.rungs} />
              <span className="t12 i3">
                {one.origin}, tried <Ago at={one.triedAt} />
              </span>
            </div>
          </li>
        ))}
      </ul>
      <AddAddress configFile={view?.configFile} label="Address of an engine" />
    </section>
  );
}
