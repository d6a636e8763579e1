import Link from "next/link";
import { Logo } from "../components/shell/logo.tsx";

/** Also what a reader gets whose role does not reach: the two look alike. */
export default function NotFound() {
  return (
    <main className="empty">
      <title>Nothing here - Foghorn</title>
      <p className="row mb-4">
        <Logo /> <b>Foghorn</b>
      </p>
      <h1 className="text-22 font-semibold">There is nothing at this address.</h1>
      <p>
        A host may have left the configuration, an incident may have been merged, or your role does not reach
        it.
      </p>
      <p>
        <Link href="/">To Watch</Link>
      </p>
    </main>
  );
}
