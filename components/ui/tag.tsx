import type { ReactNode } from "react";

/** A small box around a fact. */
export const Tag = ({ children }: { readonly children: ReactNode }) => (
  <span className="tag">{children}</span>
);
