import { useData } from "../api";
import { clocks, setQuery, useRoute } from "../route";
import type { Meta, Page, Statement } from "../types";
import { Clocks, Downloads, Empty, Head, More, Name, Shown, Type } from "../ui";
import { day, plain, title } from "../words";
import { ClaimLine } from "./incident";

interface Source {
  source: string;
  named: boolean;
  claims: number;
  reports: number;
  outlets: string[];
  types: { type: string; claims: number }[];
  first: string | null;
  last: string | null;
  incidents: number;
  met: number;
  unmet: number;
  alone: number;
  denied: number;
}
interface End {
  source?: string;
  report?: string;
  outlet?: string | null;
  title?: string;
  published?: string | null;
}
interface Tie {
  a: End;
  b: End;
  tie: string;
  times: number;
}
interface Actor {
  actor: string;
  side: string | null;
  does: number;
  suffers: number;
  acts: Record<string, number>;
}
interface Position {
  actor: string;
  act: string;
  target: string | null;
  polarity: string;
  day: string | null;
  origin: string;
  report: string;
  start: number;
  end: number;
  quote: string;
}

const TABS: [string, string][] = [
  ["sources", "Sources"],
  ["origins", "Who copies whom"],
  ["actors", "Actors"],
  ["positions", "Positions"],
];

export function SourcesPage({ meta, name }: { meta: Meta; name: string }) {
  const { query } = useRoute();
  if (name) return <One name={name} />;
  const tab = query.get("tab") ?? "sources";
  return (
    <>
      <Head title="Sources and actors">
        <Clocks meta={meta} stretch={false} />
        <div class="tabs" role="group" aria-label="What to list">
          {TABS.map(([key, text]) => (
            <button key={key} aria-pressed={tab === key} onClick={() => setQuery({ tab: key === "sources" ? null : key, cursor: null })}>
              {text}
            </button>
          ))}
        </div>
      </Head>
      {tab === "sources" && <Sources />}
      {tab === "origins" && <Origins />}
      {tab === "actors" && <Actors />}
      {tab === "positions" && <Positions />}
    </>
  );
}

function kept(query: URLSearchParams, keys: string[]): string {
  const out = new URLSearchParams();
  for (const key of keys) if (query.get(key)) out.set(key, query.get(key) as string);
  return out.toString();
}

function Share({ s }: { s: Source }) {
  if (!s.incidents) return <span class="quiet">gives no totals</span>;
  const parts: [string, number][] = [
    ["met", s.met],
    ["unmet", s.unmet],
    ["alone", s.alone],
  ];
  return (
    <span class="share" role="img" aria-label={`${s.met} met by another origin, ${s.unmet} not met, ${s.alone} alone`}>
      {parts.map(([k, n]) => n > 0 && <span key={k} class={k} style={{ flexGrow: n }}>{n}</span>)}
    </span>
  );
}

