/** light and dark are chosen by the reader; system follows the computer and is the absence of a choice. */
export const THEMES = ["light", "dark", "system"] as const;
export type Theme = (typeof THEMES)[number];

/** Read by the server while it draws, so that no page flashes in the wrong theme and no script is needed for it. */
export const THEME_COOKIE = "foghorn-theme";
const YEAR_MS = 31_536_000_000;

export const toTheme = (text: string | undefined): Theme =>
  THEMES.find((theme) => theme === text) ?? "system";

export const nextTheme = (theme: Theme): Theme =>
  THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";

/** The theme of this document now. */
export const currentTheme = (): Theme => toTheme(document.documentElement.dataset.theme);

/** Changes this document at once and asks the server to draw the next ones alike. */
export function setTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // Where the browser has no cookie store the choice lasts until the page is loaded again.
  void window.cookieStore
    ?.set({ name: THEME_COOKIE, value: theme, path: "/", expires: Date.now() + YEAR_MS, sameSite: "lax" })
    .catch(() => undefined);
}
