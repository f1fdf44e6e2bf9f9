import { useData } from "../api";
import { clocks, useRoute } from "../route";
import type { Account, Statement, Whole } from "../types";
import { Downloads, Empty, Grade, Head, Marks, Name, Shown } from "../ui";
import { day, days, marksOf, plain, precision, range, ranged, title, where } from "../words";

export function IncidentPage({ id }: { id: string }) {
  const { query } = useRoute();
  const found = useData<Whole>(`incidents/${encodeURIComponent(id)}${clocks(query)}`);
  return <Shown of={found} what="the incident">{(i) => <Body of={i} />}</Shown>;
}

function Body({ of: i }: { of: Whole }) {
  const { query } = useRoute();
  const origins = [...new Set([...i.latest.map((w) => w.origin), ...i.accounts.map((a) => a.origin)])];
  const silent = [...new Set(i.statements.map((s) => s.origin))].filter((o) => !origins.includes(o));
  return (
    <article class="incident">
      <Head title={i.label} />
      <div class="facts">
        <p class="big">
          {i.ranges["killed"] ? (
            <>
              {ranged(i.ranges["killed"])} <span>killed, as claimed</span>
            </>
          ) : (
            <span>Nobody counts the dead</span>
          )}
        </p>
        <dl>
          {Object.entries(i.ranges)
            .filter(([m]) => m !== "killed")
            .map(([m, r]) => (
              <Fact key={m} term={plain(m)}>
                {ranged(r)}
              </Fact>
            ))}
          {i.apart.map((a) => (
            <Fact key={`${a.measure}${a.group}`} term={`${a.group} ${plain(a.measure)}`}>
              {ranged(a.range)}
            </Fact>
          ))}
          <Fact term="where">
            <Name>{where(i)}</Name> <span class="quiet">known to {precision(i.place?.precision ?? "")}</span>
          </Fact>
          <Fact term="when">{days(i.start, i.end)}</Fact>
          <Fact term="independent origins">
            {i.origins.length}
            {i.origins.length > 0 && (
              <>
                :{" "}
                {i.origins.map((o, n) => (
                  <>
                    {n > 0 && ", "}
                    <a href={`/sources/${encodeURIComponent(o)}${clocks(query)}`}>
                      <Name>{o}</Name>
                    </a>
                  </>
                ))}
              </>
            )}{" "}
            <span class="quiet">in {i.reports} reports</span>
          </Fact>
          <Fact term="grade">
            <Grade of={i.grade} /> <span class="quiet">{i.reason}</span>
          </Fact>
          <Fact term="first said">{day(i.first_said)}</Fact>
        </dl>
      </div>

      {i.partly.length > 0 && <p class="note">Nobody counts all of those {i.partly.map(plain).join(" and ")}: the groups are different people, and the range runs from the largest alone to all together.</p>}

      <h2>Accounts side by side</h2>
      <div class="accounts">
        {origins.map((o) => (
          <Origin key={o} origin={o} of={i} />
        ))}
      </div>
      {silent.length > 0 && (
        <p class="quiet">
          Also speak of it, without a number: <Name>{silent.join(", ")}</Name>
        </p>
      )}

      {(i.blame.length > 0 || i.denials.length > 0) && (
        <>
          <h2>Who is said to have done it</h2>
          <ul class="plain">
            {i.blame.map((b) => (
              <li key={`b${b.actor}`}>
                <strong>
                  <Name>{b.actor}</Name>
                </strong>{" "}
                is blamed by <Name>{b.by.join(", ")}</Name>
              </li>
            ))}
            {i.denials.map((b) => (
              <li key={`d${b.actor}`}>
                <span class="tag denied">denied</span> that it was{" "}
                <strong>
                  <Name>{b.actor}</Name>
                </strong>
                : <Name>{b.by.join(", ")}</Name>
              </li>
            ))}
          </ul>
        </>
      )}

      <h2>The arithmetic</h2>
      {i.sums.length ? (
        i.sums.map((s) => (
          <table key={s.measure} class="sums">
            <caption>
              {title(s.measure)}: {range(s.low, s.high)}, most often said {s.best}. <span class="quiet">{s.rule}</span>
            </caption>
            <thead>
              <tr>
                <th>Line</th>
                <th class="n">Low</th>
                <th class="n">High</th>
                <th>Counts</th>
              </tr>
            </thead>
            <tbody>
              {s.lines.map((l) => (
                <tr key={l.text}>
                  <td>
                    <Name>{l.text}</Name>
                  </td>
                  <td class="n">{l.low ?? "–"}</td>
                  <td class="n">{l.high ?? "open"}</td>
                  <td>{l.sign === 1 ? "yes" : l.sign === 0 ? "shown beside" : "taken off"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))
      ) : (
        <Empty>There is nothing to add: no account gives a number of killed or wounded.</Empty>
      )}
      {i.groups.length > 0 && (
        <p>
          Groups counted apart:{" "}
          {i.groups.map((g, n) => (
            <>
              {n > 0 && "; "}
              <Name>{plain(g.group)}</Name> {range(g.low, g.high)} {plain(g.measure)}
            </>
          ))}
        </p>
      )}

      <h2>As the conventions would count it</h2>
      <table>
        <thead>
          <tr>
            <th>Convention</th>
            <th>Group</th>
            <th class="n">Low</th>
            <th class="n">Best</th>
            <th class="n">High</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {i.conventions.map((e, n) => (
            <tr key={n} class={e.main ? "" : "quiet"}>
              <td>{e.convention.toUpperCase()}</td>
              <td>{plain(e.group)}</td>
              <td class="n">{e.low}</td>
              <td class="n">{e.best}</td>
              <td class="n">{e.high}</td>
              <td>
                <Name>{e.notes.join("; ")}</Name>
              </td>
            </tr>
          ))}
        </tbody>
      </table>

      {i.gaps.length > 0 && (
        <>
          <h2>What the record lacks</h2>
          <ul class="plain">
            {i.gaps.map((g) => (
              <li key={g.code}>{g.message}</li>
            ))}
          </ul>
        </>
      )}

      <h2>
        Every claim <span class="quiet">{i.statements.length}</span>
      </h2>
      <ol class="claims">
        {[...i.statements]
          .sort((a, b) => (a.said ?? "9").localeCompare(b.said ?? "9"))
          .map((s) => (
            <li key={s.key}>
              <ClaimLine of={s} />
            </li>
          ))}
      </ol>
      <Downloads links={[["This incident (JSON)", `incidents/${i.id}${clocks(query)}`]]} />
    </article>
  );
}

function Fact({ term, children }: { term: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** One origin's last word and the words it rests on; a number outside the others' ranges is marked. */
function Origin({ origin, of: i }: { origin: string; of: Whole }) {
  const words = i.latest.filter((w) => w.origin === origin);
  const rows = i.accounts.filter((a) => a.origin === origin);
  const differs = words.some((w) =>
    i.latest.some((o) => o.origin !== origin && o.measure === w.measure && o.group === w.group && ((w.high !== null && o.low !== null && w.high < o.low) || (o.high !== null && w.low !== null && o.high < w.low))),
  );
  const counts = i.origins.includes(origin);
  return (
    <section class={`account${differs ? " differs" : ""}`}>
      <h3>
        <Name>{origin}</Name>
      </h3>
      <p class="tags">
        {counts ? <span class="tag">independent origin</span> : <span class="tag quiet">not counted apart</span>}
        {differs && <span class="tag contested">differs</span>}
      </p>
      {words.map((w) => (
        <p key={w.measure} class="word">
          <strong>{range(w.low, w.high)}</strong> {w.people && `${w.people} `}
          {plain(w.measure)}
          <span class="quiet"> last said {day(w.said)}</span>
        </p>
      ))}
      <ul>
        {rows.map((a, n) => (
          <li key={n} class={a.superseded || a.copy ? "old" : ""}>
            <Words of={a} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ of: a }: { of: Account }) {
  const { query } = useRoute();
  const notes = [a.part && "part of the total", a.superseded && "earlier number", a.copy && "copy of another report", a.vague && "no exact number", a.kind && plain(a.kind), ["civilian", "combatant"].includes(a.status) && a.status];
  return (
    <>
      <q dir="auto">{a.quote}</q>
      <span class="quiet">
        {" "}
        {range(a.low, a.high)} {plain(a.measure)}
        {notes.filter(Boolean).map((x) => `, ${x as string}`)} · <a href={`/report/${a.report.slice(0, 12)}${clocks(query, { at: `${a.start}-${a.end}` })}`}>in the report, {day(a.said)}</a>
      </span>
    </>
  );
}

export function ClaimLine({ of: s }: { of: Statement }) {
  const { query } = useRoute();
  return (
    <>
      <a href={`/report/${s.report.slice(0, 12)}${clocks(query, { claim: s.claim.id })}`}>
        <q dir="auto">{s.claim.evidence.text}</q>
      </a>{" "}
      <span class="quiet">
        {title(s.claim.type)} <Marks of={marksOf(s.claim)} /> · <Name>{s.origin}</Name>
        {s.outlet && s.outlet !== s.origin && (
          <>
            , in <Name>{s.outlet}</Name>
          </>
        )}
        , {day(s.said)}
      </span>
    </>
  );
}
