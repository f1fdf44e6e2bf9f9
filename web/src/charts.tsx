// Charts as plain SVG: the timeline with its brush, ranges over time, strips of control.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { svgToPng } from "./ui";
import type { Bin, DayState, Timeline } from "./types";
import { day, iso_of, number, number_of, range, tick } from "./words";

const NARROWEST = 240;

/** The box's width, known before the first paint: a chart drawn too wide would widen a narrow page. */
export function useWidth(): [{ current: HTMLDivElement | null }, number] {
  const box = useRef<HTMLDivElement | null>(null);
  const [width, set] = useState(NARROWEST);
  useLayoutEffect(() => {
    const fit = (wide: number) => set(Math.max(NARROWEST, Math.floor(wide)));
    const seen = new ResizeObserver(([entry]) => entry && fit(entry.contentRect.width));
    if (box.current) {
      fit(box.current.clientWidth);
      seen.observe(box.current);
    }
    return () => seen.disconnect();
  }, []);
  return [box, width];
}

function ticks(first: number, last: number, width: number): number[] {
  const most = Math.max(2, Math.floor(width / 95));
  const step = Math.max(1, Math.ceil((last - first + 1) / most));
  const out: number[] = [];
  for (let n = first; n <= last; n += step) out.push(n);
  return out;
}

const STEP_DAYS = { day: 1, week: 7, month: 30.4 };

/** Two rows on one axis: when it happened above, when it was first said below. Drag above to choose days; the line below
 * is the day up to which words are taken in. */
export function Brush({
  of,
  since,
  until,
  known,
  onDays,
  onKnown,
}: {
  of: Timeline;
  since: string | null;
  until: string | null;
  known: string | null;
  onDays: (since: string | null, until: string | null) => void;
  onKnown: (day: string | null) => void;
}) {
  const [box, width] = useWidth();
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const all = [...of.happened.bins, ...of.said.bins].map((b) => number_of(b.day));
  for (const d of [since, until, known]) if (d) all.push(number_of(d));
  if (!all.length) return <p class="state">No dated incident in this view.</p>;
  const first = Math.min(...all) - 1;
  const last = Math.max(...all) + (of.happened.step === "day" ? 1 : STEP_DAYS[of.happened.step]);
  const left = 8;
  const right = width - 8;
  const x = (n: number) => left + ((n - first) / (last - first + 1)) * (right - left);
  const back = (px: number) => Math.max(first, Math.min(last, Math.floor(first + ((px - left) / (right - left)) * (last - first + 1))));
  const most = Math.max(1, ...of.happened.bins.map((b) => b.incidents));
  const mostSaid = Math.max(1, ...of.said.bins.map((b) => b.incidents));
  const bar = (b: Bin, step: keyof typeof STEP_DAYS, top: number, high: number, scale: number, down: boolean) => {
    const h = Math.max(2, (b.incidents / scale) * high);
    const wide = Math.max(1.5, x(number_of(b.day) + STEP_DAYS[step]) - x(number_of(b.day)) - 1.5);
    const n = number_of(b.day);
    const chosen = down ? !known || n <= number_of(known) : (!since || n >= number_of(since)) && (!until || n <= number_of(until));
    return (
      <rect key={b.day} class={chosen ? "bar" : "bar out"} x={x(n)} width={wide} y={down ? top : top + high - h} height={h}>
        <title>{`${day(b.day)}: ${b.incidents} incidents, ${range(b.low, b.high)} killed`}</title>
      </rect>
    );
  };
  const chosen: [number, number] | null = drag ?? (since || until ? [since ? number_of(since) : first, until ? number_of(until) : last] : null);
  const at = (e: PointerEvent) => back(e.clientX - (box.current?.getBoundingClientRect().left ?? 0));
  return (
    <div class="brush" ref={box}>
      <svg
        width={width}
        height={132}
        role="img"
        aria-label="Incidents by day: above when they happened, below when they were first spoken of. The date fields choose the same days."
        onPointerDown={(e) => {
          if (e.offsetY > 74) return onKnown(iso_of(at(e)));
          e.currentTarget.setPointerCapture(e.pointerId);
          setDrag([at(e), at(e)]);
        }}
        onPointerMove={(e) => drag && setDrag([drag[0], at(e)])}
        onPointerUp={() => {
          if (!drag) return;
          const [a, b] = [Math.min(...drag), Math.max(...drag)];
          setDrag(null);
          const single = of.happened.bins.length > 1 && a === b;
          onDays(iso_of(a), iso_of(single ? a : b));
        }}
      >
        {chosen && (
          <rect class="chosen" x={x(Math.min(...chosen))} width={Math.max(3, x(Math.max(...chosen) + 1) - x(Math.min(...chosen)))} y={4} height={68} />
        )}
        <text class="row" x={left} y={13}>
          happened
        </text>
        {of.happened.bins.map((b) => bar(b, of.happened.step, 16, 56, most, false))}
        <line class="axis" x1={left} x2={right} y1={72.5} y2={72.5} />
        {ticks(first + 1, last, width).map((n) => (
          <text key={n} class="tick" x={x(n)} y={86}>
            {tick(iso_of(n), first, last)}
          </text>
        ))}
        {of.said.bins.map((b) => bar(b, of.said.step, 91, 34, mostSaid, true))}
        <text class="row" x={right} y={130} text-anchor="end">
          first said
        </text>
        {known && <line class="known" x1={x(number_of(known) + 1)} x2={x(number_of(known) + 1)} y1={76} y2={130} />}
      </svg>
    </div>
  );
}

