import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Mark } from "./mark.tsx";

interface MessageProps {
  readonly kind: "done" | "waiting" | "failed";
  readonly children: ReactNode;
  /** At most one button. */
  readonly action?: ReactNode;
}

const MARK = { done: "passing", waiting: "last-known", failed: "failing" } as const;

/** What happened, what was kept, what to do. Stays until it is no longer true; a failure is announced at once. */
export function Message({ kind, children, action }: MessageProps) {
  return (
    <div className={clsx("msg", kind === "failed" && "bad")} role={kind === "failed" ? "alert" : "status"}>
      <Mark name={MARK[kind]} size={14} />
      <div className="grow min-w-0">{children}</div>
      {action}
    </div>
  );
}
