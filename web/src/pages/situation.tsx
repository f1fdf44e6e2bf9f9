import { useData } from "../api";
import { clocks, useRoute } from "../route";
import type { Meta } from "../types";
import { Clocks, Downloads, Empty, Head, Name, Shown, Type } from "../ui";

interface Written {
  title: string;
  sections: { title: string; items: { text: string; cites: number[] }[][] }[];
  entries: { n: number; outlet: string; published: string; report: string; start: number; end: number; quote: string }[];
  nothing: string;
}

export function SituationPage({ meta }: { meta: Meta }) {
  const { query } = useRoute();
  const asked = new URLSearchParams();
  for (const key of ["since", "until", "place", "known_on"]) if (query.get(key)) asked.set(key, query.get(key) as string);
  const found = useData<Written>(`situation?${asked}`);
  return (
    <div class="situation">
      <div class="screen">
        <Head title="Situation report">
          <Clocks meta={meta} />
          <div class="filters">
            <Type name="place" label="Place" />
            <button onClick={() => print()}>Print</button>
          </div>
        </Head>
      </div>
      <Shown of={found} what="the report">
        {(r) =>
          r.entries.length ? (
            <article class="paper">
              <h2 class="title">{r.title}</h2>
              {r.sections.map((s) => (
                <section key={s.title}>
                  <h3>{s.title}</h3>
                  <ul>
                    {s.items.map((item, n) => (
                      <li key={n}>
                        {item.map((x, k) => (
                          <span key={k}>
                            <Name>{x.text}</Name>
                            {x.cites.map((c) => (
                              <sup key={c}>
                                <a href={`#s${c}`} aria-label={`source ${c}`}>
                                  {c}
                                </a>
                              </sup>
                            ))}{" "}
                          </span>
                        ))}
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
              <section>
                <h3>Sources</h3>
                <ol class="sources">
                  {r.entries.map((e) => (
                    <li key={e.n} id={`s${e.n}`}>
                      <Name>{e.outlet}</Name>, {e.published}: <q dir="auto">{e.quote.trim()}</q>{" "}
                      <a href={`/report/${e.report.slice(0, 12)}${clocks(query, { at: `${e.start}-${e.end}` })}`}>in the report</a>
                    </li>
                  ))}
                </ol>
              </section>
            </article>
          ) : (
            <Empty>{r.nothing}</Empty>
          )
        }
      </Shown>
      <div class="screen">
        <Downloads links={[["Markdown", `situation?format=markdown&${asked}`]]} />
      </div>
    </div>
  );
}
