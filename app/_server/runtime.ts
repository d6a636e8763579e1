import "server-only";
import { connection } from "next/server";
import { served } from "#lib/runtime/slot.ts";
import type { Served } from "#lib/transport/http/with-policy.ts";

/** The running console. Waits for a request first, so that nothing is prerendered while no server runs. */
export async function foghorn(): Promise<Served> {
  await connection();
  return served();
}
