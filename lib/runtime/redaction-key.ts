import { createHash, randomUUID } from "node:crypto";
import type { Storage } from "../adapters/prisma/storage.ts";
import type { Clock } from "../engine/ports.ts";

const REDACTION_KEY = "redaction.key";

/** Made once for a database: equal secrets have equal marks in it, and in no other. */
export async function redactionKeyOf(storage: Pick<Storage, "settings">, clock: Clock): Promise<string> {
  const known = await storage.settings.get(REDACTION_KEY);
  if (known !== undefined) return known;
  const key = createHash("sha256").update(randomUUID()).update(randomUUID()).digest("hex");
  await storage.settings.set(REDACTION_KEY, key, clock.now());
  return key;
}
