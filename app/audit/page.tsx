import { Audit } from "../../components/account/audit.tsx";
import { frameOf } from "../_screen/frame.ts";
import { openPage } from "../_server/session.ts";

const FIRST = 200;

export default async function AuditPage() {
  const { runtime, signIn } = await openPage("/audit");
  const [first, broken, frame] = await Promise.all([
    runtime.audit.read({ limit: FIRST }),
    runtime.audit.verify(),
    frameOf(runtime, signIn),
  ]);
  return <Audit frame={frame} first={first} brokenAtSeq={broken?.brokenAtSeq} checkedAt={Date.now()} />;
}
