import type { SyncStatus } from "#lib/client/text-sync.ts";
import type { PostmortemView, PostmortemWriter } from "#lib/protocol/postmortem-views.ts";
import { Clock } from "../ui/times.tsx";

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
        <>
          version {frozen.version}, published by {frozen.by}, stands on entry {frozen.headSeq}
        </>
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
