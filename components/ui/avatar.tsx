import { initials } from "./format.ts";

/** Initials of a person, in ink: identity has no hue. */
export function Avatar({ name }: { readonly name: string }) {
  return (
    <span className="av" title={name} aria-hidden>
      {initials(name)}
    </span>
  );
}
