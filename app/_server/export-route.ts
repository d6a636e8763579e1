import "server-only";
import type { IncidentId } from "#lib/domain/ids.ts";
import type { Queries } from "#lib/runtime/runtime.ts";
import { exportOptionsOf, found, incidentIdOf, signedInRoute, writeAudit } from "./api-route.ts";

/** A form in which an incident leaves: read as the address asks, told to the audit log, saved as a file. */
export const exportRoute = <File>(
  read: (
    queries: Queries,
    incidentId: IncidentId,
    options: ReturnType<typeof exportOptionsOf>,
  ) => Promise<File | undefined>,
  answer: (file: File) => Response,
) =>
  signedInRoute(undefined, async (call) => {
    const incidentId = incidentIdOf(call);
    const file = found(await read(call.runtime.queries, incidentId, exportOptionsOf(call.url)));
    await writeAudit(call, "incident.exported", incidentId);
    return answer(file);
  });
