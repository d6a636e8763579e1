import { notFound } from "next/navigation";
import { isContainerId, isHostId } from "#lib/domain/ids.ts";
import { ContainerLog } from "../../../../../../components/logs/container-log.tsx";
import { frameOf } from "../../../../../_screen/frame.ts";
import { openPage } from "../../../../../_server/session.ts";

export default async function ContainerLogPage({
  params,
}: {
  readonly params: Promise<{ readonly hostId: string; readonly containerId: string }>;
}) {
  const { runtime, signIn } = await openPage("/hosts/[hostId]/containers/[containerId]/logs");
  const { hostId, containerId } = await params;
  if (!isHostId(hostId) || !isContainerId(containerId)) notFound();
  const [host, frame] = await Promise.all([
    runtime.queries.state(`host:${hostId}`),
    frameOf(runtime, signIn),
  ]);
  if (host === undefined) notFound();
  return <ContainerLog frame={frame} hostId={hostId} containerId={containerId} initial={host} />;
}
