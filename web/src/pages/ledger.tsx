import { useData } from "../api";
import { Ranges, type Bar } from "../charts";
import { setQuery, useRoute } from "../route";
import type { Entry, Meta, Page, Sum } from "../types";
import { Clocks, Downloads, Empty, Head, Name, Pick, Shown, Type } from "../ui";
import { day, days, plain, range, ranged, title, without } from "../words";

/** Where origins count different people, each sort has a range of its own. */
function Groups({ of, measure }: { of: NonNullable<Sum["groups"]>; measure: string }) {
  return (
    <section class="panel groups" aria-labelledby="groups">
      <h2 id="groups">Counted apart</h2>
      <p class="note">Here origins count different people: civilians, or one side's fighters. Each sort has its own range; they are no versions of one number.</p>
      <table>
        <thead>
          <tr>
            <th>Incident</th>
            <th>Who</th>
            <th class="n">{title(measure)}</th>
          </tr>
        </thead>
        <tbody>
          {of.flatMap((x) => x.apart.map((a, n) => (
            <tr key={`${x.incident}${a.group}`}>
              <td>
                {n === 0 && (
                  <>
                    <a href={`/incident/${x.incident}`}>
                      <Name>{x.label}</Name>
                    </a>
                    {!x.whole && <span class="quiet"> nobody counts all</span>}
                  </>
                )}
              </td>
              <td>
                <Name>{a.group}</Name>
              </td>
              <td class="n">{ranged(a.range)}</td>
            </tr>
          )))}
        </tbody>
      </table>
    </section>
  );
}

const BY: [string, string][] = [
  ["source", "source"],
  ["party", "party or group"],
  ["status", "civilian or combatant"],
];

