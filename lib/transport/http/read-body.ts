import { z } from "zod/mini";
import { FoghornError } from "../../domain/errors.ts";

// zod/mini says only "Invalid input" until it is given words; a person should read what would be right.
z.config(z.locales.en());

/** Anything with zod's `safeParse`; bodies are described in lib/protocol/http.ts. */
export interface BodySchema<Body> {
  readonly safeParse: (
    input: unknown,
  ) =>
    | { readonly success: true; readonly data: Body }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export const BODY_LIMIT_BYTES = 256 * 1_024;

/** The body as the schema describes it; without a schema nothing is read. Rejects with `invalid-input`. */
export async function readBody<Body>(request: Request, schema: BodySchema<Body> | undefined): Promise<Body> {
  if (schema === undefined) return undefined as Body;
  const parsed = schema.safeParse(parseJson(await readText(request)));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place =
    issue === undefined || issue.path.length === 0 ? "the body" : issue.path.map(String).join(".");
  throw new FoghornError("invalid-input", `${place}: ${issue?.message ?? "has the wrong shape"}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FoghornError("invalid-input", "the body: is not JSON");
  }
}

// The server refuses longer bodies by their length header; this holds when a route is reached another way.
async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > BODY_LIMIT_BYTES) {
      throw new FoghornError("invalid-input", `the body: is longer than ${BODY_LIMIT_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
