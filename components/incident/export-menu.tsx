"use client";

import { ChevronDown, Download } from "lucide-react";
import { useState } from "react";
import { type ExportChoice, exportQuery, readExportSummary } from "#lib/client/api.ts";
import { useTopic } from "#lib/client/hooks.ts";
import { useAnswer } from "#lib/client/use-answer.ts";
import { type ChosenRule, isChosenRule } from "#lib/domain/redaction/stand-ins.ts";
import { ruleWords } from "../share/rule-words.ts";
import { Button } from "../ui/button.tsx";
import { plural } from "../ui/format.ts";
import { Menu, MenuCheck, MenuDownload, MenuRule } from "../ui/menu.tsx";
import { useKeys } from "../ui/use-keys.tsx";

/** Every form in which an incident leaves; each says who reads it. */
const FORMATS = [
  { ending: "md", name: "Markdown", text: "the postmortem, to go on writing" },
  { ending: "html", name: "HTML", text: "the postmortem as one page, to read and to print" },
  { ending: "pdf", name: "PDF", text: "the same page, printed" },
  { ending: "json", name: "JSON", text: "for programs, with every digest" },
  { ending: "zip", name: "Zip", text: "all of these, attachments and evidence" },
] as const;

const EVERYTHING: ExportChoice = {
  isInternalLeftOut: false,
  areNamesAliased: false,
  arePeopleAliased: false,
  areWordsTold: false,
};

/** Saves the incident as a file. Every format is redacted by the rules of now, and says what that takes out before. */
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
  const hasWords = (useTopic("console").value?.incidentSettings?.ownWords.length ?? 0) > 0;
  const [choice, setChoice] = useState<ExportChoice>(EVERYTHING);
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
          href={`/api/incidents/${incidentId}/export.${ending}${exportQuery(choice)}`}
          isOff={ending === "pdf" && !canPrint}
        >
          {name}
          <span className="i3">
            {ending === "pdf" && !canPrint ? "no Chromium here: save the HTML and print that" : text}
          </span>
        </MenuDownload>
      ))}
      <MenuRule />
      <MenuCheck
        isOn={choice.isInternalLeftOut}
        onChange={(isInternalLeftOut) => setChoice({ ...choice, isInternalLeftOut })}
      >
        Leave out internal entries
      </MenuCheck>
      <MenuCheck
        isOn={choice.areNamesAliased}
        onChange={(areNamesAliased) => setChoice({ ...choice, areNamesAliased })}
      >
        Replace names of its hosts and IP addresses with aliases
      </MenuCheck>
      <MenuCheck
        isOn={choice.arePeopleAliased}
        onChange={(arePeopleAliased) => setChoice({ ...choice, arePeopleAliased })}
      >
        Replace names of people with aliases
      </MenuCheck>
      {hasWords && (
        <MenuCheck
          isOn={!choice.areWordsTold}
          onChange={(isLeftOut) => setChoice({ ...choice, areWordsTold: !isLeftOut })}
        >
          Leave out words of your own list
        </MenuCheck>
      )}
      <LeftOut incidentId={incidentId} choice={choice} />
    </Menu>
  );
}

const CHOSEN_WORDS: Readonly<Record<ChosenRule, readonly [one: string, many: string]>> = {
  "host-name": ["name or address with an alias", "names and addresses with an alias"],
  "person-name": ["name of a person with an alias", "names of people with an alias"],
  "own-word": ["word of your own list left out", "words of your own list left out"],
};
/** None found of what was asked for is said as well; the list is asked for unless somebody says otherwise. */
const isAsked = (rule: ChosenRule, choice: ExportChoice): boolean =>
  (rule === "host-name" && choice.areNamesAliased) || (rule === "person-name" && choice.arePeopleAliased);

/** What an export made now would take out, by rule. */
function LeftOut({ incidentId, choice }: { readonly incidentId: string; readonly choice: ExportChoice }) {
  const answer = useAnswer(readExportSummary, `${incidentId}/export${exportQuery(choice)}`);
  if (answer === undefined) return <p className="lo i3 t12">Looking what has to be taken out …</p>;
  if (answer.kind === "failed") return <p className="lo t12 tp">{answer.message}</p>;
  const { redactions, internalCount, chosen } = answer.value;
  const secrets = redactions.filter(({ rule }) => !isChosenRule(rule));
  const count = secrets.reduce((sum, one) => sum + one.count, 0);
  const internal = `${internalCount} internal ${internalCount === 1 ? "entry" : "entries"}`;
  return (
    <div className="lo i2 t12" role="status">
      <p>
        {[
          `${internal} ${choice.isInternalLeftOut ? "left out" : "told"}`,
          ...chosen.flatMap(({ rule, found }) =>
            isAsked(rule, choice) || found > 0 ? [plural(found, ...CHOSEN_WORDS[rule])] : [],
          ),
        ].join("; ")}
        .
      </p>
      <p>
        {count === 0
          ? "No secret was found in it; nothing is redacted."
          : `${count} ${count === 1 ? "value is" : "values are"} redacted: ${secrets
              .map((one) => `${ruleWords(one.rule)} ${one.count}`)
              .join(", ")}.`}
      </p>
    </div>
  );
}
