"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import type { HostDetail } from "#lib/protocol/views.ts";
import { CommandLine } from "../ui/command-line.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Moment } from "../ui/times.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { noChangeWithin } from "./host-model.ts";

type Change = NonNullable<HostDetail["changes"]>["items"][number];

/** What was changed on the host: the first question of anybody who comes to something broken. A drawer, the newest in its head. */
export function Changes({
  host,
}: {
  readonly host: Pick<HostDetail, "changes" | "isHeard" | "lastHeardAt">;
}) {
  const { changes } = host;
  const [isOpen, setOpen] = useState(false);
  const toggle = (): void => setOpen((before) => !before);
  useKeys(changes === undefined ? [] : [{ keys: "b", does: "what changed before", run: toggle }]);
  if (changes === undefined) return null;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const [newest] = changes.items;
  const isKnown = newest !== undefined || noChangeWithin(host) !== undefined;
  return (
    <section className="risks changes" aria-label="Recent changes">
      <div className="rhead">
        <h2>
          <button type="button" aria-expanded={isOpen} onClick={toggle}>
            <Chevron className="ic" size={14} aria-hidden />
            Recent changes
          </button>
        </h2>
        <span className="i2 t12 ell">
          {newest === undefined ? (
            <NoChange host={host} />
          ) : (
            <>
              <Moment at={newest.at} /> <MachineText text={newest.text} limit={160} />
            </>
          )}
        </span>
        <span className="i3 t12 ml-auto rkeys">
          <Kbd>b</Kbd>
        </span>
      </div>
      {isOpen && (
        <div className="rbody scroll">
          <p className="t12 i3">
            Services with another image, boots, versions of the engine.{" "}
            {isKnown && (
              <>
                What was before <Moment at={changes.knownSinceAt} /> is not known.
              </>
            )}
          </p>
          <ul>
            {changes.items.map((change) => (
              <ChangeRow key={`${change.kind} ${change.at} ${change.text}`} change={change} />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function NoChange({ host }: Parameters<typeof Changes>[0]) {
  const within = noChangeWithin(host);
  if (within === undefined) return "unknown: this host was never heard";
  return (
    <>
      none {within.toAt === undefined ? "since" : "from"} <Moment at={within.sinceAt} />
      {within.toAt !== undefined && (
        <>
          {" "}
          to <Moment at={within.toAt} />, unknown since
        </>
      )}
    </>
  );
}

function ChangeRow({ change }: { readonly change: Change }) {
  const { goBack } = change;
  return (
    <li className="chgrow">
      <span className="i2 t12">
        <Moment at={change.at} />
      </span>
      <div className="min-w-0">
        <MachineText className="ml" text={change.text} limit={400} />
        {change.die !== undefined && <div className="t12 i3">{change.die}</div>}
        {goBack !== undefined && (
          <details>
            <summary className="t12 i3">back to {goBack.digest.slice(0, 19)}, unless it was pruned</summary>
            <CommandLine command={goBack.command} filled={[goBack.digest]} />
          </details>
        )}
      </div>
    </li>
  );
}
