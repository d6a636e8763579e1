import { focusNow } from "../ui/focus-now.ts";
import { Mark } from "../ui/mark.tsx";

export const isTyped = (typed: string, hostId: string): boolean => typed.trim() === hostId;

/** The name of the host, letter by letter: Enter does nothing until it is right. */
export function HostName({
  hostId,
  value,
  onChange,
}: {
  readonly hostId: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const isRight = isTyped(value, hostId);
  const isOnWay = hostId.startsWith(value.trim());
  return (
    <div className="ahost">
      <div className="ahost-l">
        <label htmlFor="typed-host">
          Type the name of the host: <b className="mono">{hostId}</b>
        </label>
        <span className="t12 i3" role="status">
          {isRight ? (
            <>
              <Mark name="was-ticked" size={12} /> it is the name
            </>
          ) : isOnWay ? (
            `${value.trim().length} of ${hostId.length} characters, Enter does nothing yet`
          ) : (
            "that is another name"
          )}
        </span>
      </div>
      <input
        id="typed-host"
        ref={focusNow}
        className="inp mono"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={63}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        // A name that is pasted was not read.
        onPaste={(event) => event.preventDefault()}
      />
    </div>
  );
}
