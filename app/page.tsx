import { Watch } from "../components/watch/watch.tsx";
import { frameOf } from "./_screen/frame.ts";
import { openPage } from "./_server/session.ts";

const FIRST_ROWS = 60; // fills the feed of a tall screen; the rest comes over the socket

export default async function WatchPage() {
  const { runtime, signIn } = await openPage("/");
  const [frame, hosts, feed] = await Promise.all([
    frameOf(runtime, signIn),
    runtime.queries.state("hosts"),
    runtime.queries.rows("feed", { tail: FIRST_ROWS }),
  ]);
  return <Watch frame={frame} hosts={hosts ?? []} feed={feed} />;
}
