import type { PublishedVersion } from "#lib/domain/postmortem/document.ts";
import { Moment } from "../ui/time.tsx";

const FORMATS = [
  { ending: "html", name: "HTML" },
  { ending: "md", name: "Markdown" },
  { ending: "pdf", name: "PDF" },
] as const;

/** What was published, each version as it was frozen; also while it is being corrected. */
export function Versions({
  incidentId,
  published,
}: {
  readonly incidentId: string;
  readonly published: readonly PublishedVersion[];
}) {
  if (published.length === 0) return null;
  return (
    <section className="cm" aria-labelledby="versions">
      <h2 id="versions">Published versions</h2>
      <ul>
        {published.toReversed().map(({ version, at, by, headSeq, headHash }) => (
          <li key={version}>
            <p>
              <b>Version {version}</b>, <Moment at={at} />, by {by}, on entry {headSeq}{" "}
              <code className="t12 i3">{headHash.slice(0, 12)}</code>
            </p>
            <p className="row t12">
              {FORMATS.map(({ ending, name }) => (
                <a
                  key={ending}
                  href={`/api/incidents/${incidentId}/export.${ending}?version=${version}`}
                  download
                  aria-label={`Version ${version} as ${name}`}
                >
                  {name}
                </a>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
