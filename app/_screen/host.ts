import "server-only";
import { notFound } from "next/navigation";
import { type HostId, isHostId } from "#lib/domain/ids.ts";
import type { HostDetail } from "#lib/protocol/views.ts";
import type { Runtime, SignIn } from "#lib/runtime/runtime.ts";
import type { ShellFrame } from "../../components/shell/frame.ts";
import { frameOf } from "./frame.ts";

/** The host that a page's address names, as it is now, and the frame around it; goes to not-found where there is none. */
export async function hostOf(
  { runtime, signIn }: { readonly runtime: Runtime; readonly signIn: SignIn },
  hostId: string,
): Promise<{ readonly hostId: HostId; readonly host: HostDetail; readonly frame: ShellFrame }> {
  if (!isHostId(hostId)) notFound();
  const [frame, host] = await Promise.all([
    frameOf(runtime, signIn),
    runtime.queries.state(`host:${hostId}`),
  ]);
  if (host === undefined) notFound();
  return { hostId, host, frame };
}
