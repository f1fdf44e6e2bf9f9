"""The fields of a claim that a person can correct: what each reads now, and how it is set from text.

Names are those of the claims JSON ("time.start", "quantities.0.low"); ``place`` is the first place. A count reads "16",
"16.." (at least), "..40" (at most) or "15..20"; days read "2024-11-27" or "2024-11-27..2024-11-29"; names stand beside
each other with semicolons. Nothing at all empties a field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from fogline.core.claim import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Group,
    Measure,
    Mention,
    Modality,
    Polarity,
    Precision,
    Qualifier,
    Quantity,
    Scope,
    Stance,
    Status,
)
from fogline.core.interval import Count, Days
from fogline.reconcile.actors import actor_of

JUDGED = "judged"
"""The rule of a claim's field that a person set, and the basis of such days."""

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
Read = Callable[[Claim, int], "str | None"]
Write = Callable[[Claim, int, str], Claim]

_RANGE = re.compile(r"(\d*)\s*(?:\.\.|-|\u2013)\s*(\d*)|(\d+)(\+?)")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Field:
    """``name`` has ``N`` where the number of a place or quantity stands (from 0); ``takes`` says what a value is."""

    name: str
    takes: str
    read: Read
    write: Write


def value_of(claim: Claim, field: str) -> str | None:
    """The claim's present value of a field, as text that sets the same. Raises ``ValueError`` for an unknown field."""
    found, n = _field(field)
    return found.read(claim, n) or None


def corrected(claim: Claim, field: str, value: str | None) -> Claim:
    """The claim with one field set from text. Raises ``ValueError`` for an unknown field or a value that is none."""
    found, n = _field(field)
    return found.write(claim, n, (value or "").strip())


def agrees(claim: Claim, field: str, value: str | None) -> bool:
    """True where the field reads already as the value would set it."""
    try:
        now = value_of(claim, field)
        return (not value and now is None) or value_of(corrected(claim, field, value), field) == now
    except ValueError:
        return False


def _field(asked: str) -> tuple[Field, int]:
    parts = asked.strip().split(".")
    numbers = [int(p) for p in parts if p.isdecimal()]
    name = ".".join("N" if p.isdecimal() else p for p in parts)
    name = name.replace("place.", "places.N.") if name.startswith("place.") else name
    if name not in FIELDS:
        raise ValueError(f"no field is called {asked!r}; fields are {', '.join(FIELDS)} (N counts from 0)")
    return FIELDS[name], numbers[0] if numbers else 0


# --- values ---


def _one_of(kind: type[E], value: str) -> E:
    try:
        return kind(value.lower().replace(" ", "_"))
    except ValueError:
        raise ValueError(f"{value!r} is none of {', '.join(kind)}") from None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ValueError(f"{value!r} is no date; dates are YYYY-MM-DD") from None


def _days(value: str) -> Days:
    first, parted, last = (part.strip() for part in value.partition(".."))
    return Days(_day(first), _day(last if parted else first))


def _whole(value: str) -> int | None:
    if value and not value.replace(",", "").isdecimal():
        raise ValueError(f"{value!r} is no whole number")
    return int(value.replace(",", "")) if value else None


def count_of(value: str) -> Count:
    """A count from "16", "16..", "16+", "..40", "15..20". Raises ``ValueError``."""
    found = _RANGE.fullmatch(value.replace(",", "").strip())
    if found is None:
        raise ValueError(f"{value!r} is no count; counts are 16, 16.. (at least), ..40 (at most), 15..20")
    low, high, exact, more = found.groups()
    if exact is not None:
        return Count(int(exact), None if more else int(exact))
    return Count(_whole(low), _whole(high))


def _count_text(of: Count) -> str:
    return str(of.low) if of.exact else f"{'' if of.low is None else of.low}..{'' if of.high is None else of.high}"


def _flag(value: str) -> bool:
    if value.lower() not in ("yes", "no", "true", "false", ""):
        raise ValueError(f"{value!r} is neither yes nor no")
    return value.lower() in ("yes", "true")


