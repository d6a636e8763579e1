import { Suspense } from "react";
import { Incidents } from "../../components/incident/incidents.tsx";
import { frameOf } from "../_screen/frame.ts";
import { openPage } from "../_server/session.ts";

export default async function IncidentsPage() {
  const { runtime, signIn } = await openPage("/incidents");
  const [incidents, imports, postmortems, frame] = await Promise.all([
    runtime.queries.state("incidents"),
    runtime.queries.state("imports"),
    runtime.queries.state("postmortems"),
    frameOf(runtime, signIn),
  ]);
  return (
    <Suspense>
      <Incidents
        frame={frame}
        initial={incidents ?? []}
        initialImports={imports ?? []}
        initialPostmortems={postmortems ?? []}
      />
    </Suspense>
  );
}
