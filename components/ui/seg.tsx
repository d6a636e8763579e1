import { Kbd } from "./kbd.tsx";

interface SegProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly keyHint?: string }[];
  readonly onChange: (value: Value) => void;
}

/** A choice of a few, all of them visible. */
export function Seg<Value extends string>({ label, value, options, onChange }: SegProps<Value>) {
  return (
    <fieldset className="seg t12">
      <legend className="sr">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.text}
          {option.keyHint !== undefined && <Kbd>{option.keyHint}</Kbd>}
        </button>
      ))}
    </fieldset>
  );
}
