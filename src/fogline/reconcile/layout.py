"""A situation report as Markdown and as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from fogline.core.situation import Cite, Entry, Section, Sentence, SituationReport
from fogline.reconcile import phrases
from fogline.reconcile.phrases import say


def numbers(report: SituationReport) -> dict[Cite, int]:
    """Quotation -> its number in the list at the end."""
    return {e.cite: e.n for e in report.entries}


def used(report: SituationReport) -> Iterable[Section]:
    """The sections that say something."""
    return (s for s in report.sections if s.items)


def entry_line(e: Entry) -> str:
    """One line of the list at the end: outlet, day, where in which report, the words."""
    span = e.cite.span
    quote = " ".join(e.cite.quote.split())
    return say(
        "report",
        "entry",
        n=e.n,
        outlet=e.outlet,
        published=e.published,
        report=phrases.report(e.cite.report),
        start=span.start,
        end=span.end,
        quote=quote,
    )


# --- Markdown ---

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>#|"})


def markdown(report: SituationReport) -> str:
    """Headings, one bullet per development, a numbered list of quotations at the end."""
    at = numbers(report)
    lines = [f"# {_plain(report.title)}", ""]
    for section in used(report):
        lines += [f"## {section.title}", ""]
        for item in section.items:
            lines.append("- " + " ".join(_marked(s, at) for s in item.sentences))
        lines.append("")
    if not report.entries:
        return "\n".join([*lines, report.nothing, ""])
    lines += [f"## {say('report', 'sources')}", ""]
    lines += [f"{_plain(entry_line(e))}  " for e in report.entries]
    return "\n".join([*lines, ""])


def _plain(text: str) -> str:
    return text.translate(_SPECIAL)


def _marked(s: Sentence, at: dict[Cite, int]) -> str:
    return _plain(s.text) + " " + "".join(f"\\[{n}\\]" for n in sorted({at[c] for c in s.cites}))


# --- HTML ---

_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ccc}"
    "sup a{text-decoration:none}ol{font-size:.85rem;color:#444}li{margin:.4rem 0}@media print{a{color:inherit}}"
)


def html(report: SituationReport) -> str:
    """One self-contained page; everything from reports is escaped."""
    at = numbers(report)
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(report.title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(report.title)}</h1>",
    ]
    for section in used(report):
        parts.append(f"<h2>{escape(section.title)}</h2><ul>")
        parts += ["<li>" + " ".join(_linked(s, at) for s in item.sentences) + "</li>" for item in section.items]
        parts.append("</ul>")
    if report.entries:
        parts.append(f"<h2>{escape(say('report', 'sources'))}</h2><ol>")
        parts += [f'<li id="s{e.n}">{escape(entry_line(e))}</li>' for e in report.entries]
        parts.append("</ol>")
    else:
        parts.append(f"<p>{escape(report.nothing)}</p>")
    return "\n".join([*parts, "</body></html>", ""])


def _linked(s: Sentence, at: dict[Cite, int]) -> str:
    marks = "".join(f'<sup><a href="#s{n}">{n}</a></sup>' for n in sorted({at[c] for c in s.cites}))
    return escape(s.text) + marks
