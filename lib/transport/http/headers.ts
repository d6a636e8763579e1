/** On everything Foghorn answers, page or not. */
export const BASE_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
  "x-robots-tag": "noindex, nofollow",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
} as const;

/** For answers that are not pages: nothing in them may ever run or load. */
export const DATA_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export const SAFE_HEADERS = {
  ...BASE_HEADERS,
  "cache-control": "no-store",
  "content-security-policy": DATA_CSP,
} as const;

/** A year; only ever sent over TLS. */
export const HSTS = "max-age=31536000";

/**
 * Only scripts and styles that carry this answer's nonce run. `style-src-attr` is the one exception:
 * server-rendered `style` attributes have no nonce, and cannot load or run anything.
 * Development needs eval for hot reload, and its overlay writes style sheets without a nonce.
 */
export function pageCsp(nonce: string, options: { readonly isDevelopment: boolean }): string {
  const script = `'self' 'nonce-${nonce}' 'strict-dynamic'${options.isDevelopment ? " 'unsafe-eval'" : ""}`;
  const style = options.isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
  ].join("; ");
}
