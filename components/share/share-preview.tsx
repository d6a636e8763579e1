"use client";

import { useMemo, useRef, useState } from "react";
import type { SharePreviewed } from "#lib/client/api.ts";
import type { Answer } from "#lib/client/ask.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { keyed } from "../timeline/keyed.ts";
import { toStory } from "../timeline/story.ts";
import { Button } from "../ui/button.tsx";
import { formatClock, plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { examplesOf, type RuleExample } from "./redaction-examples.ts";
import { ruleWords } from "./rule-words.ts";
import { SharedDocument } from "./shared-document.tsx";
import { SharedEntry } from "./shared-entry.tsx";
import { headOf } from "./shared-parts.ts";

/**
 * What the reader will see, before the link is made: the entries with the rules applied, by the same code that makes
 * the link.
 */
export function SharePreview({
  answer,
  ...rest
}: Omit<PreviewProps, "shared"> & { readonly answer: Answer<SharePreviewed> | undefined }) {
  if (answer === undefined) return <p className="t12 i3">Reading what a link would show …</p>;
  if (answer.kind === "failed") return <Message kind="failed">{answer.message}</Message>;
  return <Preview shared={answer.value.shared} {...rest} />;
}

/** A region that scrolls must be reachable by keyboard, although nothing in it can be pressed. */
const REACHABLE = { tabIndex: 0 };

interface PreviewProps {
  readonly shared: SharedTimeline;
  readonly now: number;
  readonly hasAliases: boolean;
  readonly onAliases: (hasAliases: boolean) => void;
}

function Preview({ shared, now, hasAliases, onAliases }: PreviewProps) {
  const [isWhole, setWhole] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const step = useMarks(page);
  useKeys([
    { keys: "v", does: "whole page", run: () => setWhole((before) => !before) },
    { keys: "n", does: "next redaction", run: () => step(1) },
    { keys: "N", does: "redaction before", run: () => step(-1) },
  ]);
  const rows = useMemo(() => toStory(shared.entries, "all"), [shared.entries]);
  const rules = shared.redactions ?? [];
  const examples = useMemo(() => examplesOf(shared), [shared]);
  const head = headOf({ ...shared, live: "on" }, now, formatClock);
  return (
    <section className="spv" aria-label="What the reader gets">
      <div className="shared" data-theme="light" ref={page}>
        <div className="k">
          <span className="mono">{shared.incident.id}</span>
          <span className="row b">
            <Mark name={head.mark} size={12} />
            {head.words}
          </span>
          <span className="end">this is what the reader gets</span>
        </div>
        <section className={isWhole ? "scr whole" : "scr"} aria-label="As the reader sees it" {...REACHABLE}>
          {isWhole ? (
            <SharedDocument shared={shared} asOf={now} clock={formatClock} />
          ) : (
            <>
              <p className="ttl">
                <MachineText text={shared.incident.title} limit={200} />
              </p>
              {rows.length === 0 && <p className="i2">Nothing of the timeline is marked for sharing.</p>}
              <ol>
                {rows.map((row) =>
                  row.kind === "day" ? null : (
                    <SharedEntry
                      key={row.key}
                      group={row.group}
                      clock={formatClock}
                      symptoms={shared.symptoms}
                    />
                  ),
                )}
              </ol>
            </>
          )}
        </section>
      </div>
      <div className="cnt">
        <span>
          <b>{plural(shared.entries.length, "entry", "entries")}</b> shown
        </span>
        <span className="i3">
          {shared.hiddenCount === 0
            ? "nothing is internal"
            : plural(shared.hiddenCount, "internal entry is left out", "internal entries are left out")}
        </span>
        {shared.uncheckedCount !== undefined && (
          <span className="tt">
            {plural(shared.uncheckedCount, "entry", "entries")} could not be looked through and{" "}
            {shared.uncheckedCount === 1 ? "is" : "are"} left out
          </span>
        )}
        <Button look="quiet" isSmall keyHint="v" onClick={() => setWhole(!isWhole)}>
          {isWhole ? "Entries only" : "Whole page"}
        </Button>
      </div>
      <div className="ph">
        <h3>{plural(shared.redactionCount, "value is masked", "values are masked")}</h3>
        <span className="sub">
          {rules.length === 0
            ? `no rule found a secret at ${formatClock(shared.frozenAt)}`
            : `by ${plural(rules.length, "rule")} at ${formatClock(shared.frozenAt)}; locked rules cannot be turned off`}
        </span>
        {rules.length > 0 && (
          <span className="ml-auto">
            <Kbd>n</Kbd> <Kbd>N</Kbd>
          </span>
        )}
      </div>
      <ul className="rules">
        <li>
          <label className="cb">
            <input
              type="checkbox"
              className="sr"
              checked={hasAliases}
              onChange={(event) => onAliases(event.target.checked)}
            />
            <span className="cbx" />
            <span>Names of hosts, addresses</span>
          </label>
          <b className="num">{shared.aliasCount ?? 0}</b>
          <span className="eg mono">{hasAliases ? "host-1, address-1" : "told as they are"}</span>
          <span className="i3 where">{hasAliases ? "same alias everywhere" : "off"}</span>
        </li>
        {keyed(rules, ({ rule }) => rule).map(({ key, item }) => (
          <Rule key={key} rule={item.rule} count={item.count} example={examples.get(item.rule)} />
        ))}
      </ul>
    </section>
  );
}

function Rule({
  rule,
  count,
  example,
}: {
  readonly rule: string;
  readonly count: number;
  readonly example: RuleExample | undefined;
}) {
  return (
    <li>
      <Mark name="guarded" size={13} label="always applied" />
      <span>{ruleWords(rule)}</span>
      <b className="num">{count}</b>
      <span className="eg mono">
        {example === undefined ? (
          <span className="red">{rule}#…</span>
        ) : (
          <>
            <MachineText text={example.before} limit={40} />
            <span className="red">{example.mark}</span>
            <MachineText text={example.after} limit={40} />
          </>
        )}
      </span>
      <span className="i3 where">{example?.where}</span>
    </li>
  );
}

/** Walks through the marks that are drawn: brings each into view and lights it. */
function useMarks(page: React.RefObject<HTMLElement | null>): (by: 1 | -1) => void {
  const at = useRef(-1);
  return (by) => {
    const marks = [...(page.current?.querySelectorAll<HTMLElement>(".scr .red") ?? [])];
    for (const mark of marks) delete mark.dataset.here;
    if (marks.length === 0) return;
    at.current = (at.current + by + marks.length) % marks.length;
    const mark = marks[at.current];
    if (mark === undefined) return;
    mark.dataset.here = "";
    mark.scrollIntoView({ block: "center" });
  };
}
