"""How well an incident's harm is established, in Airwars' terms, and what its record lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fogline.core.claim import CASUALTIES, ClaimPlace, ClaimType, Measure, Status
from fogline.core.incident import Grade, GradeName, Incident
from fogline.link import short, unspecific, voice
from fogline.reconcile import phrases
from fogline.reconcile.figures import number
from fogline.reconcile.phrases import say

Side = Callable[[str], str | None]


def grade(i: Incident, side: Side = lambda _: None) -> Grade:
    """Confirmed, fair, weak, contested or discounted, with the reason (Airwars' methodology).

    Discounted comes first (only combatants died), then a belligerent's own admission, then competing blame, then the
    number of independent origins.
    """
    harmed = [a for a in i.accounts if a.measure in CASUALTIES]
    if not harmed:
        return Grade(GradeName.UNGRADED, say("grade", "ungraded"))
    if combatants_only(i):
        dead = any(a.measure is Measure.KILLED for a in harmed)
        return Grade(GradeName.DISCOUNTED, say("grade", "discounted" if dead else "discounted_hurt"))
    if admits := admitted(i):
        return Grade(GradeName.CONFIRMED, say("grade", "confirmed", actor=admits))
    rivals = _rivals(i, side)
    if len(rivals) > 1:
        return Grade(GradeName.CONTESTED, say("grade", "contested", actors=", ".join(rivals)))
    return _by_origins(i)


def combatants_only(i: Incident) -> bool:
    """All the dead are combatants; where nobody counts the dead, all those hurt are."""
    harmed = [a for a in i.accounts if a.measure in CASUALTIES]
    dead = [a for a in harmed if a.measure is Measure.KILLED] or harmed
    return bool(dead) and all(a.status is Status.COMBATANT for a in dead)


def admitted(i: Incident) -> str | None:
    """The first actor blamed by its own word."""
    return next((b.actor for b in i.blamed if any(voice(who) == voice(b.actor) for who in b.by)), None)


def _rivals(i: Incident, side: Side) -> list[str]:
    """Blamed actors, one per side; allies ("Syrian or Russian jets") of one accuser are one version."""
    versions: dict[str, str] = {}
    for b in i.blamed:
        versions.setdefault(side(b.actor) or "/".join(b.by), b.actor)
    return sorted(set(versions.values()))


def _by_origins(i: Incident) -> Grade:
    named = [o for o in i.origins if not unspecific(o)]
    origins = ", ".join(i.origins)
    if not i.origins:
        return Grade(GradeName.WEAK, say("grade", "parts_only"))
    if len(named) < 2:
        return Grade(GradeName.WEAK, say("grade", "weak", origins=origins))
    if not i.blamed:
        return Grade(GradeName.FAIR, say("grade", "fair_unnamed", n=len(named), origins=origins))
    actors = ", ".join(b.actor for b in i.blamed)
    return Grade(GradeName.FAIR, say("grade", "fair", n=len(named), origins=origins, actors=actors))


# --- gaps ---


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing casualty-recording practice asks for and the record lacks (Every Casualty Counts, Standards, 2016)."""

    code: str
    message: str


def gaps(i: Incident) -> tuple[Gap, ...]:
    """In the order a recorder asks: where, when, who died, of what, by whom, on whose word, with what kept."""
    return (*_place(i), *_day(i), *_victims(i), *_cause(i), *_origins(i), *_archive(i))


def _gap(key: str, **values: object) -> tuple[Gap, ...]:
    return (Gap(f"gap.{key}", say("gap", key, **values)),)


def _place(i: Incident) -> tuple[Gap, ...]:
    if i.place is None:
        return _gap("place")
    coarse = not any(
        p.name == i.place.name and p.precision.value not in ("area", "admin1", "country") for p in _places(i)
    )
    return _gap("place_coarse", place=i.place.name) if coarse else ()


def _places(i: Incident) -> list[ClaimPlace]:
    return [p for s in i.statements for p in s.claim.places]


def _day(i: Incident) -> tuple[Gap, ...]:
    if not i.days:
        return _gap("day")
    return () if short(i.days) else _gap("day_coarse", days=phrases.days(i.days))


def _victims(i: Incident) -> tuple[Gap, ...]:
    counted = max((number(a) for a in i.accounts if a.measure is Measure.KILLED), default=0)
    named = {v.name: v for s in i.statements for v in s.claim.victims}
    out: tuple[Gap, ...] = ()
    if counted and not named:
        out += _gap("victims", n=counted)
    elif len(named) < counted:
        out += _gap("victims_some", named=len(named), n=counted)
    bare = sum(not (v.age and v.sex) for v in named.values())
    return out + (_gap("age_sex", n=bare) if bare else ())


def _cause(i: Incident) -> tuple[Gap, ...]:
    out = _gap("cause") if i.type in (ClaimType.TOLL, ClaimType.ATTACK) else ()
    return out if i.blamed else (*out, *_gap("perpetrator"))


def _origins(i: Incident) -> tuple[Gap, ...]:
    return _gap("origins") if len([o for o in i.origins if not unspecific(o)]) < 2 else ()


def _archive(i: Incident) -> tuple[Gap, ...]:
    heads = {s.head.id: s.head for s in i.statements}
    bare = sum(not h.archived for h in heads.values())
    return _gap("archive", n=bare, total=len(heads)) if bare else ()


__all__ = ["Gap", "Side", "admitted", "combatants_only", "gaps", "grade"]
