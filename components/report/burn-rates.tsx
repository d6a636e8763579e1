import { rateOf } from "#lib/domain/report/percent.ts";
import type { Report, ServiceFigure } from "#lib/domain/report/report.ts";
import { plural } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";

const WINDOWS = [
  { id: "hour", text: "1 h" },
  { id: "sixHours", text: "6 h" },
  { id: "threeDays", text: "3 d" },
] as const;

const SHOWN = 8;

const speedOf = ({ rates }: ServiceFigure): number => Math.max(0, ...WINDOWS.map(({ id }) => rates[id] ?? 0));

/** How fast budgets are spent now: those that lost something in the last three days, the fastest first. */
export function BurnRates({ report: { services } }: { readonly report: Report }) {
  const losing = services
    .filter((service) => speedOf(service) > 0)
    .toSorted(
      (one, other) =>
        (other.rates.hour ?? 0) - (one.rates.hour ?? 0) ||
        speedOf(other) - speedOf(one) ||
        one.service.localeCompare(other.service),
    );
  const shown = losing.slice(0, SHOWN);
  return (
    <section aria-labelledby="rep-rates">
      <h2 id="rep-rates">Burn rate</h2>
      <p>{restOf(services, losing.length, losing.length - shown.length)}</p>
      {shown.length > 0 && (
        <table className="sv of-rates">
          <caption className="sr">Burn rate by service; 1 spends the budget as fast as allowed</caption>
          <colgroup>
            <col />
            {WINDOWS.map(({ id }) => (
              <col key={id} className="rate" />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr">Service</span>
              </th>
              {WINDOWS.map(({ id, text }) => (
                <th key={id} scope="col" className="num">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((service) => (
              <tr key={service.service}>
                <th scope="row" title={service.service}>
                  <span className="ell tail">
                    <bdi>{service.service}</bdi>
                  </span>
                </th>
                {WINDOWS.map(({ id }) => (
                  <td key={id} className={service.rates.burningOver === id ? "num b tt" : "num"}>
                    <Rate rate={service.rates[id]} isBurning={service.rates.burningOver === id} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Rate({ rate, isBurning }: { readonly rate: number | undefined; readonly isBurning: boolean }) {
  if (rate === undefined)
    return (
      <span className="unk" title="less than half of it was measured">
        <span aria-hidden>–</span>
        <span className="sr">too little measured</span>
      </span>
    );
  return (
    <>
      {isBurning && <Mark name="ticket" size={11} />} {rateOf(rate)}
    </>
  );
}

/** What is in no row. */
function restOf(services: readonly ServiceFigure[], losing: number, beyond: number): string {
  const known = services.filter(({ rates }) => WINDOWS.some(({ id }) => rates[id] !== undefined)).length;
  const silent = services.length - known;
  const unknown =
    silent === 0
      ? ""
      : ` Of ${silent === services.length ? (silent === 1 ? "it" : "all") : plural(silent, "service")} too little was measured.`;
  if (services.length === 0) return "None was measured in this period.";
  if (known === 0) return `Not known yet.${unknown}`;
  const calm = known - losing;
  const others =
    calm === 0 ? "" : losing === 0 ? "None lost anything in 3 days." : ` ${calm} lost nothing in 3 days.`;
  const more = beyond === 0 ? "" : ` ${beyond} more are in the export.`;
  return losing === 0
    ? `${others}${unknown}`
    : `1 spends the budget as fast as allowed.${others}${more}${unknown}`;
}
