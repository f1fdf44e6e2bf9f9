"""The evidence bundle: everything a claim rests on in one zip that anybody can check offline with ``fogline verify``.

Reports as text files named by their SHA-256, what is known of each, claims as read, decisions, what was derived, a
hash-chained log of what was appended in which order, and a manifest with the hash of every file. Files are stored, not
deflated: the same record gives the same bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from fogline.core.codec import claim_to_json, dumps, judgement_to_json, report_to_json
from fogline.core.problem import Problem
from fogline.export.chain import chained, digest
from fogline.export.edition import Told, View
from fogline.export.part import Part
from fogline.export.zipping import zip_bytes
from fogline.reconcile import layout
from fogline.reconcile.asjson import picture_json

FORMAT = "fogline evidence bundle 1"
MANIFEST, LOG, REPORTS, CLAIMS, JUDGEMENTS = (
    "manifest.json", "log.jsonl", "reports.jsonl", "claims.jsonl", "judgements.jsonl"
)  # fmt: skip
INCIDENTS = "derived/incidents.json"
README = """Fogline evidence bundle

reports/         the reports, each named by the SHA-256 of its text (UTF-8)
reports.jsonl    what is known of each report: outlet, day, address, when it came in, its hash
claims.jsonl     the claims as read, with the offsets (Unicode code points) of their words in the report
judgements.jsonl decisions of people, in order
log.jsonl        what was added in which order; each entry holds the hash of the one before
derived/         incidents and a situation report made from the above
manifest.json    the SHA-256 and the size of every other file

To check it, offline:  fogline verify BUNDLE.zip
By hand: sha256sum of each file against manifest.json. Whoever gives you the bundle can also tell you the SHA-256 of
manifest.json by another way; fogline verify --digest compares it.
"""
Json = dict[str, Any]


def report_line(t: Told) -> Json:
    """Everything but the text. ``withheld`` where a profile left the text out."""
    out = report_to_json(t.report)
    withheld = not out.pop("text")
    return out | {"added": t.added, "reader": t.reader} | ({"withheld": True} if withheld else {})


def claims_line(t: Told) -> Json:
    return {"report": t.report.id, "claims": [claim_to_json(c, full=True) for c in t.claims]}


def appended(view: View) -> Iterator[Json]:
    """The log's entries: reports as they came in, decisions as they were made; what has no time stands first."""
    events = [
        {"event": "report", "at": t.added, "subject": t.report.id, "sha256": digest(report_line(t))}
        for t in view.reports
    ]
    events += [
        {"event": "judgement", "at": j.at.isoformat(), "subject": j.id, "sha256": digest(judgement_to_json(j))}
        for j in view.judgements
    ]
    return chained(sorted(events, key=lambda e: str(e["at"] or "")))


def files(view: View) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every file but the manifest, in its order."""
    yield "README.txt", (README.encode(),)
    texts = {t.report.content_hash: t.report.text for t in view.reports if t.report.text}
    for name in sorted(texts):
        yield f"reports/{name}.txt", (texts[name].encode("utf-8", "surrogatepass"),)
    yield REPORTS, _lines(report_line(t) for t in view.reports)
    yield CLAIMS, _lines(claims_line(t) for t in view.reports)
    yield JUDGEMENTS, _lines(judgement_to_json(j) for j in view.judgements)
    yield LOG, _lines(appended(view))
    yield INCIDENTS, ((dumps(picture_json(view.picture)) + "\n").encode(),)
    yield "derived/situation.md", (layout.markdown(view.situation).encode("utf-8", "replace"),)


def _lines(rows: Iterable[Json]) -> Iterator[bytes]:
    return ((dumps(row) + "\n").encode() for row in rows)


def with_manifest(view: View) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The files, hashed as they go by, and the manifest last."""
    listed: list[Json] = []
    for name, chunks in files(view):
        seen: Json = {"path": name, "sha256": sha256(), "bytes": 0}
        yield name, _hashed(chunks, seen)
        listed.append(seen | {"sha256": seen["sha256"].hexdigest()})
    head = {"format": FORMAT, **view.about.to_json(), "version": view.about.version}
    counts = {
        "reports": len(view.reports),
        "claims": sum(len(t.claims) for t in view.reports),
        "judgements": len(view.judgements),
        "incidents": len(view.picture.incidents),
    }
    log_head = None
    for entry in appended(view):
        log_head = entry["hash"]
    yield MANIFEST, ((dumps({**head, "counts": counts, "log_head": log_head, "files": listed}) + "\n").encode(),)


def _hashed(chunks: Iterable[bytes], seen: Json) -> Iterator[bytes]:
    for chunk in chunks:
        seen["sha256"].update(chunk)
        seen["bytes"] += len(chunk)
        yield chunk


class Bundle:
    name = "bundle"
    endings = (".zip",)
    keeps = (
        "the reports' texts, claims as read with offsets and trace, decisions, incidents, the order in which things "
        "were added; a hash of everything: fogline verify checks it offline"
    )
    cannot_express = (
        "ledgers and control as tables (they can be derived again), files kept by other archives (addresses only)"
    )
    single = True
    carries = True

    def parts(self, view: View) -> Iterator[Part | Problem]:
        yield Part("", zip_bytes(with_manifest(view)), "application/zip")


EXPORTER = Bundle()
