"""W3C Web Annotations (JSON-LD): each claim anchored in its report by quotation and by position.

Offsets count Unicode code points, as the model asks (Web Annotation Data Model, 4.2.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from fogline.core.claim import Quote
from fogline.core.codec import claim_to_json, dumps
from fogline.core.incident import Statement
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.export.edition import View, by_report
from fogline.export.part import Part

CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"@version": 1.1, "provenance": {"@id": "http://purl.org/dc/terms/provenance", "@type": "@json"}},
]
AROUND = 32
"""Code points of text before and after that make a quotation findable when the page has changed."""
Json = dict[str, Any]


def urn(kind: str, name: str) -> str:
    return f"urn:fogline:{kind}:{quote(name, safe='', errors='replace')}"


def annotation(report: Report, s: Statement) -> Json:
    claim = claim_to_json(s.claim)
    spans = [s.claim.evidence, *s.claim.also_at]
    targets = [_target(report, q) for q in spans]
    out: Json = {
        "id": urn("claim", s.key),
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": s.claim.type.value},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": dumps(claim)},
        ],
        "target": targets[0] if len(targets) == 1 else targets,
        "creator": {"id": urn("source", s.origin), "type": "Agent", "name": s.origin},
    }
    return out


def _target(report: Report, q: Quote) -> Json:
    start, end = q.span.start, q.span.end
    exact: Json = {"type": "TextQuoteSelector", "exact": q.text}
    if report.text:
        exact |= {"prefix": report.text[max(0, start - AROUND) : start], "suffix": report.text[end : end + AROUND]}
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    selectors = [exact, position] if q.text else [position]
    return {"type": "SpecificResource", "source": source(report), "selector": selectors}


def source(report: Report) -> str:
    """The report's address, or a name for it where it has none."""
    url = report.url or ""
    return (
        quote(url, safe=":/?#[]@!$&'()*+,;=%~-._", errors="replace")
        if url.startswith(("http://", "https://"))
        else urn("report", report.id)
    )


def pieces(view: View) -> Iterator[bytes]:
    """An ``AnnotationPage``, an annotation a line."""
    told = by_report(view)
    head: Json = {"@context": CONTEXT, "id": urn("page", "claims"), "type": "AnnotationPage"}
    head |= {"provenance": view.about.to_json()}
    yield dumps(head).removesuffix("}").encode() + b', "items": [\n'
    first = True
    for t in view.reports:
        for s in told[t.report.id]:
            yield (("" if first else ",\n") + dumps(annotation(t.report, s))).encode()
            first = False
    yield b"\n]}\n"


class Annotations:
    name = "annotations"
    endings = (".jsonld",)
    keeps = (
        "every claim with its quotation, the text around it, its position, and its fields as the coding manual has them"
    )
    cannot_express = "incidents, ledgers, control; the claim's fields are a JSON text inside the annotation's body"
    single = True
    carries = True

    def parts(self, view: View) -> Iterator[Part | Problem]:
        yield Part("", pieces(view), "application/ld+json")


EXPORTER = Annotations()
