import { Field } from "./field.tsx";

/** Where somebody chooses a password: the rule, said before it is broken. */
export function NewPassword({
  name = "password",
  label = "Password",
  more = "",
}: {
  readonly name?: string;
  readonly label?: string;
  /** What happens besides. */
  readonly more?: string;
}) {
  return (
    <Field
      id={name}
      label={label}
      name={name}
      type="password"
      autoComplete="new-password"
      required
      minLength={12}
      maxLength={128}
      help={`12 to 128 characters. Any characters; common passwords are refused.${more}`}
    />
  );
}
