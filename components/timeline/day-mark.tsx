const DAY = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** "Wednesday 18 November 2026" */
export const formatLongDay = (at: number): string => DAY.format(at).replace(",", "");

/** A day begins. `level` fits the headings around it. */
export const DayMark = ({
  at,
  level: Heading = "h3",
}: {
  readonly at: number;
  readonly level?: "h2" | "h3";
}) => <Heading className="day">{formatLongDay(at)}</Heading>;
