import { lazy, Suspense } from "preact/compat";
import { useEffect, useMemo, useState } from "preact/hooks";
import { get, useData } from "../api";
import { Brush } from "../charts";
import { clocks, go, setQuery, useRoute } from "../route";
import type { Control, Incident, Marks, Meta, Page, Sum, Timeline } from "../types";
import { Clocks, Downloads, Empty, Grade, Head, IncidentLine, Legend, Name, Pick, Shown, Wait } from "../ui";
import { number, plain, precision, range, ranged, where, without } from "../words";

const MapView = lazy(() => import("../map").then((m) => ({ default: m.MapView })));
const FILTERS = ["since", "until", "type", "place", "actor", "source", "grade", "minimum", "q", "as_of", "known_on"];

function asked(query: URLSearchParams, keys: string[]): string {
  const kept = new URLSearchParams();
  for (const key of keys) for (const value of query.getAll(key)) if (value) kept.append(key, value);
  return kept.toString();
}

export function NowPage({ meta, theme }: { meta: Meta; theme: string }) {
  const { query } = useRoute();
  const filters = asked(query, FILTERS);
  const [view, setView] = useState<{ zoom: number; bbox: string }>({ zoom: 5, bbox: "" });
  const [crowded, setCrowded] = useState(false);
  const near = crowded && view.bbox ? `&bbox=${view.bbox}` : "";
  const marks = useData<Marks>(`map?zoom=${Math.round(view.zoom)}&most=250&${filters}${near}`);
  const timeline = useData<Timeline>(`timeline?${asked(query, FILTERS.filter((k) => k !== "since" && k !== "until"))}`);
  const sum = useData<Sum>(`ledger?lines=0&${asked(query, ["since", "until", "place", "as_of", "known_on"])}`);
  const list = useData<Page<Incident>>(`incidents?limit=60&${filters}`);
  const layer = query.get("control");
  const controlAt = query.get("known_on") || query.get("until") || query.get("as_of") || "";
  const control = useData<Control>(
    layer === null ? null : `control?${new URLSearchParams({ ...(controlAt ? { as_of: controlAt } : {}), ...(query.get("known_on") ? { known_on: query.get("known_on")! } : {}), ...(layer !== "all" ? { according_to: layer } : {}) })}`,
  );
  const everyone = useData<Control>(layer === null ? null : "control");
  const holders = useMemo(() => ranked(everyone.data ?? control.data), [everyone.data, control.data]);
  const selected = query.get("incident");
  useEffect(() => {
    if (marks.data) setCrowded(marks.data.marks.some((c) => c.n > 1));
  }, [marks.data]);
  const open = (i: Incident) => setQuery({ incident: i.id });
  return (
    <div class="now">
      <Head title="Now">
        <Clocks meta={meta} />
      </Head>
      <div class="now-grid">
        <section class="map-side" aria-label="Map">
          <Suspense fallback={<Wait what="the map" />}>
            <MapView
              marks={marks.data?.marks ?? []}
              control={layer === null ? null : (control.data?.items ?? null)}
              according={layer}
              holders={holders}
              selected={selected}
              tiles={meta.tiles}
              theme={theme}
              onOpen={open}
              onMoved={(zoom, bbox) => setView({ zoom, bbox })}
            />
          </Suspense>
          {selected && <Card id={selected} />}
      <section class="time" aria-label="Timeline">
        <Shown of={timeline} what="the timeline">
          {(t) => (
            <Brush
              of={t}
              since={query.get("since")}
              until={query.get("until")}
              known={query.get("known_on")}
              onDays={(since, until) => setQuery({ since, until })}
              onKnown={(known_on) => setQuery({ known_on })}
            />
          )}
        </Shown>
        <p class="note">
          Drag across the upper bars to choose when it happened. Click in the lower bars to see what was known on that day.
          {(timeline.data?.history ?? 0) > 0 && ` Not in the bars: ${timeline.data?.history} told as history alone.`}
        </p>
      </section>
          <div class="map-foot">
            <Legend types={["air_strike", "shelling", "bombing", "clash", "attack", "toll"]} />
            <p class="note">Filled shape: lowest count of the dead. Outline: highest. Dashed circle: how precisely the place is known.</p>
            <div class="layers">
              <Pick
                label="Who holds what"
                value={layer ?? ""}
                any="not shown"
                options={[["all", "all sources; disagreement hatched"], ...(everyone.data?.claimants ?? []).map((c): [string, string] => [c, `only on the word of: ${c}`])]}
                onPick={(v) => setQuery({ control: v || null })}
              />
              {layer !== null && (
                <ul class="legend sides" aria-label="Patterns of the holders">
                  {holders.slice(0, 5).map((h, n) => (
                    <li key={h}>
                      <span class={`swatch h${n}`} /> <Name>{h}</Name>
                    </li>
                  ))}
                  {holders.length > 5 && (
                    <li>
                      <span class="swatch h5" /> others
                    </li>
                  )}
                  <li>
                    <span class="swatch contested" /> claims conflict
                  </li>
                </ul>
              )}
            </div>
          </div>
        </section>
        <section class="side" aria-label="Incidents and ledger">
          <Shown of={sum} what="the ledger">
            {(s) => (
              <div class="sum">
                <p class="big">
                  {range(s.low, s.high)} <span>killed, as claimed</span>
                </p>
                <p class="quiet">
                  Taking what most origins say of each event: {number(s.best)}.{without(s.undated)} <a href={`/ledger${query.size ? `?${asked(query, ["since", "until", "place", "as_of", "known_on"])}` : ""}`}>The arithmetic</a>
                </p>
              </div>
            )}
          </Shown>
          <div class="filters">
            <Pick label="Type" any="every type" value={query.get("type") ?? ""} options={meta.types} onPick={(v) => setQuery({ type: v || null })} />
            <Pick label="Grade" any="every grade" value={query.get("grade") ?? ""} options={meta.grades} onPick={(v) => setQuery({ grade: v || null })} />
          </div>
          <Shown of={list} what="the incidents">
            {(page) =>
              page.items.length ? (
                <>
                  <h2>
                    Incidents <span class="quiet">{page.total}</span>
                  </h2>
                  <ol class="lines">
                    {page.items.map((i) => (
                      <li key={i.id}>
                        <IncidentLine of={i} selected={i.id === selected} />
                      </li>
                    ))}
                  </ol>
                  {page.next !== null && <a href={`/search?${filters}`}>All {page.total}</a>}
                </>
              ) : (
                <Empty>No incident in these days. {meta.incidents ? "Widen the brush, or take a filter away." : "The record holds no incident yet."}</Empty>
              )
            }
          </Shown>
          {marks.data && marks.data.tray.length > 0 && (
            <section class="tray" aria-labelledby="tray">
              <h2 id="tray">
                Not on the map <span class="quiet">{marks.data.unlocated}</span>
              </h2>
              <p class="quiet">Nobody names a place closer than a country, or the gazetteer has no point for it.</p>
              <ol class="lines">
                {marks.data.tray.map((i) => (
                  <li key={i.id}>
                    <IncidentLine of={i} />
                  </li>
                ))}
              </ol>
            </section>
          )}
        </section>
      </div>
      <Downloads
        links={[
          ["CSV", `incidents?format=csv&${filters}`],
          ["GeoJSON", `incidents?format=geojson&${filters}`],
          ["JSON lines", `incidents?format=jsonl&${filters}`],
        ]}
      />
    </div>
  );
}

