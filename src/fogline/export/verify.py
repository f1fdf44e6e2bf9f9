"""An evidence bundle checked offline: every hash, every offset, the log's chain, and what was derived."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

import fogline
from fogline.core.codec import claim_from_json, judgement_from_json, report_from_json
from fogline.core.problem import Problem
from fogline.export.chain import broken, digest
from fogline.export.formats.bundle import CLAIMS, FORMAT, INCIDENTS, JUDGEMENTS, LOG, MANIFEST, REPORTS

LARGEST = 2_000_000_000
"""Bytes of one file that are looked at: a bundle's files are texts, and a larger one is an attack or a mistake."""
Json = dict[str, Any]


@dataclass
class Checked:
    """What was looked at. ``digest`` is the manifest's SHA-256, to be compared with what its maker tells."""

    digest: str = ""
    files: int = 0
    reports: int = 0
    claims: int = 0
    quotations: int = 0
    judgements: int = 0
    entries: int = 0
    withheld: int = 0
    rederived: bool = False
    about: Json = field(default_factory=dict)


def _wrong(code: str, message: str, where: str = "") -> Problem:
    return Problem(f"verify.{code}", message, where, lost=True)


def verify(path: Path, expected: str | None = None, checked: Checked | None = None) -> Iterator[Problem]:
    """Everything that does not match, as it is found; nothing when the bundle is whole.

    ``expected`` is the manifest's SHA-256 as told by another way; ``checked`` is filled with what was looked at.
    """
    checked = checked if checked is not None else Checked()
    try:
        with zipfile.ZipFile(path) as bundle:
            yield from _bundle(bundle, expected, checked)
    except (TypeError, AttributeError, ValueError, KeyError, RecursionError) as error:
        yield _wrong("form", f"holds something of another form than a bundle's: {error}", str(path))
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        yield _wrong("zip", f"is no bundle that can be read: {error}", str(path))


def _bundle(bundle: zipfile.ZipFile, expected: str | None, checked: Checked) -> Iterator[Problem]:
    names = bundle.namelist()
    bad = list(_names(names))
    yield from bad
    if bad:
        return
    if MANIFEST not in names:
        yield _wrong("manifest", f"there is no {MANIFEST}")
        return
    raw = _read(bundle, MANIFEST)
    checked.digest = sha256(raw).hexdigest()
    if expected and expected.strip().lower() != checked.digest:
        yield _wrong("digest", f"the manifest's SHA-256 is {checked.digest}, not {expected}", MANIFEST)
    manifest = _json(raw)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        yield _wrong("manifest", f"is not of the form {FORMAT!r}", MANIFEST)
        return
    checked.about = {k: v for k, v in manifest.items() if k not in ("files", "counts")}
    yield from _files(bundle, manifest, checked)
    yield from _contents(bundle, manifest, checked)


def _names(names: list[str]) -> Iterator[Problem]:
    """Nothing may lead out of the bundle or stand in it twice."""
    seen: set[str] = set()
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            yield _wrong("unsafe", "a name that leads out of the bundle", name)
        if name in seen:
            yield _wrong("twice", "stands in the bundle twice", name)
        seen.add(name)


def _read(bundle: zipfile.ZipFile, name: str) -> bytes:
    with bundle.open(name) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise zipfile.BadZipFile(f"{name} is larger than {LARGEST} bytes")
    return data


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


# --- hashes ---


def _files(bundle: zipfile.ZipFile, manifest: Json, checked: Checked) -> Iterator[Problem]:
    listed = {str(f.get("path")): f for f in manifest.get("files") or () if isinstance(f, dict)}
    present = set(bundle.namelist()) - {MANIFEST}
    for name in sorted(present - set(listed)):
        yield _wrong("extra", "is not in the manifest", name)
    for name in sorted(listed):
        if name not in present:
            yield _wrong("missing", "is in the manifest and not in the bundle", name)
            continue
        checked.files += 1
        size, found = _hash(bundle, name)
        if found is None:
            yield _wrong("damaged", "cannot be read: its bytes are damaged", name)
        elif found != listed[name].get("sha256") or size != listed[name].get("bytes"):
            yield _wrong("hash", f"has the SHA-256 {found}, the manifest says {listed[name].get('sha256')}", name)


def _hash(bundle: zipfile.ZipFile, name: str) -> tuple[int, str | None]:
    seen, size = sha256(), 0
    try:
        with bundle.open(name) as file:
            while (piece := file.read(1 << 20)) and size <= LARGEST:
                seen.update(piece)
                size += len(piece)
    except (zipfile.BadZipFile, OSError, EOFError):
        return size, None
    return size, seen.hexdigest()


# --- contents ---


@dataclass
class _Held:
    """The bundle's records, as far as they can be read."""

    reports: dict[str, Json]
    texts: dict[str, str]
    claims: dict[str, list[Json]]
    judgements: list[Json]


def _contents(bundle: zipfile.ZipFile, manifest: Json, checked: Checked) -> Iterator[Problem]:
    problems: list[Problem] = []
    lines = {name: _lines(bundle, name, problems) for name in (REPORTS, CLAIMS, JUDGEMENTS, LOG)}
    yield from problems
    reports = {str(r.get("id")): r for r in lines[REPORTS]}
    claims = {str(c.get("report")): list(c.get("claims") or ()) for c in lines[CLAIMS]}
    held = _Held(reports, {}, claims, lines[JUDGEMENTS])
    checked.reports, checked.judgements, checked.entries = len(reports), len(held.judgements), len(lines[LOG])
    yield from _texts(bundle, held, checked)
    yield from _quotations(held, checked)
    yield from _log(lines[LOG], held, manifest)
    counts = {"reports": checked.reports, "claims": checked.claims, "judgements": checked.judgements}
    told = manifest.get("counts") or {}
    for name, n in counts.items():
        if told.get(name) != n:
            yield _wrong("count", f"there are {n} {name}, the manifest says {told.get(name)}", MANIFEST)
    yield from _derived(bundle, held, manifest, checked)


