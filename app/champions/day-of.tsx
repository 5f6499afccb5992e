const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** A day ("2026-12-01") in words. */
export const DayOf = ({ day }: { day: string }) => <time dateTime={day}>{words.format(new Date(`${day}T00:00:00Z`))}</time>;