export function LedgerPage({ meta }: { meta: Meta }) {
  const { query } = useRoute();
  const kept = new URLSearchParams();
  for (const key of ["since", "until", "place", "as_of", "known_on", "measure"]) if (query.get(key)) kept.set(key, query.get(key) as string);
  const by = query.get("by") ?? "source";
  const a = query.get("convention") ?? "acled";
  const b = query.get("compare") ?? "ucdp";
  const measure = query.get("measure") ?? "killed";
  const sum = useData<Sum>(`ledger?${kept}`);
  const series = useData<{ step: string; items: Bar[] }>(`ledger/series?by=${by}&${kept}`);
  const rows = useData<Page<Entry> & { sum: { low: number; best: number; high: number } }>(`ledger/conventions/${a}?limit=300&${kept}`);
  const differ = useData<Page<{ incident: string; label: string; a: string; b: string; reasons: string[] }>>(`ledger/compare?a=${a}&b=${b}&limit=300&${kept}`);
  return (
    <>
      <Head title="Ledger">
        <Clocks meta={meta} />
        <div class="filters">
          <Type name="place" label="Place" placeholder="town, province, country code" />
          <Pick label="Measure" value={measure} options={["killed", "wounded", "killed_or_wounded", "missing", "captured", "displaced"]} onPick={(v) => setQuery({ measure: v })} />
        </div>
      </Head>
      <Shown of={sum} what="the sum">
        {(s) => (
          <section class="panel" aria-labelledby="sum">
            <h2 id="sum">
              {range(s.low, s.high)} {plain(s.measure)}, as claimed
            </h2>
            <p class="quiet">
              Lowest {s.low}; taking what most origins say of each event, {s.best}; highest {s.high ?? "not bounded"}.{without(s.undated)} Rule: {s.rule}.
            </p>
            {s.lines.length ? (
              <details open={s.lines.length < 25}>
                <summary>The arithmetic, {s.lines.length < (s.of ?? 0) ? `the first ${s.lines.length} of ${s.of} lines` : `${s.lines.length} lines`}</summary>
                <ol class="sums-lines">
                  {s.lines.map((l, n) => (
                    <li key={n} class={l.sign === 1 ? "" : "quiet"}>
                      <span class="sign" aria-hidden="true">
                        {l.sign === 1 ? "+" : l.sign === -1 ? "−" : "·"}
                      </span>
                      <Name>{l.text}</Name>
                    </li>
                  ))}
                </ol>
              </details>
            ) : (
              <Empty>Nobody gives such a number for these days and this place.</Empty>
            )}
          </section>
        )}
      </Shown>

      <Shown of={sum} what="the groups">
        {(s) => (s.groups?.length ? <Groups of={s.groups} measure={plain(s.measure)} /> : null)}
      </Shown>

      <section class="panel" aria-labelledby="over">
        <h2 id="over">Over time</h2>
        <Pick label="One row for each" value={by} options={BY} onPick={(v) => setQuery({ by: v })} />
        <p class="note">Incidents are added within a row; rows are different counts of the same dead, or groups among them, and are never added to each other.</p>
        <Shown of={series} what="the series">
          {(s) => (
            <>
              <Ranges of={s.items} name={`${measure} by ${by}`} />
              {s.items.length > 0 && (
                <details>
                  <summary>As a table</summary>
                  <table>
                    <thead>
                      <tr>
                        <th>{title(s.step)}</th>
                        <th>{title(by)}</th>
                        <th>{title(measure)}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {s.items.map((i, n) => (
                        <tr key={n}>
                          <td>{day(i.start)}</td>
                          <td>
                            <Name>{plain(i.group)}</Name>
                          </td>
                          <td>{range(i.low, i.high)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </details>
              )}
            </>
          )}
        </Shown>
        <Downloads links={[["CSV", `ledger/series?by=${by}&format=csv&${kept}`], ["JSON lines", `ledger/series?by=${by}&format=jsonl&${kept}`]]} />
      </section>

      <section class="panel" aria-labelledby="conv">
        <h2 id="conv">Counting conventions</h2>
        <div class="filters">
          <Pick label="Count as" value={a} options={meta.conventions.map((c): [string, string] => [c, c.toUpperCase()])} onPick={(v) => setQuery({ convention: v })} />
          <Pick label="compared with" value={b} options={meta.conventions.map((c): [string, string] => [c, c.toUpperCase()])} onPick={(v) => setQuery({ compare: v })} />
        </div>
        <Shown of={rows} what="the convention">
          {(r) => (
            <p class="big">
              {r.sum.low === r.sum.high ? r.sum.best : `${r.sum.low} / ${r.sum.best} / ${r.sum.high}`}{" "}
              <span>
                {a.toUpperCase()}, {r.sum.low === r.sum.high ? "one number" : "low / best / high"}, over {r.items.filter((e) => e.main).length} rows
              </span>
            </p>
          )}
        </Shown>
        <Shown of={differ} what="the comparison">
          {(d) =>
            d.items.length ? (
              <div class="scroll" tabIndex={0} role="region" aria-label="The same incidents under two conventions">
                <table>
                  <thead>
                    <tr>
                      <th>Incident</th>
                      <th class="n">{a.toUpperCase()}</th>
                      <th class="n">{b.toUpperCase()}</th>
                      <th>Why</th>
                    </tr>
                  </thead>
                  <tbody>
                    {d.items.map((x) => (
                      <tr key={x.incident} class={x.a === x.b ? "quiet" : ""}>
                        <td>
                          <a href={`/incident/${x.incident}`}>
                            <Name>{x.label}</Name>
                          </a>
                        </td>
                        <td class="n">{x.a}</td>
                        <td class="n">{x.b}</td>
                        <td>
                          <Name>{x.reasons.join("; ")}</Name>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            ) : (
              <Empty>No dated incident {days(query.get("since"), query.get("until"))}.</Empty>
            )
          }
        </Shown>
        <Downloads links={[[`${a.toUpperCase()} rows (CSV)`, `ledger/conventions/${a}?format=csv&${kept}`]]} />
      </section>
    </>
  );
}
