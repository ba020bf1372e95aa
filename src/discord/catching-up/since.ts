// In: what somebody typed as the time since which they want to catch up. Out: that moment, or null where it
// cannot be told. The forms are few and strict, because a date that is guessed wrongly hides what was said.
// Discord tells nobody's time zone, so days begin at midnight UTC; the reply shows the moment in the reader's.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const UNITS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
};

const SPAN = /^(\d{1,4}) ?(m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?: ago)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2})?)(z|[+-]\d{2}:\d{2})?$/;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The forms that are understood, as a person is told. */
export const SINCE_FORMS = '“30m”, “2h”, “1d”, “today”, “yesterday”, “monday” or “2026-08-01”';

/** The moment that a text names, in milliseconds since 1970; null where it names none before now. */
export function readSince(text: string, now: number): number | null {
  const since = momentOf(
    text
      .trim()
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/^since /, ''),
    now,
  );
  return since !== null && since < now && since >= 0 ? since : null;
}

function momentOf(typed: string, now: number): number | null {
  const today = now - (now % DAY_MS);
  if (typed === 'today') return today;
  if (typed === 'yesterday') return today - DAY_MS;
  const [, count, unit = ''] = SPAN.exec(typed) ?? [];
  if (count !== undefined) return now - Number(count) * (UNITS[unit.charAt(0)] ?? 0);
  const weekday = WEEKDAYS.indexOf(typed.replace(/^last /, ''));
  if (weekday >= 0) return lastWeekday(weekday, today);
  if (DAY.test(typed)) return valid(`${typed}T00:00:00Z`, typed);
  const [, day = '', time = '', zone = 'z'] = MOMENT.exec(typed) ?? [];
  return day === '' ? null : valid(`${day}T${time}${zone.toUpperCase()}`, day);
}

/** The day of that name before today: "monday" on a Monday is a week ago, because "today" is a word as well. */
function lastWeekday(weekday: number, today: number): number {
  const daysAgo = (new Date(today).getUTCDay() - weekday + 7) % 7;
  return today - (daysAgo === 0 ? 7 : daysAgo) * DAY_MS;
}

/** The moment of a date that exists: the 30th of February is no day. */
function valid(text: string, day: string): number | null {
  const start = new Date(`${day}T00:00:00Z`);
  const isDay = !Number.isNaN(start.getTime()) && start.toISOString().startsWith(day);
  const moment = Date.parse(text);
  return isDay && !Number.isNaN(moment) ? moment : null;
}
