import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";

export interface OlderLines {
  readonly state: "idle" | "reading" | "start" | "failed";
  readonly message?: string;
  readonly read: () => void;
}

/** The head of the list: where it begins, or how to read on into the past. */
export function OlderRow({ older, hasRows }: { readonly older: OlderLines; readonly hasRows: boolean }) {
  if (!hasRows) return null;
  return (
    <div className="old">
      {older.state === "start" ? (
        <span className="i3">This is where it begins.</span>
      ) : (
        <Button look="quiet" isSmall disabled={older.state === "reading"} onClick={older.read}>
          {older.state === "reading" ? "Reading older lines…" : "Older lines"}
        </Button>
      )}
      {older.state === "failed" && <span className="tp">{older.message}</span>}
    </div>
  );
}

interface LogEndProps {
  readonly isLoaded: boolean;
  readonly loadedCount: number;
  readonly shownCount: number;
  readonly looked: string;
  readonly ended: string | undefined;
  readonly empty: ReactNode;
  readonly onShowAll: () => void;
}

/** What stands where no line is, and why no more will come. */
export function LogEnd(props: LogEndProps) {
  const { loadedCount, shownCount, looked, ended } = props;
  return (
    <>
      {props.isLoaded && loadedCount === 0 && ended === undefined && props.empty}
      {loadedCount > 0 && shownCount === 0 && (
        <EmptyState
          title={
            looked === ""
              ? "No line is left by what is switched off."
              : `No line matches “${looked}” in ${plural(loadedCount, "line")}.`
          }
        >
          <Button onClick={props.onShowAll}>Show all lines</Button>
        </EmptyState>
      )}
      {ended !== undefined && (
        <p className="ends">
          Nothing more comes: <MachineText text={ended} limit={300} />
        </p>
      )}
    </>
  );
}
