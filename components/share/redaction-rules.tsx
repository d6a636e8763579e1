import { type ChosenRule, type Discretion, isChosenRule } from "#lib/domain/redaction/stand-ins.ts";
import type { ChosenRuleView, SharedTimeline, SharePreview } from "#lib/protocol/incident-views.ts";
import { keyed } from "../timeline/keyed.ts";
import { formatCount, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import type { examplesOf, RuleExample } from "./redaction-examples.ts";
import { ruleWords } from "./rule-words.ts";

const CHOICES: Readonly<Record<ChosenRule, keyof Discretion>> = {
  "host-name": "hidesHosts",
  "person-name": "hidesPeople",
  "own-word": "hidesWords",
};

interface RedactionRulesProps extends Pick<SharePreview, "shared" | "chosen" | "ownWordCount"> {
  readonly examples: ReturnType<typeof examplesOf>;
  readonly discretion: Discretion;
  readonly onChange: (discretion: Discretion) => void;
}

/** Every rule with what it took out; those with a lock cannot be turned off. */
export function RedactionRules({
  shared,
  chosen,
  ownWordCount,
  examples,
  discretion,
  onChange,
}: RedactionRulesProps) {
  const always = (shared.redactions ?? []).filter(({ rule }) => !isChosenRule(rule));
  const row = (rule: ChosenRule) => (
    <ChosenRow
      rule={rule}
      shared={shared}
      view={chosen.find((one) => one.rule === rule)}
      example={examples.get(rule)}
      ownWordCount={ownWordCount}
      isOn={discretion[CHOICES[rule]]}
      onChange={(isOn) => onChange({ ...discretion, [CHOICES[rule]]: isOn })}
    />
  );
  return (
    <ul className="rules">
      {row("host-name")}
      {keyed(always, ({ rule }) => rule).map(({ key, item }) => (
        <li key={key}>
          <Mark name="guarded" size={13} label="always applied" />
          <span>{ruleWords(item.rule)}</span>
          <b className="num">{formatCount(item.count)}</b>
          <span className="eg mono">
            <Example rule={item.rule} example={examples.get(item.rule)} />
          </span>
          <span className="i3 where">{examples.get(item.rule)?.where}</span>
        </li>
      ))}
      {row("person-name")}
      {row("own-word")}
    </ul>
  );
}

function Example({ rule, example }: { readonly rule: string; readonly example: RuleExample | undefined }) {
  if (example === undefined) return <span className="red">{rule}#…</span>;
  return (
    <>
      <MachineText text={example.before} limit={40} />
      <span className="red">{example.mark}</span>
      <MachineText text={example.after} limit={40} />
    </>
  );
}

interface ChosenRowProps {
  readonly rule: ChosenRule;
  readonly shared: SharedTimeline;
  readonly view: ChosenRuleView | undefined;
  readonly example: RuleExample | undefined;
  readonly ownWordCount: number;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function ChosenRow({ rule, shared, view, example, ownWordCount, isOn, onChange }: ChosenRowProps) {
  const isEmptyList = rule === "own-word" && ownWordCount === 0;
  const count = shared.redactions?.find((one) => one.rule === rule)?.count ?? 0;
  const found = view?.found ?? 0;
  return (
    <li className={count === 0 ? "z" : undefined}>
      <label className="cb">
        <input
          type="checkbox"
          className="sr"
          checked={isOn && !isEmptyList}
          disabled={isEmptyList}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="cbx" />
        <span>{ruleWords(rule)}</span>
      </label>
      <b className="num">{formatCount(count)}</b>
      <span className="eg mono">
        {isEmptyList ? (
          <a className="lk" href="/settings#own-words">
            no word is on the list
          </a>
        ) : found === 0 ? (
          rule === "own-word" ? (
            `${plural(ownWordCount, "word")}, none found`
          ) : (
            "none found"
          )
        ) : isOn && example !== undefined ? (
          <Example rule={rule} example={example} />
        ) : (
          keyed(view?.examples ?? [], ({ from }) => from).map(({ key, item }, index) => (
            <span key={key}>
              {index > 0 && ", "}
              <MachineText text={item.from} limit={40} />
              {isOn ? " → " : " stays "}
              <MachineText text={isOn ? item.to : item.from} limit={40} />
            </span>
          ))
        )}
      </span>
      <span className="i3 where">{whereOf(rule, isOn, found, example)}</span>
    </li>
  );
}

function whereOf(
  rule: ChosenRule,
  isOn: boolean,
  found: number,
  example: RuleExample | undefined,
): string | undefined {
  if (found === 0) return isOn ? undefined : "off";
  if (!isOn) return `off, ${plural(found, rule === "own-word" ? "word" : "name")}`;
  return rule === "own-word" ? example?.where : "same alias everywhere";
}
