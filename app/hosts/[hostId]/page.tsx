import { notFound } from "next/navigation";
import { Suspense } from "react";
import { isHostId } from "#lib/domain/ids.ts";
import { HostScreen } from "../../../components/host/host-screen.tsx";
import { frameOf } from "../../_screen/frame.ts";
import { openPage } from "../../_server/session.ts";

const FIRST_LINES = 60;

export default async function HostPage({
  params,
}: {
  readonly params: Promise<{ readonly hostId: string }>;
}) {
  const { runtime, signIn } = await openPage("/hosts/[hostId]");
  const { hostId } = await params;
  if (!isHostId(hostId)) notFound();
  const [frame, host] = await Promise.all([
    frameOf(runtime, signIn),
    runtime.queries.state(`host:${hostId}`),
  ]);
  if (host === undefined) notFound();
  const log = await runtime.queries.rows(`engine-log:${hostId}`, { tail: FIRST_LINES });
  return (
    <Suspense>
      <HostScreen frame={frame} host={host} log={log} />
    </Suspense>
  );
}
