import { notFound } from "next/navigation";
import { isHostId } from "#lib/domain/ids.ts";
import { EventsScreen } from "../../../../components/host/events-screen.tsx";
import { frameOf } from "../../../_screen/frame.ts";
import { openPage } from "../../../_server/session.ts";

const FIRST_ROWS = 100;

export default async function EventsPage({
  params,
}: {
  readonly params: Promise<{ readonly hostId: string }>;
}) {
  const { runtime, signIn } = await openPage("/hosts/[hostId]/events");
  const { hostId } = await params;
  if (!isHostId(hostId)) notFound();
  const [frame, host] = await Promise.all([
    frameOf(runtime, signIn),
    runtime.queries.state(`host:${hostId}`),
  ]);
  if (host === undefined) notFound();
  const events = await runtime.queries.rows(`events:${hostId}`, { tail: FIRST_ROWS });
  return <EventsScreen frame={frame} host={host} events={events} />;
}
