"use client";

import { useTopic } from "#lib/client/hooks.ts";
import type { ConsoleView, HostDetail } from "#lib/protocol/views.ts";
import { DiagramL } from "../anatomy/diagram-l.tsx";
import { Hatches } from "../anatomy/hatches.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Ago } from "../ui/time.tsx";
import { RungSquares } from "../watch/rung-squares.tsx";
import { AddAddress } from "./add-address.tsx";

type Tried = ConsoleView["discovery"][number];

const answers = (tried: Tried): boolean =>
  tried.hostId !== undefined && tried.rungs.every(({ ok }) => ok !== false);

/** Which engines were found, what each answered, and how to name another. */
export function Engines() {
  const view = useTopic("console").value;
  const hosts = useTopic("hosts").value ?? [];
  const found = view?.discovery ?? [];
  const watched = hosts.filter(({ isHeard }) => isHeard);
  const shown = found.find(answers)?.hostId ?? watched[0]?.id;
  return (
    <>
      <Hatches />
      <main className="c">
        <h1>Which engines should Foghorn watch?</h1>
        <p className="i2">
          {view?.configFile === undefined
            ? "These were found on this machine, in its Docker contexts and in DOCKER_HOST. Each is tried again every few seconds: connect, ping, version, list, inspect."
            : `They are named in ${view.configFile}. Each is tried again every few seconds: connect, ping, version, list, inspect.`}
        </p>
        {view !== undefined && found.length === 0 && hosts.length === 0 && (
          <p className="none">Nothing was found: no socket, no Docker context, no DOCKER_HOST.</p>
        )}
        <ul>
          {found.map((tried) => (
            <TriedEngine key={`${tried.origin} ${tried.url}`} tried={tried} />
          ))}
        </ul>
        <AddAddress configFile={view?.configFile} />
        <div className="row go">
          <ButtonLink look={watched.length > 0 ? "primary" : "plain"} href="/">
            {watched.length > 0
              ? `Go on with ${plural(watched.length, "engine")}`
              : "Go on without an engine"}
          </ButtonLink>
          <span className="i3">others can be added at any time</span>
        </div>
      </main>
      <aside className="side">
        <h2>What Foghorn can see</h2>
        {shown === undefined ? (
          <p className="i2">Nothing yet: no engine answers.</p>
        ) : (
          <Sight hostId={shown} />
        )}
      </aside>
    </>
  );
}

function TriedEngine({ tried }: { readonly tried: Tried }) {
  const isWatched = answers(tried);
  return (
    <li className="eng">
      <Mark
        name={isWatched ? "passing" : "failing"}
        size={15}
        label={isWatched ? "answers" : "does not answer"}
      />
      <div className="min-w-0">
        <div className="u">
          <MachineText text={tried.url} limit={200} />
        </div>
        <p className="i2">
          <MachineText text={tried.verdict} limit={400} />
        </p>
        {tried.command !== undefined && <CommandLine command={tried.command} />}
      </div>
      <div className="right">
        <RungSquares rungs={tried.rungs} />
        <div className="t12 i3">{isWatched ? "watched" : <>tried {<Ago at={tried.triedAt} />}</>}</div>
      </div>
    </li>
  );
}

function Sight({ hostId }: { readonly hostId: string }) {
  const host: HostDetail | undefined = useTopic(`host:${hostId}`).value;
  if (host === undefined) return <p className="i2">{hostId} is being read.</p>;
  return (
    <>
      <DiagramL states={host.parts} parts={host.partViews} label={`What is seen of ${hostId}`} />
      <ul className="sees">
        {host.sight.map((sight) => (
          <li key={sight.what}>
            <Mark
              name={sight.state === "live" ? "passing" : "last-known"}
              size={14}
              label={sight.state === "live" ? "seen" : "not seen"}
            />
            <div className="min-w-0">
              {sight.what}
              {sight.reason !== undefined && (
                <div className="t12 i3">
                  <MachineText text={sight.reason} limit={200} />
                </div>
              )}
              {sight.change !== undefined && (
                <div className="ml i2">
                  <MachineText text={sight.change} limit={300} />
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p className="t12 i3">
        Hatched: not seen yet. Foghorn works without these, and says what it does not know.
      </p>
    </>
  );
}
