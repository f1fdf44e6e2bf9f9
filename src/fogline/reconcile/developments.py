"""What happened without a figure of people harmed: taken towns, strikes, movements, relief, each with its word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from fogline.core.claim import ClaimType, Measure, Modality, Polarity, Precision, Quantity
from fogline.core.incident import Statement
from fogline.core.interval import Days
from fogline.core.situation import Cite, Item, Sentence
from fogline.link import sound
from fogline.reconcile import phrases
from fogline.reconcile.blame import actors
from fogline.reconcile.phrases import say

KINDS = frozenset(
    {
        ClaimType.CLASH,
        ClaimType.AIR_STRIKE,
        ClaimType.SHELLING,
        ClaimType.BOMBING,
        ClaimType.CHEMICAL_ATTACK,
        ClaimType.ATTACK,
        ClaimType.DETENTION,
        ClaimType.MATERIEL_LOSS,
        ClaimType.PROPERTY_DAMAGE,
        ClaimType.CAPTURE,
        ClaimType.WITHDRAWAL,
        ClaimType.DEPLOYMENT,
        ClaimType.DISPLACEMENT,
        ClaimType.AID,
        ClaimType.PROTEST,
    }
)
OF_PEOPLE = frozenset({Measure.CAPTURED, Measure.RELEASED, Measure.DISPLACED, Measure.MISSING})
"""Measures whose own word says what was done with those counted."""
Key = tuple[str, str, str, str, str, str]


def developments(
    found: Iterable[Statement], told: Collection[str], days: Days, place: str | None = None
) -> tuple[tuple[Days, Item], ...]:
    """(days, sentence) for each thing that happened and stands in no incident ``told``; by day, kind and place.

    One sentence for all who say the same: kind, place, days, who against whom, how many.
    """
    groups: dict[Key, list[Statement]] = {}
    for s in found:
        if _happened(s) and s.key not in told and _during(s, days) and _at(s, place):
            groups.setdefault(_same(s), []).append(s)
    rows = sorted(groups.values(), key=_order)
    return tuple((r[0].claim.time.days, Item((_sentence(r),))) for r in rows)


def _happened(s: Statement) -> bool:
    c = s.claim
    actual = c.modality in (Modality.ACTUAL, Modality.ONGOING) and c.polarity is Polarity.AFFIRMED
    return c.type in KINDS and actual and not c.background


def _during(s: Statement, days: Days) -> bool:
    """Happened in the stretch; where no day is told, said in it."""
    when = s.claim.time.days or (Days.on(s.said) if s.said else Days())
    begun = days.start is None or (when.start or when.end or date.min) >= days.start
    return bool(when) and days.meets(when) and begun


def _at(s: Statement, place: str | None) -> bool:
    names = {sound(x) for p in s.claim.places for x in (p.name, p.within, p.admin1) if x}
    return place is None or sound(place) in names


def _order(rows: Sequence[Statement]) -> tuple[str, str, str, str]:
    d = rows[0].claim.time.days
    day = d.start or d.end or rows[0].said
    return day.isoformat() if day else "~", rows[0].claim.type.value, _place(rows[0]), rows[0].key


def _place(s: Statement) -> str:
    """The name; of a part or the surroundings, the words."""
    if not s.claim.places:
        return say("label", "unplaced")
    p = s.claim.places[0]
    return p.text if p.precision in (Precision.PART, Precision.AREA) and p.name in p.text else p.name


def _same(s: Statement) -> Key:
    """What the sentence will say, but for on whose word."""
    c = s.claim
    counts = phrases.listed([_count(q) for q in c.quantities])
    kind = say("type", c.type.value)
    return kind, _place(s), _when(s), *_parties(s), counts


def _when(s: Statement) -> str:
    if s.claim.time.days or s.said is None:
        return phrases.days(s.claim.time.days)
    return say("report", "said_on", day=phrases.day(s.said))


def _parties(s: Statement) -> tuple[str, str]:
    return phrases.listed(actors(s.claim.agents)), phrases.listed(actors(s.claim.targets))


def _count(q: Quantity) -> str:
    things = q.group.text if q.group and q.measure not in OF_PEOPLE else None
    return f"{phrases.count(q.count)} {things or phrases.measure(q.measure)}"


def _sentence(rows: Sequence[Statement]) -> Sentence:
    kind, place, days, agents, targets, counts = _same(rows[0])
    by = phrases.listed(list(dict.fromkeys(s.origin for s in rows)))
    who = "".join(say("report", key, who=name) for key, name in (("doer", agents), ("against", targets)) if name)
    many = say("report", "many", counts=counts) if counts else ""
    text = say("report", "development", type=kind, place=place, days=days, who=who, many=many, by=by)
    return Sentence(text, tuple(Cite(s.head.id, s.claim.evidence.span, s.claim.evidence.text) for s in rows))
