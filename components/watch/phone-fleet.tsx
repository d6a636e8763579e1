import Link from "next/link";
import type { SymptomView } from "#lib/protocol/views.ts";
import { GlyphS } from "../anatomy/glyph-s.tsx";
import { glyphLabel } from "../anatomy/spoken.ts";
import { places } from "../shell/places.ts";
import { plural } from "../ui/format.ts";
import { hostMark, Mark } from "../ui/mark.tsx";
import { Ago } from "../ui/times.tsx";
import { type FleetCounts, isQuiet, mutedParts } from "./fleet.ts";
import type { LitHost } from "./lit-hosts.ts";

const SHOWN = 6; // glyphs that fit beside one another at 390 px

/** The strip on a phone: counts, and only what is not quiet. */
export function PhoneFleet({
  hosts,
  symptoms,
  fleet,
  titlesOf,
}: {
  readonly hosts: readonly LitHost[];
  readonly symptoms: readonly SymptomView[];
  readonly fleet: FleetCounts;
  readonly titlesOf: (host: LitHost) => readonly string[];
}) {
  const loud = hosts.filter((host) => !isQuiet(host));
  const heardAt = Math.max(0, ...hosts.map((host) => host.lastHeardAt ?? 0));
  return (
    <div className="mfl">
      <span>
        {plural(fleet.all, "engine")}, {fleet.quiet} quiet
      </span>
      {heardAt > 0 && (
        <span className="i3">
          checked <Ago at={heardAt} />
        </span>
      )}
      {loud.length > 0 && (
        <div className="g">
          {loud.slice(0, SHOWN).map((host) => (
            <Link
              key={host.id}
              href={places.host(host.id)}
              prefetch={false}
              aria-label={glyphLabel(host, titlesOf(host))}
            >
              <GlyphS parts={host.parts} muted={mutedParts(host, symptoms)} />
              <Mark name={hostMark(host)} size={12} />
            </Link>
          ))}
          {loud.length > SHOWN && (
            <Link href={places.hosts} className="i3">
              + {loud.length - SHOWN}
            </Link>
          )}
        </div>
      )}
    </div>
  );
}
