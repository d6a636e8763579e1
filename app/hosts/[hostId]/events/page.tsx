import { EventsScreen } from "../../../../components/host/events-screen.tsx";
import { hostOf } from "../../../_screen/host.ts";
import { openPage } from "../../../_server/session.ts";

const FIRST_ROWS = 100;

export default async function EventsPage({
  params,
}: {
  readonly params: Promise<{ readonly hostId: string }>;
}) {
  const opened = await openPage("/hosts/[hostId]/events");
  const { hostId, host, frame } = await hostOf(opened, (await params).hostId);
  const events = await opened.runtime.queries.rows(`events:${hostId}`, { tail: FIRST_ROWS });
  return <EventsScreen frame={frame} host={host} events={events} />;
}
