import { clsx } from "clsx";
import Link from "next/link";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Kbd } from "./kbd.tsx";
import { Mark } from "./mark.tsx";

interface Look {
  /** primary is the one thing to do; guard asks before it acts. */
  readonly look?: "plain" | "primary" | "quiet" | "guard";
  readonly isSmall?: boolean;
  /** The key that does the same, drawn at the end. */
  readonly keyHint?: string | undefined;
}

const classOf = ({ look = "plain", isSmall = false }: Look, className?: string): string =>
  clsx(
    "btn",
    look === "primary" && "pri",
    look === "quiet" && "quiet",
    look === "guard" && "guard",
    isSmall && "sm",
    className,
  );

interface ButtonProps extends Look, ButtonHTMLAttributes<HTMLButtonElement> {
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button in the chrome's ink. Waiting buttons are `aria-disabled` by their caller, so focus is not lost. */
export function Button({ look, isSmall, keyHint, className, children, type, ...rest }: ButtonProps) {
  return (
    <button type={type ?? "button"} className={classOf(lookOf(look, isSmall), className)} {...rest}>
      {look === "guard" && <Mark name="guarded" size={12} />}
      {children}
      {keyHint !== undefined && <Kbd>{keyHint}</Kbd>}
    </button>
  );
}

interface ButtonLinkProps extends Look {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link that looks like a button. */
export function ButtonLink({ look, isSmall, keyHint, className, href, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={classOf(lookOf(look, isSmall), className)}>
      {children}
      {keyHint !== undefined && <Kbd>{keyHint}</Kbd>}
    </Link>
  );
}

const lookOf = (look: Look["look"], isSmall: boolean | undefined): Look => ({
  look: look ?? "plain",
  isSmall: isSmall ?? false,
});
