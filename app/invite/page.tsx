import { headers } from "next/headers";
import { InviteForm } from "../../components/account/invite-form.tsx";
import { openPublicPage } from "../_server/session.ts";

export default async function InvitePage() {
  await openPublicPage();
  return <InviteForm host={(await headers()).get("host") ?? ""} />;
}
