import { Suspense } from "react";
import { HostsScreen } from "../../components/host/hosts-screen.tsx";
import { frameOf } from "../_screen/frame.ts";
import { openPage } from "../_server/session.ts";

export default async function HostsPage() {
  const { runtime, signIn } = await openPage("/hosts");
  const [frame, hosts] = await Promise.all([frameOf(runtime, signIn), runtime.queries.state("hosts")]);
  return (
    <Suspense>
      <HostsScreen frame={frame} hosts={hosts ?? []} />
    </Suspense>
  );
}