/** Holders by the number of places they are said to hold; five get a pattern of their own. */
function ranked(of: Control | undefined): string[] {
  const places = new Map<string, number>();
  for (const s of of?.items ?? []) for (const h of s.holders) places.set(h, (places.get(h) ?? 0) + 1);
  return [...places].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([h]) => h);
}

/** The chosen mark's incident, beside the map. */
function Card({ id }: { id: string }) {
  const { query } = useRoute();
  const [i, set] = useState<Incident | null>(null);
  useEffect(() => {
    set(null);
    get<Incident>(`incidents/${encodeURIComponent(id)}${clocks(query)}`).then(set, () => set(null));
  }, [id, query.get("known_on"), query.get("as_of")]);
  if (!i) return null;
  const address = `/incident/${i.id}${clocks(query)}`;
  return (
    <aside class="card" aria-label="Chosen incident">
      <button class="close" aria-label="Close" onClick={() => setQuery({ incident: null })}>
        ×
      </button>
      <h3>
        <a href={address}>
          <Name>{i.label}</Name>
        </a>
      </h3>
      <p>
        {i.ranges["killed"] ? `${ranged(i.ranges["killed"])} killed` : "No count of the dead"}
        {i.ranges["wounded"] && `, ${ranged(i.ranges["wounded"])} wounded`}
      </p>
      <p class="quiet">
        <Name>{where(i)}</Name>, known to {precision(i.place?.precision ?? "")}. <Grade of={i.grade} /> {i.reason}
      </p>
      <button onClick={() => go(address)}>All accounts</button>
      {i.type && <span class="quiet"> {plain(i.type)}</span>}
    </aside>
  );
}
