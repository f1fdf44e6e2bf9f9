"""A source told by whose it is: "Russia's president", "its media office", "the French embassy in Gao"."""

from __future__ import annotations

from fogline.read.actors.resolve import Resolver
from fogline.read.tokens import Token
from fogline.vocab.actors import State, registry

_INITIALS = 5


def owned(r: Resolver, token: Token, words: str) -> tuple[str, str | None] | None:
    """``words`` are those of the phrase behind its owner: "president", "head of mission"."""
    owner = next((c for c in token.lefts if c.dep_ == "poss"), None)
    if owner is None or not words:
        return None
    told = r.mention(owner.i)
    name = told.names[0] if told.names and told.kind != "person" else None
    if name is not None and owner.text.isupper() and 1 < len(owner) <= _INITIALS:
        return f"{owner.text} {words}", name
    if owner.tag_ == "PRP$":
        return (held(r, name, token, words), name) if name is not None else None
    if name is not None:
        return held(r, name, token, words), name
    if token.lemma_.lower() in r.lex.sets["kept_offices"]:
        return None  # "the regional prosecutor's office"
    if owner.pos_ == "PROPN":
        return f"{words} of {r.doc.between(_first(owner), owner.i + 1)}", None
    if owner.lemma_.lower() in r.lex.sets["scenes"]:
        return words, None  # "the city's mayor"
    definite = owner.tag_ == "NN" and any(c.lower_ in r.lex.sets["definite"] for c in owner.lefts)
    return (f"{words} of the {r.doc.between(owner.left_edge.i + 1, owner.i + 1)}", None) if definite else None


def held(r: Resolver, owner: str, token: Token, words: str) -> str:
    """An office or a part of a state is "president of Russia", its mouth the "Russian government spokesman"."""
    land = land_of(owner)
    if land is None:
        return f"{owner} {words}"
    if (holder := _holder(r, land, token)) is not None:
        return holder
    if token.lemma_.lower() in r.lex.sets["spokespersons"]:
        return f"{land.adjectives[0] if land.adjectives else land.name} government {words}"
    return f"{words} of {land.name}"


def _holder(r: Resolver, land: State, office: Token) -> str | None:
    """Ann Example, where the report has "President Ann Example" besides "Norway's president" and no other president."""
    lemma = office.lemma_.lower()
    if office.tag_ == "NNS" or not r.offices.held(office) or lemma in r.lex.sets["spokespersons"]:
        return None
    paired = lemma in r.lex.sets["ministers"]
    found: set[str] = set()
    for start, end in sorted(set(r.people.runs.values())):
        at = start - 2 if start > 1 and r.doc[start - 1].text == "," else start - 1
        last = r.doc[max(at, 0)]  # "President Ann Example", "the minister, Ann Example"
        bare = r.doc[max(last.i - 1, 0)].lower_ in r.lex.sets["definite"]
        alike = not paired or bare or r.offices.pair(last) == r.offices.pair(office)
        same = last.lemma_.lower() == lemma and alike
        theirs = (_land_before(r, start) or r.context.home) if start else None
        if same and last.i != office.i and theirs is land:
            found.add(r.people.fullest(r.people.words(start, end)))
    return found.pop() if len(found) == 1 else None


def _land_before(r: Resolver, start: int) -> State | None:
    """The land in the words before a name: "Russian Foreign Minister Ann Example"."""
    i = start - 1
    while i > 0 and start - i < 5 and r.doc[i].pos_ in {"PROPN", "NOUN", "ADJ"}:
        match = r.by_token.get(i)
        if match is not None and match.state is not None:
            return match.state
        i -= 1
    return None


def land_of(government: str) -> State | None:
    """The state with a government of this name."""
    return next((s for s in registry().states.values() if s.government == government), None)


def organ(r: Resolver, token: Token) -> bool:
    """A part of a state, an army or a union that speaks in its own name: "the embassy", "the general staff"."""
    match = r.by_token.get(token.i)
    if match is not None and match.end - match.start > 1 and not match.of("adjective"):
        return False
    words = (token.lemma_.lower(), f"{r.doc[token.i - 1].lower_} {token.lower_}" if token.i else "")
    return not r.lex.sets["organs"].isdisjoint(words)


def _first(owner: Token) -> int:
    return next(t.i for t in owner.doc[owner.left_edge.i : owner.i + 1] if t.pos_ == "PROPN")
