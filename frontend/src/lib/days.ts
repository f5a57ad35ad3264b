/** Days are ISO text ("2027-02-17") without a clock; instants are ISO text with one. */

const millisecondsOfDay = 86_400_000;

function atNoon(day: string): Date {
  return new Date(`${day.slice(0, 10)}T12:00:00Z`);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((atNoon(to).getTime() - atNoon(from).getTime()) / millisecondsOfDay);
}

let organisationsZone: string | undefined;

/** Count days where the organisation is, as the server does, wherever somebody sits. */
export function countDaysIn(timeZone: string): void {
  organisationsZone = timeZone;
}

/** The day of an instant where the organisation is; where the person is, as long as that isn't known. */
export function localDay(now: Date): string {
  // Swedish writes days as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: organisationsZone, dateStyle: "short" }).format(now);
}

/** "17. feb." within the year of `now`, with the year otherwise. */
export function formatDay(day: string, locale: string, now: Date): string {
  const year = day.slice(0, 4) === String(now.getFullYear()) ? undefined : "numeric";
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year, timeZone: "UTC" }).format(
    atNoon(day),
  );
}

/** "17. februar 2027" */
export function formatLongDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(atNoon(day));
}

/** "17. feb., 14:05", where the person is. */
export function formatInstant(instant: string, locale: string, now: Date): string {
  const at = new Date(instant);
  const year = at.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year,
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}

export type CycleSpan = { readonly startsOn: string; readonly endsOn: string };

/** Which week of how many, counted from the cycle's first day; null before and after it. */
export function weekOfCycle(
  { startsOn, endsOn }: CycleSpan,
  today: string,
): { week: number; of: number } | null {
  const length = daysBetween(startsOn, endsOn) + 1;
  const passed = daysBetween(startsOn, today);
  if (passed < 0 || passed >= length) return null;
  return { week: Math.floor(passed / 7) + 1, of: Math.ceil(length / 7) };
}

/** Share of the cycle's days that have passed, 0 before it and 1 after. */
export function expectedPace({ startsOn, endsOn }: CycleSpan, today: string): number {
  const length = daysBetween(startsOn, endsOn) + 1;
  return Math.min(1, Math.max(0, daysBetween(startsOn, today) / length));
}
