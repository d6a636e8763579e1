import { ShareDoor } from "../../components/share/share-door.tsx";
import { SharedPage } from "../../components/share/shared-page.tsx";
import { openSharedPage } from "../_server/session.ts";

/** Reaches the frozen picture its cookie stands for, and nothing else. */
export default async function SharePage() {
  const shared = await openSharedPage();
  return shared === undefined ? (
    <ShareDoor />
  ) : (
    <ShareDoor>
      <SharedPage shared={shared} />
    </ShareDoor>
  );
}
