import type { PartState } from "#lib/domain/anatomy.ts";
import type { HostDetail, PartView } from "#lib/protocol/views.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Clock, Moment } from "../ui/times.tsx";

const QUIET_WORDS = {
  ok: "Nothing to say: its readings are as usual.",
  fault: "A probe or a signature names this part.",
  hit: "It cannot do its work because of another part.",
  warn: "It can wait for daylight.",
  stale: "What is shown is the last reading, not one of now.",
  off: "This host does not have or use it.",
} as const;

/** What there is to say of a part that no symptom is about; of a host that never spoke, why and since when. */
export function quietWords(host: HostDetail, view: PartView | undefined, state: PartState) {
  if (state !== "stale" || view?.readAt !== undefined) return QUIET_WORDS[state];
  if (host.lastHeardAt !== undefined || host.silence === undefined) return "It was never read.";
  return (
    <>
      Never read: nothing was ever heard from this host, asked since <Moment at={host.silence.sinceAt} />.{" "}
      <MachineText text={host.silence.reason} limit={200} />.
    </>
  );
}

/** A path, a file's rights, or a message that quotes: what a machine wrote stands in mono. */
const isMachineWords = (line: string): boolean => /^(?:\/|[a-z-](?:[r-][w-][xsStT-]){3} )|['"]/.test(line);

/** The decisive reading with its usual value, or why there is none. */
export function Readings({ view }: { readonly view: HostDetail["partViews"][number] }) {
  return (
    <section>
      <h3>
        {view.readAt === undefined ? (
          "Reading"
        ) : (
          <>
            Reading of <Clock at={view.readAt} />
          </>
        )}
      </h3>
      <p>
        <b>
          <MachineText text={view.reading} limit={200} />
        </b>
        {view.usual !== undefined && <span className="i3"> usual {view.usual}</span>}
      </p>
      {view.lines.map((line) => (
        <p key={line} className={isMachineWords(line) ? "ml" : "i2"}>
          <MachineText text={line} limit={200} />
        </p>
      ))}
      {view.notVisible !== undefined && (
        <p className="i2 mt-1">
          <Mark name="last-known" size={13} /> Cannot be seen: {view.notVisible.reason}.{" "}
          {view.notVisible.change}
        </p>
      )}
    </section>
  );
}
