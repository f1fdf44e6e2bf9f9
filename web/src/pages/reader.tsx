import { useEffect, useState } from "preact/hooks";
import { ApiError, post, token, useData } from "../api";
import { Fields } from "../fields";
import { clocks, setQuery, useRoute } from "../route";
import { Marked, selected } from "../text";
import type { Meta, Page, Statement } from "../types";
import { Downloads, Empty, Head, More, Name, Pick, Shown, Type } from "../ui";
import { day, title } from "../words";

export interface ReportBody {
  key: string;
  added: string;
  reader: string | null;
  copy_of: string | null;
  copied_by: string[];
  retracted: boolean;
  report: { title: string; outlet: string | null; published: string | null; dateline: string | null; text: string; url?: string };
  claims: Statement[];
  rejected: Statement[];
}

export function ReaderPage({ name, meta }: { name: string; meta: Meta }) {
  const { query } = useRoute();
  const found = useData<ReportBody>(`reports/${encodeURIComponent(name)}${clocks(query)}`);
  return <Shown of={found} what="the report">{(r) => <Body of={r} meta={meta} again={found.again} />}</Shown>;
}

function Body({ of: r, meta, again }: { of: ReportBody; meta: Meta; again: () => void }) {
  const { query } = useRoute();
  const named = query.get("claim");
  const at = /^(\d+)-(\d+)$/.exec(query.get("at") ?? "");
  const span: [number, number] | null = at ? [Number(at[1]), Number(at[2])] : null;
  const byName = r.claims.findIndex((s) => s.claim.id === named);
  const bySpan = span ? r.claims.findIndex((s) => s.claim.evidence.start <= span[0] && span[1] <= s.claim.evidence.end) : -1;
  const chosen = byName >= 0 ? byName : bySpan >= 0 ? bySpan : null;
  const [marked, setMarked] = useState<{ start: number; end: number; text: string } | null>(null);
  const choose = (n: number) => setQuery({ claim: r.claims[n]?.claim.id ?? null, at: null });
  useEffect(() => {
    document.querySelector(".piece.on, .piece.cited")?.scrollIntoView({ block: "center" });
  }, [r.key, named]);
  useEffect(() => {
    // typing into the form moves the browser's own selection; what was marked stays until it is dropped
    const told = () => {
      const words = selected();
      if (words) setMarked(words);
    };
    document.addEventListener("selectionchange", told);
    return () => document.removeEventListener("selectionchange", told);
  }, []);
  const about = [r.report.outlet ?? "outlet not known", r.report.published ? day(r.report.published) : "no date", r.report.dateline && `filed from ${r.report.dateline}`].filter(Boolean);
  return (
    <div class="reader">
      <Head title={r.report.title || "Untitled report"}>
        <p class="quiet">
          <Name>{about.join(" · ")}</Name>
          {r.report.url && (
            <>
              {" "}
              · <span class="url">{r.report.url}</span>
            </>
          )}
        </p>
      </Head>
      {r.retracted && <p class="notice">This report was retracted: nothing in it counts any more.</p>}
      {r.copy_of && (
        <p class="notice">
          A copy of <a href={`/report/${r.copy_of.slice(0, 12)}`}>another report</a>: its claims count once, with that one.
        </p>
      )}
      <div class="split">
        <article class="panel report" aria-label="The report">
          <Marked text={r.report.text} claims={r.claims} chosen={chosen} span={span} onChoose={choose} />
          <p class="note">Numbers open a claim. Where claims overlap, clicking again goes on to the next. Mark words to add a claim that is missing.</p>
        </article>
        <aside class="panel claim" aria-label="The claim" aria-live="polite">
          {marked && marked.text.trim().length > 2 ? (
            <Missed key={`${marked.start}-${marked.end}`} report={r} words={marked} meta={meta} done={again} drop={() => setMarked(null)} />
          ) : chosen !== null && r.claims[chosen] ? (
            <>
              <p class="quiet nth">
                Claim {chosen + 1} of {r.claims.length}{" "}
                <button disabled={chosen === 0} onClick={() => choose(chosen - 1)}>
                  Before
                </button>{" "}
                <button disabled={chosen + 1 >= r.claims.length} onClick={() => choose(chosen + 1)}>
                  Next
                </button>
              </p>
              <Fields of={r.claims[chosen]} text={r.report.text} />
            </>
          ) : (
            <List of={r} onChoose={choose} />
          )}
        </aside>
      </div>
      {token.get() && !r.retracted && <Whole of={r} done={again} />}
      <Downloads links={[["Report and claims (JSON)", `reports/${r.key}`], ["Claims (CSV)", `claims?report=${r.key}&format=csv`]]} />
    </div>
  );
}

