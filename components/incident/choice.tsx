import type { ReactNode } from "react";
import { focusNow } from "../ui/focus-now.ts";

/** What is chosen when the dialog opens has the focus: the arrow keys go on from there. */
export const focusChosen = (group: HTMLFieldSetElement | null): void =>
  focusNow(group?.querySelector("input:checked") ?? null);

/** One answer of several. */
export function Choice({
  group,
  isChosen,
  onChoose,
  children,
}: {
  readonly group: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <label>
      <input type="radio" name={group} checked={isChosen} onChange={onChoose} />
      {children}
    </label>
  );
}
