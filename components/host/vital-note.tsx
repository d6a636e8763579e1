import type { VitalView } from "#lib/protocol/views.ts";
import { Moment } from "../ui/times.tsx";

type Noted = Pick<VitalView, "state" | "readAt" | "source" | "note" | "usual">;

/** What a vital is to be read with: how old it is where it is not of now, where it comes from, or what is usual. */
export function VitalNote({ vital: { state, readAt, source, note, usual } }: { readonly vital: Noted }) {
  if (state === "last-known" && readAt !== undefined) {
    return (
      <>
        as of <Moment at={readAt} />
      </>
    );
  }
  return source ?? note ?? (usual === undefined ? null : `usual ${usual}`);
}
