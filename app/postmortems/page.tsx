import { Suspense } from "react";
import { Postmortems } from "../../components/postmortem/postmortems.tsx";
import { frameOf } from "../_screen/frame.ts";
import { openPage } from "../_server/session.ts";

export default async function PostmortemsPage() {
  const { runtime, signIn } = await openPage("/postmortems");
  const [rows, frame] = await Promise.all([runtime.queries.state("postmortems"), frameOf(runtime, signIn)]);
  return (
    <Suspense>
      <Postmortems frame={frame} initial={rows ?? []} />
    </Suspense>
  );
}
