"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { disableAccount, makeInvite, type Role, setRole } from "#lib/client/api.ts";
import { useTopic } from "#lib/client/hooks.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { ConsoleView } from "#lib/protocol/views.ts";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { Shell } from "../shell/shell.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { formatBytes, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { Seg } from "../ui/seg.tsx";
import { useAct } from "../ui/use-act.ts";
import { ReasonlessDialog } from "./reasonless-dialog.tsx";

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly disabledAt?: EpochMs;
}

const ROLES = [
  { value: "viewer", text: "viewer" },
  { value: "operator", text: "operator" },
  { value: "admin", text: "admin" },
] as const satisfies readonly { readonly value: Role; readonly text: string }[];

interface PeopleProps {
  readonly frame: ShellFrame;
  readonly people: readonly PersonRow[];
  readonly ownId: string;
  readonly publicUrl: string | undefined;
}

/** Who may do what, and which file is in force. */
export function People({ frame, people, ownId, publicUrl }: PeopleProps) {
  const view = useTopic("console", frame.console).value;
  const active = people.filter(({ disabledAt }) => disabledAt === undefined);
  return (
    <Shell place="account" title="People" frame={frame} hints={[]}>
      <div className="acc">
        <PageHead title="People">
          <span className="i2">
            {plural(active.length, "person", "people")}
            {active.length < people.length && `, ${people.length - active.length} switched off`}
          </span>
        </PageHead>
        <div className="cols">
          <section aria-label="Accounts">
            <div className="ph">
              <h2>Accounts</h2>
              <span className="sub">viewers read, operators work on incidents, admins do this page too</span>
            </div>
            <ul className="ppl">
              {people.map((person) => (
                <PersonLine key={person.id} person={person} isOwn={person.id === ownId} />
              ))}
            </ul>
          </section>
          <section aria-label="Invitation and configuration">
            <Invite publicUrl={publicUrl} />
            <Configuration view={view} />
          </section>
        </div>
      </div>
    </Shell>
  );
}

function PersonLine({ person, isOwn }: { readonly person: PersonRow; readonly isOwn: boolean }) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const act = useAct();
  const isOff = person.disabledAt !== undefined;
  return (
    <li>
      <Avatar name={person.name} />
      <div className="min-w-0">
        <MachineText text={person.name} limit={64} />
        {isOwn && <span className="i3"> you</span>}
        {act.failure !== undefined && <div className="tp t12">{act.failure}</div>}
      </div>
      {isOff ? (
        <span className="i3">switched off</span>
      ) : isOwn ? (
        <span>{person.role}</span>
      ) : (
        <>
          <Seg
            label={`Role of ${person.name}`}
            value={person.role}
            options={ROLES}
            onChange={(role) =>
              void act.run(() => setRole(person.id, role)).then((isDone) => isDone && router.refresh())
            }
          />
          <Button isSmall onClick={() => setAsking(true)}>
            Switch off…
          </Button>
        </>
      )}
      {isAsking && (
        <ReasonlessDialog
          title={`Switch off ${person.name}`}
          text="Every sign-in of this account ends now and none can begin. What it did stays on the timelines under its name."
          action="Switch off"
          isBusy={act.isBusy}
          failure={act.failure}
          onConfirm={() =>
            void act
              .run(() => disableAccount(person.id))
              .then((isDone) => {
                if (!isDone) return;
                setAsking(false);
                router.refresh();
              })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

function Invite({ publicUrl }: { readonly publicUrl: string | undefined }) {
  const [role, chooseRole] = useState<Role>("operator");
  const [link, setLink] = useState<string | undefined>(undefined);
  const act = useAct();
  function make(): void {
    void act.run(async () => {
      const answer = await makeInvite(role);
      if (answer.kind === "done") {
        setLink(`${publicUrl ?? window.location.origin}/invite#${encodeURIComponent(answer.value.token)}`);
      }
      return answer;
    });
  }
  return (
    <>
      <div className="ph">
        <h2>Invite somebody</h2>
        <span className="sub">a link that works once, for a day</span>
      </div>
      <div className="row">
        <Seg label="Role" value={role} options={ROLES} onChange={chooseRole} />
        <Button isSmall disabled={act.isBusy} onClick={make}>
          Make the link
        </Button>
      </div>
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      {link !== undefined && (
        <div role="status">
          <p className="t12 i2">Shown once. Give it to one person, as a {role}.</p>
          <CommandLine command={link} />
          {publicUrl === undefined && (
            <p className="t12 tt">
              <Mark name="ticket" size={12} /> Only somebody who reaches this server under this address can
              open it. Set FOGHORN_URL for links that others can open.
            </p>
          )}
        </div>
      )}
    </>
  );
}

function gateText({ gate, recording }: ConsoleView): string {
  if (gate.state === "down") return `down: ${gate.reason ?? "no reason known"}`;
  return recording !== undefined && recording.hostCount === undefined
    ? "none: the recording answers in its place"
    : "answers";
}

function Configuration({ view }: { readonly view: ConsoleView | undefined }) {
  if (view === undefined) return null;
  const { sizeBytes, limitBytes, ok, message } = view.storage;
  return (
    <>
      <div className="ph">
        <h2>In force</h2>
        <span className="sub">files are changed on the machine, not here</span>
      </div>
      {view.configProblems.map((problem) => (
        <div key={`${problem.file} ${problem.line} ${problem.column}`} className="err">
          <b className="row">
            <Mark name="failing" size={13} />
            {problem.file}, line {problem.line}, column {problem.column}
          </b>
          <p>
            <MachineText text={problem.message} limit={400} />
          </p>
          <p>
            <MachineText text={problem.hint} limit={400} />
          </p>
          <p className="t12">What was in force before stays in force.</p>
        </div>
      ))}
      <dl className="kv">
        <dt>Configuration</dt>
        <dd className={view.configFile === undefined ? undefined : "mono t12"}>
          {view.configFile ??
            (view.recording === undefined
              ? "no file: engines of this machine are found by themselves"
              : "none: a recording is played, no engine is watched")}
        </dd>
        <dt>Gate</dt>
        <dd>{gateText(view)}</dd>
        <dt>Storage</dt>
        <dd className={ok ? undefined : "tp"}>
          {formatBytes(sizeBytes)} of {formatBytes(limitBytes)}
          {message !== undefined && `, ${message}`}
        </dd>
        <dt>Foghorn</dt>
        <dd>{view.version}</dd>
      </dl>
    </>
  );
}
