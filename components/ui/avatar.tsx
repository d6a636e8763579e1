import { initials } from "./format.ts";

/** Initials of a person, in ink: identity has no hue. A picture, not text: whoever shows it says the name. */
export function Avatar({ name }: { readonly name: string }) {
  return <span className="av" title={name} data-initials={initials(name)} aria-hidden />;
}
