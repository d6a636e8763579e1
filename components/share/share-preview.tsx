"use client";

import { memo, useEffect, useMemo, useRef, useState } from "react";
import type { SharePreviewed } from "#lib/client/api.ts";
import type { Answer } from "#lib/client/ask.ts";
import type { Discretion } from "#lib/domain/redaction/stand-ins.ts";
import { toStory } from "../timeline/story.ts";
import { Button } from "../ui/button.tsx";
import { formatClock, plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { examplesOf } from "./redaction-examples.ts";
import { RedactionRules } from "./redaction-rules.tsx";
import { SharedDocument } from "./shared-document.tsx";
import { SharedEntry } from "./shared-entry.tsx";
import { OwnSummary } from "./shared-facts.tsx";
import { headOf } from "./shared-parts.ts";
import { useMarks } from "./use-marks.ts";

/**
 * What the reader will see, before the link is made: the entries with the rules applied, by the same code that makes
 * the link.
 */
export function SharePreview({
  answer,
  ...rest
}: Omit<PreviewProps, "previewed"> & { readonly answer: Answer<SharePreviewed> | undefined }) {
  if (answer === undefined) return <p className="t12 i3">Reading what a link would show …</p>;
  if (answer.kind === "failed") return <Message kind="failed">{answer.message}</Message>;
  return <Preview previewed={answer.value} {...rest} />;
}

/** A region that scrolls must be reachable by keyboard, although nothing in it can be pressed. */
const REACHABLE = { tabIndex: 0 };

interface PreviewProps {
  readonly previewed: SharePreviewed;
  readonly now: number;
  readonly discretion: Discretion;
  readonly onDiscretion: (discretion: Discretion) => void;
}

function Preview({ previewed, now, discretion, onDiscretion }: PreviewProps) {
  const { shared } = previewed;
  const [isWhole, setWhole] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const step = useMarks(page, shared, isWhole);
  useSummaryInView(page, shared.summary);
  const isAnyOut = shared.redactionCount > 0;
  useKeys([
    { keys: "v", does: "whole page", run: () => setWhole((before) => !before) },
    ...(isAnyOut
      ? [
          { keys: "n", does: "next redaction", run: () => step(1) },
          { keys: "N", does: "redaction before", run: () => step(-1) },
        ]
      : []),
  ]);
  const examples = useMemo(() => examplesOf(shared), [shared]);
  const head = headOf({ ...shared, live: "on" }, now, formatClock);
  return (
    <section className={isWhole ? "spv whole" : "spv"} aria-label="What the reader gets">
      <div className="shared" data-theme="light" ref={page}>
        <div className="k">
          <span className="mono">{shared.incident.id}</span>
          <span className="row b">
            <Mark name={head.mark} size={12} />
            {head.words}
          </span>
          <span className="end">this is what the reader gets</span>
        </div>
        <section
          // Each view begins at its top.
          key={isWhole ? "whole" : "entries"}
          className={isWhole ? "scr whole" : "scr"}
          aria-label="As the reader sees it"
          {...REACHABLE}
        >
          {isWhole ? (
            <SharedDocument shared={shared} asOf={now} clock={formatClock} />
          ) : (
            <>
              <p className="ttl">
                <MachineText text={shared.incident.title} limit={200} />
              </p>
              <OwnSummary shared={shared} />
              <Entries entries={shared.entries} symptoms={shared.symptoms} />
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
        <h3>
          {plural(shared.redactionCount, "replacement")}
          {isAnyOut && `, ${plural(shared.redactions?.length ?? 0, "rule")}`}
        </h3>
        <span className="sub">
          scanned {formatClock(shared.frozenAt)};{" "}
          {isAnyOut ? "locked rules cannot be turned off" : "no rule found anything"}
        </span>
        {isAnyOut && (
          <span className="ml-auto">
            <Button look="quiet" isSmall onClick={() => step(1)}>
              Step through <Kbd>n</Kbd> <Kbd>N</Kbd>
            </Button>
          </span>
        )}
      </div>
      <RedactionRules {...previewed} examples={examples} discretion={discretion} onChange={onDiscretion} />
    </section>
  );
}

/** Rests while only the time passes: there may be thousands. */
const Entries = memo(function Entries({
  entries,
  symptoms,
}: Pick<SharePreviewed["shared"], "entries" | "symptoms">) {
  const rows = useMemo(() => toStory(entries, "all"), [entries]);
  if (rows.length === 0) return <p className="i2">Nothing of the timeline is marked for sharing.</p>;
  return (
    <ol>
      {rows.map((row) =>
        row.kind === "day" ? null : (
          <SharedEntry key={row.key} group={row.group} clock={formatClock} symptoms={symptoms} />
        ),
      )}
    </ol>
  );
});

/** Who changes the words above everything sees them as the reader will. */
function useSummaryInView(page: React.RefObject<HTMLElement | null>, summary: string | undefined): void {
  const shown = useRef(summary);
  useEffect(() => {
    if (shown.current === summary) return;
    shown.current = summary;
    const scroller = page.current?.querySelector(".scr");
    const said = scroller?.querySelector(".said");
    if (scroller == null || said == null) return;
    // The scroller alone: the dialog stays where its field is typed in.
    scroller.scrollTop += said.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  }, [page, summary]);
}
