import { Settings } from "../../components/settings/settings.tsx";
import { frameOf } from "../_screen/frame.ts";
import { openPage } from "../_server/session.ts";

export default async function SettingsPage() {
  const { runtime, signIn } = await openPage("/settings");
  return <Settings frame={await frameOf(runtime, signIn)} initial={runtime.settings.incidents()} />;
}
