import { notFound } from "next/navigation";
import { ImportedPage } from "../../../components/imported/imported-page.tsx";
import { frameOf } from "../../_screen/frame.ts";
import { openPage } from "../../_server/session.ts";

/** More than any window shows: what comes before is read once these stand there. */
const FIRST_ENTRIES = 100;

export default async function ImportPage({
  params,
}: {
  readonly params: Promise<{ readonly importId: string }>;
}) {
  const { importId } = await params;
  const { runtime, signIn } = await openPage("/imports/[importId]");
  const [imported, entries, frame] = await Promise.all([
    runtime.queries.imported(importId),
    runtime.queries.importedEntries(importId, { tail: FIRST_ENTRIES }),
    frameOf(runtime, signIn),
  ]);
  if (imported === undefined) notFound();
  return <ImportedPage frame={frame} imported={imported} entries={entries} />;
}
