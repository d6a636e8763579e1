"use client";

import type { ReactNode } from "react";
import { useTopic } from "#lib/client/hooks.ts";
import type { ConsoleView, HostDetail } from "#lib/protocol/views.ts";
import { DiagramL } from "../anatomy/diagram-l.tsx";
import { Hatches } from "../anatomy/hatches.tsx";
import { groupSight } from "../host/group-sight.ts";
import { Banners } from "../shell/banners.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Ago } from "../ui/times.tsx";
import { RungSquares } from "../watch/rung-squares.tsx";
import { AddAddress } from "./add-address.tsx";
import { engineAnswer, isLive, SSH_HELP } from "./engine-answer.ts";

type Tried = ConsoleView["discovery"][number];

/** More engines than this are a fleet that somebody has configured already: those that fail come first. */
const SHOWN = 20;

const answers = (tried: Tried): boolean =>
  tried.hostId !== undefined && tried.rungs.every(({ ok }) => ok !== false);

/** Which engines were found, what each answered, and how to name another. */
export function Engines() {
  const view = useTopic("console").value;
  const recording = view?.recording;
  const hosts = useTopic("hosts").value ?? [];
  const found = view?.discovery ?? [];
  const watched = hosts.filter(({ isHeard }) => isHeard);
  const configured = found.length > 0 ? [] : hosts.toSorted((a, b) => Number(a.isHeard) - Number(b.isHeard));
  const shown = found.find(answers)?.hostId ?? watched[0]?.id;
  return (
    <>
      <Hatches />
      <main className="c">
        <Banners view={view} />
        <h1>Which engines should Foghorn watch?</h1>
        <p className="i2">
          {recording !== undefined && recording.hostCount === undefined
            ? "These were watched when it was made; none of them is asked now."
            : whereFrom(view, found.length + hosts.length)}
        </p>
        <ul>
          {found.map((tried) => (
            <TriedEngine key={`${tried.origin} ${tried.url}`} tried={tried} recording={recording} />
          ))}
          {configured.slice(0, SHOWN).map((host) => (
            <ConfiguredEngine key={host.id} hostId={host.id} url={host.url} recording={recording} />
          ))}
        </ul>
        {configured.length > SHOWN && (
          <p className="none">{plural(configured.length - SHOWN, "more engine")} in the same file.</p>
        )}
        <AddAddress
          configFile={view?.configFile}
          hasDaemons={view?.configFile !== undefined && hosts.length > 0}
        />
        <div className="row go">
          <ButtonLink look={watched.length > 0 ? "primary" : "plain"} href="/">
            {watched.length > 0
              ? watched.length < hosts.length
                ? `Go on with ${watched.length} of ${plural(hosts.length, "engine")}`
                : `Go on with ${plural(watched.length, "engine")}`
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

/** Where the engines come from; said once, also where there is none. */
function whereFrom(view: ConsoleView | undefined, count: number): string {
  const tried = "Each is tried again every few seconds: connect, ping, version, list, inspect.";
  if (view?.configFile !== undefined && count === 0 && view.configProblems.length > 0)
    return `${view.configFile} cannot be used yet: the mistake is named above.`;
  if (view?.configFile !== undefined)
    return count === 0
      ? `${view.configFile} names none. It is read again as soon as it is saved.`
      : `They are named in ${view.configFile}. ${tried}`;
  return view !== undefined && count === 0
    ? "No foghorn.yaml, and nothing was found: no socket, no Docker context, no DOCKER_HOST."
    : `These were found on this machine, in its Docker contexts and in DOCKER_HOST. ${tried}`;
}

type Recording = ConsoleView["recording"];

function TriedEngine({ tried, recording }: { readonly tried: Tried; readonly recording: Recording }) {
  const isWatched = answers(tried);
  return (
    <EngineRow
      url={tried.url}
      look={isWatched ? "passing" : "failing"}
      rungs={tried.rungs}
      command={isLive(recording) ? tried.command : undefined}
      end={isWatched ? "watched" : <>tried {<Ago at={tried.triedAt} />}</>}
    >
      <MachineText text={tried.verdict} limit={400} />
    </EngineRow>
  );
}

/** One that the file names: what it answered, as far as Foghorn got. */
function ConfiguredEngine({
  hostId,
  url,
  recording,
}: {
  readonly hostId: string;
  readonly url: string;
  readonly recording: Recording;
}) {
  const host = useTopic(`host:${hostId}`).value;
  if (host === undefined)
    return (
      <EngineRow url={url} look="waiting" rungs={[]} end={hostId}>
        Being tried.
      </EngineRow>
    );
  const answer = engineAnswer(host);
  return (
    <EngineRow
      url={url}
      look={answer.isWatched ? "passing" : answer.isTrying ? "waiting" : "failing"}
      rungs={answer.rungs}
      command={isLive(recording, host) ? answer.command : undefined}
      end={
        recording?.hostCount !== undefined && !isLive(recording, host)
          ? `${hostId}, recorded`
          : answer.isWatched
            ? `${hostId}, watched`
            : hostId
      }
    >
      {answer.text === undefined ? (
        answer.lead
      ) : (
        <>
          <b>{answer.lead}.</b> <MachineText text={answer.text} limit={400} />
          {answer.isSshFailing === true && isLive(recording, host) && (
            <span className="t12 i3"> {SSH_HELP}</span>
          )}
        </>
      )}
    </EngineRow>
  );
}

interface EngineRowProps {
  readonly url: string;
  readonly look: "passing" | "failing" | "waiting";
  readonly rungs: Tried["rungs"];
  readonly command?: string | undefined;
  readonly end: ReactNode;
  readonly children: ReactNode;
}

const LOOKS = { passing: "answers", failing: "does not answer", waiting: "being tried" } as const;

function EngineRow({ url, look, rungs, command, end, children }: EngineRowProps) {
  return (
    <li className="eng">
      <Mark name={look} size={15} label={LOOKS[look]} />
      <div className="min-w-0">
        <div className="u">
          <MachineText text={url} limit={200} />
        </div>
        <p className="i2">{children}</p>
        {command !== undefined && <CommandLine command={command} />}
      </div>
      <div className="right">
        <RungSquares rungs={rungs} />
        <div className="t12 i3">{end}</div>
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
        {groupSight(host.sight).map((sight) => (
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
