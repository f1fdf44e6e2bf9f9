"""Learns who does it and to whom from annotated reports, and writes the weights that ``read/events/casting.py`` uses.

    python scripts/train_parties.py --gold FOLDER --score score.py [--out FILE] [--folds 5]

FOLDER holds claims JSON files (codebook.md). Every gold claim is read twice: with its own evidence, and with the
event that the reader itself finds there, if any. A candidate is right for a role when the claims scorer holds its names
for those of a gold party, and of several such candidates the one whose words are nearest. Two logistic regressions (L2)
are fitted; the second, for targets, also sees which agents were chosen, in training those of held-out folds.
Needs scikit-learn. Seeds play no part: the same files give the same weights.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from annotated import load, report
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from fogline.core.claim import ClaimType
from fogline.core.span import Span
from fogline.read.document import Document, parse
from fogline.read.events.assemble import Rooms, find_events, words_of
from fogline.read.events.casting import FILE, Player, Role, agent_signs, choose
from fogline.read.events.choose import default_reader
from fogline.read.events.links import Event
from fogline.read.events.parties import Parties
from fogline.read.events.repeats import Told

ROLES = ("agents", "targets")
FIRST, FURTHER = {"agents": 0.25, "targets": 0.25}, {"agents": 0.6, "targets": 0.65}
STRENGTH = 0.1
LEAST_SEEN = 4
LEAST_WEIGHT = 0.05


@dataclass
class Row:
    """One claim with its candidates; ``right`` has 1 (a party), 0 (none) or -1 (another mention of one) a candidate."""

    fold: str
    kind: str
    head: int
    own: bool
    players: list[Player]
    gold: dict[str, list[list[str]]]
    signs: list[tuple[str, ...]]
    right: dict[str, list[int]] = field(default_factory=dict)


class Judge:
    """The scorer's rule of when two parties are the same."""

    def __init__(self, path: Path) -> None:
        self.module = _module(path)
        self.names = self.module.Names(path.with_name("aliases.json"))
        self.known: dict[tuple[str, str], bool] = {}

    def same(self, a: Iterable[str], b: Sequence[str]) -> bool:
        return any(self._one(x, y) for x in a for y in b if x and y)

    def _one(self, x: str, y: str) -> bool:
        if (x, y) not in self.known:
            self.known[x, y] = bool(self.names.same(x, y))
        return self.known[x, y]

    def hits(self, gold: Sequence[list[str]], players: Sequence[Player]) -> int:
        left = [label(p.text, p.names) for p in players]
        hit = 0
        for g in gold:
            at = next((n for n, p in enumerate(left) if self.same(g, p)), None)
            if at is not None:
                hit += 1
                del left[at]
        return hit


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def label(text: str, names: Sequence[str]) -> list[str]:
    return [*names[:3], text]


def rows_of(rooms: Rooms, claims: Sequence[dict[str, Any]], judge: Judge) -> Iterator[Row]:
    """Each claim with its own evidence, then each event the reader finds that a claim of its type answers to."""
    document, words = rooms.document, words_of(rooms)
    told = find_events(rooms, words, default_reader())
    parties = Parties(words, rooms.actors, rooms.voices, rooms.counted)
    parties.expect(t.event for t in told)
    for claim in claims:
        span = Span(claim["evidence"]["start"], claim["evidence"]["end"])
        event = event_of(document, told, ClaimType(claim["type"]), span)
        yield row(rooms, parties, Told(event, span), claim, judge, own=True)
    for each in told:
        claim = _answer(claims, each)
        if claim is not None:
            yield row(rooms, parties, each, claim, judge, own=False)


def _answer(claims: Sequence[dict[str, Any]], told: Told) -> dict[str, Any] | None:
    """The claim of the event's type that shares most of its evidence, at least half of the shorter."""
    best, most = None, 0.5
    for claim in claims:
        span = Span(claim["evidence"]["start"], claim["evidence"]["end"])
        share = _shared(span, told.clause) / max(1, min(len(span), len(told.clause)))
        if claim["type"] == told.event.type.value and share > most:
            best, most = claim, share
    return best


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def event_of(document: Document, told: Iterable[Told], kind: ClaimType, span: Span) -> Event:
    """The reader's event of that type inside the span, the largest overlap first; else one at the span's root."""
    inside = [t for t in told if t.event.type == kind and span.start <= document.doc[t.event.head].idx < span.end]
    if inside:
        return max(inside, key=lambda t: (_shared(t.clause, span), -t.event.head)).event
    tokens = [t for t in document.tokens_in(span) if not t.is_space and not t.is_punct] or [
        document.token_at(span.start)
    ]
    ids = {t.i for t in tokens}
    heads = [t for t in tokens if t.head.i not in ids or t.head == t]
    head = max(heads, key=lambda t: (t.pos_ in ("VERB", "AUX"), sum(x.i in ids for x in t.subtree), -t.i)).i
    return Event(head, kind, kind.value, (head,))


def row(rooms: Rooms, parties: Parties, told: Told, claim: dict[str, Any], judge: Judge, *, own: bool) -> Row:
    players = parties.players(told, rooms.voices.of(told.event.head, told.clause))
    gold = {role: [label(m["text"], m["actors"]) for m in claim[role]] for role in ROLES}
    made = Row(
        rooms.document.report.id,
        claim["type"],
        told.event.head,
        own,
        players,
        gold,
        [p.candidate.signs for p in players],
    )
    for role in ROLES:
        made.right[role] = rights(players, gold[role], judge, rooms.document, told)
    return made


