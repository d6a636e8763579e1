import { signedInRoute } from "../../../_server/api-route.ts";
import { reportFile } from "../../../_server/report-file.ts";

export const GET = signedInRoute(undefined, (call) => reportFile(call, "json"));
