import { Avatar } from "../ui/avatar.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";

/** Who took it; nobody is a mark of its own. */
export function Lead({ name }: { readonly name: string | undefined }) {
  if (name === undefined)
    return (
      <span className="ld tt">
        <Mark name="ticket" size={13} />
        nobody
      </span>
    );
  return (
    <span className="ld">
      <Avatar name={name} />
      <MachineText text={name} limit={60} className="ell" />
    </span>
  );
}
