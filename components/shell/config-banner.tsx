import type { ConsoleView } from "#lib/protocol/views.ts";
import { plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";

/** Each mistake of the configuration file, with its place and what would be right. */
export function ConfigBanner({ problems }: { readonly problems: ConsoleView["configProblems"] }) {
  if (problems.length === 0) return null;
  return (
    <div className="banner ticket" role="status">
      <Mark name="ticket" />
      <div className="min-w-0">
        <p>
          <b>{plural(problems.length, "mistake")} in the configuration file.</b>{" "}
          <span className="i2">What was in force stays in force.</span>
        </p>
        <ul className="cfgp">
          {problems.map(({ file, line, column, message, hint }) => (
            <li key={`${file} ${line} ${column} ${message}`}>
              <b className="mono t12">
                <MachineText text={file} limit={200} />:{line}:{column}
              </b>{" "}
              <MachineText text={asSentence(message)} limit={300} />{" "}
              <MachineText text={asSentence(hint)} limit={300} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Ends once: some of them are questions. */
const asSentence = (text: string): string => (text === "" || /[.!?…]$/.test(text) ? text : `${text}.`);
