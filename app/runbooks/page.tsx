import { Runbooks } from "../../components/runbook/runbooks.tsx";
import { frameOf } from "../_screen/frame.ts";
import { openPage } from "../_server/session.ts";

export default async function RunbooksPage() {
  const { runtime, signIn } = await openPage("/runbooks");
  const [view, frame] = await Promise.all([runtime.queries.runbooks(), frameOf(runtime, signIn)]);
  return <Runbooks frame={frame} view={view} />;
}