def _lines(bundle: zipfile.ZipFile, name: str, problems: list[Problem]) -> list[Json]:
    if name not in bundle.namelist():
        return []
    out = []
    try:
        for n, line in enumerate(_read(bundle, name).splitlines(), 1):
            found = _json(line)
            if isinstance(found, dict):
                out.append(found)
            else:
                problems.append(_wrong("line", "is no JSON object", f"{name}, line {n}"))
    except (zipfile.BadZipFile, OSError, EOFError):
        problems.append(_wrong("damaged", "cannot be read: its bytes are damaged", name))
    return out


def _texts(bundle: zipfile.ZipFile, held: _Held, checked: Checked) -> Iterator[Problem]:
    present = set(bundle.namelist())
    for name, report in held.reports.items():
        if report.get("withheld"):
            checked.withheld += 1
            continue
        file = f"reports/{report.get('hash')}.txt"
        if file not in present:
            yield _wrong("missing", f"the text of report {name} is not in the bundle", file)
            continue
        try:
            held.texts[name] = _read(bundle, file).decode("utf-8", "surrogatepass")
        except (UnicodeDecodeError, zipfile.BadZipFile, OSError, EOFError):
            yield _wrong("text", f"the text of report {name} is no UTF-8 or damaged", file)
            continue
        if sha256(held.texts[name].encode("utf-8", "surrogatepass")).hexdigest() != report.get("hash"):
            yield _wrong("text", f"is not the text that report {name} was recorded with: its hash differs", file)


def _quotations(held: _Held, checked: Checked) -> Iterator[Problem]:
    for name, claims in held.claims.items():
        if name not in held.reports:
            yield _wrong("report", f"claims of a report that is not in the bundle: {name}", CLAIMS)
        checked.claims += len(claims)
        text = held.texts.get(name)
        for claim in claims if text is not None else ():
            for quote in [claim.get("evidence"), *(claim.get("also_at") or ())]:
                checked.quotations += 1
                if not _stands(quote, text or ""):
                    yield _wrong(
                        "offset", f"its words do not stand at {_at(quote)}", f"{name}, claim {claim.get('id')}"
                    )
    for j in held.judgements:
        anchor = j.get("anchor") or {}
        text, span = held.texts.get(str(anchor.get("report"))), anchor.get("span") or [0, 0]
        if text is not None and anchor.get("quote"):
            checked.quotations += 1
            if text[span[0] : span[1]] != anchor["quote"]:
                yield _wrong("offset", f"its words do not stand at {span[0]}-{span[1]}", f"judgement {j.get('id')}")


def _stands(quote: Any, text: str) -> bool:
    if not isinstance(quote, dict):
        return False
    start, end = quote.get("start"), quote.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end:
        return False
    return text[start:end] == quote.get("text")


def _at(quote: Any) -> str:
    return f"{quote.get('start')}-{quote.get('end')}" if isinstance(quote, dict) else "any place"


# --- the log ---


def _log(log: list[Json], held: _Held, manifest: Json) -> Iterator[Problem]:
    for n, message in broken(log):
        yield _wrong("chain", message, f"{LOG}, entry {n}")
    head = log[-1].get("hash") if log else None
    if head != manifest.get("log_head"):
        yield _wrong("chain", f"ends with {head}, the manifest says {manifest.get('log_head')}", LOG)
    wanted = {("report", name): digest(r) for name, r in held.reports.items()}
    wanted |= {("judgement", str(j.get("id"))): digest(j) for j in held.judgements}
    logged = {(str(e.get("event")), str(e.get("subject"))): e.get("sha256") for e in log}
    for key in sorted(wanted.keys() | logged.keys()):
        what = f"{key[0]} {key[1]}"
        if key not in logged:
            yield _wrong("log", f"{what} is not in the log", LOG)
        elif key not in wanted:
            yield _wrong("log", f"{what} is in the log and not in the bundle", LOG)
        elif wanted[key] != logged[key]:
            yield _wrong("log", f"{what} is not what the log recorded: its hash differs", LOG)


# --- what was derived ---


def _derived(bundle: zipfile.ZipFile, held: _Held, manifest: Json, checked: Checked) -> Iterator[Problem]:
    """Made again from reports, claims and decisions, where this is the version that made it and nothing is withheld."""
    same = manifest.get("version") == fogline.__version__ and manifest.get("profile") == "none"
    if checked.withheld or not same or INCIDENTS not in bundle.namelist():
        return
    try:
        made = _again(held, manifest)
    except (KeyError, ValueError, TypeError) as error:
        yield _wrong("derived", f"cannot be made again from the bundle: {error}", INCIDENTS)
        return
    checked.rederived = True
    if made != _json(_read(bundle, INCIDENTS)):
        yield _wrong("derived", "is not what the reports, claims and decisions of the bundle give", INCIDENTS)


def _again(held: _Held, manifest: Json) -> Any:
    from fogline.export.edition import About, Told, make_edition
    from fogline.reconcile.asjson import picture_json

    rows = [
        Told(
            report_from_json({**r, "text": held.texts[name]}),
            tuple(claim_from_json(c) for c in held.claims.get(name, ())),
            r.get("added"),
            r.get("reader"),
        )
        for name, r in held.reports.items()
        if name in held.texts
    ]
    about = About(as_of=_day(manifest.get("as_of")), known_on=_day(manifest.get("known_on")))
    made = make_edition(rows, [judgement_from_json(j) for j in held.judgements], about)
    return json.loads(json.dumps(picture_json(made.picture)))


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None
