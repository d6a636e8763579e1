"use client";

import { ChevronDown, Download } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Menu, MenuDownload } from "../ui/menu.tsx";
import { useKeys } from "../ui/use-keys.tsx";

/** Every form in which an incident leaves; each says who reads it. */
const FORMATS = [
  { ending: "md", name: "Markdown", text: "the postmortem, to go on writing" },
  { ending: "html", name: "HTML", text: "the postmortem as one page, to read and to print" },
  { ending: "pdf", name: "PDF", text: "the same page, printed" },
  { ending: "json", name: "JSON", text: "for programs, with every digest" },
  { ending: "zip", name: "Zip", text: "all of these, attachments and evidence" },
] as const;

/** Saves the incident as a file. Every format is redacted by the rules of now. */
export function ExportMenu({
  incidentId,
  canPrint,
  canWrite,
}: {
  readonly incidentId: string;
  /** There is a browser on Foghorn's machine that prints. */
  readonly canPrint: boolean;
  /** Attachments are for those who may read logs as they are. */
  readonly canWrite: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  useKeys([{ keys: "e", does: "export", run: () => setOpen(true), isAction: true }]);
  return (
    <Menu
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button isSmall className="sq" keyHint="e">
          <Download className="ic" size={14} aria-hidden />
          <span className="sr">Export</span>
          <span className="d-only" aria-hidden>
            Export
          </span>
          <ChevronDown className="ic d-only" size={14} aria-hidden />
        </Button>
      }
    >
      {FORMATS.filter(({ ending }) => ending !== "zip" || canWrite).map(({ ending, name, text }) => (
        <MenuDownload
          key={ending}
          href={`/api/incidents/${incidentId}/export.${ending}`}
          isOff={ending === "pdf" && !canPrint}
        >
          {name}
          <span className="i3">
            {ending === "pdf" && !canPrint ? "no Chromium here: save the HTML and print that" : text}
          </span>
        </MenuDownload>
      ))}
    </Menu>
  );
}
