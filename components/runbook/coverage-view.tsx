import Link from "next/link";
import { places } from "../shell/places.ts";
import { Mark } from "../ui/mark.tsx";
import type { CoverageGroup } from "./coverage.ts";

/** One square is one failure mode: written, or a hole. */
export function Coverage({ groups }: { readonly groups: readonly CoverageGroup[] }) {
  const holes = groups.flatMap((group) => group.modes).filter(({ runbook }) => runbook === undefined);
  const written = groups.flatMap((group) => group.modes).length - holes.length;
  return (
    <section className="cov" aria-label="Coverage">
      <div className="ph">
        <h2>Coverage</h2>
        <span className="sub">one square is one failure mode</span>
      </div>
      <ul className="cg">
        {groups.map((group) => (
          <li key={group.name} className="ly">
            <span className="n">{group.name}</span>
            <ul className="cs">
              {group.modes.map(({ mode, runbook }) => (
                <li key={mode}>
                  {runbook === undefined ? (
                    <span className="cv h" title={`${mode}: no runbook`}>
                      <span className="sr">{mode}: no runbook</span>
                    </span>
                  ) : (
                    <Link
                      className="cv v"
                      href={places.runbook(runbook.id)}
                      title={`${mode}: ${runbook.title}`}
                    >
                      <span className="sr">
                        {mode}: {runbook.title}
                      </span>
                    </Link>
                  )}
                </li>
              ))}
            </ul>
            <span className="x">{wordsOf(group)}</span>
          </li>
        ))}
      </ul>
      <ul className="kk">
        <li>
          <span className="cv v" aria-hidden /> <b>{written} written</b>
        </li>
        <li>
          <span className="cv h" aria-hidden />{" "}
          <b>{holes.length === 1 ? "1 hole" : `${holes.length} holes`}</b>
          <span className="i3">no runbook: the symptom shows its evidence and says so</span>
        </li>
      </ul>
      {holes.length > 0 && (
        <ul className="hole">
          {holes.map(({ mode }) => (
            <li key={mode}>
              <Mark name="ticket" size={13} />
              <span className="mono">{mode}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function wordsOf(group: CoverageGroup): string {
  const holes = group.modes.filter(({ runbook }) => runbook === undefined).length;
  if (holes === 0) return `all ${group.modes.length}`;
  return holes === 1 ? "1 hole" : `${holes} holes`;
}
