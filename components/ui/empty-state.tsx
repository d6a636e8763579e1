import type { ReactNode } from "react";

interface EmptyStateProps {
  /** Repeats the question: "No line matches …", "Nothing is wrong that Foghorn can see." */
  readonly title: string;
  readonly children?: ReactNode;
}

/** Nothing wrong, nothing found, or cannot see: in words, with at most one next move. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <section className="empty">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
