import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ApiError, get, post, token, upload, useData } from "../api";
import { Fields } from "../fields";
import { clocks, setQuery, useRoute } from "../route";
import type { Incident, Judgement, Meta, Page, Statement } from "../types";
import { Empty, Head, Name, Pick, Shown } from "../ui";
import { day, title } from "../words";
import { Marked } from "../text";
import type { ReportBody } from "./reader";

type Queue = Page<Statement> & { tally: Record<string, number> };

const KEYS: [string, string][] = [
  ["a", "accept"],
  ["r", "reject"],
  ["c", "correct a field"],
  ["n", "note"],
  ["j / k", "next, before"],
  ["u", "undo"],
  ["o", "open in the report, to mark a missed claim"],
];

const COUNTS = "killed 16, wounded 5.., killed ..40 civilian, killed 15..20";

/** What can be corrected of a claim: field, its label, and what it says now. */
function fieldsOf(s: Statement): [string, string, string][] {
  const c = s.claim;
  const names = (rows: { text: string; actors: string[] }[]) => rows.flatMap((m) => (m.actors.length ? m.actors : [m.text])).join("; ");
  const nth = (n: number, of: number, one: string) => (of > 1 ? `${one} ${n + 1}` : one);
  return [
    ["type", "type", c.type],
    ["polarity", "polarity", c.polarity],
    ["modality", "modality", c.modality],
    ["stance", "stance", c.stance],
    ["origin", "who says it (empty: the outlet)", c.attribution[0]?.source ?? ""],
    ["agents", "by (parted by ;)", names(c.agents)],
    ["targets", "against, about (parted by ;)", names(c.targets)],
    ...c.places.map((p, n): [string, string, string] => [`places.${n}`, nth(n, c.places.length, "place"), p.name]),
    [`places.${c.places.length}`, c.places.length ? "one more place" : "place", ""],
    ["time.start", "first day", c.time?.start ?? ""],
    ["time.end", "last day", c.time?.end ?? ""],
    ...c.quantities.map((q, n): [string, string, string] => [`quantities.${n}`, nth(n, c.quantities.length, "number"), `${q.measure} ${q.low === q.high ? q.low : `${q.low ?? ""}..${q.high ?? ""}`}${q.group ? ` ${q.group.status}` : ""}`]),
    [`quantities.${c.quantities.length}`, c.quantities.length ? "one more number" : "number", ""],
  ];
}

export function ReviewPage({ meta }: { meta: Meta }) {
  const { query } = useRoute();
  const [writable, setWritable] = useState(Boolean(token.get()));
  return (
    <>
      <Head title="Review" />
      {writable ? <Desk meta={meta} query={query} leave={() => (token.set(""), setWritable(false))} /> : <Enter enter={() => setWritable(true)} />}
    </>
  );
}

function Enter({ enter }: { enter: () => void }) {
  const [value, set] = useState("");
  const [fault, setFault] = useState("");
  const send = async (e: Event) => {
    e.preventDefault();
    try {
      await post("session", { token: value.trim() });
      token.set(value.trim());
      enter();
    } catch (error) {
      setFault(error instanceof ApiError ? error.message : String(error));
    }
  };
  return (
    <form class="panel enter" onSubmit={(e) => void send(e)}>
      <p>Deciding on claims needs the token that <code>fogline serve</code> printed when it started.</p>
      <label>
        <span>Token</span>
        <input type="password" autocomplete="off" value={value} onInput={(e) => set(e.currentTarget.value)} />
      </label>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <button>Enter</button>
    </form>
  );
}

