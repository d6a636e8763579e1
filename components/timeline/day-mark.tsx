const DAY = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** "Wednesday 18 November 2026" */
export const formatLongDay = (at: number): string => DAY.format(at).replace(",", "");

export const DayMark = ({ at }: { readonly at: number }) => <h3 className="day">{formatLongDay(at)}</h3>;
