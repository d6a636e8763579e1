import type { ReactNode } from "react";
import { Logo } from "../shell/logo.tsx";

/** The page before the console: at the left what to do, at the right what to know. */
export function Door({
  title,
  subtitle,
  children,
  aside,
}: {
  readonly title: string;
  readonly subtitle: string;
  readonly children: ReactNode;
  readonly aside: ReactNode;
}) {
  return (
    <div className="door">
      <title>{`${title} - Foghorn`}</title>
      <main>
        <div className="brand">
          <Logo />
          <b>Foghorn</b>
        </div>
        <h1>{title}</h1>
        <p className="i2">{subtitle}</p>
        {children}
      </main>
      <aside>{aside}</aside>
    </div>
  );
}
