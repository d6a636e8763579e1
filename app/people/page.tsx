import { People } from "../../components/account/people.tsx";
import { frameOf } from "../_screen/frame.ts";
import { openPage } from "../_server/session.ts";

export default async function PeoplePage() {
  const { runtime, signIn, publicUrl } = await openPage("/people");
  const [people, frame] = await Promise.all([runtime.accounts.list(), frameOf(runtime, signIn)]);
  return <People frame={frame} people={people} ownId={signIn.account.id} publicUrl={publicUrl} />;
}
