import { errorCodeOf, type FoghornErrorCode } from "../../domain/errors.ts";
import type { ErrorBody } from "../../protocol/http.ts";
import { SAFE_HEADERS } from "./headers.ts";

const STATUS = {
  "not-found": 404,
  conflict: 409,
  "invalid-input": 422,
  unauthenticated: 401,
  forbidden: 403,
  "rate-limited": 429,
  "gate-down": 503,
  "host-unreadable": 502,
  storage: 507,
  internal: 500,
} as const satisfies Record<FoghornErrorCode, number>;

/** The one error body. What is not ours is logged and told to nobody: a message may hold a path or a secret. */
export function errorResponse(error: unknown): Response {
  const code = errorCodeOf(error);
  if (code === "internal") console.error("A request failed:", error);
  const message =
    code === "internal" || !(error instanceof Error)
      ? "Foghorn could not do that; its log says why."
      : error.message;
  return jsonResponse({ code, message } satisfies ErrorBody, STATUS[code]);
}

export function jsonResponse(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, { status, headers: { ...SAFE_HEADERS, ...headers } });
}

export const noContent = (headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status: 204, headers: { ...SAFE_HEADERS, ...headers } });

/** A file to save. The name is reduced to what every system takes, so a title cannot forge a header. */
export function download(
  content: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>,
  fileName: string,
  contentType: string,
): Response {
  const safeName = fileName.replace(/[^A-Za-z0-9._-]+/g, "-").slice(0, 120);
  return new Response(content, {
    headers: {
      ...SAFE_HEADERS,
      "content-type": contentType,
      "content-disposition": `attachment; filename="${safeName}"`,
    },
  });
}

export const markdownDownload = (markdown: string, fileName: string): Response =>
  download(markdown, fileName, "text/markdown; charset=utf-8");
