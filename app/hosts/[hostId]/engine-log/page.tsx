import { EngineLog } from "../../../../components/logs/engine-log.tsx";
import { hostOf } from "../../../_screen/host.ts";
import { openPage } from "../../../_server/session.ts";

const FIRST_LINES = 200;

export default async function EngineLogPage({
  params,
}: {
  readonly params: Promise<{ readonly hostId: string }>;
}) {
  const opened = await openPage("/hosts/[hostId]/engine-log");
  const { hostId, host, frame } = await hostOf(opened, (await params).hostId);
  const first = await opened.runtime.queries.rows(`engine-log:${hostId}`, { tail: FIRST_LINES });
  return <EngineLog frame={frame} hostId={hostId} initial={host} first={first} />;
}
