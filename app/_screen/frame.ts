import "server-only";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { Runtime, SignIn } from "#lib/runtime/runtime.ts";
import type { ShellFrame } from "../../components/shell/frame.ts";

/** What the frame around a console screen is first drawn with. */
export async function frameOf(runtime: Runtime, signIn: SignIn): Promise<ShellFrame> {
  const [view, hosts, symptoms, incidents] = await Promise.all([
    runtime.queries.state("console"),
    runtime.queries.state("hosts"),
    runtime.queries.state("symptoms"),
    runtime.queries.state("incidents"),
  ]);
  return {
    person: { id: signIn.account.id, name: signIn.account.name, role: signIn.account.role },
    hostCount: hosts?.length ?? 0,
    openIncidentCount: (incidents ?? []).filter(({ state }) => isOpen(state)).length,
    symptoms: symptoms ?? [],
    ...(view === undefined ? {} : { console: view }),
  };
}