export interface Bar {
  start: string;
  group: string;
  low: number;
  high: number | null;
}

const PATTERNS = ["solid", "hatch", "dots", "cross", "open"] as const;

/** Ranges over time, one row a group: the filled part is the low bound, the outlined part reaches to the high one; an
 * arrow says that nothing bounds it. */
export function Ranges({ of, name, onPick }: { of: Bar[]; name: string; onPick?: (group: string) => void }) {
  const [box, width] = useWidth();
  const svg = useRef<SVGSVGElement | null>(null);
  const sums = new Map<string, number>();
  for (const b of of) sums.set(b.group, (sums.get(b.group) ?? 0) + b.low + (b.high ?? b.low));
  const groups = [...sums].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([g]) => g).slice(0, 12);
  const starts = [...new Set(of.map((b) => b.start))].sort();
  if (!groups.length) return <p class="state">Nobody gives a number here.</p>;
  const narrow = width < 560;
  const label = narrow ? 0 : 250;
  const rowHigh = narrow ? 62 : 46;
  const cell = (width - label - 12) / starts.length;
  const most = Math.max(1, ...of.map((b) => b.high ?? b.low));
  const tall = 30;
  const high = groups.length * rowHigh + 26;
  return (
    <div ref={box}>
      <svg ref={svg} width={width} height={high} class="ranges" role="img" aria-label={`${name}: a table with the same numbers follows`}>
        {groups.map((g, row) => {
          const base = row * rowHigh + rowHigh - 4;
          return (
            <g key={g}>
              <text class="group" x={narrow ? 4 : label - 10} y={narrow ? base - tall - 8 : base - 10} text-anchor={narrow ? "start" : "end"} onClick={() => onPick?.(g)}>
                {g.length > 30 && !narrow ? `${g.slice(0, 29)}…` : g}
              </text>
              <line class="axis" x1={label} x2={width - 8} y1={base + 0.5} y2={base + 0.5} />
              {of
                .filter((b) => b.group === g)
                .map((b) => {
                  const x = label + starts.indexOf(b.start) * cell + cell * 0.12;
                  const wide = Math.max(2, Math.min(40, cell * 0.76));
                  const low = (Math.sqrt(b.low) / Math.sqrt(most)) * tall;
                  const top = (Math.sqrt(b.high ?? b.low) / Math.sqrt(most)) * tall;
                  return (
                    <g key={b.start} class={`range ${PATTERNS[row % PATTERNS.length]}`}>
                      <title>{`${g}, ${day(b.start)}: ${range(b.low, b.high)}`}</title>
                      {top > low && <rect class="high" x={x} width={wide} y={base - top} height={top - low} />}
                      <rect class="low" x={x} width={wide} y={base - Math.max(1.5, low)} height={Math.max(1.5, low)} />
                      {b.high === null && <path class="open" d={`M${x + wide / 2 - 4} ${base - top - 3}l4-5 4 5Z`} />}
                      {cell > 44 && (
                        <text class="value" x={x + wide + 3} y={base - 4}>
                          {b.high === null ? `${number(b.low)}+` : b.low === b.high ? number(b.low) : `${number(b.low)}–${number(b.high)}`}
                        </text>
                      )}
                    </g>
                  );
                })}
            </g>
          );
        })}
        {starts
          .filter((_, n) => n % Math.max(1, Math.ceil(62 / cell)) === 0)
          .map((s) => (
            <text key={s} class="tick" x={label + starts.indexOf(s) * cell + cell * 0.12} y={high - 8}>
              {tick(s, number_of(starts[0]!), number_of(starts[starts.length - 1]!))}
            </text>
          ))}
      </svg>
      <p class="note">
        Filled: the lowest number given. Outlined: up to the highest. An arrow: no upper bound. Heights grow with the square root, so that small
        numbers stay visible.{" "}
        <button class="link" onClick={() => svg.current && svgToPng(svg.current, `fogline-${name}`)}>
          PNG
        </button>
      </p>
    </div>
  );
}

/** One strip of a place's history: stretches of a state until the next one begins. */
export function Strip({ states, days, label, holders }: { states: DayState[]; days: [string, string]; label: string; holders: string[] }) {
  const first = number_of(days[0]);
  const last = number_of(days[1]) + 1;
  return (
    <div class="strip">
      <div class="who">
        <bdi>{label}</bdi>
      </div>
      <div class="days">
        {states.map((s, n) => {
          const from = number_of(s.day);
          const to = n + 1 < states.length ? number_of((states[n + 1] as DayState).day) : last;
          const share = ((to - from) / (last - first)) * 100;
          const kind = s.state === "contested" ? "contested" : `h${Math.min(5, Math.max(0, holders.indexOf(s.holders[0] ?? "")))}`;
          const text = s.state === "unknown" ? "unknown" : s.state === "contested" && !s.holders.length ? "contested" : s.holders.join(" / ");
          return (
            <div key={s.day} class={`stretch ${s.state} ${s.state === "unknown" ? "" : kind}`} style={{ width: `${share}%` }} title={`${day(s.day)}: ${s.state}${s.holders.length ? `, ${s.holders.join(", ")}` : ""}. ${s.reason}`}>
              <span>
                <bdi>{text}</bdi> <small>{s.state === "unknown" ? "" : s.state}</small>
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
