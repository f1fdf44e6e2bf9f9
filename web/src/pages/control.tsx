import { useData } from "../api";
import { Strip } from "../charts";
import { clocks, setQuery, useRoute } from "../route";
import type { Control, DayState, Holding, Meta } from "../types";
import { Clocks, Downloads, Empty, Head, Name, Pick, Shown } from "../ui";
import { day, title } from "../words";

export function ControlPage({ meta, place }: { meta: Meta; place: string }) {
  return place ? <Place name={place} meta={meta} /> : <All meta={meta} />;
}

function All({ meta }: { meta: Meta }) {
  const { query } = useRoute();
  const kept = new URLSearchParams(clocks(query));
  if (query.get("according_to")) kept.set("according_to", query.get("according_to") as string);
  const found = useData<Control>(`control?${kept}`);
  return (
    <>
      <Head title="Control">
        <Clocks meta={meta} stretch={false} />
        <div class="filters">
          <Pick label="On whose word" any="everybody's" value={query.get("according_to") ?? ""} options={(found.data?.claimants ?? []).map((c): [string, string] => [c, c])} onPick={(v) => setQuery({ according_to: v || null })} />
        </div>
      </Head>
      <Shown of={found} what="the places">
        {(c) =>
          c.items.length ? (
            <>
              <p class="quiet">
                On {day(c.day)}. Held: the other side, or two independent origins, say so too. Claimed: only one side or one source says so. Contested: live claims conflict.
              </p>
              <div class="scroll" tabIndex={0} role="region" aria-label="Places">
                <table>
                  <thead>
                    <tr>
                      <th>Place</th>
                      <th>State</th>
                      <th>Holder</th>
                      <th>Since</th>
                      <th>Why</th>
                    </tr>
                  </thead>
                  <tbody>
                    {c.items.map((s) => (
                      <tr key={s.place} class={s.state === "unknown" ? "quiet" : ""}>
                        <td>
                          <a href={`/control/${encodeURIComponent(s.place)}${clocks(query)}`}>
                            <Name>{s.place}</Name>
                          </a>
                        </td>
                        <td>
                          <span class={`tag ${s.state}`}>{s.state}</span>
                        </td>
                        <td>
                          <Name>{s.holders.join(" / ")}</Name>
                        </td>
                        <td class="day">{s.since ? day(s.since) : ""}</td>
                        <td>
                          <Name>{s.reason}</Name>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          ) : (
            <Empty>No claim in this view says who holds a place.</Empty>
          )
        }
      </Shown>
      <Downloads links={[["CSV", `control?format=csv&${kept}`]]} />
    </>
  );
}

interface Strips {
  place: string;
  days: [string, string];
  all: DayState[];
  strips: { source: string; states: DayState[] }[];
  history: Holding[];
}

function Place({ name, meta }: { name: string; meta: Meta }) {
  const { query } = useRoute();
  const found = useData<Strips>(`control/${encodeURIComponent(name)}${clocks(query)}`);
  return (
    <>
      <Head title={`Who holds ${name}`}>
        <Clocks meta={meta} stretch={false} />
      </Head>
      <p>
        <a href={`/control${clocks(query)}`}>All places</a>
      </p>
      <Shown of={found} what="the place">
        {(p) => {
          const holders = [...new Set([...p.all, ...p.strips.flatMap((s) => s.states)].flatMap((s) => s.holders))];
          return (
            <>
              <section class="panel strips" aria-label="History by source">
                <div class="axis-days">
                  <span>{day(p.days[0])}</span>
                  <span>{day(p.days[1])}</span>
                </div>
                <Strip states={p.all} days={p.days} label="All together" holders={holders} />
                {p.strips.map((s) => (
                  <Strip key={s.source} states={s.states} days={p.days} label={s.source} holders={holders} />
                ))}
                <ul class="legend sides">
                  {holders.map((h, n) => (
                    <li key={h}>
                      <span class={`swatch h${Math.min(5, n)}`} /> <Name>{h}</Name>
                    </li>
                  ))}
                  <li>
                    <span class="swatch contested" /> contested
                  </li>
                </ul>
              </section>
              <h2>Every claim about it</h2>
              <ol class="claims">
                {p.history.map((h, n) => (
                  <li key={n}>
                    <a href={`/report/${h.report.slice(0, 12)}${clocks(query, { at: `${h.start}-${h.end}` })}`}>
                      <q dir="auto">{h.quote}</q>
                    </a>{" "}
                    <span class="quiet">
                      {day(h.day)} · {title(h.act)}
                      {h.holder && (
                        <>
                          {" "}
                          by <Name>{h.holder}</Name>
                        </>
                      )}
                      {!h.whole && ", a part of it"} · <Name>{h.origin}</Name>
                    </span>
                  </li>
                ))}
              </ol>
            </>
          );
        }}
      </Shown>
    </>
  );
}
