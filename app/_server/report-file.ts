import "server-only";
import { download } from "#lib/transport/http/respond.ts";
import type { SignedInCall } from "#lib/transport/http/with-policy.ts";
import { writeAudit } from "./api-route.ts";
import { reportQuestionOf } from "./asked.ts";

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" } as const;

/** The report that the address asks for, saved as a file and told to the audit log. */
export async function reportFile(call: SignedInCall<unknown>, form: keyof typeof TYPES): Promise<Response> {
  const hosts = (await call.runtime.queries.state("hosts")) ?? [];
  const sites = hosts.flatMap(({ labels: { site } }) => site ?? []);
  const question = reportQuestionOf(call.url, [...new Set(sites)]);
  const { content, fileName, about } = await call.runtime.queries.reportFile(question, form);
  await writeAudit(call, "report.exported", about);
  return download(content, fileName, TYPES[form]);
}
