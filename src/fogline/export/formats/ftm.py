"""FollowTheMoney entities, one JSON object a line, made and cleaned by the ``followthemoney`` library itself.

What a source says is no relation between entities: who did, suffered, was blamed or named stands in ``UnknownLink``s
whose role and summary say on whose word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from fogline.core.incident import Incident, Statement
from fogline.core.position import Position
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.export.arrow import MissingExtraError
from fogline.export.cast import cast, known, land
from fogline.export.edition import View
from fogline.export.part import Part, lines_part
from fogline.reconcile import phrases
from fogline.reconcile.sums import label

SCHEMATA = {
    "state": "PublicBody",
    "army": "PublicBody",
    "air_force": "PublicBody",
    "navy": "PublicBody",
    "police": "PublicBody",
    "body": "PublicBody",
    "armed_group": "Organization",
    "coalition": "Organization",
    "monitor": "Organization",
    "media": "Organization",
    "party": "Organization",
    "person": "Person",
}
Json = dict[str, Any]


def model() -> Any:
    """The library's model. Raises ``MissingExtraError``."""
    try:
        from followthemoney import model as found
    except ImportError:
        raise MissingExtraError("followthemoney", "entities") from None
    return found


class Writer:
    """Entities in order, each once. ``add`` passes every value through the library's own cleaning."""

    def __init__(self) -> None:
        self._model = model()
        self._seen: set[str] = set()

    def make(self, schema: str, key: Iterable[str], values: dict[str, Any]) -> tuple[str, list[Json]]:
        """(id, the entity unless it was given before)."""
        made = self._model.make_entity(schema, key_prefix="fogline")
        made.make_id(schema, *key)
        if made.id in self._seen:
            return made.id, []
        self._seen.add(made.id)
        for name, value in values.items():
            made.add(name, value, quiet=True)
        out = made.to_dict()
        properties = {k: sorted(v) for k, v in sorted(out["properties"].items())}
        return made.id, [{"id": out["id"], "schema": out["schema"], "properties": properties}]


def entities(view: View) -> Iterator[Json]:
    w = Writer()
    articles: dict[str, str] = {}
    for t in view.reports:
        articles[t.report.id], made = _article(w, t.report)
        yield from made
    for i in view.picture.incidents:
        yield from _incident(w, view, i, articles)
    for p in view.positions:
        if p.target:
            yield from _position(w, p, articles)


def _article(w: Writer, r: Report) -> tuple[str, list[Json]]:
    values = {
        "title": r.title or r.id,
        "publisher": r.outlet,
        "publishedAt": (r.published or "")[:10] or None,
        "retrievedAt": (r.retrieved or "")[:10] or None,
        "sourceUrl": r.url,
        "fileName": r.id,
        "language": "eng",
    }
    return w.make("Article", [r.id], values)


def _actor(w: Writer, name: str) -> tuple[str, list[Json]]:
    actor = known(name)
    schema = SCHEMATA.get(actor.kind, "LegalEntity") if actor else "LegalEntity"
    return w.make(schema, [name], {"name": name, "country": land(name)})


def _incident(w: Writer, view: View, i: Incident, articles: dict[str, str]) -> Iterator[Json]:
    address, made = _address(w, view, i)
    yield from made
    values = {
        "name": label(i),
        "startDate": _iso(i.days.start),
        "endDate": _iso(i.days.end),
        "country": i.place.country if i.place else None,
        "location": i.place.name if i.place else None,
        "addressEntity": address,
        "keywords": i.type.value,
        "recordId": i.id,
        "summary": _summary(i),
        "proof": [articles[r] for r in sorted({s.head.id for s in i.statements}) if r in articles],
    }
    event, made = w.make("Event", [i.id], values)
    yield from made
    who = cast(i)
    for role, names in (("said to have done it", who.doers), ("said to be hit", who.sufferers)):
        for name in names:
            yield from _link(w, event, name, role, "", i)
    for role, rows in (("blamed", i.blamed), ("denied responsible", i.denied)):
        for b in rows:
            yield from _link(w, event, b.actor, role, ", ".join(b.by), i)
    for s in i.statements:
        yield from _victims(w, event, s)


def _address(w: Writer, view: View, i: Incident) -> tuple[str | None, list[Json]]:
    if i.place is None:
        return None, []
    spot, p = view.spot_of(i), i.place
    values = {
        "full": ", ".join(dict.fromkeys(x for x in (p.name, p.admin1) if x)),
        "city": p.name,
        "region": p.admin1,
        "country": p.country,
        "latitude": str(spot.lat) if spot else None,
        "longitude": str(spot.lon) if spot else None,
    }
    return w.make("Address", [p.name, p.admin1 or "", p.country or ""], values)


def _summary(i: Incident) -> str:
    """Every origin's last word, side by side."""
    said = (f"{w.origin}: {phrases.count(w.count)} {phrases.measure(w.measure)}" for w in i.latest)
    return "; ".join(said) or label(i)


def _link(w: Writer, event: str, name: str, role: str, by: str, i: Incident) -> Iterator[Json]:
    subject, made = _actor(w, name)
    yield from made
    said_by = by or ", ".join(sorted({s.origin for s in i.statements if name in _named(s)}))
    values = {
        "subject": subject,
        "object": event,
        "role": role,
        "summary": f"according to {said_by}" if said_by else None,
        "startDate": _iso(i.days.start),
    }
    yield from w.make("UnknownLink", [event, name, role], values)[1]


def _named(s: Statement) -> set[str]:
    c = s.claim
    mentioned = {a for m in (*c.agents, *c.targets) for a in m.actors}
    return mentioned | {a for q in c.quantities if q.group for a in q.group.actors}


def _victims(w: Writer, event: str, s: Statement) -> Iterator[Json]:
    for v in s.claim.victims:
        person, made = w.make("Person", [event, v.name], {"name": v.name, "gender": v.sex, "notes": v.role})
        yield from made
        summary = f"according to {s.origin}: {v.text}"
        values = {"subject": person, "object": event, "role": "named victim", "summary": summary}
        yield from w.make("UnknownLink", [event, person], values)[1]


def _position(w: Writer, p: Position, articles: dict[str, str]) -> Iterator[Json]:
    a, made = _actor(w, p.actor)
    yield from made
    b, made = _actor(w, p.target or "")
    yield from made
    values = {
        "subject": a,
        "object": b,
        "role": p.act.value if p.polarity.value == "affirmed" else f"{p.act.value} denied",
        "date": _iso(p.days.start or p.days.end or p.said),
        "summary": f"according to {p.origin}: {' '.join(p.quote.split())}",
    }
    yield from w.make("UnknownLink", [p.statement, p.actor, p.target or "", p.act.value], values)[1]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


class Ftm:
    name = "ftm"
    endings = (".ftm.json", ".json")
    keeps = (
        "reports as articles, incidents as events with address and every origin's last word, actors, named victims; "
        "links between them with role and on whose word"
    )
    cannot_express = "ranges as numbers, offsets of quotations, control, later words that replaced earlier ones"
    single = True
    carries = False

    def parts(self, view: View) -> Iterator[Part | Problem]:
        model()
        yield lines_part("", entities(view), "application/json+ftm")


EXPORTER = Ftm()
