import { useData } from "../api";
import { clocks, setQuery, useRoute } from "../route";
import type { Claim, Incident, Meta, Page } from "../types";
import { Clocks, Downloads, Empty, Head, IncidentLine, Marks, More, Name, Pick, Shown, Type } from "../ui";
import { chain, day, days, marksOf, quantity, title } from "../words";

interface Found {
  key: string;
  report: string;
  published: string | null;
  outlet: string | null;
  origin: string | null;
  claim: Claim;
}

export function SearchPage({ meta }: { meta: Meta }) {
  const { query } = useRoute();
  const what = query.get("in") ?? "claims";
  const keys = ["q", "source", "actor", "place", "type", "since", "until", "known_on", "cursor", ...(what === "claims" ? ["polarity", "modality"] : ["grade", "minimum", "sort", "as_of"])];
  const asked = new URLSearchParams();
  for (const key of keys) if (query.get(key)) asked.set(key, query.get(key) as string);
  return (
    <>
      <Head title="Search">
        <form class="filters" role="search" onSubmit={(e) => e.preventDefault()}>
          <Type name="q" label="Words" placeholder="all of these words" />
          <Type name="source" label="Source" />
          <Type name="actor" label="Actor" />
          <Type name="place" label="Place" />
          <Pick label="Type" any="every type" value={query.get("type") ?? ""} options={meta.types} onPick={(v) => setQuery({ type: v || null, cursor: null })} />
          {what === "claims" ? (
            <>
              <Pick label="Polarity" any="either" value={query.get("polarity") ?? ""} options={meta.polarities} onPick={(v) => setQuery({ polarity: v || null, cursor: null })} />
              <Pick label="Modality" any="every" value={query.get("modality") ?? ""} options={meta.modalities} onPick={(v) => setQuery({ modality: v || null, cursor: null })} />
            </>
          ) : (
            <>
              <Pick label="Grade" any="every grade" value={query.get("grade") ?? ""} options={meta.grades} onPick={(v) => setQuery({ grade: v || null, cursor: null })} />
              <Pick label="Order" value={query.get("sort") ?? "day"} options={[["day", "by day"], ["-day", "latest first"], ["-killed", "most killed first"]]} onPick={(v) => setQuery({ sort: v, cursor: null })} />
            </>
          )}
        </form>
        <Clocks meta={meta} />
        <div class="tabs" role="group" aria-label="What to search">
          {(["claims", "incidents"] as const).map((w) => (
            <button key={w} aria-pressed={what === w} onClick={() => setQuery({ in: w === "claims" ? null : w, cursor: null })}>
              {title(w)}
            </button>
          ))}
        </div>
      </Head>
      {what === "claims" ? <Claims asked={asked} /> : <Incidents asked={asked} />}
    </>
  );
}

function Claims({ asked }: { asked: URLSearchParams }) {
  const { query } = useRoute();
  const found = useData<Page<Found>>(`claims?${asked}`);
  return (
    <>
      <Shown of={found} what="the claims">
        {(page) =>
          page.items.length ? (
            <>
              <p class="quiet" role="status">
                {page.total === null ? "Many claims" : `${page.total} ${page.total === 1 ? "claim" : "claims"}`}
              </p>
              <ol class="claims hits">
                {page.items.map((f) => (
                  <li key={f.key}>
                    <a href={`/report/${f.report.slice(0, 12)}${clocks(query, { claim: f.claim.id })}`}>
                      <q dir="auto">{f.claim.evidence.text}</q>
                    </a>
                    <p class="quiet">
                      {title(f.claim.type)} <Marks of={marksOf(f.claim)} /> · <Name>{chain(f.claim, f.outlet).join(" › ")}</Name> · published {day(f.published)}
                      {f.claim.time && ` · happened ${days(f.claim.time.start, f.claim.time.end)}`}
                      {f.claim.places.length > 0 && (
                        <>
                          {" "}
                          · <Name>{f.claim.places.map((p) => p.name).join(", ")}</Name>
                        </>
                      )}
                      {f.claim.quantities.length > 0 && (
                        <>
                          {" "}
                          · <Name>{f.claim.quantities.map(quantity).join("; ")}</Name>
                        </>
                      )}
                    </p>
                  </li>
                ))}
              </ol>
              <More next={page.next} total={page.total} shown={page.items.length} />
            </>
          ) : (
            <Empty>No claim meets these conditions.</Empty>
          )
        }
      </Shown>
      <Downloads links={[["CSV", `claims?format=csv&${asked}`], ["JSON lines", `claims?format=jsonl&${asked}`]]} />
    </>
  );
}

function Incidents({ asked }: { asked: URLSearchParams }) {
  const found = useData<Page<Incident>>(`incidents?${asked}`);
  return (
    <>
      <Shown of={found} what="the incidents">
        {(page) =>
          page.items.length ? (
            <>
              <p class="quiet" role="status">
                {page.total} incidents
              </p>
              <ol class="lines">
                {page.items.map((i) => (
                  <li key={i.id}>
                    <IncidentLine of={i} />
                  </li>
                ))}
              </ol>
              <More next={page.next} total={page.total} shown={page.items.length} />
            </>
          ) : (
            <Empty>No incident meets these conditions.</Empty>
          )
        }
      </Shown>
      <Downloads links={[["CSV", `incidents?format=csv&${asked}`], ["GeoJSON", `incidents?format=geojson&${asked}`]]} />
    </>
  );
}
