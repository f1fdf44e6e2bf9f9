"""Who appears in a record: actors the packs know, and provisional ones minted from the reports' own words.

A provisional actor's id is ``provisional:`` and its folded name without article, so that it is the same in every report
and on every rebuild. A reviewer renames or merges actors by judgement (``Verb.RENAME``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from fogline.core.actor import Actor, Alias
from fogline.core.claim import Attribution, Claim, Mention
from fogline.core.incident import Statement
from fogline.vocab import load
from fogline.vocab.actors import fold, lookup, slug

PROVISIONAL = "provisional:"
ROLES = ("source", "agent", "target")


@dataclass(frozen=True, slots=True)
class Seen:
    """One actor of a record: how many claims name it as source, agent and target, in how many reports, published from
    when to when, and how it is spelled there.
    """

    actor: Actor
    source: int
    agent: int
    target: int
    reports: int
    first: date | None
    last: date | None

    @property
    def claims(self) -> int:
        return self.source + self.agent + self.target


@dataclass(slots=True)
class _Count:
    names: dict[str, int]
    roles: dict[str, int]
    reports: set[str]
    days: set[date]


def named(claim: Claim) -> Iterator[tuple[str, str]]:
    """(role, canonical name) of everyone a claim names; of a person who speaks for a body, both."""
    for link in claim.attribution:
        yield "source", link.source
        if link.affiliation and link.affiliation != link.source:
            yield "source", link.affiliation
    for role, mentions in (("agent", claim.agents), ("target", claim.targets)):
        for mention in mentions:
            yield from ((role, name) for name in mention.actors)


def actor_of(name: str, on: date | None = None) -> Actor:
    """The pack's actor of a name, or a provisional one: an armed group where its words say so, else of unknown kind."""
    known = lookup(name, on)
    if known is not None:
        return known
    kind = "armed_group" if _band(name) else "unknown"
    return Actor(PROVISIONAL + slug(_bare(name)), name, kind, provisional=True)


def _bare(name: str) -> str:
    words = fold(name).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _band(name: str) -> bool:
    return name[:1].isupper() and not set(fold(name).split()).isdisjoint(load("en/actors.yaml")["group_nouns"])


def directory(said: Iterable[Statement]) -> list[Seen]:
    """Everyone whom the statements name, the most often named first (ties by name)."""
    counts: dict[str, _Count] = {}
    found: dict[str, Actor] = {}
    for s in said:
        for role, name in named(s.claim):
            actor = found.get(name) or found.setdefault(name, actor_of(name))
            _count(counts.setdefault(actor.id, _Count({}, dict.fromkeys(ROLES, 0), set(), set())), role, name, s)
    actors = {actor.id: actor for actor in found.values()}
    rows = (_seen(actors[id], count) for id, count in counts.items())
    return sorted(rows, key=lambda x: (-x.claims, x.actor.name, x.actor.id))


def _count(count: _Count, role: str, name: str, s: Statement) -> None:
    count.names[name] = count.names.get(name, 0) + 1
    count.roles[role] += 1
    count.reports.add(s.head.id)
    if s.head.published:
        count.days.add(s.head.published)


def _seen(actor: Actor, count: _Count) -> Seen:
    if actor.provisional:
        spelled = sorted(count.names, key=lambda n: (-count.names[n], n))
        actor = replace(actor, name=spelled[0], aliases=tuple(Alias(n) for n in spelled[1:]))
    days = sorted(count.days)
    first, last = (days[0], days[-1]) if days else (None, None)
    roles = count.roles
    return Seen(actor, roles["source"], roles["agent"], roles["target"], len(count.reports), first, last)


# --- a reviewer's hand ---


def names_of(actor: str) -> frozenset[str]:
    """Folded spellings that a judgement on ``actor`` (a name or a provisional id) reaches."""
    return frozenset({_bare(actor.removeprefix(PROVISIONAL).replace("-", " ") if PROVISIONAL in actor else actor)})


def renamed(claim: Claim, old: frozenset[str], new: str) -> Claim:
    """The claim with every actor of the spellings ``old`` called ``new``; the same object when it names none."""
    if not any(_bare(name) in old for _, name in named(claim)):
        return claim

    def call(name: str) -> str:
        return new if _bare(name) in old else name

    def link(a: Attribution) -> Attribution:
        return replace(a, source=call(a.source), affiliation=call(a.affiliation) if a.affiliation else None)

    def mention(m: Mention) -> Mention:
        return replace(m, actors=tuple(dict.fromkeys(call(name) for name in m.actors)))

    return replace(
        claim,
        attribution=tuple(link(a) for a in claim.attribution),
        agents=tuple(mention(m) for m in claim.agents),
        targets=tuple(mention(m) for m in claim.targets),
    )
