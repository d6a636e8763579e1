import { FOGHORN_ERROR_CODES, type FoghornErrorCode } from "../domain/errors.ts";

/** `offline`: nothing came back, so what was sent may or may not have arrived. */
export type FailureCode = FoghornErrorCode | "offline";

export type Answer<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "failed"; readonly code: FailureCode; readonly message: string };

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Longer than the slowest thing the server does for a person; then it is as if nobody had answered. */
const DEADLINE_MS = 20_000;
const SIGN_IN_PATH = "/api/sign-in";

/**
 * Asks `app/api`. Never rejects: what went wrong comes back by code, in words that can be shown. A sign-in
 * that has ended says so and stays on the page, so that typed text is not lost. `isKept` sends what the page says as its last.
 */
export async function ask<Value>(
  method: Method,
  path: string,
  body?: unknown,
  { isKept = false } = {},
): Promise<Answer<Value>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      keepalive: isKept,
      signal: AbortSignal.timeout(DEADLINE_MS),
      ...(method === "GET"
        ? {}
        : {
            headers: { "content-type": "application/json", "x-foghorn-csrf": "1" },
            body: JSON.stringify(body ?? {}),
          }),
    });
  } catch {
    return failed("offline");
  }
  const content = await readJson(response);
  if (response.ok) return { kind: "done", value: content as Value };
  const code = codeOf(content);
  // There the answer is about the name and the password, not about a sign-in that has ended.
  const isAtTheDoor = code === "unauthenticated" && path === SIGN_IN_PATH;
  return isAtTheDoor
    ? { kind: "failed", code, message: messageOf(content) ?? "Name and password do not fit together." }
    : failed(code, messageOf(content));
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return response.status === 204 ? undefined : await response.json();
  } catch {
    return undefined;
  }
}

function codeOf(content: unknown): FailureCode {
  const given =
    typeof content === "object" && content !== null && "code" in content ? content.code : undefined;
  return FOGHORN_ERROR_CODES.find((code) => code === given) ?? "internal";
}

function messageOf(content: unknown): string | undefined {
  const given =
    typeof content === "object" && content !== null && "message" in content ? content.message : undefined;
  return typeof given === "string" && given !== "" ? given : undefined;
}

const WORDS: Readonly<Record<FailureCode, string>> = {
  offline: "Foghorn does not answer from here. Nothing typed is lost.",
  "not-found": "That is not there any more.",
  conflict: "Somebody else was first. What is shown now is the newer state.",
  "invalid-input": "Foghorn did not accept that.",
  unauthenticated: "The sign-in has ended. Sign in again in another tab; what you typed stays here.",
  forbidden: "Your role does not allow this.",
  "rate-limited": "Too many tries in a short time. Wait a minute.",
  "gate-down": "The gate process does not answer, so no host can be read.",
  "host-unreadable": "The host does not answer.",
  storage: "Not saved: the storage of the Foghorn server refuses writes. Nothing typed is lost.",
  internal: "Foghorn could not do that; its log says why.",
};

/** These speak for themselves; for the others the server knows more than we do. */
const OWN_WORDS: ReadonlySet<FailureCode> = new Set(["offline", "unauthenticated"]);

function failed(code: FailureCode, message?: string): { kind: "failed"; code: FailureCode; message: string } {
  return { kind: "failed", code, message: OWN_WORDS.has(code) ? WORDS[code] : (message ?? WORDS[code]) };
}
