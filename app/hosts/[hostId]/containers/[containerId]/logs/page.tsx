import { notFound } from "next/navigation";
import { isContainerId } from "#lib/domain/ids.ts";
import { ContainerLog } from "../../../../../../components/logs/container-log.tsx";
import { hostOf } from "../../../../../_screen/host.ts";
import { openPage } from "../../../../../_server/session.ts";

export default async function ContainerLogPage({
  params,
}: {
  readonly params: Promise<{ readonly hostId: string; readonly containerId: string }>;
}) {
  const opened = await openPage("/hosts/[hostId]/containers/[containerId]/logs");
  const { containerId, ...named } = await params;
  if (!isContainerId(containerId)) notFound();
  const { hostId, host, frame } = await hostOf(opened, named.hostId);
  return <ContainerLog frame={frame} hostId={hostId} containerId={containerId} initial={host} />;
}
