"""ACLED's fatality rules (Codebook, "Fatalities"): one number per place and day, the lowest that is given.

Sources that differ or are vague: the lowest. "Tens" 10, "dozens" 12, "hundreds" 100; several, many, few: 3, or 10 in
attacks of the scale of war. No number: 0. A total over several days is divided evenly, the remainder to the first days.
Wounded are not counted. Exchanges of types: the one higher in ACLED's list wins.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from fogline.core.claim import Claim, ClaimType, Measure, Modality, Polarity, Precision
from fogline.core.incident import Account, Incident
from fogline.core.interval import Days
from fogline.link import forces, span_of
from fogline.reconcile.conventions.entry import Entry
from fogline.reconcile.figures import number
from fogline.reconcile.incidents import precision_of
from fogline.reconcile.phrases import say
from fogline.reconcile.sums import label
from fogline.vocab import load

WAR = frozenset({ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.CHEMICAL_ATTACK, ClaimType.CLASH})
MONTH = 31
"""Time precision 3 is a month; what is known more vaguely is not recorded."""
_WORD = re.compile(r"[a-z]+")


@cache
def _words() -> dict[str, int]:
    return dict(load("en/reconcile_conventions.yaml")["acled"]["words"])


def word_count(text: str, kind: ClaimType) -> int | None:
    """What a number word counts for; ``None`` where ``text`` holds a number."""
    if any(c.isdigit() for c in text):
        return None
    found = [w for w in _WORD.findall(text.lower()) if w in _words()]
    if not found:
        return None
    few = load("en/reconcile_conventions.yaml")["acled"]["few"]
    return int(few["war"] if found[0] in few["words"] and kind in WAR else _words()[found[0]])


def counted(a: Account, kind: ClaimType) -> int:
    """An account's number under the convention."""
    word = word_count(a.quote, kind) if a.vague else None
    return number(a) if word is None else word


def fatalities(i: Incident) -> tuple[int, tuple[str, ...]]:
    """(the lowest of the origins' last words, the notes that say so)."""
    words = [w for w in i.latest if w.measure is Measure.KILLED]
    if not words:
        return 0, (say("acled", "notes_none"),)
    values = [sum(counted(a, i.type) for a in w.accounts) for w in words]
    notes = []
    if len(set(values)) > 1:
        told = ", ".join(f"{w.origin} {v}" for w, v in zip(words, values, strict=True))
        notes.append(say("acled", "notes_lowest", numbers=told))
    vague = [a for w in words for a in w.accounts if a.vague]
    counts = ((a.quote, word_count(a.quote, i.type)) for a in vague)
    notes += [say("acled", "notes_vague", text=text, n=n) for text, n in counts if n is not None]
    return min(values), tuple(dict.fromkeys(notes))


def divided(total: int, days: int) -> list[int]:
    """Evenly, the remainder to the first days: 14 over 3 days is 5, 5, 4."""
    return [total // days + (1 if n < total % days else 0) for n in range(days)]


def entries(i: Incident) -> tuple[Entry, ...]:
    """One row per day; an incident without a place, known by its country or by more than a month only, has none."""
    days = span_of(i.days)
    if days is None or days > MONTH or i.place is None or i.days.start is None or precision_of(i) is Precision.COUNTRY:
        return ()
    total, notes = fatalities(i)
    fields = event_type(i)
    if days == 1:
        return (Entry(i.id, label(i), i.days, "fatalities", total, total, total, fields=fields, notes=notes),)
    notes = (*notes, say("acled", "notes_divided", n=total, days=days))
    return tuple(
        Entry(
            i.id, label(i), Days.on(i.days.start + timedelta(days=n)), "fatalities", x, x, x, fields=fields, notes=notes
        )
        for n, x in enumerate(divided(total, days))
    )


def ruling(i: Incident) -> ClaimType:
    """Of several means on one day at one place, the one that stands highest in ACLED's list."""
    order = [ClaimType(x) for x in load("en/reconcile_conventions.yaml")["acled"]["hierarchy"]]
    told = {i.type, *(s.claim.type for s in i.statements if _happened(s.claim))}
    return min((t for t in told if t in order), key=order.index, default=i.type)


def _happened(claim: Claim) -> bool:
    real = claim.modality in (Modality.ACTUAL, Modality.ONGOING) and claim.polarity is Polarity.AFFIRMED
    return real and not claim.background


def event_type(i: Incident) -> tuple[tuple[str, str], ...]:
    data = load("en/reconcile_conventions.yaml")["acled"]
    kind = ruling(i)
    event, sub = data["types"].get(kind.value, data["types"]["other"])
    if kind is ClaimType.CAPTURE and _regained(i):
        sub = data["regained"]
    if kind is ClaimType.BOMBING:
        sub = next((b["sub"] for b in data["bombs"] if re.search(b["pattern"], _bomb(i))), sub)
    return ("event_type", event), ("sub_event_type", sub)


def _regained(i: Incident) -> bool:
    """Does the country's own government take the place? Where the place's country is not known, any state's forces."""
    takers = (a for s in i.statements if s.claim.type is ClaimType.CAPTURE for m in s.claim.agents for a in m.actors)
    where = i.place.country if i.place else None
    return any(f.state and (where is None or f.country in (None, where)) for _, f in forces(takers))


def _bomb(i: Incident) -> str:
    """Everything said of what exploded."""
    told = [s.claim for s in i.statements if s.claim.type is ClaimType.BOMBING]
    return " ".join(x for c in told for x in (*c.instruments, c.evidence.text)).lower()
