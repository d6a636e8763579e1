import { ReportScreen } from "../../components/report/report-screen.tsx";
import { frameOf } from "../_screen/frame.ts";
import { openPage } from "../_server/session.ts";

type Given = string | readonly string[] | undefined;

export default async function ReportPage({
  searchParams,
}: {
  readonly searchParams: Promise<{ readonly days?: Given; readonly site?: Given; readonly service?: Given }>;
}) {
  const { runtime, signIn } = await openPage("/report");
  const { days, site, service } = await searchParams;
  const [report, frame] = await Promise.all([
    runtime.queries.report({ days: Number(one(days)), site: one(site), service: one(service) }),
    frameOf(runtime, signIn),
  ]);
  return <ReportScreen frame={frame} report={report} />;
}

const one = (given: Given): string | undefined => (typeof given === "string" ? given : undefined);
