"use client";

import { useState } from "react";
import { useTopic } from "#lib/client/hooks.ts";
import type { ConsoleView } from "#lib/protocol/views.ts";
import { Logo } from "../shell/logo.tsx";
import { formatCount } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";
import { Engines } from "./engines.tsx";
import { OwnerForm } from "./owner-form.tsx";

/** First run: who owns this Foghorn, then which engines it watches. */
export function Setup({ recording }: Pick<ConsoleView, "recording">) {
  const [owner, setOwner] = useState<string | undefined>(undefined);
  const isOwned = owner !== undefined;
  return (
    <div className="first">
      <title>First run - Foghorn</title>
      <header className="bar">
        <span className="brand">
          <Logo />
          <b>Foghorn</b>
        </span>
        <span className="i3 t12">First run</span>
        <span className="end t12 i2">Nothing is sent anywhere; all of this stays on this server</span>
      </header>
      <div className={isOwned ? "g" : "g two"}>
        <nav className="steps" aria-label="Steps">
          <ol>
            <li className={isOwned ? undefined : "on"} aria-current={isOwned ? undefined : "step"}>
              <Mark name={isOwned ? "ticked" : "waiting"} size={15} label={isOwned ? "done" : "now"} />
              <div>
                Owner
                {isOwned && <div className="t12 i3">{owner}</div>}
              </div>
            </li>
            <li className={isOwned ? "on" : undefined} aria-current={isOwned ? "step" : undefined}>
              <Mark name={isOwned ? "waiting" : "by-hand"} size={15} label={isOwned ? "now" : "next"} />
              <div>
                Engines
                {isOwned && <Heard />}
              </div>
            </li>
          </ol>
        </nav>
        {isOwned ? <Engines /> : <OwnerForm {...(recording && { recording })} onDone={setOwner} />}
      </div>
    </div>
  );
}

/** "1 of 4 heard from"; nothing while none is known. */
function Heard() {
  const hosts = useTopic("hosts").value ?? [];
  if (hosts.length === 0) return null;
  return (
    <div className="t12 i3">
      {formatCount(hosts.filter(({ isHeard }) => isHeard).length)} of {formatCount(hosts.length)} heard from
    </div>
  );
}
