// Everything a claim says, field by field, with the chain and the trace.
import { clocks, useRoute } from "./route";
import type { Statement } from "./types";
import { Marks, Name } from "./ui";
import { chain, closeness, codePoints, day, days, marksOf, quantity, title } from "./words";

const who = (rows: { text: string; actors: string[] }[]) => rows.map((m) => m.actors.join(" + ") || m.text).join("; ");

export function Fields({ of: s, text }: { of: Statement; text?: string }) {
  const { query } = useRoute();
  const c = s.claim;
  const said = c.attribution[0];
  const rows: [string, preact.ComponentChildren][] = [
    [
      "who says it",
      <span class="chain">
        {chain(c, s.outlet).map((name, n, all) => (
          <>
            <a href={`/sources/${encodeURIComponent(name)}${clocks(query)}`}>
              <Name>{name}</Name>
            </a>
            {n < all.length - 1 && <span aria-label="through"> › </span>}
          </>
        ))}
      </span>,
    ],
    ["in words", said ? <Name>{[said.text && `“${said.text}”`, said.cue, said.channel && `(${said.channel})`].filter(Boolean).join(" ")}</Name> : "the outlet's own voice"],
    ["said", s.said && day(s.said)],
    ["by", who(c.agents)],
    ["against, about", who(c.targets)],
    ["where", c.places.map((p) => `${p.name}${p.within ? ` (${p.within})` : ""} [${closeness(p.precision)}]`).join("; ")],
    ["when", c.time && `${days(c.time.start, c.time.end)}${c.time.text ? `, from “${c.time.text}”` : ""}${c.time.basis ? ` (${c.time.basis})` : ""}`],
    ["with", c.instruments.join(", ")],
    ["numbers", c.quantities.length > 0 && <ul class="plain">{c.quantities.map((q, n) => <li key={n}><Name>{quantity(q)}</Name> <span class="quiet">from “{q.text}”{q.part_of !== null && `, part of number ${q.part_of + 1}`}</span></li>)}</ul>],
    ["victims", c.victims?.map((v) => [v.name, v.age, v.sex, v.role].filter(Boolean).join(", ")).join("; ")],
    ["how sure", c.confidence != null && `the learned reader gives it ${Math.round(c.confidence * 100)} in 100`],
    ["incident", s.incident && <a href={`/incident/${s.incident}${clocks(query)}`}>all accounts of it</a>],
    ["decided", s.judgements && s.judgements.length > 0 && <ul class="plain">{s.judgements.map((j) => <li key={j.id}>{j.verb === "note" ? "noted" : j.verb}{j.field && ` ${j.field} = ${j.value ?? "nothing"}`} by <Name>{j.author}</Name>{j.reason && `: ${j.reason}`}</li>)}</ul>],
  ];
  const points = text ? codePoints(text) : null;
  return (
    <>
      <p class="kind">
        <strong>{title(c.type)}</strong> <Marks of={marksOf(c)} />
      </p>
      <blockquote dir="auto">{c.evidence.text}</blockquote>
      <dl class="fields">
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {c.trace && c.trace.length > 0 && (
        <details>
          <summary>Why: {c.trace.length} steps of the reader</summary>
          <div class="scroll" tabIndex={0} role="region" aria-label="Trace">
            <table class="trace">
              <thead>
                <tr>
                  <th>Field</th>
                  <th>Rule or entry</th>
                  <th>Words</th>
                </tr>
              </thead>
              <tbody>
                {c.trace.map((t, n) => (
                  <tr key={n}>
                    <td>{t.field}</td>
                    <td>
                      {t.rule}
                      {t.note && <span class="quiet"> {t.note}</span>}
                    </td>
                    <td dir="auto">{t.span && points ? points.slice(t.span[0], Math.min(t.span[1], t.span[0] + 90)).join("") : ""}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </>
  );
}
