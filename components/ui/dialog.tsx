"use client";

import { clsx } from "clsx";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
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
