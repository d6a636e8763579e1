import "server-only";
import type { IncidentId } from "#lib/domain/ids.ts";
import type { Queries } from "#lib/runtime/runtime.ts";
import type { SignedInCall } from "#lib/transport/http/with-policy.ts";
import { found, incidentIdOf, type Params, writeAudit } from "./api-route.ts";
import { exportOptionsOf } from "./asked.ts";

/** A form in which an incident leaves: read as the address asks, told to the audit log, saved as a file. */
export const exported =
  <File>(
    read: (
      queries: Queries,
      incidentId: IncidentId,
      options: ReturnType<typeof exportOptionsOf>,
    ) => Promise<File | undefined>,
    answer: (file: File) => Response,
  ) =>
  async (call: SignedInCall<unknown> & Params): Promise<Response> => {
    const incidentId = incidentIdOf(call);
    const file = found(await read(call.runtime.queries, incidentId, exportOptionsOf(call.url)));
    await writeAudit(call, "incident.exported", incidentId);
    return answer(file);
  };
