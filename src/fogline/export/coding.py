"""Claims coded as events of the PLOVER and CAMEO ontologies: what, how, why, and by whom to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from fogline.core.claim import Claim, ClaimPlace, Measure, Modality, Polarity, Status
from fogline.core.incident import Statement
from fogline.core.interval import Days
from fogline.export.cast import known, land
from fogline.export.countries import country
from fogline.export.edition import View
from fogline.vocab import load

Rule = dict[str, Any]
_WORD = re.compile(r"[a-z][a-z-]*")
REAL = (Modality.ACTUAL, Modality.ONGOING)


@cache
def codes() -> Any:
    return load("export/events.yaml")


def rule_of(claim: Claim) -> Rule | None:
    """The first rule that fits the claim; ``None`` for states, tolls and assessments, which are no events."""
    words = set(_WORD.findall(claim.evidence.text.lower()))
    return next((r for r in codes()["rules"] if _fits(r, claim, words)), None)


def _fits(rule: Rule, claim: Claim, words: set[str]) -> bool:
    same = all(rule.get(name) in (None, getattr(claim, name).value) for name in ("type", "polarity", "modality"))
    flags = all(getattr(claim, name) or not rule.get(name) for name in ("released", "breached"))
    return same and flags and (not rule.get("any") or bool(words & set(rule["any"])))


@dataclass(frozen=True, slots=True)
class Coded:
    """One event: every claim that tells it, the first told being its text."""

    id: str
    rule: Rule
    told: tuple[Statement, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    victims: bool
    """Civilians are among the hurt, and nobody else is named."""

    @property
    def first(self) -> Statement:
        return self.told[0]

    @property
    def claim(self) -> Claim:
        return self.first.claim

    @property
    def days(self) -> Days:
        """The event's days; of speech acts without a day, the day of the saying."""
        found = next((s.claim.time.days for s in self.told if s.claim.time.days), Days())
        said = self.first.said
        return found or (Days.on(said) if said and self.claim.type.value in codes()["speech"] else Days())

    @property
    def place(self) -> ClaimPlace | None:
        return next((s.claim.places[0] for s in self.told if s.claim.places), None)

    @property
    def event(self) -> str:
        return str(self.rule["event"])

    @property
    def score(self) -> float:
        scores = codes()["scores"]
        return float(scores.get(f"{self.event}-{self.rule.get('mode')}", scores[self.event]))

    @property
    def real(self) -> bool:
        """It is said to have happened, or it is a speech act."""
        claim = self.claim
        if claim.type.value in codes()["speech"] or self.rule.get("polarity") or self.rule.get("modality"):
            return True
        return claim.polarity is Polarity.AFFIRMED and claim.modality in REAL

    def count(self, measure: Measure) -> int | None:
        """The highest lower bound anybody gives."""
        found = [q.count.low or 0 for s in self.told for q in s.claim.quantities if q.measure is measure]
        return max(found, default=None)


def coded(view: View) -> Iterator[Coded]:
    """Events by first telling. Claims of one incident and one code are one event; so are the same act, parties, day."""
    of = {s.key: i.id for i in view.picture.incidents for s in i.statements}
    groups: dict[tuple[Any, ...], list[Statement]] = {}
    rules: dict[tuple[Any, ...], Rule] = {}
    for s in view.statements:
        rule = rule_of(s.claim)
        if rule is not None:
            key = _same(s, rule, of.get(s.key))
            groups.setdefault(key, []).append(s)
            rules[key] = rule
    for key, told in groups.items():
        told.sort(key=lambda s: (str(s.said or "~"), s.key))
        yield _made(rules[key], tuple(told))


def _same(s: Statement, rule: Rule, incident: str | None) -> tuple[Any, ...]:
    about = (rule["event"], rule.get("mode"), rule.get("cameo"), s.claim.polarity, s.claim.modality in REAL)
    if incident:
        return (incident, *about)
    place = s.claim.places[0].name if s.claim.places else None
    doers, others = _parties(s.claim)
    return (*about, s.claim.time.days, place, tuple(doers), tuple(others), "" if doers else s.key)


def _parties(claim: Claim) -> tuple[list[str], list[str]]:
    doers = [m.actors[0] for m in claim.agents if m.actors]
    others = [m.actors[0] for m in claim.targets if m.actors]
    others += [q.group.actors[0] for q in claim.quantities if q.group and q.group.actors]
    return doers, [n for n in others if n not in doers]


def _made(rule: Rule, told: tuple[Statement, ...]) -> Coded:
    pairs = [_parties(s.claim) for s in told]
    doers = tuple(dict.fromkeys(n for d, _ in pairs for n in d))
    others = tuple(dict.fromkeys(n for _, o in pairs for n in o if n not in doers))
    hurt = {q.group.status for s in told for q in s.claim.quantities if q.group}
    return Coded(told[0].key, rule, told, doers, others, Status.CIVILIAN in hurt and not others)


# --- actors ---


def sector(name: str) -> str:
    """PLOVER's sector code."""
    actor, words = known(name), codes()
    if actor is None:
        return str(words["nobody"])
    if actor.kind == "armed_group" and "government" in {s.side for s in actor.sides}:
        return str(words["paramilitary"])
    return str(words["sectors"].get(actor.kind, words["nobody"]))


def role(name: str) -> str:
    """CAMEO's role code; empty for who is unknown."""
    actor = known(name)
    return str(codes()["cameo_roles"].get(actor.kind, "")) if actor else ""


def iso3(name: str) -> str:
    found = country(land(name))
    return found.iso3 if found else ""