function Desk({ meta, query, leave }: { meta: Meta; query: URLSearchParams; leave: () => void }) {
  const state = query.get("state") ?? "open";
  const asked = new URLSearchParams({ state, limit: "200", sort: query.get("sort") ?? "doubt" });
  const [kept, setKept] = useState<string | null>(null);
  if (kept) asked.set("claim", kept);
  for (const key of ["type", "report"]) if (query.get(key)) asked.set(key, query.get(key) as string);
  const queue = useData<Queue>(`review?${asked}`);
  const [author, setAuthor] = useState(localStorage.getItem("fogline-author") ?? "reviewer");
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const [why, setWhy] = useState("");
  const noting = useRef<HTMLInputElement | null>(null);
  const mine = useRef<string[]>([]);
  const sending = useRef<Promise<unknown>>(Promise.resolve());
  const items = queue.data?.items ?? [];
  const named = query.get("claim");
  const at = Math.max(0, items.findIndex((s) => s.key === named));
  const current = items[at];
  const show = useCallback((s: Statement | undefined) => setQuery({ claim: s?.key ?? null }), []);
  // What is looked at has a name at once: a queue that comes in another order must not put another claim under the hand.
  useLayoutEffect(() => {
    if (queue.fresh && current && current.key !== named) show(current);
  }, [queue.fresh, current?.key, named, show]);

  const send = useCallback(
    async (body: Record<string, unknown>, words: string): Promise<boolean> => {
      setBusy(true);
      try {
        const made = await post<Judgement>("judgements", { author: author.trim() || "reviewer", ...body });
        if (made.verb !== "undo") mine.current.push(made.id);
        setSaid(words);
        return true;
      } catch (error) {
        setSaid(error instanceof ApiError ? error.message : String(error));
        return false;
      } finally {
        setBusy(false);
        queue.again();
      }
    },
    [author, queue.again],
  );
  const decide = useCallback(
    (body: Record<string, unknown>, words: string): Promise<boolean> => {
      const sent = send(body, words);
      sending.current = sent;
      return sent;
    },
    [send],
  );

  const onClaim = async (verb: string, more: Record<string, unknown> = {}) => {
    if (!current || busy) return;
    const next = items[at + 1] ?? items[at - 1];
    const seen = (current.judgements ?? []).map((j) => j.id);
    const done = await decide({ verb, claim: current.key, seen, reason: why.trim(), ...more }, `${title(verb)}: ${current.claim.evidence.text.slice(0, 60)}`);
    if (!done) return;
    setWhy("");
    setCorrecting(false);
    const over = verb === "accept" || verb === "reject";
    setKept(over ? null : current.key); // a corrected claim stays in view: there may be more to correct
    if (state === "open" && over) show(next);
  };

  const note = () => {
    if (why.trim()) return void onClaim("note");
    setSaid("Write the note where it says why, then press Note.");
    noting.current?.focus();
  };

  const undo = async () => {
    await sending.current; // the decision still on its way is the one meant
    const last = mine.current.pop();
    if (!last) return setSaid("Nothing of this session to undo; earlier decisions can be undone in the list below.");
    await decide({ verb: "undo", value: last }, "Undone");
  };

  // Before the paint: a key pressed on what is seen must never decide on what was seen before.
  useLayoutEffect(() => {
    const pressed = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === "Escape") return setCorrecting(false);
      if ((e.target as Element).closest?.("input, select, textarea")) return;
      const acts: Record<string, () => void> = {
        a: () => void onClaim("accept"),
        r: () => void onClaim("reject"),
        c: () => setCorrecting(true),
        n: note,
        u: () => void undo(),
        j: () => items[at + 1] && show(items[at + 1]),
        k: () => at > 0 && show(items[at - 1]),
        o: () => current && document.querySelector<HTMLAnchorElement>("a.open-report")?.click(),
      };
      const act = acts[e.key];
      if (act) {
        e.preventDefault();
        act();
      }
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  });

  return (
    <div class="review">
      <div class="filters">
        <label>
          <span>You are</span>
          <input
            value={author}
            maxLength={100}
            onInput={(e) => {
              setAuthor(e.currentTarget.value);
              localStorage.setItem("fogline-author", e.currentTarget.value);
            }}
          />
        </label>
        <Pick label="Claims" value={state} options={[["open", "not yet looked at"], ["accept", "accepted"], ["correct", "corrected"], ["reject", "rejected"]]} onPick={(v) => setQuery({ state: v === "open" ? null : v, claim: null })} />
        <Pick label="Type" any="every type" value={query.get("type") ?? ""} options={meta.types} onPick={(v) => setQuery({ type: v || null, claim: null })} />
        <Pick label="First" value={query.get("sort") ?? "doubt"} options={[["doubt", "what is most doubtful"], ["day", "what came out first"]]} onPick={(v) => setQuery({ sort: v === "doubt" ? null : v, claim: null })} />
        <button onClick={leave}>Forget the token</button>
      </div>
      <p class="said" role="status" aria-live="polite">
        {said}
      </p>
      <Shown of={queue} what="the queue">
        {(q) => (
          <>
            <p class="quiet">
              {q.tally["open"]} open · {q.tally["accept"]} accepted · {q.tally["correct"]} corrected · {q.tally["reject"]} rejected
            </p>
            {current ? (
              <div class="split">
                <Context of={current} />
                <section class="panel claim" aria-label="The claim" data-claim={current.key}>
                  <p class="quiet">
                    {at + 1} of {q.total} · <a class="open-report" href={`/report/${current.report.slice(0, 12)}${clocks(query, { claim: current.claim.id })}`}>open in the report</a>
                  </p>
                  {current.why && current.why.length > 0 && <p class="why">{current.why.join("; ")}</p>}
                  <label class="wide">
                    <span>Why (kept with the decision)</span>
                    <input
                      ref={noting}
                      value={why}
                      maxLength={2000}
                      onInput={(e) => setWhy(e.currentTarget.value)}
                      onKeyDown={(e) => {
                        if (e.key === "Enter" || e.key === "Escape") e.currentTarget.blur();
                      }}
                    />
                  </label>
                  <div class="acts">
                    <button onClick={() => void onClaim("accept")} disabled={busy}>
                      Accept <kbd>a</kbd>
                    </button>
                    <button onClick={() => void onClaim("reject")} disabled={busy}>
                      Reject <kbd>r</kbd>
                    </button>
                    <button onClick={() => setCorrecting(!correcting)} aria-expanded={correcting}>
                      Correct <kbd>c</kbd>
                    </button>
                    <button onClick={note} disabled={busy}>
                      Note <kbd>n</kbd>
                    </button>
                    <button onClick={() => void undo()} disabled={busy}>
                      Undo <kbd>u</kbd>
                    </button>
                  </div>
                  {correcting && <Correct key={current.key} of={current} meta={meta} send={(field, value) => void onClaim("correct", { field, value })} />}
                  <Fields of={current} />
                  {current.incident && <Group of={current} decide={decide} />}
                </section>
              </div>
            ) : (
              <Empty>{state === "open" ? "Every claim of this choice has been looked at." : "No such claim."}</Empty>
            )}
          </>
        )}
      </Shown>
      <details>
        <summary>Keys</summary>
        <dl class="keys">
          {KEYS.map(([k, text]) => (
            <div key={k}>
              <dt>
                <kbd>{k}</kbd>
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Log undo={(j) => void decide({ verb: "undo", value: j.id }, "Undone")} />
      <TakeIn />
    </div>
  );
}

function Context({ of: s }: { of: Statement }) {
  const report = useData<ReportBody>(`reports/${s.report}`);
  useEffect(() => {
    const on = document.querySelector<HTMLElement>(".review .piece.on");
    const box = on?.closest<HTMLElement>(".report");
    if (on && box) box.scrollTop = on.offsetTop - box.offsetTop - 120;
  }, [s.key, report.data]);
  return (
    <article class="panel report" tabIndex={0} aria-label="The report">
      <Shown of={report} what="the report">
        {(r) => (
          <>
            <h2>
              <Name>{r.report.title || "Untitled"}</Name>
            </h2>
            <p class="quiet">
              <Name>{r.report.outlet}</Name>, {day(r.report.published)}
            </p>
            <Marked text={r.report.text} claims={[s]} chosen={0} onChoose={() => undefined} />
          </>
        )}
      </Shown>
    </article>
  );
}

function Correct({ of: s, meta, send }: { of: Statement; meta: Meta; send: (field: string, value: string | null) => void }) {
  const fields = fieldsOf(s);
  const now = (name: string) => fields.find(([f]) => f === name)?.[2] ?? "";
  const [field, setField] = useState("type");
  const [value, setValue] = useState(s.claim.type);
  const box = useRef<HTMLFormElement | null>(null);
  useEffect(() => box.current?.querySelector("select")?.focus(), []);
  const choices: Record<string, string[]> = { type: meta.types, polarity: meta.polarities, modality: meta.modalities, stance: meta.stances };
  const options = choices[field];
  return (
    <form
      ref={box}
      class="correct"
      onSubmit={(e) => {
        e.preventDefault();
        send(field, (options ? value || (options[0] as string) : value.trim()) || null);
      }}
    >
      <Pick
        label="Field"
        value={field}
        options={fields.map(([f, label]): [string, string] => [f, label])}
        onPick={(f) => {
          setField(f);
          setValue(now(f));
        }}
      />
      {options ? (
        <Pick label="should be" value={value || (options[0] as string)} options={options} onPick={setValue} />
      ) : (
        <label>
          <span>should be</span>
          {field.startsWith("time") ? (
            <input type="date" value={value} onInput={(e) => setValue(e.currentTarget.value)} />
          ) : field.startsWith("quantities") ? (
            <input type="text" value={value} placeholder="killed 16.. civilian" title={`Such as ${COUNTS}`} onInput={(e) => setValue(e.currentTarget.value)} />
          ) : (
            <input type="text" value={value} onInput={(e) => setValue(e.currentTarget.value)} />
          )}
        </label>
      )}
      <button>Correct</button>
    </form>
  );
}

/** Which event the claim belongs to: bring two together, or take this claim out. */
function Group({ of: s, decide }: { of: Statement; decide: (body: Record<string, unknown>, words: string) => Promise<boolean> }) {
  const [others, setOthers] = useState<Incident[]>([]);
  const [with_, setWith] = useState("");
  useEffect(() => {
    get<Page<Incident>>("incidents?limit=500").then(
      (page) => setOthers(page.items.filter((i) => i.id !== s.incident)),
      () => setOthers([]),
    );
  }, [s.incident]);
  // By name: which claims an incident has is for the server to say when the decision is kept, not for an older answer.
  const merge = () => decide({ verb: "merge", claim: s.key, others: [with_] }, "Merged: both are now one incident");
  const split = () => decide({ verb: "split", claim: s.key }, "Split: this claim is about another event");
  return (
    <details class="group">
      <summary>Same event, or another one?</summary>
      <p>
        <a href={`/incident/${s.incident}`}>The incident it is counted with</a>{" "}
        <button onClick={() => void split()}>Split this claim off</button>
      </p>
      <Pick label="Merge with" any="choose an incident" value={with_} options={others.map((i): [string, string] => [i.id, i.label])} onPick={setWith} />
      <button disabled={!with_} onClick={() => void merge()}>
        Merge
      </button>
    </details>
  );
}

function Log({ undo }: { undo: (j: Judgement) => void }) {
  const found = useData<Page<Judgement> & { conflicts: { judgement: string; message: string }[] }>("judgements?limit=30");
  return (
    <details>
      <summary>Decisions</summary>
      <Shown of={found} what="the decisions">
        {(page) =>
          page.items.length ? (
            <>
              {page.conflicts.length > 0 && (
                <ul class="plain fault">
                  {page.conflicts.map((c) => (
                    <li key={c.judgement}>{c.message}</li>
                  ))}
                </ul>
              )}
              <ol class="log">
                {page.items.map((j) => (
                  <li key={j.id} class={j.in_force ? "" : "old"}>
                    <strong>{j.verb}</strong> {j.field && `${j.field}: ${j.was ?? "nothing"} → ${j.value ?? "nothing"} `}
                    <q dir="auto">{j.anchor.quote.slice(0, 90)}</q>{" "}
                    <span class="quiet">
                      <Name>{j.author}</Name>, {j.at.slice(0, 16).replace("T", " ")}
                      {j.reason && (
                        <>
                          : <Name>{j.reason}</Name>
                        </>
                      )}
                    </span>{" "}
                    {j.in_force && <button onClick={() => undo(j)}>Undo</button>}
                  </li>
                ))}
              </ol>
            </>
          ) : (
            <Empty>No decision yet.</Empty>
          )
        }
      </Shown>
    </details>
  );
}

function TakeIn() {
  const [said, setSaid] = useState("");
  const send = async (file: File | undefined) => {
    if (!file) return;
    try {
      await upload(`ingest?name=${encodeURIComponent(file.name.replace(/[^\w .()-]/g, "_"))}`, file);
      setSaid("On its way; what is read appears above.");
    } catch (error) {
      setSaid(error instanceof ApiError ? error.message : String(error));
    }
  };
  return (
    <details>
      <summary>Add reports</summary>
      <label>
        <span>A file: text, HTML, feed, CSV or JSON lines</span>
        <input type="file" onChange={(e) => void send(e.currentTarget.files?.[0])} />
      </label>
      <p role="status">{said}</p>
    </details>
  );
}
