/** Where to go after signing in: a path of this console, never another site. */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !next.startsWith("/") || /^\/[/\\]/.test(next)) return "/";
  try {
    const url = new URL(next, "http://here.invalid");
    return url.host === "here.invalid" ? `${url.pathname}${url.search}` : "/";
  } catch {
    return "/";
  }
}
