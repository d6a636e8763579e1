"use client";

import { previewShare } from "#lib/client/api.ts";
import { useAnswer } from "#lib/client/use-answer.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { keyed } from "../timeline/keyed.ts";
import { toStory } from "../timeline/story.ts";
import { formatClock, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { ruleWords } from "./rule-words.ts";
import { SharedEntry } from "./shared-entry.tsx";

/**
 * What the reader will see, before the link is made: the entries with the rules applied, by the same code that makes
 * the link. Give it another key when the timeline has grown.
 */
export function SharePreview({ incidentId }: { readonly incidentId: string }) {
  const answer = useAnswer(previewShare, incidentId);
  if (answer === undefined) return <p className="t12 i3">Reading what a link would show…</p>;
  if (answer.kind === "failed") return <Message kind="failed">{answer.message}</Message>;
  return <Preview shared={answer.value} />;
}

/** A region that scrolls must be reachable by keyboard, although nothing in it can be pressed. */
const REACHABLE = { tabIndex: 0 };

function Preview({ shared }: { readonly shared: SharedTimeline }) {
  const rows = toStory(shared.entries, "all");
  const rules = shared.redactions ?? [];
  return (
    <section className="spv" aria-label="What the reader gets">
      <div className="shared" data-theme="light">
        <p className="k">
          <span className="mono">{shared.incident.id}</span>
          <b>
            <MachineText text={shared.incident.title} limit={120} />
          </b>
          <span className="end">this is what the reader gets</span>
        </p>
        <section className="scr" aria-label="Entries as the reader sees them" {...REACHABLE}>
          <ol>
            {rows.map((row) =>
              row.kind === "day" ? null : (
                <SharedEntry key={row.key} group={row.group} clock={formatClock} symptoms={shared.symptoms} />
              ),
            )}
          </ol>
        </section>
      </div>
      <p className="cnt">
        <b>{plural(shared.entries.length, "entry", "entries")}</b> shown
        <span className="i3">
          {shared.hiddenCount === 0
            ? "nothing is internal"
            : plural(shared.hiddenCount, "internal entry is left out", "internal entries are left out")}
        </span>
      </p>
      <div className="ph">
        <h3>{plural(shared.redactionCount, "value is masked", "values are masked")}</h3>
        <span className="sub">
          {rules.length === 0
            ? "no rule found a secret"
            : `by ${plural(rules.length, "rule")}; none can be turned off`}
        </span>
      </div>
      <ul className="rules">
        {keyed(rules, ({ rule }) => rule).map(({ key, item }) => (
          <li key={key}>
            <Mark name="guarded" size={13} label="always applied" />
            <span>{ruleWords(item.rule)}</span>
            <b className="num">{item.count}</b>
            <span className="red mono">{item.rule}#…</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
