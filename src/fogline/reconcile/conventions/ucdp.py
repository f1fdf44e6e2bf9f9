"""UCDP GED's estimates: low, best and high, by side, civilians and unknown; events need one direct death.

low and high are the lowest and highest reliable estimates, best the most supported one; the four groups sum to best.
Totals over a stretch are kept whole with event clarity 2 (the opposite of ACLED). Injuries are never coded.
"""

from __future__ import annotations

from fogline.core.claim import ClaimType, Measure, Status
from fogline.core.incident import Account, Incident
from fogline.core.interval import Days
from fogline.link import forces, span_of
from fogline.reconcile.conventions.entry import Entry
from fogline.reconcile.figures import number
from fogline.reconcile.phrases import say
from fogline.reconcile.sums import label, sum_of

ONE_SIDED = frozenset({ClaimType.ATTACK, ClaimType.DETENTION})

YEAR = 366
"""Date precision 5 ends with a year; what is known more vaguely is no event at a specific time."""


def entries(i: Incident) -> tuple[Entry, ...]:
    """One row; none where no origin gives a death, without a place, or known by no stretch of at most a year."""
    total = sum_of(i, Measure.KILLED)
    if total is None or i.place is None or i.days.start is None or (span_of(i.days) or 0) > YEAR:
        return ()
    high = total.high if total.high is not None else max(total.best, *(number(a) for a in _dead(i)))
    if not max(total.low, total.best, high):
        return ()
    sides = deaths(i, total.best)
    clear = (span_of(i.days) or 99) <= 1
    kind, known = violence(i)
    fields = (
        *((name, str(n)) for name, n in sides),
        ("event_clarity", "1" if clear else "2"),
        ("date_prec", str(date_precision(i.days))),
        ("type_of_violence", str(kind)),
        ("code_status", "Clear" if known else "Check Type of Violence"),
    )
    notes = () if clear else (say("ucdp", "clarity_total"),)
    notes = notes if known else (*notes, say("ucdp", "violence_unsure"))
    return (Entry(i.id, label(i), i.days, "best", total.low, total.best, high, fields=fields, notes=notes),)


def _dead(i: Incident) -> list[Account]:
    return [a for w in i.latest if w.measure is Measure.KILLED for a in w.accounts]


def deaths(i: Incident, best: int) -> list[tuple[str, int]]:
    """Deaths of side a, side b and civilians; what no origin breaks down is unknown. They sum to ``best``."""
    sides = belligerents(i)
    groups = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0}
    for a in _broken_down(i):
        key = _group(a, sides)
        if key:
            groups[key] = max(groups[key], number(a))
    left = best
    out = []
    for name in ("deaths_civilians", "deaths_a", "deaths_b"):
        groups[name] = min(groups[name], left)
        left -= groups[name]
    out = [(name, groups[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians")]
    return [*out, ("deaths_unknown", left)]


def _broken_down(i: Incident) -> list[Account]:
    return [a for a in i.accounts if a.measure is Measure.KILLED and not a.superseded and not a.kind]


def _group(a: Account, sides: list[str]) -> str | None:
    if a.status is Status.CIVILIAN:
        return "deaths_civilians"
    if a.status is not Status.COMBATANT or not a.actors:
        return None
    if a.actors[0] in sides[:1]:
        return "deaths_a"
    return "deaths_b"


def belligerents(i: Incident) -> list[str]:
    """Armed actors of the event, the one acting first."""
    found = [a for s in i.statements for m in s.claim.agents for a in m.actors[:1]]
    found += [a for x in i.accounts if x.status is Status.COMBATANT for a in x.actors[:1]]
    return list(dict.fromkeys(found))


def violence(i: Incident) -> tuple[int, bool]:
    """(1 with a state on a side, 2 between armed groups, 3 against civilians; whether the record says so).

    1 is also written where only one side is known and it is no state: the other may be one.
    """
    civilians = [a for a in i.accounts if a.status is Status.CIVILIAN]
    fighters = [a for a in i.accounts if a.status is Status.COMBATANT]
    if i.type in ONE_SIDED and civilians and not fighters:
        return 3, True
    sides = forces(_fighting(i))
    if any(f.state for _, f in sides):
        return 1, True
    return (2, True) if len(sides) > 1 else (1, False)


def _fighting(i: Incident) -> list[str]:
    """The most specific name of everyone who acts, is struck, or has fighters among the dead."""
    named = [m for s in i.statements for m in (*s.claim.agents, *s.claim.targets)]
    dead = [a for x in i.accounts if x.status is Status.COMBATANT for a in x.actors[:1]]
    return [*(a for m in named for a in m.actors[:1]), *dead]


def date_precision(days: Days) -> int:
    """UCDP's date_prec from the length of the stretch: 1 a day, 2 up to six, 3 a week, 4 a month, 5 up to a year."""
    n = span_of(days)
    if n is None:
        return 5
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if n <= most), 5)
