// What the API sends, as far as the pages use it.
export type Range = [number, number | null, number];
export interface Place {
  name: string;
  admin1: string | null;
  country: string | null;
  precision: string;
  lat: number | null;
  lon: number | null;
  km: number | null;
}
export interface Apart {
  measure: string;
  group: string;
  range: Range;
}
export interface Incident {
  id: string;
  type: string;
  label: string;
  place: Place | null;
  start: string | null;
  end: string | null;
  ranges: Record<string, Range>;
  apart: Apart[];
  partly: string[];
  origins: string[];
  sources: string[];
  blamed: string[];
  denied: string[];
  grade: string;
  reason: string;
  reports: number;
  claims: number;
  first_said: string | null;
  last_said: string | null;
}
export interface Page<T> {
  items: T[];
  total: number | null;
  next: number | null;
}
export interface Cluster {
  n: number;
  incident?: Incident;
  lat?: number;
  lon?: number;
  low?: number;
  high?: number;
  bbox?: [number, number, number, number];
}
export interface Marks {
  marks: Cluster[];
  tray: Incident[];
  total: number;
  unlocated: number;
}
export interface Bin {
  day: string;
  incidents: number;
  low: number;
  high: number;
}
export interface Bins {
  step: "day" | "week" | "month";
  bins: Bin[];
  undated: number;
}
export interface Timeline {
  happened: Bins;
  said: Bins;
  history: number;
}
export interface Line {
  text: string;
  low: number | null;
  high: number | null;
  sign: number;
  figures: string[];
}
export interface Sum {
  label: string;
  measure: string;
  low: number;
  best: number;
  high: number | null;
  rule: string;
  lines: Line[];
  undated: number;
  of?: number;
  groups?: { incident: string; label: string; whole: boolean; apart: Apart[] }[];
}
export interface Quote {
  start: number;
  end: number;
  text: string;
}
export interface Link {
  source: string;
  text: string | null;
  cue: string | null;
  channel: string | null;
  said: [string | null, string | null] | null;
  affiliation?: string;
}
export interface Mention {
  text: string;
  actors: string[];
}
export interface Quantity {
  measure: string;
  text: string;
  low: number | null;
  high: number | null;
  qualifier: string;
  group: { text: string | null; actors: string[]; status: string; kind?: string } | null;
  scope: string;
  part_of: number | null;
}
export interface Step {
  field: string;
  rule: string;
  span: [number, number] | null;
  note: string;
}
export interface Claim {
  id: string;
  type: string;
  evidence: Quote;
  also_at: Quote[];
  attribution: Link[];
  stance: string;
  polarity: string;
  modality: string;
  background: boolean;
  agents: Mention[];
  targets: Mention[];
  places: { text: string; name: string; admin1: string | null; country: string | null; precision: string; within: string | null }[];
  time: { text: string | null; start: string | null; end: string | null; basis?: string | null } | null;
  instruments: string[];
  quantities: Quantity[];
  victims?: { name: string; age: string | null; sex: string | null; role: string | null }[];
  trace?: Step[];
  confidence?: number | null;
}
export interface Judgement {
  id: string;
  verb: string;
  author: string;
  at: string;
  reason: string;
  field: string | null;
  value: string | null;
  was: string | null;
  anchor: { report: string; quote: string };
  in_force?: boolean;
}
export interface Statement {
  key: string;
  statement: string;
  report: string;
  outlet: string | null;
  published: string | null;
  title: string;
  origin: string;
  named: boolean;
  said: string | null;
  claim: Claim;
  incident?: string | null;
  judgements?: Judgement[];
  state?: string;
  why?: string[];
}
export interface Account {
  report: string;
  start: number;
  end: number;
  quote: string;
  origin: string;
  measure: string;
  status: string;
  kind: string | null;
  low: number | null;
  high: number | null;
  part: boolean;
  said: string | null;
  named: boolean;
  actors: string[];
  qualifier: string;
  superseded: boolean;
  vague: boolean;
  copy: boolean;
}
export interface Entry {
  convention: string;
  incident: string;
  label: string;
  start: string | null;
  end: string | null;
  group: string;
  low: number;
  best: number;
  high: number;
  main: boolean;
  notes: string[];
}
export interface Whole extends Incident {
  accounts: Account[];
  latest: { origin: string; measure: string; low: number | null; high: number | null; named: boolean; said: string | null; rule: string; group?: string; people?: string }[];
  sums: Sum[];
  groups: { measure: string; group: string; low: number; high: number | null }[];
  blame: { actor: string; by: string[] }[];
  denials: { actor: string; by: string[] }[];
  gaps: { code: string; message: string }[];
  conventions: Entry[];
  statements: Statement[];
}
export interface Holding {
  report: string;
  start: number;
  end: number;
  quote: string;
  origin: string;
  act: string;
  holder: string | null;
  against: string[];
  place: string;
  whole: boolean;
  day: string | null;
  said: string | null;
}
export interface DayState {
  place: string;
  day: string;
  state: "held" | "claimed" | "contested" | "unknown";
  holders: string[];
  since: string | null;
  reason: string;
  rests_on: Holding[];
  inherited: string | null;
}
export interface PlaceState extends DayState {
  spot: { lat: number; lon: number; km: number } | null;
  versions: [string, string][];
}
export interface Control {
  day: string | null;
  items: PlaceState[];
  claimants: string[];
}
export interface Meta {
  version: string;
  reports: number;
  claims: number;
  judgements: number;
  incidents: number;
  happened: [string, string] | null;
  said: [string, string] | null;
  types: string[];
  measures: string[];
  grades: string[];
  stances: string[];
  polarities: string[];
  modalities: string[];
  statuses: string[];
  conventions: string[];
  theatres: string[];
  writable: boolean;
  tiles: string | null;
}
