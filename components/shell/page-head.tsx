import Link from "next/link";
import type { ReactNode } from "react";
import { formatCount } from "../ui/format.ts";

export interface Tab {
  readonly text: string;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly count?: number;
}

interface PageHeadProps {
  readonly title: ReactNode;
  /** Counts in words. */
  readonly children?: ReactNode;
  readonly tabs?: readonly Tab[];
  /** One or two actions. */
  readonly actions?: ReactNode;
}

/** Title, counts in words, one or two actions; on a host it carries the tabs, at the same place whatever can be done. */
export function PageHead({ title, children, tabs, actions }: PageHeadProps) {
  return (
    <header className="pgh">
      <h1 className="ell">{title}</h1>
      {children}
      {tabs !== undefined && actions !== undefined && <div className="end">{actions}</div>}
      {tabs !== undefined && (
        <nav className="tabs" aria-label="Views of this page">
          {tabs.map((tab) => (
            <Link key={tab.href} href={tab.href} aria-current={tab.isCurrent ? "page" : undefined}>
              {tab.text}
              {tab.count !== undefined && <span className="cnt">{formatCount(tab.count)}</span>}
            </Link>
          ))}
        </nav>
      )}
      {tabs === undefined && actions !== undefined && <div className="end">{actions}</div>}
    </header>
  );
}