function Sources() {
  const { query } = useRoute();
  const asked = kept(query, ["q", "as_of", "known_on", "cursor"]);
  const found = useData<Page<Source>>(`sources?${asked}`);
  return (
    <>
      <div class="filters">
        <Type name="q" label="Name" />
      </div>
      <Shown of={found} what="the sources">
        {(page) =>
          page.items.length ? (
            <>
              <p class="note">
                Of a source's totals: <span class="share inline"><span class="met">met</span></span> another independent origin's number overlaps; <span class="share inline"><span class="unmet">not met</span></span> others give numbers and none overlaps; <span class="share inline"><span class="alone">alone</span></span> nobody else counts. Agreement is no proof.
              </p>
              <div class="scroll" tabIndex={0} role="region" aria-label="Sources">
                <table>
                  <thead>
                    <tr>
                      <th>Source</th>
                      <th class="n">Claims</th>
                      <th>Its totals beside the others'</th>
                      <th>Most often</th>
                      <th>Carried by</th>
                    </tr>
                  </thead>
                  <tbody>
                    {page.items.map((s) => (
                      <tr key={s.source}>
                        <td>
                          <a href={`/sources/${encodeURIComponent(s.source)}${clocks(query)}`}>
                            <Name>{s.source}</Name>
                          </a>
                        </td>
                        <td class="n">{s.claims}</td>
                        <td>
                          <Share s={s} />
                        </td>
                        <td>{s.types.slice(0, 3).map((t) => `${plain(t.type)} ${t.claims}`).join(", ")}</td>
                        <td>
                          <Name>{s.outlets.slice(0, 3).join(", ")}</Name>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <More next={page.next} total={page.total} shown={page.items.length} />
            </>
          ) : (
            <Empty>No source of that name.</Empty>
          )
        }
      </Shown>
      <Downloads links={[["CSV", `sources?format=csv&${asked}`]]} />
    </>
  );
}

function One({ name }: { name: string }) {
  const { query } = useRoute();
  const found = useData<Source & { statements: Page<Statement> }>(`sources/${encodeURIComponent(name)}?${kept(query, ["as_of", "known_on", "cursor"])}`);
  return (
    <>
      <Head title={name} />
      <p>
        <a href={`/sources${clocks(query)}`}>All sources</a> · <a href={`/?source=${encodeURIComponent(name)}`}>Its incidents on the map</a>
      </p>
      <Shown of={found} what="the source">
        {(s) => (
          <>
            <p>
              {s.claims} claims in {s.reports} reports, {day(s.first)} to {day(s.last)}. <Share s={s} />
            </p>
            <ol class="claims">
              {s.statements.items.map((x) => (
                <li key={x.key}>
                  <ClaimLine of={x} />
                </li>
              ))}
            </ol>
            <More next={s.statements.next} total={s.statements.total} shown={s.statements.items.length} />
          </>
        )}
      </Shown>
    </>
  );
}

function Reach({ of }: { of: End }) {
  const { query } = useRoute();
  if (of.source !== undefined) return <Name>{of.source}</Name>;
  return (
    <a href={`/report/${of.report?.slice(0, 12)}${clocks(query)}`}>
      <Name>{[of.outlet, of.title].filter(Boolean).join(": ")}</Name>
    </a>
  );
}

const TIES: Record<string, string> = { copy: "is a copy of", excerpt: "is mostly taken from", rewrite: "shares passages with", quotation: "prints the same quotation as", cites: "cites" };

function Origins() {
  const { query } = useRoute();
  const found = useData<Page<Tie>>(`origins?limit=300&${kept(query, ["cursor"])}`);
  return (
    <Shown of={found} what="the ties">
      {(page) =>
        page.items.length ? (
          <>
            <div class="scroll" tabIndex={0} role="region" aria-label="Who got it from whom">
              <table>
                <thead>
                  <tr>
                    <th>This</th>
                    <th>stands to</th>
                    <th>that</th>
                    <th class="n">Times</th>
                  </tr>
                </thead>
                <tbody>
                  {page.items.map((t, n) => (
                    <tr key={n}>
                      <td>
                        <Reach of={t.a} />
                      </td>
                      <td>{TIES[t.tie] ?? t.tie}</td>
                      <td>
                        <Reach of={t.b} />
                      </td>
                      <td class="n">{t.times}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <More next={page.next} total={page.total} shown={page.items.length} />
          </>
        ) : (
          <Empty>No report leans on another one.</Empty>
        )
      }
    </Shown>
  );
}

function Actors() {
  const { query } = useRoute();
  const asked = kept(query, ["q", "as_of", "known_on", "cursor"]);
  const found = useData<Page<Actor>>(`actors?${asked}`);
  const acts = ["support", "accusation", "threat", "demand", "talks", "agreement", "denial"];
  return (
    <>
      <div class="filters">
        <Type name="q" label="Name" />
      </div>
      <Shown of={found} what="the actors">
        {(page) => (
          <div class="scroll" tabIndex={0} role="region" aria-label="Actors">
            <table>
              <thead>
                <tr>
                  <th>Actor</th>
                  <th>Side</th>
                  <th class="n">Does</th>
                  <th class="n">Suffers</th>
                  {acts.map((a) => (
                    <th key={a} class="n">
                      {title(a)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {page.items.map((a) => (
                  <tr key={a.actor}>
                    <td>
                      <a href={`/sources?tab=positions&actor=${encodeURIComponent(a.actor)}`}>
                        <Name>{a.actor}</Name>
                      </a>
                    </td>
                    <td>{a.side ?? ""}</td>
                    <td class="n">{a.does || ""}</td>
                    <td class="n">{a.suffers || ""}</td>
                    {acts.map((k) => (
                      <td key={k} class="n">
                        {a.acts[k] ?? ""}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Shown>
      <Downloads links={[["CSV", `actors?format=csv&${asked}`]]} />
    </>
  );
}

function Positions() {
  const { query } = useRoute();
  const asked = kept(query, ["actor", "towards", "as_of", "known_on", "cursor"]);
  const found = useData<Page<Position>>(`positions?${asked}`);
  return (
    <>
      <div class="filters">
        <Type name="actor" label="Of" />
        <Type name="towards" label="Towards" />
      </div>
      <Shown of={found} what="the positions">
        {(page) =>
          page.items.length ? (
            <>
              <ol class="claims">
                {page.items.map((p, n) => (
                  <li key={n}>
                    <strong>
                      <Name>{p.actor}</Name>
                    </strong>{" "}
                    {plain(p.act)}
                    {p.polarity === "denied" && <span class="tag denied">denied</span>} {p.target && <Name>→ {p.target}</Name>}
                    <br />
                    <a href={`/report/${p.report.slice(0, 12)}${clocks(query, { at: `${p.start}-${p.end}` })}`}>
                      <q dir="auto">{p.quote}</q>
                    </a>{" "}
                    <span class="quiet">
                      {day(p.day)}, told by <Name>{p.origin}</Name>
                    </span>
                  </li>
                ))}
              </ol>
              <More next={page.next} total={page.total} shown={page.items.length} />
            </>
          ) : (
            <Empty>No position in this view.</Empty>
          )
        }
      </Shown>
      <Downloads links={[["CSV", `positions?format=csv&${asked}`]]} />
    </>
  );
}
