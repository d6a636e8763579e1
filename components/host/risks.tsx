"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import type { HostDetail, RiskView } from "#lib/protocol/views.ts";
import { places } from "../shell/places.ts";
import { inBounds } from "../ui/in-bounds.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/times.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { useMedia } from "../ui/use-media.ts";
import { areRisksUnknown, riskCount, riskSightLine } from "./risk-words.ts";

/** What may go wrong one day: a drawer that stands open while nothing is wrong, and closed beside what is. */
export function Risks({ host, isQuiet }: { readonly host: HostDetail; readonly isQuiet: boolean }) {
  const isWide = useMedia(WIDE, true);
  const [chosen, choose] = useState<boolean>();
  const [openMode, setOpenMode] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const { risks, riskSight } = host;
  const isOpen = chosen ?? (isWide && isQuiet);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const walk = (step: 1 | -1) => (): void => {
    choose(true);
    // Rows are drawn by the next frame where the drawer was closed.
    requestAnimationFrame(() => focusRow(list.current, step));
  };
  useKeys(
    risks.length === 0
      ? []
      : [
          { keys: "j", does: "next risk", run: walk(1) },
          { keys: "k", does: "risk before", run: walk(-1) },
        ],
  );
  return (
    <section className="risks" aria-label="Risks">
      <div className="rhead">
        <h2>
          <button type="button" aria-expanded={isOpen} onClick={() => choose(!isOpen)}>
            <Chevron className="ic" size={14} aria-hidden />
            Risks
          </button>
        </h2>
        <span className="i2 t12 ell">
          {riskCount(host)}
          {riskSight?.isLastKnown === true && (
            <>
              , <Mark name="last-known" size={11} /> as of <Moment at={riskSight.at} />
            </>
          )}
        </span>
        {risks.length > 0 && (
          <span className="i3 t12 ml-auto rkeys">
            <Kbd>j</Kbd>
            <Kbd>k</Kbd>
          </span>
        )}
      </div>
      {isOpen && (
        <div className="rbody scroll">
          <p className="t12 i3">
            {areRisksUnknown(host)
              ? "The containers of this host were never read, so nobody looked for risks."
              : riskSightLine(host)}
          </p>
          {risks.length > 0 && (
            <ul ref={list}>
              {risks.map((risk) => (
                <RiskRow
                  key={risk.mode}
                  risk={risk}
                  isOpen={risk.mode === openMode}
                  onToggle={() => setOpenMode((before) => (before === risk.mode ? undefined : risk.mode))}
                />
              ))}
            </ul>
          )}
          <Sources sources={host.sources} />
        </div>
      )}
    </section>
  );
}

/** What only others can report: "no source" where nobody does, which is not "none found". */
function Sources({ sources }: Pick<HostDetail, "sources">) {
  return (
    <ul className="ritems sources" aria-label="What others report">
      {sources.map(({ what, state, text, problems }) => (
        <li key={what}>
          <b className="ell">
            {state === "no-source" && (
              <>
                <Mark name="last-known" size={11} label="not known" />{" "}
              </>
            )}
            {what}
          </b>
          <span className="t12 i2">
            {text}
            {problems.map((problem) => (
              <span key={problem} className="block">
                <MachineText text={problem} limit={240} />
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface RiskRowProps {
  readonly risk: RiskView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function RiskRow({ risk, isOpen, onToggle }: RiskRowProps) {
  const { title, count, next, runbook, items } = risk;
  return (
    <li className="riskrow" data-mode={risk.mode} data-count={count}>
      <button type="button" aria-expanded={isOpen} onClick={onToggle}>
        <Mark name="notice" size={13} label="risk" />
        <span className="min-w-0">
          <span className="rname">
            <b className="ell">{title}</b>
            <span className="num i2">{count}</span>
          </span>
          {next !== undefined && <span className="t12 i3 ell">{next}</span>}
        </span>
      </button>
      {runbook !== undefined && (
        <Link
          className="t12 rbook"
          href={places.runbook(runbook.id)}
          aria-label={`Runbook “${runbook.title}”`}
        >
          runbook
        </Link>
      )}
      {isOpen && (
        <ul className="ritems">
          {items.map((item) => (
            <li key={item.symptomId}>
              <b className="ell">
                {item.isUnknown === true && (
                  <>
                    <Mark name="last-known" size={11} label="last known" />{" "}
                  </>
                )}
                <MachineText text={item.subject === "" ? "the host" : item.subject} limit={80} />
              </b>
              <span className="t12 i2">
                <MachineText text={item.reading ?? item.summary} limit={160} />
              </span>
            </li>
          ))}
          {count > items.length && <li className="t12 i3">{count - items.length} more of the same</li>}
        </ul>
      )}
    </li>
  );
}

/** The row after or before the one that has the focus; the first or the last where none has it. */
function focusRow(list: HTMLUListElement | null, step: 1 | -1): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>(":scope > li > button") ?? [])];
  const { activeElement } = document;
  const at = activeElement instanceof HTMLElement ? rows.indexOf(activeElement) : -1;
  const next = at < 0 ? (step === 1 ? 0 : rows.length - 1) : at + step;
  rows[inBounds(next, rows.length)]?.focus();
}

const WIDE = "(min-width: 1280px)"; // as in host-small.css
