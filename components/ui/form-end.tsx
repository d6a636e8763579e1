import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Kbd } from "./kbd.tsx";
import { Message } from "./message.tsx";

interface FormEndProps {
  readonly action: string;
  readonly look?: "primary" | "guard";
  /** It is about a text of many lines: Enter alone begins another of them. */
  readonly isLongText?: boolean;
  readonly isReady: boolean;
  /** Why it was refused the last time. */
  readonly failure: string | undefined;
  readonly onCancel: () => void;
  /** What else stands beside the way out. */
  readonly children?: ReactNode;
}

/** The end of every form in a dialog: what went wrong, the act with its keys, and the way out. */
export function FormEnd(props: FormEndProps) {
  return (
    <>
      {props.failure !== undefined && <Message kind="failed">{props.failure}</Message>}
      <div className="row">
        <Button type="submit" look={props.look ?? "primary"} disabled={!props.isReady}>
          {props.action}
          {props.isLongText && (
            <>
              {" "}
              <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
            </>
          )}
        </Button>
        <Button onClick={props.onCancel}>Cancel</Button>
        {props.children}
      </div>
    </>
  );
}
