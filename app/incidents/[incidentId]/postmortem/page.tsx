import { notFound } from "next/navigation";
import type { Queries } from "#lib/runtime/runtime.ts";
import { PostmortemScreen } from "../../../../components/postmortem/postmortem-screen.tsx";
import { frameOf } from "../../../_screen/frame.ts";
import { openPage } from "../../../_server/session.ts";

type Id = `INC-${string}`;

async function paperOf(queries: Queries, id: Id) {
  const view = await queries.state(`paper:${id}`);
  return view && { kind: "paper" as const, view };
}

async function textOf(queries: Queries, id: Id) {
  const [view, text] = await Promise.all([
    queries.state(`postmortem:${id}`),
    queries.postmortemText(id as never),
  ]);
  return view && text && { kind: "written" as const, view, text };
}

export default async function PostmortemPage({
  params,
}: {
  readonly params: Promise<{ readonly incidentId: string }>;
}) {
  const { incidentId } = await params;
  const { runtime, signIn } = await openPage("/incidents/[incidentId]/postmortem");
  if (!/^INC-\d{1,9}$/.test(incidentId)) notFound();
  const id = incidentId as Id;
  const { queries } = runtime;
  const [frame, initial, incident] = await Promise.all([
    frameOf(runtime, signIn),
    // What was typed leaves Foghorn for those who write: who only reads gets the paper.
    signIn.account.role === "viewer" ? paperOf(queries, id) : textOf(queries, id),
    queries.state(`incident:${id}`),
  ]);
  if (incident === undefined) notFound();
  return (
    <PostmortemScreen
      // Begun: the screen is another one.
      key={initial?.kind ?? "none"}
      frame={frame}
      incidentId={incidentId}
      initial={initial ?? { kind: "none", templates: await queries.postmortemTemplates() }}
      canPrint={queries.canPrint()}
    />
  );
}
