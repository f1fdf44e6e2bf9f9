"""What the pages of the site say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fogline.core.claim import Measure
from fogline.core.incident import Incident, Statement
from fogline.core.position import Position
from fogline.core.report import Report
from fogline.core.situation import Cite, Sentence, SituationReport
from fogline.core.span import Span
from fogline.export.edition import Told, View
from fogline.export.formats.site.page import Html, e, file_of, items, link, outward, page, table, tag
from fogline.reconcile import phrases
from fogline.reconcile.grades import gaps, grade
from fogline.reconcile.sums import label, sum_of

SHOWN = 12
PLAIN = ("affirmed", "actual", "asserted")


def _report_link(report: str, text: object, depth: int = 0, at: str = "") -> Html:
    return link("../" * depth + file_of("reports", report) + (f"#{at}" if at else ""), text)


def _range(i: Incident, measure: Measure) -> str:
    r = next((r for r in i.ranges if r.measure is measure), None)
    return "" if r is None else f"{r.low}{'' if r.low == r.high else f'-{r.high}'}{'+' if r.open else ''}"


# --- the situation ---


def situation(view: View) -> str:
    """The record written out, every sentence with the words it rests on."""
    made = view.situation
    at = {entry.cite: entry.n for entry in made.entries}
    body: list[object] = []
    for section in made.sections:
        if section.items:
            body += [tag("h2", section.title)]
            body += [items(Html(" ".join(_sentence(s, at) for s in item.sentences)) for item in section.items)]
    body += [tag("h2", "Words quoted"), _entries(made)] if made.entries else [tag("p", made.nothing)]
    return page(made.title, view.about, *body)


def _sentence(s: Sentence, at: dict[Cite, int]) -> Html:
    marks = (tag("sup", link(f"#s{n}", n)) for n in sorted({at[c] for c in s.cites}))
    return Html(e(s.text) + "".join(marks))


def _entries(made: SituationReport) -> Html:
    rows = []
    for x in made.entries:
        where = _report_link(x.cite.report, f"{x.outlet}, {x.published}")
        rows.append(tag("li", where, ": ", tag("q", " ".join(x.cite.quote.split())), id=f"s{x.n}"))
    return tag("ol", *rows)


# --- incidents ---


def incident_list(view: View) -> str:
    heads = ("day", "what", "killed", "wounded", "origins", "grade", "reports")
    rows = (
        (
            phrases.days(i.days),
            link(file_of("incidents", i.id), label(i)),
            _range(i, Measure.KILLED),
            _range(i, Measure.WOUNDED),
            len(i.origins),
            grade(i).name.value,
            len({s.head.id for s in i.statements}),
        )
        for i in view.picture.incidents
    )
    totals = [f"{label(t)}: {'; '.join(_last_words(t.latest))}" for t in view.picture.tolls if t.latest]
    more: list[object] = [tag("h2", "Running and period totals"), items(totals)] if totals else []
    return page("Incidents", view.about, table(heads, rows), *more)


def _last_words(latest: Iterable[object]) -> Iterator[str]:
    from fogline.core.incident import LastWord

    for w in latest:
        if isinstance(w, LastWord):
            yield f"{w.origin}: {phrases.count(w.count)} {phrases.measure(w.measure)}"


def incident(view: View, i: Incident) -> str:
    """Every account side by side, the arithmetic, who is blamed, what is missing."""
    graded, place = grade(i), view.place_of(i)
    facts = [("when", phrases.days(i.days)), ("where", _where(i, place.precision.value if place else "")),
             ("how well established", f"{graded.name.value}: {graded.reason}"),
             ("independent origins", ", ".join(i.origins))]  # fmt: skip
    body: list[object] = [table((), facts)]
    for measure in (Measure.KILLED, Measure.WOUNDED):
        found = sum_of(i, measure)
        if found:
            body += [tag("h2", phrases.measure(measure).capitalize()), _drawn(i, measure)]
            body += [items(x.text for x in found.lines), tag("p", found.rule, class_="quiet")]
    body += _blame(i)
    body += [tag("h2", "In whose words"), *(_told(s) for s in _in_order(i.statements))]
    missing = [g.message for g in gaps(i)]
    body += [tag("h2", "What the record lacks"), items(missing)] if missing else []
    return page(label(i), view.about, *body, depth=1)


def _where(i: Incident, precision: str) -> str:
    names = dict.fromkeys(x for x in ((i.place.name, i.place.admin1, i.place.country) if i.place else ()) if x)
    return f"{', '.join(names)} ({precision})" if names else "not known"


def _blame(i: Incident) -> list[object]:
    rows = [f"{b.actor}: blamed by {', '.join(b.by)}" for b in i.blamed]
    rows += [f"{b.actor}: denied by {', '.join(b.by)}" for b in i.denied]
    return [tag("h2", "Who is said to have done it"), items(rows)] if rows else []


def _in_order(told: Iterable[Statement]) -> list[Statement]:
    return sorted(told, key=lambda s: (str(s.said or "~"), s.key))


def _told(s: Statement) -> Html:
    who = f"{s.origin}{'' if not s.named or not s.head.outlet else f', in {s.head.outlet}'}, {s.said or 'no day'}"
    return tag("figure", tag("blockquote", " ".join(s.claim.evidence.text.split())),
               tag("figcaption", _report_link(s.head.id, who, 1, s.claim.id)))  # fmt: skip


def _drawn(i: Incident, measure: Measure) -> Html:
    """Each origin's last word as a bar from its lower to its upper bound, dashed where nothing bounds it."""
    words = [w for w in i.latest if w.measure is measure]
    tops = [b for w in words for b in (w.count.low, w.count.high) if b is not None]
    most = max(tops, default=0) or 1
    rows = []
    for n, w in enumerate(words):
        y, low, high = 18 + 26 * n, w.count.low or 0, w.count.high
        x1, x2 = 260 + 300 * low / most, 260 + 300 * (high if high is not None else low) / most
        rows.append(f'<text x="0" y="{y + 4}">{e(w.origin[:38])}</text>')
        rows.append(f'<rect class="b" x="{x1 - 2:.1f}" y="{y - 6}" width="{x2 - x1 + 4:.1f}" height="12"/>')
        if high is None:
            rows.append(f'<rect class="o" x="{x2 + 2:.1f}" y="{y - 6}" width="{590 - x2:.1f}" height="12"/>')
        rows.append(f'<text x="605" y="{y + 4}">{e(phrases.count(w.count))}</text>')
    tall = 26 * len(words) + 10
    told = "; ".join(f"{w.origin} {phrases.count(w.count)}" for w in words)
    axis = f'<line x1="260" x2="260" y1="4" y2="{tall - 4}"/>'
    return Html(
        f'<svg viewBox="0 0 720 {tall}" role="img" aria-label="{e(told)}" width="100%" style="max-width:720px">'
        f"{axis}{''.join(rows)}</svg>"
    )


