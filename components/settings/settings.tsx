"use client";

import { type ComponentProps, type ReactNode, useRef } from "react";
import { changeSettings } from "#lib/client/api.ts";
import { useTopic } from "#lib/client/hooks.ts";
import { ATTACH_RULES } from "#lib/domain/incidents/attach-words.ts";
import { type IncidentSettings, keepWords, roundWords, targetWords } from "#lib/domain/incidents/settings.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#lib/domain/time.ts";
import { Mutes } from "../mute/mutes.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import type { KeyHint } from "../shell/key-hint.ts";
import { PageHead } from "../shell/page-head.tsx";
import { Shell } from "../shell/shell.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { Seg } from "../ui/seg.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { OwnWords } from "./own-words.tsx";

const REOPEN_CHOICES = [0, 10 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS];

const TARGET_CHOICES = [0, 15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS];

const KEEP_CHOICES = [90 * DAY_MS, 400 * DAY_MS, 800 * DAY_MS];

const reopenText = (ms: number): string => (ms === 0 ? "never" : roundWords(ms));
const keepText = (keepUptimeMs: number): string => keepWords({ keepUptimeMs });
const targetText = (mitigateWithinMs: number): string => targetWords({ mitigateWithinMs });

const offOr = (on: string) =>
  [
    { value: "off", text: "off" },
    { value: "on", text: on },
  ] as const;

/** The lengths to choose from, and the one in force where it is none of them. */
const lengths = (choices: readonly number[], now: number, textOf: (ms: number) => string) =>
  [...new Set([...choices, now])]
    .toSorted((a, b) => a - b)
    .map((ms) => ({ value: String(ms), text: textOf(ms) }));

const HINTS: readonly KeyHint[] = [
  { keys: ["1", "2", "3"], does: "order" },
  { keys: ["g", "w"], does: "Watch" },
];

/** What is in force for everybody: how incidents open, open again and take symptoms, and what is muted. */
export function Settings({
  frame,
  initial,
}: {
  readonly frame: ShellFrame;
  readonly initial: IncidentSettings;
}) {
  const view = useTopic("console", frame.console).value;
  const settings = view?.incidentSettings ?? initial;
  const mutes = view?.mutes ?? [];
  const act = useAct();
  const isAdmin = frame.person.role === "admin";
  const change = (next: Partial<IncidentSettings>) => void act.run(() => changeSettings(next));
  return (
    <Shell place="account" title="Standing orders" frame={frame} hints={HINTS}>
      <div className="acc ord">
        <PageHead title="Standing orders">
          <span className="i2">what is in force for everybody{isAdmin ? "" : "; admins change it"}</span>
        </PageHead>
        {act.failure !== undefined && <Message kind="failed">Not changed. {act.failure}</Message>}
        <Order number={1} name="Incidents" says="who changed what stands in the audit log">
          <dl className="rows">
            <div>
              <dt>Opens again</dt>
              <dd>when the same cause comes back so long after it was resolved, with its history</dd>
              <dd className="end">
                <Choice
                  isAdmin={isAdmin}
                  label="Opens again within"
                  value={String(settings.reopenWithinMs)}
                  options={lengths(REOPEN_CHOICES, settings.reopenWithinMs, reopenText)}
                  onChange={(value) => change({ reopenWithinMs: Number(value) })}
                />
              </dd>
            </div>
            <div>
              <dt>Opens by itself</dt>
              <dd>for a page that nobody has opened an incident for; never for a ticket, never when muted</dd>
              <dd className="end">
                <Choice
                  isAdmin={isAdmin}
                  label="Opens by itself for pages"
                  value={settings.opensForPages ? "on" : "off"}
                  options={offOr("for pages")}
                  onChange={(value) => change({ opensForPages: value === "on" })}
                />
              </dd>
            </div>
            <div>
              <dt>Target</dt>
              <dd>from impact to mitigated; a dashed line in the list of incidents</dd>
              <dd className="end">
                <Choice
                  isAdmin={isAdmin}
                  label="Target to mitigate"
                  value={String(settings.mitigateWithinMs)}
                  options={lengths(TARGET_CHOICES, settings.mitigateWithinMs, targetText)}
                  onChange={(value) => change({ mitigateWithinMs: Number(value) })}
                />
              </dd>
            </div>
            <div>
              <dt>Availability</dt>
              <dd>
                how long its history is kept for the report; targets of services stand in foghorn.yaml, under{" "}
                <code className="mono">web: targets:</code>
              </dd>
              <dd className="end">
                <Choice
                  isAdmin={isAdmin}
                  label="History of availability"
                  value={String(settings.keepUptimeMs)}
                  options={lengths(KEEP_CHOICES, settings.keepUptimeMs, keepText)}
                  onChange={(value) => change({ keepUptimeMs: Number(value) })}
                />
              </dd>
            </div>
            <div id="own-words">
              <dt>Words kept in</dt>
              <dd>
                names of customers and what else readers outside must not read: a mark stands in their place
                behind shared links and in exports, unless who makes them says otherwise
              </dd>
              <dd className="end">
                <OwnWords words={settings.ownWords} isAdmin={isAdmin} />
              </dd>
            </div>
          </dl>
        </Order>
        <Order
          number={2}
          name="Which symptoms belong to one incident"
          says="each says in the room by which rule it came; a person can override it there"
        >
          <dl className="rows">
            {ATTACH_RULES.map(({ rule, name, text }) => (
              <div key={rule}>
                <dt>
                  <Mark name="quiet" size={13} /> {name}
                </dt>
                <dd>{text}</dd>
                {rule === "service-elsewhere" && (
                  <dd className="end">
                    <Choice
                      isAdmin={isAdmin}
                      label="Same service elsewhere"
                      value={settings.joinsServices ? "on" : "off"}
                      options={offOr("on")}
                      onChange={(value) => change({ joinsServices: value === "on" })}
                    />
                  </dd>
                )}
              </div>
            ))}
          </dl>
        </Order>
        <Order number={3} name="Mutes" says="every one has an end">
          {mutes.length === 0 ? (
            <p className="i2">Nothing is muted.</p>
          ) : (
            <Mutes mutes={mutes} canAct={frame.person.role !== "viewer"} />
          )}
        </Order>
      </div>
    </Shell>
  );
}

/** For admins a choice; everybody else reads what is in force. */
function Choice<Value extends string>({
  isAdmin,
  ...choice
}: ComponentProps<typeof Seg<Value>> & { readonly isAdmin: boolean }) {
  if (isAdmin) return <Seg {...choice} />;
  return <b>{choice.options.find(({ value }) => value === choice.value)?.text}</b>;
}

interface OrderProps {
  /** Also the key that leads to it. */
  readonly number: number;
  readonly name: string;
  readonly says: string;
  readonly children: ReactNode;
}

function Order({ number, name, says, children }: OrderProps) {
  const section = useRef<HTMLElement>(null);
  useKeys([{ keys: String(number), does: name, run: () => section.current?.focus() }]);
  return (
    <section ref={section} tabIndex={-1} aria-label={name}>
      <div className="ph">
        <h2>{name}</h2>
        <span className="sub">{says}</span>
        <span className="end d-only">
          <Kbd>{String(number)}</Kbd>
        </span>
      </div>
      {children}
    </section>
  );
}
