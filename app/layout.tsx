import { foghorn } from "./_server/runtime.ts";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { LiveProvider } from "#lib/client/live-provider.tsx";
import { THEME_COOKIE, toTheme } from "../components/shell/theme.ts";

// A page that is not drawn per request carries no nonce and would not come alive under the content policy.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  description: "Incident console for the Docker daemon",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "dark light" };

const sans = localFont({
  src: "../node_modules/@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-standard-normal.woff2",
  variable: "--font-plex",
  weight: "100 700",
  declarations: [{ prop: "font-stretch", value: "75% 100%" }],
  display: "swap",
});

const mono = localFont({
  src: "../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  variable: "--font-jetbrains",
  weight: "100 800",
  display: "swap",
  adjustFontFallback: false,
});

/** The theme comes from a cookie, so the first byte is already drawn in it; without one the system decides, in CSS. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const { runtime } = await foghorn();
  const theme = toTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html
      lang="en"
      className={`${sans.variable} ${mono.variable}`}
      data-theme={theme === "system" ? undefined : theme}
      // The theme key changes the attribute before React sees the document again.
      suppressHydrationWarning
    >
      <body>
        <LiveProvider serverNow={runtime.now()}>{children}</LiveProvider>
      </body>
    </html>
  );
}
