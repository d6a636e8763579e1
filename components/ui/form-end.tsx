import { Button } from "./button.tsx";
import { Kbd } from "./kbd.tsx";
import { Message } from "./message.tsx";

interface FormEndProps {
  readonly action: string;
  readonly isReady: boolean;
  /** Why it was refused the last time. */
  readonly failure: string | undefined;
  readonly onCancel: () => void;
}

/** The end of every form in a dialog: what went wrong, the act with its keys, and the way out. */
export function FormEnd({ action, isReady, failure, onCancel }: FormEndProps) {
  return (
    <>
      {failure !== undefined && <Message kind="failed">{failure}</Message>}
      <div className="row">
        <Button type="submit" look="primary" disabled={!isReady}>
          {action} <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </>
  );
}
