import { Setup } from "../../components/first-run/setup.tsx";
import { openSetupPage } from "../_server/session.ts";

export default async function SetupPage() {
  return <Setup {...(await openSetupPage())} />;
}
