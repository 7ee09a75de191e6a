/** Times as the acting person's clock shows them. Slack's timestamps are seconds since 1970, as text or number. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "14:05" there. */
export function clock(ts, timeZone) {
  return written(ts, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** "Monday, 23 November 2026 at 14:05" there. */
export function fullTime(ts, timeZone) {
  return `${written(ts, timeZone, { dateStyle: "full" })} at ${clock(ts, timeZone)}`;
}

/** "Today", "Yesterday" or "Friday, 20 November". */
export function dayName(ts, timeZone) {
  const recent = recentDay(ts, timeZone);
  if (recent) return recent;
  const year = isThisYear(ts, timeZone) ? {} : { year: "numeric" };
  return written(ts, timeZone, { weekday: "long", day: "numeric", month: "long", ...year });
}

/** "2026-11-23" there. */
export function isoDay(ts, timeZone) {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(moment(ts));
}

/** "2026-11-23T14:05" there, as a datetime-local input has it. */
export function localDateTime(ts, timeZone) {
  return `${isoDay(ts, timeZone)}T${clock(ts, timeZone)}`;
}

/** The seconds since 1970 at which the clock there shows "2026-11-23T14:05". */
export function fromLocalDateTime(local, timeZone) {
  const asUtc = Date.parse(`${local}:00Z`) / 1000;
  const guess = asUtc - offset(asUtc, timeZone);
  return asUtc - offset(guess, timeZone);
}

/** Slack's date format strings: `{date_short} at {time}` and the like. */
export function formatDate(ts, format, timeZone) {
  return format.replace(/\{(\w+)\}/g, (token, name) => FORMATS[name]?.(ts, timeZone) ?? token);
}

const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const MIDDLE = { day: "numeric", month: "long", year: "numeric" };
const SHORT = { day: "numeric", month: "short", year: "numeric" };
const pretty = (shape) => (ts, zone) => recentDay(ts, zone)?.toLowerCase() ?? written(ts, zone, shape);
const FORMATS = {
  date_num: isoDay,
  date_slash: (ts, zone) => written(ts, zone, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date: (ts, zone) => written(ts, zone, MIDDLE),
  date_long: (ts, zone) => written(ts, zone, LONG),
  date_short: (ts, zone) => written(ts, zone, SHORT),
  date_pretty: pretty(MIDDLE),
  date_long_pretty: pretty(LONG),
  date_short_pretty: pretty(SHORT),
  day_divider_pretty: dayName,
  time: clock,
  time_secs: (ts, zone) => written(ts, zone, { timeStyle: "medium", hourCycle: "h23" }),
  ago: (ts) => ago(ts),
};

/** "5 minutes ago", "in 2 days". */
export function ago(ts) {
  const seconds = Number(ts) - Date.now() / 1000;
  const [unit, size] = [
    ["day", DAY],
    ["hour", HOUR],
    ["minute", MINUTE],
  ].find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

function recentDay(ts, timeZone) {
  const now = Date.now() / 1000;
  const day = isoDay(ts, timeZone);
  if (day === isoDay(now, timeZone)) return "Today";
  if (day === isoDay(now - DAY, timeZone)) return "Yesterday";
  return null;
}

function isThisYear(ts, timeZone) {
  return isoDay(ts, timeZone).slice(0, 4) === isoDay(Date.now() / 1000, timeZone).slice(0, 4);
}

function offset(ts, timeZone) {
  return Date.parse(`${localDateTime(ts, timeZone)}:00Z`) / 1000 - Math.floor(ts / MINUTE) * MINUTE;
}

function written(ts, timeZone, shape) {
  return new Intl.DateTimeFormat("en-GB", { timeZone, ...shape }).format(moment(ts));
}

function moment(ts) {
  return new Date(Number(ts) * 1000);
}