function List({ of: r, onChoose }: { of: ReportBody; onChoose: (n: number) => void }) {
  if (!r.claims.length) return <Empty>The reader found no claim in this report.</Empty>;
  return (
    <>
      <h2>
        Claims <span class="quiet">{r.claims.length}</span>
      </h2>
      <ol class="picks">
        {r.claims.map((s, n) => (
          <li key={s.key}>
            <button class="link" onClick={() => onChoose(n)}>
              <strong>{title(s.claim.type)}</strong> <Name>{s.origin}</Name>
            </button>
          </li>
        ))}
      </ol>
      {r.rejected.length > 0 && (
        <>
          <h3>Rejected in review</h3>
          <ul class="plain">
            {r.rejected.map((s) => (
              <li key={s.key} class="old">
                <q dir="auto">{s.claim.evidence.text}</q>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Adding a claim that the reader missed, from marked words. */
function Missed({ report, words, meta, done, drop }: { report: ReportBody; words: { start: number; end: number; text: string }; meta: Meta; done: () => void; drop: () => void }) {
  const [type, setType] = useState("attack");
  const [fault, setFault] = useState("");
  if (!token.get()) {
    return (
      <>
        <Empty>To add a claim from marked words, open Review with the token that fogline serve printed.</Empty>
        <button onClick={drop}>Back to the claims</button>
      </>
    );
  }
  const send = async (e: Event) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    const text = (key: string) => String(form.get(key) ?? "").trim() || null;
    const whole = (key: string) => (text(key) === null ? null : Number(text(key)));
    try {
      await post("judgements", {
        verb: "add",
        author: localStorage.getItem("fogline-author") || "reviewer",
        reason: "missed by the reader",
        marked: {
          report: report.key,
          start: words.start,
          end: words.end,
          type,
          source: text("source"),
          place: text("place"),
          since: text("day"),
          until: text("day"),
          measure: whole("low") !== null || whole("high") !== null ? "killed" : null,
          low: whole("low"),
          high: whole("high"),
        },
      });
      getSelection()?.removeAllRanges();
      drop();
      done();
    } catch (error) {
      setFault(error instanceof ApiError ? error.message : String(error));
    }
  };
  return (
    <form class="missed" onSubmit={(e) => void send(e)}>
      <h2>Add a missed claim</h2>
      <blockquote dir="auto">{words.text}</blockquote>
      <Pick label="Type" value={type} options={meta.types} onPick={setType} />
      <label>
        <span>Who says it (empty: the outlet)</span>
        <input name="source" maxLength={300} />
      </label>
      <label>
        <span>Place</span>
        <input name="place" maxLength={300} />
      </label>
      <label>
        <span>Day</span>
        <input name="day" type="date" />
      </label>
      <label>
        <span>Killed, at least</span>
        <input name="low" type="number" min={0} />
      </label>
      <label>
        <span>Killed, at most</span>
        <input name="high" type="number" min={0} />
      </label>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <p class="acts">
        <button>Add</button>
        <button type="button" onClick={drop}>
          Cancel
        </button>
      </p>
    </form>
  );
}

/** Decisions on all of a report: withdrawn by its outlet, or a copy of another. */
function Whole({ of: r, done }: { of: ReportBody; done: () => void }) {
  const [reason, setReason] = useState("");
  const [original, setOriginal] = useState("");
  const [fault, setFault] = useState("");
  const send = async (body: Record<string, unknown>) => {
    try {
      await post("judgements", { author: localStorage.getItem("fogline-author") || "reviewer", reason: reason.trim(), ...body });
      setFault("");
      done();
    } catch (error) {
      setFault(error instanceof ApiError ? error.message : String(error));
    }
  };
  return (
    <details>
      <summary>Decide on the whole report</summary>
      <label>
        <span>Why</span>
        <input value={reason} maxLength={2000} onInput={(e) => setReason(e.currentTarget.value)} />
      </label>
      <p class="acts">
        <button onClick={() => void send({ verb: "retract", report: r.key })}>Retract: its outlet withdrew it</button>
        <button disabled={!reason.trim()} onClick={() => void send({ verb: "note", report: r.key })}>
          Note
        </button>
      </p>
      <label>
        <span>It copies the report with this key</span>
        <input value={original} maxLength={64} onInput={(e) => setOriginal(e.currentTarget.value)} />
      </label>
      <p class="acts">
        <button disabled={!original.trim()} onClick={() => void send({ verb: "duplicate", report: original.trim(), others: [r.key] })}>
          Mark as a copy
        </button>
      </p>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </details>
  );
}

interface ReportLine {
  key: string;
  published: string | null;
  outlet: string | null;
  title: string;
  claims: number;
}

export function ReportsPage() {
  const { query } = useRoute();
  const kept = new URLSearchParams();
  for (const key of ["outlet", "known_on", "cursor"]) if (query.get(key)) kept.set(key, query.get(key) as string);
  const found = useData<Page<ReportLine>>(`reports?limit=100&${kept}`);
  return (
    <>
      <Head title="Reports">
        <div class="filters">
          <Type name="outlet" label="Outlet" placeholder="exact name" />
        </div>
      </Head>
      <Shown of={found} what="the reports">
        {(page) =>
          page.items.length ? (
            <>
              <div class="scroll" tabIndex={0} role="region" aria-label="Reports">
                <table>
                  <thead>
                    <tr>
                      <th>Published</th>
                      <th>Outlet</th>
                      <th>Title</th>
                      <th class="n">Claims</th>
                    </tr>
                  </thead>
                  <tbody>
                    {page.items.map((r) => (
                      <tr key={r.key}>
                        <td class="day">{r.published ? day(r.published) : "no date"}</td>
                        <td>
                          <Name>{r.outlet ?? "not known"}</Name>
                        </td>
                        <td>
                          <a href={`/report/${r.key.slice(0, 12)}${clocks(query)}`}>
                            <Name>{r.title}</Name>
                          </a>
                        </td>
                        <td class="n">{r.claims}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <More next={page.next} total={page.total} shown={page.items.length} />
            </>
          ) : (
            <Empty>No report here.</Empty>
          )
        }
      </Shown>
      <Downloads links={[["CSV", `reports?format=csv&${kept}`], ["JSON lines", `reports?format=jsonl&${kept}`]]} />
    </>
  );
}