# --- control and positions ---


def control(view: View) -> str:
    rows = (
        (s.place, s.state.value, ", ".join(s.holders), s.since, s.reason, Html(", ".join(_rests(s.rests_on))))
        for s in view.states
    )
    heads = ("place", "state", "holders", "since", "why", "words")
    day = view.states[0].day if view.states else None
    return page(f"Control{f', {day}' if day else ''}", view.about, table(heads, rows))


def _rests(found: Sequence[object]) -> Iterator[Html]:
    from fogline.core.control import Holding

    seen = dict.fromkeys((h.report, h.origin) for h in found if isinstance(h, Holding))
    return (_report_link(report, origin) for report, origin in seen)


def positions(view: View) -> str:
    heads = ("day", "actor", "act", "towards", "told by", "words")
    return page("Positions", view.about, table(heads, (_position(p) for p in view.positions)))


def _position(p: Position) -> tuple[object, ...]:
    day = phrases.days(p.days) if p.days else p.said
    act = p.act.value + (" (denied)" if p.polarity.value == "denied" else "")
    return day, p.actor, act, p.target, p.origin, _report_link(p.report, " ".join(p.quote.split()))


# --- reports ---


def report_list(view: View) -> str:
    heads = ("published", "outlet", "title", "claims", "")
    return page("Reports", view.about, table(heads, (_listed(view, t) for t in view.reports)))


def _listed(view: View, t: Told) -> tuple[object, ...]:
    r = t.report
    title = _report_link(r.id, r.title or r.id[:SHOWN])
    return (r.published or "")[:16], r.outlet, title, len(t.claims), "retracted" if r.id in view.retracted else ""


def report(view: View, r: Report, told: Sequence[Statement]) -> str:
    """The text with every claim's words marked, and the claims beside it."""
    facts = [
        ("outlet", r.outlet),
        ("published", r.published),
        ("address", outward(r.url)),
        ("kept copy", outward(r.archive)),
    ]
    body: list[object] = [table((), [(k, v) for k, v in facts if v])]
    if r.id in view.retracted:
        body.append(tag("p", "This report was retracted: nothing in the record rests on it."))
    body.append(tag("p", marked(r.text, told), class_="text") if r.text else tag("p", "The text is withheld."))
    if told:
        body += [
            tag("h2", "Claims"),
            table(("what", "who says it", "when", "numbers", "words"), (_row(s) for s in told)),
        ]
    body.append(tag("p", f"SHA-256 {r.content_hash}", class_="quiet") if r.text else "")
    return page(r.title or r.id[:SHOWN], view.about, *body, depth=1)


def _row(s: Statement) -> tuple[object, ...]:
    c = s.claim
    chain = " > ".join(a.source for a in c.attribution) or s.head.outlet or s.origin
    mood = [x for x in (c.polarity.value, c.modality.value, c.stance.value) if x not in PLAIN]
    numbers = ", ".join(f"{phrases.count(q.count)} {q.measure.value.replace('_', ' ')}" for q in c.quantities)
    what = c.type.value.replace("_", " ") + (f" ({', '.join(mood)})" if mood else "")
    words = " ".join(c.evidence.text.split())
    return tag("span", what, id=c.id), chain, phrases.days(c.time.days) if c.time.days else "", numbers, words


def marked(text: str, told: Sequence[Statement]) -> Html:
    """The claims' words marked; words that several claims share are marked once."""
    out, at = [], 0
    for span in _union([s.claim.evidence.span for s in told]):
        out += [e(text[at : span.start]), tag("mark", span.of(text))]
        at = span.end
    return Html("".join([*out, e(text[at:])]))


def _union(spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = out[-1].join(span)
        else:
            out.append(span)
    return out


# --- about ---

WHAT = (
    "This is a record of claims: who says what, and in which words. It does not say what happened, but who says so.",
    "Ranges run over each origin's last word. Different origins' numbers are not added; a copy is no source.",
    "Opened from disk, these pages ask nothing of any server. Addresses of reports lead outside when you follow them.",
)


def about(view: View) -> str:
    told = view.about.to_json()
    rows = [(k.replace("_", " "), v) for k, v in told.items() if v is not None]
    rows += [
        ("reports", len(view.reports)),
        ("claims", len(view.statements)),
        ("incidents", len(view.picture.incidents)),
    ]
    return page("About this record", view.about, *(tag("p", x) for x in WHAT), table((), rows))


__all__ = ["about", "control", "incident", "incident_list", "marked", "positions", "report", "report_list", "situation"]
