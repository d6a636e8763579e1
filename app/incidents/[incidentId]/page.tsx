import { notFound } from "next/navigation";
import { Room } from "../../../components/incident/room.tsx";
import { frameOf } from "../../_screen/frame.ts";
import { openPage } from "../../_server/session.ts";

/** More than any window shows: what comes before is read once these stand there. */
const FIRST_ENTRIES = 100;

export default async function IncidentPage({
  params,
}: {
  readonly params: Promise<{ readonly incidentId: string }>;
}) {
  const { incidentId } = await params;
  const { runtime, signIn } = await openPage("/incidents/[incidentId]");
  if (!/^INC-\d{1,9}$/.test(incidentId)) notFound();
  const topic = incidentId as `INC-${string}`;
  const [incident, entries, frame] = await Promise.all([
    runtime.queries.state(`incident:${topic}`),
    runtime.queries.rows(`entries:${topic}`, { tail: FIRST_ENTRIES }),
    frameOf(runtime, signIn),
  ]);
  if (incident === undefined) notFound();
  return <Room frame={frame} initial={incident} entries={entries} canPrint={runtime.queries.canPrint()} />;
}
