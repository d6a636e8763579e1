import { ShareDoor } from "../../components/share/share-door.tsx";
import { openSharedPage } from "../_server/session.ts";

/** Reaches the one timeline its cookie stands for, and nothing else. */
export default async function SharePage() {
  const opened = await openSharedPage();
  return opened === undefined ? <ShareDoor /> : <ShareDoor {...opened} />;
}
