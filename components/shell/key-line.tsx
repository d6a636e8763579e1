import { Kbd } from "../ui/kbd.tsx";

export interface KeyHint {
  /** One or more keys as they are drawn. */
  readonly keys: readonly string[];
  readonly does: string;
}

/** The six to nine keys that matter on this screen; at the right, what is live. */
export function KeyLine({
  hints,
  status,
}: {
  readonly hints: readonly KeyHint[];
  readonly status?: string | undefined;
}) {
  return (
    <footer className="keys">
      <ul aria-label="Keys of this screen">
        {[...hints, { keys: ["?"], does: "all keys" }].map((hint) => (
          <li key={`${hint.keys.join(" ")} ${hint.does}`}>
            {hint.keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
            <span className="sr">{hint.keys.join(" ")}: </span>
            {hint.does}
          </li>
        ))}
      </ul>
      {status !== undefined && <div className="kr">{status}</div>}
    </footer>
  );
}
