import { notFound } from "next/navigation";
import { PostmortemScreen } from "../../../../components/postmortem/postmortem-screen.tsx";
import { frameOf } from "../../../_screen/frame.ts";
import { openPage } from "../../../_server/session.ts";

export default async function PostmortemPage({
  params,
}: {
  readonly params: Promise<{ readonly incidentId: string }>;
}) {
  const { incidentId } = await params;
  const { runtime, signIn } = await openPage("/incidents/[incidentId]/postmortem");
  if (!/^INC-\d{1,9}$/.test(incidentId)) notFound();
  const id = incidentId as `INC-${string}`;
  const { queries } = runtime;
  const [frame, view, text, incident] = await Promise.all([
    frameOf(runtime, signIn),
    queries.state(`postmortem:${id}`),
    queries.postmortemText(id as never),
    queries.state(`incident:${id}`),
  ]);
  if (incident === undefined) notFound();
  return (
    <PostmortemScreen
      // Begun: the screen is another one.
      key={view === undefined ? "none" : "written"}
      frame={frame}
      incidentId={incidentId}
      initial={
        view !== undefined && text !== undefined
          ? { kind: "written", view, text }
          : { kind: "none", templates: await queries.postmortemTemplates() }
      }
      canPrint={queries.canPrint()}
    />
  );
}
