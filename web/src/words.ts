// How records are put into words and numbers for people.
import type { Claim, Incident, Quantity, Range } from "./types";

export const plain = (value: string): string => value.replaceAll("_", " ");
export const title = (value: string): string => plain(value).replace(/^./, (c) => c.toUpperCase());

const NUMBER = new Intl.NumberFormat("en-GB");
export const number = (n: number): string => NUMBER.format(n);

/** What a sum leaves out for want of a day, as a sentence after a blank; nothing where it leaves out nothing. */
export const without = (undated: number): string =>
  undated ? ` Not in it: ${number(undated)} ${undated === 1 ? "event" : "events"} without a day.` : "";

/** A range as it is known: "16 or more", "5 to 25", "up to 9", "24". */
export function range(low: number | null | undefined, high: number | null | undefined): string {
  if (low == null && high == null) return "no number";
  if (high == null) return `${number(low ?? 0)} or more`;
  if (low == null) return `up to ${number(high)}`;
  return low === high ? number(low) : `${number(low)} to ${number(high)}`;
}

/** An incident's range of one measure; the highest named number is kept beside an open end. */
export function ranged(r: Range | undefined): string {
  if (!r) return "";
  if (r[1] !== null) return range(r[0], r[1]);
  return r[0] === r[2] ? `${number(r[0])} or more` : `${number(r[0])} to ${number(r[2])} or more`;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

export const day = (iso: string | null | undefined): string => (iso ? DAY.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)) : "day not known");
export const shortDay = (iso: string): string => SHORT.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`));

export function days(start: string | null | undefined, end: string | null | undefined): string {
  if (!start && !end) return "day not known";
  if (start === end) return day(start);
  if (!start) return `until ${day(end)}`;
  if (!end) return `from ${day(start)}`;
  return `${start.slice(0, 4) === end.slice(0, 4) ? shortDay(start) : day(start)} to ${day(end)}`;
}

export const DAY_MS = 86_400_000;
export const number_of = (iso: string): number => Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS);
const YEAR = 366;
/** What an axis from one day to another calls a day: over more than a year its month and year. */
export const tick = (iso: string, first: number, last: number): string =>
  last - first > YEAR ? MONTH.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)) : shortDay(iso);
export const iso_of = (n: number): string => new Date(n * DAY_MS).toISOString().slice(0, 10);

const PRECISION: Record<string, string> = {
  exact: "a named site",
  part: "part of a town",
  place: "a town or village",
  area: "an area, drawn 25 km wide around its centre",
  admin1: "a province, drawn 75 km around its centre",
  country: "a country only",
};
const SHORT_PRECISION: Record<string, string> = { exact: "site", part: "part of a town", place: "town", area: "area", admin1: "province", country: "country" };
export const closeness = (p: string): string => SHORT_PRECISION[p] ?? p;
export const precision = (p: string): string => PRECISION[p] ?? p;

export function where(i: Incident): string {
  if (!i.place) return "place not known";
  const around = [i.place.admin1, i.place.country].filter((x) => x && x !== i.place?.name).join(", ");
  return around ? `${i.place.name} (${around})` : i.place.name;
}

export function quantity(q: Quantity): string {
  const who = q.group ? q.group.actors.join(", ") || q.group.text || q.group.status : "";
  return [range(q.low, q.high), plain(q.measure), who ? `(${who})` : "", q.scope === "cumulative" ? "so far" : ""].filter(Boolean).join(" ");
}

export function marksOf(c: Claim): string[] {
  const out: string[] = [];
  if (c.polarity === "denied") out.push("denied");
  if (c.modality !== "actual") out.push(c.modality);
  if (c.stance !== "asserted") out.push(c.stance);
  if (c.background) out.push("background");
  return out;
}

export const chain = (c: Claim, outlet: string | null): string[] => [...c.attribution.map((a) => a.source), outlet ?? "unnamed outlet"];

export const GRADES: Record<string, string> = {
  confirmed: "Confirmed",
  fair: "Fair",
  weak: "Weak",
  contested: "Contested",
  discounted: "Combatants only",
  ungraded: "No figures",
};

/** Code points, as the record counts, instead of the UTF-16 units of the browser. */
export const codePoints = (text: string): string[] => Array.from(text);
