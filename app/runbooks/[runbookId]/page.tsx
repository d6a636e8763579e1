import { notFound } from "next/navigation";
import { RunbookPage } from "../../../components/runbook/runbook-page.tsx";
import { frameOf } from "../../_screen/frame.ts";
import { openPage } from "../../_server/session.ts";

export default async function OneRunbookPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly runbookId: string }>;
  readonly searchParams: Promise<{ readonly for?: string | readonly string[] }>;
}) {
  const { runtime, signIn } = await openPage("/runbooks/[runbookId]");
  const { runbookId } = await params;
  const [runbook, frame] = await Promise.all([
    runtime.queries.runbook(decodeURIComponent(runbookId)),
    frameOf(runtime, signIn),
  ]);
  if (runbook === undefined) notFound();
  const asked = (await searchParams).for;
  const symptomId = typeof asked === "string" ? asked : undefined;
  return <RunbookPage frame={frame} runbook={runbook} {...(symptomId !== undefined && { symptomId })} />;
}
