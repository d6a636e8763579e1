import { Suspense } from "react";
import { HostScreen } from "../../../components/host/host-screen.tsx";
import { hostOf } from "../../_screen/host.ts";
import { openPage } from "../../_server/session.ts";

const FIRST_LINES = 60;

export default async function HostPage({
  params,
}: {
  readonly params: Promise<{ readonly hostId: string }>;
}) {
  const opened = await openPage("/hosts/[hostId]");
  const { hostId, host, frame } = await hostOf(opened, (await params).hostId);
  const log = await opened.runtime.queries.rows(`engine-log:${hostId}`, { tail: FIRST_LINES });
  return (
    <Suspense>
      <HostScreen frame={frame} host={host} log={log} />
    </Suspense>
  );
}
