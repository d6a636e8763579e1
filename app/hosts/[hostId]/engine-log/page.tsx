import { notFound } from "next/navigation";
import { isHostId } from "#lib/domain/ids.ts";
import { EngineLog } from "../../../../components/logs/engine-log.tsx";
import { frameOf } from "../../../_screen/frame.ts";
import { openPage } from "../../../_server/session.ts";

const FIRST_LINES = 200;

export default async function EngineLogPage({
  params,
}: {
  readonly params: Promise<{ readonly hostId: string }>;
}) {
  const { runtime, signIn } = await openPage("/hosts/[hostId]/engine-log");
  const { hostId } = await params;
  if (!isHostId(hostId)) notFound();
  const host = await runtime.queries.state(`host:${hostId}`);
  if (host === undefined) notFound();
  const [first, frame] = await Promise.all([
    runtime.queries.rows(`engine-log:${hostId}`, { tail: FIRST_LINES }),
    frameOf(runtime, signIn),
  ]);
  return <EngineLog frame={frame} hostId={hostId} initial={host} first={first} />;
}
