import type { SyncStatus } from "#lib/client/text-sync.ts";
import type { PublishedVersion } from "#lib/domain/postmortem/document.ts";
import type { PostmortemView, PostmortemWriter } from "#lib/protocol/postmortem-views.ts";
import { Clock } from "../ui/times.tsx";

/** What is published says what it stands on, what is being written when it was edited last. */
export function StandsOn({
  view,
}: {
  readonly view: Pick<PostmortemView, "status" | "published" | "editedAt">;
}) {
  const frozen = view.status === "published" ? view.published.at(-1) : undefined;
  return (
    <span className="t12 i3 ell" role="status">
      {frozen === undefined ? (
        <>
          edited <Clock at={view.editedAt} />
        </>
      ) : (
        <Frozen version={frozen} />
      )}
    </span>
  );
}

const Frozen = ({ version: { version, by, headSeq } }: { readonly version: PublishedVersion }) => (
  <>
    version {version}, published by {by}, stands on entry {headSeq}
  </>
);

/** Whether everything typed is kept, and who else writes where. */
export function SaveLine({
  view,
  status,
  others,
}: {
  readonly view: PostmortemView;
  readonly status: SyncStatus;
  readonly others: readonly PostmortemWriter[];
}) {
  const frozen = view.status === "published" ? view.published.at(-1) : undefined;
  const isKept = status.kind === "waiting" || status.kind === "refused";
  return (
    <span className="t12 i3 ell" role="status">
      {isKept ? (
        <b className="tt">
          {status.kind === "waiting" ? "not sent yet, kept in this window" : "not taken"}: {status.message}
        </b>
      ) : frozen !== undefined ? (
        <Frozen version={frozen} />
      ) : status.kind === "saved" ? (
        <>
          saved <Clock at={view.editedAt} />
        </>
      ) : (
        "saving …"
      )}
      {others.map(({ id, name, section }) => (
        <span key={id}>
          , {name} edits {section === "" ? "the beginning" : `“${section}”`}
        </span>
      ))}
    </span>
  );
}
