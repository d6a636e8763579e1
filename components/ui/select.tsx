import { type Ref, useId } from "react";

interface SelectProps<Value extends string> {
  readonly ref?: Ref<HTMLSelectElement>;
  readonly label: string;
  readonly labelClass?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly onChange: (value: Value) => void;
}

/** A choice of many, of which one is visible, beneath what it is about. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { ref, label, labelClass, value, options, onChange } = props;
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={labelClass}>
        {label}
      </label>
      <select
        ref={ref}
        id={id}
        className="inp"
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </>
  );
}