def _names(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _at(rows: Sequence[T], n: int, what: str) -> T:
    if n >= len(rows):
        told = f"has {len(rows)}, counted from 0" if rows else "has none"
        raise ValueError(f"there is no number {n} among the claim's {what}: it {told}")
    return rows[n]


def _put(rows: Sequence[T], n: int, new: T, what: str) -> tuple[T, ...]:
    """With ``new`` at ``n``; the number after the last adds one."""
    if n != len(rows):
        _at(rows, n, what)
    return (*rows[:n], new, *rows[n + 1 :])


# --- one by one ---


def _label(name: str, kind: type[StrEnum]) -> Field:
    def write(claim: Claim, _: int, value: str) -> Claim:
        return replace(claim, **{name: _one_of(kind, value)})  # type: ignore[arg-type]

    return Field(name, ", ".join(kind), lambda claim, _: str(getattr(claim, name)), write)


def _mark(name: str) -> Field:
    def write(claim: Claim, _: int, value: str) -> Claim:
        return replace(claim, **{name: _flag(value)})  # type: ignore[arg-type]

    return Field(name, "yes, no", lambda claim, _: "yes" if getattr(claim, name) else "no", write)


def _parties(name: str) -> Field:
    def read(claim: Claim, _: int) -> str:
        return "; ".join(actor for m in getattr(claim, name) for actor in m.actors or (m.text,))

    def write(claim: Claim, _: int, value: str) -> Claim:
        before: dict[str, Mention] = {}
        for m in getattr(claim, name):
            before |= {actor: m for actor in m.actors if len(m.actors) == 1}
        called = dict.fromkeys(actor_of(given).name for given in _names(value))
        found = tuple(before.get(actor) or Mention(actor, (actor,)) for actor in called)
        return replace(claim, **{name: found})  # type: ignore[arg-type]

    return Field(name, "names, parted by semicolons", read, write)


def _with_origin(claim: Claim, _: int, value: str) -> Claim:
    if not value:
        return replace(claim, attribution=())
    name = actor_of(value).name
    first = claim.attribution[0] if claim.attribution else Attribution(name)
    return replace(claim, attribution=(replace(first, source=name, affiliation=None), *claim.attribution[1:]))


def _with_place(claim: Claim, n: int, value: str) -> Claim:
    """A name, or more of "Name, in Town, region, CC, precision": what is not said of a new place is not known of it."""
    if not value:
        _at(claim.places, n, "places")
        return replace(claim, places=(*claim.places[:n], *claim.places[n + 1 :]))
    name, *more = (part.strip() for part in value.split(","))
    old = claim.places[n] if n < len(claim.places) else next(iter(claim.places), None)
    new = ClaimPlace(name, name, Precision.PLACE, country=old.country if old else None)
    for part in more:
        new = replace(new, **_about(part))  # type: ignore[arg-type]
    return replace(claim, places=_put(claim.places, n, new, "places"))


def _about(part: str) -> dict[str, object]:
    if part in set(Precision):
        return {"precision": Precision(part)}
    if part.startswith("in "):
        return {"within": part.removeprefix("in ")}
    return {"country": part} if _COUNTRY.fullmatch(part) else {"admin1": part}


def _place_part(name: str) -> Field:
    def read(claim: Claim, n: int) -> str | None:
        found = getattr(_at(claim.places, n, "places"), name)
        return None if found is None else str(found)

    def write(claim: Claim, n: int, value: str) -> Claim:
        given: object = _one_of(Precision, value) if name == "precision" else value or None
        if name == "name" and not value:
            raise ValueError("a place needs a name; set place to nothing to take it away")
        new = replace(_at(claim.places, n, "places"), **{name: given})  # type: ignore[arg-type]
        return replace(claim, places=_put(claim.places, n, new, "places"))

    return Field(f"places.N.{name}", ", ".join(Precision) if name == "precision" else "text", read, write)


def _with_days(claim: Claim, days: Days) -> Claim:
    return replace(claim, time=replace(claim.time, days=days, basis=JUDGED) if days else ClaimTime(basis=JUDGED))


def _time_side(side: str) -> Field:
    def read(claim: Claim, _: int) -> str | None:
        value = getattr(claim.time.days, side)
        return value.isoformat() if value else None

    def write(claim: Claim, _: int, value: str) -> Claim:
        return _with_days(claim, replace(claim.time.days, **{side: _day(value)}))

    return Field(f"time.{side}", "YYYY-MM-DD", read, write)


def _time_text(claim: Claim, _: int) -> str:
    days = claim.time.days
    first, last = (side.isoformat() if side else "" for side in (days.start, days.end))
    return first if first == last else f"{first}..{last}"


def _quantity_text(claim: Claim, n: int) -> str:
    if n >= len(claim.quantities):
        return ""
    q = claim.quantities[n]
    told = f"{q.measure.value} {_count_text(q.count)}"
    return f"{told} {q.group.status.value}" if q.group else told


def _with_quantity(claim: Claim, n: int, value: str) -> Claim:
    """In words as "killed 16..": a measure, a count, and who was counted (a status) if that is known."""
    if not value:
        return _without_quantity(claim, n)
    old = claim.quantities[n] if n < len(claim.quantities) else None
    base = old or Quantity(Measure.KILLED, claim.evidence.text, Count(0, 0))
    for word in value.split():
        if word in set(Measure):
            base = replace(base, measure=Measure(word))
        elif word in set(Status):
            base = _of_status(base, Status(word))
        else:
            base = _counted(base, count_of(word))
    if old is None and not any(c.isdigit() for c in value):
        raise ValueError(f"{value!r} has no count; a number reads: killed 16.. civilian")
    return replace(claim, quantities=_put(claim.quantities, n, base, "numbers"))


def _without_quantity(claim: Claim, n: int) -> Claim:
    """Its parts are no longer parts of anything; the numbers behind it move up."""
    _at(claim.quantities, n, "numbers")

    def moved(q: Quantity) -> Quantity:
        if q.part_of is None or q.part_of < n:
            return q
        return replace(q, part_of=None if q.part_of == n else q.part_of - 1)

    left = (q for k, q in enumerate(claim.quantities) if k != n)
    return replace(claim, quantities=tuple(moved(q) for q in left))


def _counted(q: Quantity, count: Count) -> Quantity:
    if count.exact:
        how = Qualifier.EXACT
    elif count.high is None:
        how = Qualifier.AT_LEAST
    else:
        how = Qualifier.AT_MOST if count.low is None else Qualifier.BETWEEN
    return replace(q, count=count, qualifier=how)


def _of_status(q: Quantity, status: Status) -> Quantity:
    return replace(q, group=replace(q.group, status=status) if q.group else Group(None, (), status))


def _bound(side: str) -> Field:
    def read(claim: Claim, n: int) -> str | None:
        value = getattr(_at(claim.quantities, n, "numbers").count, side)
        return None if value is None else str(value)

    def write(q: Quantity, value: str) -> Quantity:
        return _counted(q, replace(q.count, **{side: _whole(value)}))

    return _part(side, "a whole number", read, write)


def _part(name: str, takes: str, read: Read, write: Callable[[Quantity, str], Quantity]) -> Field:
    """A part of one quantity."""

    def whole(claim: Claim, n: int, value: str) -> Claim:
        new = write(_at(claim.quantities, n, "numbers"), value)
        return replace(claim, quantities=_put(claim.quantities, n, new, "numbers"))

    return Field(f"quantities.N.{name}", takes, read, whole)


def _group_text(name: str) -> Read:
    def read(claim: Claim, n: int) -> str | None:
        group = _at(claim.quantities, n, "numbers").group
        found = getattr(group, name) if group else None
        return "; ".join(found) if isinstance(found, tuple) else found

    return read


def _with_actors(q: Quantity, value: str) -> Quantity:
    called = tuple(actor_of(name).name for name in _names(value))
    return replace(q, group=replace(q.group or Group(None), actors=called))


def _with_kind(q: Quantity, value: str) -> Quantity:
    return replace(q, group=replace(q.group or Group(None), kind=value or None))


def _with_total(q: Quantity, value: str) -> Quantity:
    return replace(q, part_of=_whole(value))


def _total(claim: Claim, n: int) -> str | None:
    of = _at(claim.quantities, n, "numbers").part_of
    return None if of is None else str(of)


def _with_tools(claim: Claim, _: int, value: str) -> Claim:
    return replace(claim, instruments=_names(value))


_PLACE = 'a name, or "Name, in Town, region, CC, precision"'

FIELDS = {
    field.name: field
    for field in (
        _label("type", ClaimType),
        _label("stance", Stance),
        _label("polarity", Polarity),
        _label("modality", Modality),
        *(_mark(name) for name in ("background", "retaken", "breached", "released")),
        Field("origin", "who says it; nothing: the outlet", lambda claim, _: claim.origin, _with_origin),
        _parties("agents"),
        _parties("targets"),
        Field("place", _PLACE, lambda claim, _: claim.places[0].name if claim.places else None, _with_place),
        Field(
            "places.N", _PLACE, lambda claim, n: claim.places[n].name if n < len(claim.places) else None, _with_place
        ),
        *(_place_part(name) for name in ("name", "admin1", "country", "within", "precision")),
        Field("time", "a day, or first..last", _time_text, lambda claim, _, value: _with_days(claim, _days(value))),
        _time_side("start"),
        _time_side("end"),
        Field("quantities.N", "killed 16.. civilian", _quantity_text, _with_quantity),
        _bound("low"),
        _bound("high"),
        _part(
            "measure",
            ", ".join(Measure),
            lambda claim, n: _at(claim.quantities, n, "numbers").measure.value,
            lambda q, value: replace(q, measure=_one_of(Measure, value)),
        ),
        _part(
            "status",
            ", ".join(Status),
            _group_text("status"),
            lambda q, value: _of_status(q, _one_of(Status, value)),
        ),
        _part("actors", "names, parted by semicolons", _group_text("actors"), _with_actors),
        _part("kind", "children, women ...", _group_text("kind"), _with_kind),
        _part(
            "scope",
            ", ".join(Scope),
            lambda claim, n: _at(claim.quantities, n, "numbers").scope.value,
            lambda q, value: replace(q, scope=_one_of(Scope, value)),
        ),
        _part("part_of", "the number of the total, from 0", _total, _with_total),
        Field("instruments", "words, parted by semicolons", lambda claim, _: "; ".join(claim.instruments), _with_tools),
    )
}
"""By name, in the order in which people are told of them."""
