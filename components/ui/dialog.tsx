"use client";

import { clsx } from "clsx";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { Kbd } from "./kbd.tsx";
import { adoptPageNonce } from "./style-nonce.ts";
import { KeyLayer } from "./use-keys.tsx";

adoptPageNonce();

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The action with its host, or what the dialog shows. */
  readonly title: string;
  /** For screen readers where the title alone does not say it. */
  readonly description?: string;
  /** Everybody reads the description, above what the dialog asks. */
  readonly isDescriptionShown?: boolean;
  readonly mark?: ReactNode;
  readonly look?: "plain" | "danger" | "wide";
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** A dialog on the scrim: Esc closes, focus stays inside and returns to where it was. */
export function Dialog(props: DialogProps) {
  const opener = useRef<HTMLElement | null>(null);
  return (
    <Radix.Root
      open={props.isOpen}
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content
          className={clsx("modal", props.look === "danger" && "danger", props.look === "wide" && "wide")}
          onOpenAutoFocus={() => {
            opener.current = openerOf(document.activeElement);
          }}
          onCloseAutoFocus={(event) => {
            if (opener.current === null) return;
            event.preventDefault();
            // What it was opened from may be gone by what was done in it.
            (opener.current.isConnected ? opener.current : document.getElementById("screen"))?.focus();
          }}
          {...(props.description === undefined ? { "aria-describedby": undefined } : {})}
        >
          <KeyLayer>
            <header className="mh">
              {props.mark}
              <Radix.Title asChild>
                <h2>{props.title}</h2>
              </Radix.Title>
              <Radix.Close className="btn quiet sm ml-auto">
                Close <Kbd>Escape</Kbd>
              </Radix.Close>
            </header>
            <div className="mb">
              {props.description !== undefined && (
                <Radix.Description className={props.isDescriptionShown ? "i2 mb-2" : "sr"}>
                  {props.description}
                </Radix.Description>
              )}
              {props.children}
            </div>
            {props.footer !== undefined && <footer className="mf">{props.footer}</footer>}
          </KeyLayer>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The control that had the focus; of an item of a menu, which is gone by then, the button of the menu. */
function openerOf(active: Element | null): HTMLElement | null {
  const menu = active?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  const opener = menu == null ? active : document.getElementById(menu);
  return opener instanceof HTMLElement && opener !== document.body ? opener : null;
}
