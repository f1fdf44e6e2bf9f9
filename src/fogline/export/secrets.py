"""What of a view is secret under a profile, and what may be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256

from fogline.core.claim import Claim, ClaimPlace, Precision
from fogline.export.cast import known
from fogline.export.coarse import Area
from fogline.export.edition import Edition
from fogline.export.mask import Mask, capital, keys, words
from fogline.vocab import load, path
from fogline.vocab.actors import registry

WIDE = (Precision.ADMIN1, Precision.COUNTRY)
SHORTEST = 3
"""Letters of a part of a name that is secret by itself."""


def claims(base: Edition) -> Iterator[Claim]:
    """As read and as they stand: what a decision took away is withheld too."""
    yield from (c for t in base.reports for c in t.claims)
    yield from (s.claim for s in base.statements)
    yield from (j.claim for j in base.judgements if j.claim)


# --- names that stand for others ---


def pseudonyms(base: Edition, *, redact: bool) -> dict[str, str]:
    """Report ids, which may be telling, and the coders' names -> others, the same for the same record."""
    out = {
        t.report.id: f"r-{sha256(t.report.id.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}" for t in base.reports
    }
    if redact:
        authors = sorted({j.author for j in base.judgements})
        out |= {name: words()["coder"].format(n=n) for n, name in enumerate(authors, 1) if name not in out}
    return out


def private(base: Edition) -> list[str]:
    """Sources that no pack knows and that are not the outlet itself, when they hold a name."""
    outlets = {t.report.outlet for t in base.reports}
    found = {n for c in claims(base) for a in c.attribution for n in (a.source, a.affiliation) if n}
    found |= {s.origin for s in base.statements}
    mask = Mask({}, [*vouched(), *_place_names(base), *_outlets(base)])
    return sorted(n for n in found if n not in outlets and known(n) is None and mask.tells(n))


# --- what is secret ---


def mask_of(base: Edition, area: Callable[[ClaimPlace], Area | None], *, redact: bool, coarse: bool) -> Mask:
    hidden = private(base) if redact else []
    secret = _places(base, area) if coarse else {}
    if redact:
        gone = words()["withheld"]
        secret |= dict.fromkeys(_parts(hidden), gone) | dict.fromkeys(_parts(_victims(base)), gone)
    named = sorted(hidden, key=lambda n: sha256(n.encode("utf-8", "surrogatepass")).hexdigest())
    exact = {name: words()["source"].format(n=n) for n, name in enumerate(named, 1)}
    allowed = [*vouched(), *_outlets(base)]
    allowed += _areas(base, area) if coarse else _place_names(base)
    allowed += [] if redact else _people(base)
    return Mask(secret, allowed, _common(base), exact, points=coarse)


def _places(base: Edition, area: Callable[[ClaimPlace], Area | None]) -> dict[str, str]:
    """Every name of every place -> what may be said instead; where two places share a name, nothing."""
    out: dict[str, str] = {}
    told = {a.name for p in _all_places(base) if (a := area(p))}
    told |= {a.admin1 for p in _all_places(base) if (a := area(p)) and a.admin1}
    for p in _all_places(base):
        found = area(p)
        wide = found.admin1 or found.name if found else None
        put = words()["place"].format(area=wide) if wide else words()["nowhere"]
        for name in (p.name, p.text, p.within, p.admin1):
            if name and name not in told and keys(name):
                out[name] = put if out.get(name, put) == put else words()["nowhere"]
    return out


def _all_places(base: Edition) -> Iterator[ClaimPlace]:
    for c in claims(base):
        yield from c.places
    for t in base.reports:
        if t.report.dateline:
            yield ClaimPlace(t.report.dateline, t.report.dateline, Precision.PLACE)


def _victims(base: Edition) -> list[str]:
    return sorted({x for c in claims(base) for v in c.victims for x in (v.name, v.text) if x})


def _parts(names: Iterable[str]) -> Iterator[str]:
    """A name whole, and its capitalised words alone, unless the word is vouched for by itself."""
    plain = {keys(w) for w in words()["plain"]} | {keys(n) for n in vouched()}
    for name in names:
        tokens = name.split()
        if any(capital(t) for t in tokens):
            yield name
        for token in tokens:
            bare = token.strip(".,;:()\"'“”‘’")
            if capital(bare) and len(bare) >= SHORTEST and keys(bare) not in plain:
                yield bare


# --- what may be told ---


@cache
def vouched() -> tuple[str, ...]:
    """Names of the packs' actors, and of states with their people; no capital stands for its government here."""
    states = registry().states.values()
    seats = {m for s in states for m in s.metonyms}
    named = [n for a in registry().actors.values() for n in a.names() if n not in seats]
    lands = [n for s in states for n in (s.name, s.full, *s.also, *s.adjectives, *s.people)]
    return tuple(dict.fromkeys((*named, *lands)))


def _outlets(base: Edition) -> list[str]:
    return sorted({t.report.outlet for t in base.reports if t.report.outlet})


def _areas(base: Edition, area: Callable[[ClaimPlace], Area | None]) -> list[str]:
    found = {a for p in _all_places(base) if (a := area(p))}
    return sorted({n for a in found for n in (a.name, a.admin1) if n})


def _place_names(base: Edition) -> list[str]:
    return sorted({n for p in _all_places(base) for n in (p.name, p.text, p.within, p.admin1) if n})


def _people(base: Edition) -> list[str]:
    """Where names are not held back: everybody whom a claim names."""
    out: set[str | None] = {s.origin for s in base.statements}
    for c in claims(base):
        out |= {x for a in c.attribution for x in (a.source, a.text, a.affiliation)}
        out |= {x for m in (*c.agents, *c.targets) for x in (m.text, *m.actors)}
        out |= {x for q in c.quantities if q.group for x in (q.group.text, *q.group.actors)}
        out |= {x for v in c.victims for x in (v.name, v.text)}
    return sorted(x for x in out if x)


@cache
def _house() -> frozenset[str]:
    """Words of our own sentences and of the reader's vocabulary, as far as they stand there in lower case."""
    files = [p for folder in ("en", "en/events") for p in path(folder).iterdir() if p.name.endswith(".yaml")]
    found = (t for p in files for t in p.read_text(encoding="utf-8").split() if t[:1].islower())
    phrases = str(load("en/reconcile_phrases.yaml")).split()
    return frozenset(k for token in (*found, *phrases) for k in keys(token))


def _common(base: Edition) -> frozenset[str]:
    """Words that stand in lower case somewhere in the record: such a word may begin a sentence."""
    found = set(_house())
    for t in base.reports:
        found |= {k for token in t.report.text.split() if token[:1].islower() for k in keys(token)}
    return frozenset(found)