def rights(players: list[Player], gold: list[list[str]], judge: Judge, document: Document, told: Told) -> list[int]:
    sentence = document.sentence_of(told.event.head).index
    right = [0] * len(players)
    for party in gold:
        nearness = {
            n: (
                _alike(p.text, party[-1]),
                told.clause.covers(p.span),
                document.sentence_at(p.span.start).index == sentence,
            )
            for n, p in enumerate(players)
            if judge.same(party, label(p.text, p.names))
        }
        for n, near in nearness.items():
            right[n] = 1 if near == max(nearness.values()) else right[n] or -1
    chosen = [p for p, r in zip(players, right, strict=True) if r == 1]
    return [
        0 if r == -1 and any(c.span.covers(p.span) for c in chosen) else r for p, r in zip(players, right, strict=True)
    ]


def _alike(a: str, b: str) -> float:
    x, y = set(a.split()), set(b.split())
    return len(x & y) / max(1, len(x | y))


class Learner:
    """Fits one role over rows."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}

    def matrix(self, rows: Sequence[Row]) -> csr_matrix:
        ends, columns = [0], []
        for r in rows:
            for signs in r.signs:
                columns += sorted({self.index.setdefault(s, len(self.index)) for s in signs})
                ends.append(len(columns))
        return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, max(len(self.index), 1)))

    def fit(self, rows: Sequence[Row], role: str) -> dict[str, float]:
        """Weights by sign, the rare and the weightless left out."""
        x = self.matrix(rows)
        y = np.array([v for r in rows for v in r.right[role]])
        x, y = x[y >= 0], y[y >= 0]
        kept = np.flatnonzero(np.asarray(x.sum(0)).ravel() >= LEAST_SEEN)
        model = LogisticRegression(C=STRENGTH, solver="liblinear", fit_intercept=False, tol=1e-3, max_iter=200)
        model.fit(x[:, kept], y)
        names = list(self.index)
        found = {
            names[k]: round(float(w), 3) for k, w in zip(kept, model.coef_[0], strict=True) if abs(w) >= LEAST_WEIGHT
        }
        return dict(sorted(found.items()))


def chosen(r: Row, role: Role) -> list[Player]:
    return choose(role, r.players, [role.probability(s) for s in r.signs])


def learn(rows: Sequence[Row], role: str) -> Role:
    return Role(FIRST[role], FURTHER[role], Learner().fit(rows, role))


def held_out(rows: Sequence[Row], role: str, folds: int) -> list[list[Player]]:
    """Who is chosen in each row by weights learned on other reports."""
    reports = sorted({r.fold for r in rows})
    of = {report: n % folds for n, report in enumerate(reports)}
    found: list[list[Player]] = [[] for _ in rows]
    for fold in range(folds):
        made = learn([r for r in rows if of[r.fold] != fold], role)
        for n, r in enumerate(rows):
            if of[r.fold] == fold:
                found[n] = chosen(r, made)
    return found


def figures(rows: Sequence[Row], picks: Sequence[list[Player]], role: str, judge: Judge) -> Iterator[str]:
    for own in (True, False):
        c: Counter[str] = Counter()
        for r, players in zip(rows, picks, strict=True):
            if r.own == own:
                hit = judge.hits(r.gold[role], players)
                right = hit == len(r.gold[role]) == len(players)
                c.update({"n": 1, "hit": hit, "gold": len(r.gold[role]), "read": len(players), "right": int(right)})
        p, q, f1 = (
            c["hit"] / max(1, c["read"]),
            c["hit"] / max(1, c["gold"]),
            2 * c["hit"] / max(1, c["gold"] + c["read"]),
        )
        name = "evidence given" if own else "events found"
        yield f"{role:8} {name:14} {c['n']:5} P {p:.3f} R {q:.3f} F1 {f1:.3f} right {c['right'] / max(1, c['n']):.3f}"


def train(rows: list[Row], judge: Judge, folds: int) -> dict[str, Role]:
    """Both roles, with the figures of cross-validation printed on the way."""
    made = {}
    for role in ROLES:
        picks = held_out(rows, role, folds)
        print("\n".join(figures(rows, picks, role, judge)), flush=True)
        made[role] = learn(rows, role)
        if role == "agents":
            for r, agents in zip(rows, picks, strict=True):
                r.signs = [(*s, *agent_signs(p, agents, r.kind)) for p, s in zip(r.players, r.signs, strict=True)]
    return made


def write(roles: dict[str, Role], path: Path) -> None:
    data = {n: {"first": r.first, "further": r.further, "weights": dict(r.weights)} for n, r in roles.items()}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":"), indent=0) + "\n", encoding="utf-8")
    print(f"{path.name}: {', '.join(f'{n} {len(r.weights)} signs' for n, r in roles.items())}")


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, nargs="+", required=True)
    ap.add_argument("--score", type=Path, required=True)
    ap.add_argument("--out", type=Path, default=FILE)
    ap.add_argument("--folds", type=int, default=4)
    a = ap.parse_args()
    gold = load(a.gold)
    judge, rows = Judge(a.score), []
    for data, document in zip(gold, parse(report(d["report"]) for d in gold), strict=True):
        rows += rows_of(Rooms.of(document), data["claims"], judge)
    write(train(rows, judge, a.folds), a.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
