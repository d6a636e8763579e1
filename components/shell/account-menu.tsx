"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { signOut } from "#lib/client/api.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Menu, MenuChoice, MenuItem } from "../ui/menu.tsx";
import { useAct } from "../ui/use-act.ts";
import type { ShellFrame } from "./frame.ts";
import { places } from "./places.ts";
import { currentTheme, setTheme, type Theme, toTheme } from "./theme.ts";

/** The reader: theme, keys, account, sign out; for admins people and the audit log. */
export function AccountMenu({
  person,
  onKeys,
}: {
  readonly person: ShellFrame["person"];
  readonly onKeys: () => void;
}) {
  const router = useRouter();
  const [theme, choose] = useState<Theme>("system");
  useEffect(() => choose(currentTheme()), []);
  const act = useAct();
  const leave = (): void => {
    void act.run(signOut).then((isDone) => isDone && window.location.assign("/sign-in"));
  };
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          className="avb"
          aria-label={`${person.name}, ${person.role}: account, theme, keys`}
          // The theme may have been changed with its key since this was drawn.
          onPointerDown={() => choose(currentTheme())}
        >
          <Avatar name={person.name} />
        </button>
      }
    >
      <div className="g">
        {person.name}, {person.role}
      </div>
      <MenuItem onSelect={() => router.push(places.account)}>Your account</MenuItem>
      <MenuItem onSelect={() => router.push(places.settings)}>Standing orders</MenuItem>
      {person.role === "admin" && (
        <>
          <MenuItem onSelect={() => router.push(places.people)}>People</MenuItem>
          <MenuItem onSelect={() => router.push(places.audit)}>Audit log</MenuItem>
        </>
      )}
      <MenuItem onSelect={onKeys}>
        Keys of this screen <Kbd>?</Kbd>
      </MenuItem>
      <MenuChoice
        label="Theme"
        value={theme}
        options={[
          { value: "light", text: "Light" },
          { value: "dark", text: "Dark" },
          { value: "system", text: "As the system" },
        ]}
        onChange={(next) => {
          setTheme(toTheme(next));
          choose(toTheme(next));
        }}
      />
      <MenuItem onSelect={leave} isKeptOpen>
        Sign out
      </MenuItem>
      {act.failure !== undefined && (
        <div className="g tp" role="alert">
          Not signed out. {act.failure}
        </div>
      )}
    </Menu>
  );
}
