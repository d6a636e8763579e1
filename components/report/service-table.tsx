"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useState } from "react";
import { availabilityOf, budgetOf, percentOf, TOO_EARLY } from "#lib/domain/report/percent.ts";
import { isMet, type Report, type ServiceFigure } from "#lib/domain/report/report.ts";
import { Button } from "../ui/button.tsx";
import { Mark } from "../ui/mark.tsx";
import { reportAddress } from "./report-address.ts";

const SHOWN = 10;
const BAR = 80;

/** Target, measured, budget left; the one whose budget is drawn is marked. */
export function ServiceTable({ report }: { readonly report: Report }) {
  const { services, lead } = report;
  const [isWhole, setWhole] = useState(false);
  return (
    <section aria-labelledby="rep-services">
      <h2 id="rep-services">Services</h2>
      {services.length === 0 ? (
        <p>
          None was measured in this period. A service is what a compose label, the label foghorn.service or a
          restart policy makes one.
        </p>
      ) : (
        <>
          <p>Target, measured, budget left; least left first</p>
          <table className="sv of-services">
            <caption className="sr">Availability by service</caption>
            <colgroup>
              <col />
              <col className="target" />
              <col className="ratio" />
              <col className="bar" />
            </colgroup>
            <thead>
              <tr>
                {["Service", "Target", "Measured", "Budget left"].map((name) => (
                  <th key={name} scope="col">
                    <span className="sr">{name}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {services.map((service, index) => (
                <tr
                  key={service.service}
                  className={clsx(
                    service.service === lead?.service && "sel",
                    !isWhole && index >= SHOWN && "beyond",
                  )}
                >
                  <th scope="row">
                    <Link
                      href={reportAddress(report, { service: service.service })}
                      scroll={false}
                      className="ell tail"
                      title={service.service}
                      aria-current={service.service === lead?.service ? "true" : undefined}
                    >
                      <bdi>{service.service}</bdi>
                    </Link>
                  </th>
                  <td className="num i3 target">{percentOf(service.target)}</td>
                  <td className={availabilityClass(service)}>{availabilityOf(service)}</td>
                  <td className={service.left > 0 ? "num bar" : "num bar b tt"}>
                    <svg width={BAR} height="10" aria-hidden="true">
                      <rect className="box" x=".5" y=".5" width={BAR - 1} height="9" />
                      <rect
                        className="fill"
                        width={BAR * Math.max(0, Math.min(1, service.left))}
                        height="10"
                      />
                    </svg>
                    <span>
                      {service.left > 0 ? (
                        budgetOf(service)
                      ) : (
                        <>
                          <Mark name="ticket" size={11} /> spent
                        </>
                      )}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {services.length > SHOWN && (
            <Button isSmall look="quiet" onClick={() => setWhole(!isWhole)}>
              {isWhole ? `The first ${SHOWN}` : `All ${services.length} services`}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function availabilityClass(service: ServiceFigure): string {
  if (availabilityOf(service) === TOO_EARLY) return "num unk";
  return isMet(service) ? "num b" : "num b tt";
}
