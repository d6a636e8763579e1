import { Account } from "../../components/account/account.tsx";
import { frameOf } from "../_screen/frame.ts";
import { openPage } from "../_server/session.ts";

export default async function AccountPage() {
  const { runtime, signIn } = await openPage("/account");
  const [logins, frame] = await Promise.all([
    runtime.accounts.logins(signIn.account.id),
    frameOf(runtime, signIn),
  ]);
  return <Account frame={frame} logins={logins} currentLoginId={signIn.loginId} />;
}
