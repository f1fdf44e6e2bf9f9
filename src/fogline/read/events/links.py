"""Triggers that tell one event become one event; casualties hang on the event that caused them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from fogline.core.claim import ClaimType, Polarity
from fogline.core.quick import quick
from fogline.read.document import Document
from fogline.read.events.apart import apart, before_raising, over_toll
from fogline.read.events.blows import same_blow
from fogline.read.events.elapsed import earlier, earlier_deed
from fogline.read.events.mood import polarity
from fogline.read.events.retold import blow_of, claims_deed, one_phrase, same_told, told_before, wrecks
from fogline.read.events.scene import infinitive, lemma, shared_object
from fogline.read.events.triggers import Trigger
from fogline.read.raising import raises
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_CLAUSE_EDGES = {"advcl", "conj", "relcl", "acl", "xcomp", "pcomp", "prep", "pobj", "agent", "dep"} | {
    "parataxis",
    "dobj",
    "nsubj",
    "nsubjpass",
    "appos",
    "attr",
    "oprd",
    "npadvmod",
    "nmod",
    "compound",
    "poss",
}


# Edges from a speech act down to what it is about, and how many of them.
_HOLDING = {"xcomp", "ccomp", "pcomp", "prep", "pobj", "dobj", "attr"}
_HELD = 4
# What tells more of a noun than that it was mentioned before.
_DETAILS = {"prep", "acl", "relcl", "compound", "nummod", "poss"}
# Ways from a verb to a noun that names the same act ("held talks", "spoke by telephone", "called it a massacre").
_ONE_ACT = {"dobj", "nsubj", "nsubjpass", "in", "with", "attr", "prep", "of", "for", "to", "by", "over", "as"}
# The same from a violent verb to what did it ("killed by a blast", "drove over a mine").
_ONE_BLOW = {"dobj", "nsubj", "nsubjpass", "in", "with", "by", "oprd", "agent", "acl", "relcl", "over"}
# Edges by which two phrases may hang on one verb and still tell one event.
_BRANCHES = {"dobj", "nsubj", "nsubjpass", "prep", "agent", "advcl", "xcomp"}


@quick
@dataclass(frozen=True, slots=True)
class Event:
    """One proposition: the head that carries it, its type, and the heads of every trigger merged into it."""

    head: int
    type: ClaimType
    rule: str
    parts: tuple[int, ...]
    words: tuple[int, ...] = ()

    def with_part(self, other: Event) -> Event:
        return replace(self, parts=_union(self.parts, other.parts), words=_union(self.words, other.words))


def _union(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({*a, *b}))


def _path_up(low: Token, high: Token) -> list[Token] | None:
    """Tokens from ``low`` up to and without ``high``; ``None`` when ``high`` is no ancestor."""
    path = []
    token = low
    while token.i != high.i:
        path.append(token)
        if token.head.i == token.i:
            return None
        token = token.head
    return path


def _straight(path: Sequence[Token]) -> bool:
    return all(t.dep_ in _CLAUSE_EDGES for t in path)


def linked(doc: Doc, a: int, b: int, direct: bool = False) -> str | None:
    """How two heads hang together: the first preposition or edge on the way down, else ``None``.

    Only ways without a clause of speech between them count; ``direct`` asks for one to stand above the other.
    """
    for low, high in ((doc[a], doc[b]), (doc[b], doc[a])):
        path = _path_up(low, high)
        if path is not None and _straight(path):
            return path[-1].lower_ if path[-1].dep_ in ("prep", "agent") else path[-1].dep_
    return None if direct else _through_meeting(doc, a, b)


def _through_meeting(doc: Doc, a: int, b: int) -> str | None:
    top = _meeting(doc[a], doc[b])
    if top is None or top.pos_ not in ("VERB", "AUX"):
        return None
    one, other = _path_up(doc[a], top), _path_up(doc[b], top)
    if not (one and other) or not (_straight(one) and _straight(other)) or lemma(top) in _rules()["telling"]:
        return None
    if one[-1].dep_ not in _BRANCHES or other[-1].dep_ not in _BRANCHES:
        return None
    return one[-1].lower_ if one[-1].dep_ == "prep" else one[-1].dep_


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = load("en/event_links.yaml")
    return rules


def _meeting(a: Token, b: Token) -> Token | None:
    above = {a.i, *(t.i for t in a.ancestors)}
    for token in (b, *b.ancestors):
        if token.i in above:
            return token
    return None


def merge(document: Document, triggers: Iterable[Trigger], running: frozenset[int] = frozenset()) -> tuple[Event, ...]:
    """Events of a report, in text order of their heads; ``running`` are the words that govern cumulative figures."""
    rules = _rules()
    by_sentence: dict[int, list[Event]] = {}
    for t in triggers:
        sentence = document.sentence_of(t.head).index
        by_sentence.setdefault(sentence, []).append(Event(t.head, t.type, t.rule, (t.head,), t.words))
    found: list[Event] = []
    for sentence in sorted(by_sentence):
        lent = [_lend(document.doc, e, found, rules) for e in by_sentence[sentence]]
        lent = [_same_blow(document.doc, e, lent, rules) for e in lent]
        shared = [_same_act(document.doc, e, lent, rules) for e in lent]
        free = [e for e in shared if not _inside_speech(document.doc, e, shared, rules)]
        events = _join_same(document.doc, free, rules)
        events = [_raised(document.doc, e) for e in events]
        found.extend(_hang_casualties(document.doc, _summed(document.doc, events, running), rules, running))
    return tuple(sorted(found, key=lambda e: e.head))


def _raised(doc: Doc, event: Event) -> Event:
    """The verb that brings a toll to a new number is the head of it."""
    head = over_toll(doc[event.head]) if event.type is ClaimType.TOLL else event.head
    return event if head == event.head else replace(event, head=head, parts=_union(event.parts, (head,)))


def _same_act(doc: Doc, event: Event, events: Sequence[Event], rules: dict[str, list[str]]) -> Event:
    """A second bare verb after a vow or demand ("vowed to take the port and then march on") is vowed too."""
    head = doc[event.head]
    if head.dep_ == "conj" and head.tag_ == "VB" and not any(c.dep_ == "nsubj" for c in head.children):
        for other in events:
            if other.head == head.head.i and other.type in rules["shared_acts"]:
                return replace(event, type=other.type, rule=other.rule)
    return event


def _inside_speech(doc: Doc, event: Event, events: Sequence[Event], rules: dict[str, list[str]]) -> bool:
    """What is asked, threatened or stood ready for is said by that act alone."""
    framing = {e.head for e in events if _frames(doc[e.head], e.rule, events)}
    if event.head in framing:
        return True
    holders = {e.head for e in events if e.type in rules["holders"] or e.rule in rules["holding"]} - framing
    named = {e.head for e in events if e.type == ClaimType.ACCUSATION or e.rule in rules["rating"]}
    token = doc[event.head]
    if (token.dep_ in ("oprd", "attr") and token.head.i in named) or provided(token, event.type):
        return True
    if same_blow(token, event.type, {e.head: e.type for e in events}):
        return True
    if event.type is ClaimType.ACCUSATION and token.dep_ == "pcomp":  # "accused Oslo of failing to protect them"
        return any(e.type is ClaimType.ACCUSATION and e.head == token.head.head.i for e in events)
    if event.type is ClaimType.ACCUSATION and token.dep_ == "advmod":  # "denied deliberately shelling the town"
        return hangs_under(token.head, {e.head for e in events if e.type == ClaimType.DENIAL})
    heads = [e.head for e in events if e.type is not ClaimType.TOLL]
    return hangs_under(token, holders) or (event.rule in rules["nameless"] and claims_deed(doc, event.words, heads))


def _frames(token: Token, rule: str, events: Sequence[Event]) -> bool:
    """As in "is expected to sign a truce", "it is clear that they fled": no judgement beside what it opens."""
    framing = _rules()["framing"].get(rule)
    if framing is None or not ({token.lemma_, token.tag_} & set(framing)):
        return False
    told = [c for t in (token, token.head) for c in t.rights if c.dep_ in ("xcomp", "ccomp") and c.i > token.i]
    clause = next((c for c in told if not any(m.lower_ in _rules()["left_open"]["asking"] for m in c.lefts)), None)
    return clause is not None and any(clause.i in (e.head, token.doc[e.head].head.i) for e in events)


def provided(verb: Token, kind: ClaimType) -> bool:
    """As in "would send troops if Oslo asked for them": nobody has asked."""
    if kind is not ClaimType.DEMAND or verb.dep_ != "advcl":
        return False
    return any(c.dep_ == "mark" and c.lower_ in _rules()["provided"] for c in verb.lefts)


def hangs_under(token: Token, holders: set[int]) -> bool:
    """Whether ``token`` is part of what one of ``holders`` (token indices) asks, threatens or denies."""
    if token.dep_ == "compound":
        token = token.head  # "allow aid convoys to leave"
    if token.dep_ in ("nsubj", "nsubjpass") and (infinitive(token.head) or token.head.i in holders):
        return token.head.i in holders or hangs_under(token.head, holders)  # what they would do is all that is told
    for _ in range(_HELD):
        if (token.dep_ not in _HOLDING and not _until(token)) or token.head.i == token.i:
            return False
        if _looked_into(token) or _prompts(token):
            return False
        token = token.head
        if token.i in holders:
            return True
    return False


def _looked_into(token: Token) -> bool:
    """As in "called for an inquiry into the killing of nine": that happened, whatever is asked for."""
    rules = _rules()["looked_into"]
    told = token.dep_ == "pobj" and any(c.dep_ in _DETAILS for c in token.children)
    return told and lemma(token.head.head) in rules.get(token.head.lower_, ())


def _prompts(word: Token) -> bool:
    """As in "urged calm after a raid", "in response to a raid": it happened, and what is asked for came of it."""
    rules = _rules()
    answers = word.dep_ == "prep" and word.head.lemma_ in rules["elapsed"]["answers"].get(word.lower_, ())
    return answers or (word.dep_ == "prep" and word.head.pos_ == "VERB" and word.lower_ in rules["prompting"])


def _until(token: Token) -> bool:
    """As in "vowed to fight until the rebels were defeated"."""
    return token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _rules()["until"] for c in token.lefts)


def _lend(doc: Doc, event: Event, before: Sequence[Event], rules: dict[str, list[str]]) -> Event:
    """A definite "the attack" is of the kind of the last violent event told before it."""
    head = doc[event.head]
    violent = [e for e in before if e.type in rules["violent"]]
    if violent and event.rule in rules["guessed_means"] and wrecks(head):
        return replace(event, type=ClaimType.PROPERTY_DAMAGE)
    if event.rule not in rules["nameless"] and not _definite_noun(head, event, rules):
        return event
    return replace(event, type=violent[-1].type) if violent and violent[-1].type in rules["lends"] else event


def _definite_noun(head: Token, event: Event, rules: dict[str, list[str]]) -> bool:
    if event.type in (ClaimType.ATTACK, ClaimType.CLASH):
        return told_before(head)
    noun = head if head.pos_ == "NOUN" else blow_of(head)
    return event.rule in rules["guessed_means"] and noun is not None and same_told(noun)


def _same_blow(doc: Doc, event: Event, events: Sequence[Event], rules: dict[str, list[str]]) -> Event:
    """As in "A missile strike killed two and wounded nine": the second verb tells no strike of another kind."""
    head = doc[event.head]
    if event.rule not in rules["guessed_means"] or head.dep_ != "conj":
        return event
    blow = blow_of(head)
    plain = (e for e in events if blow is not None and e.head == blow.i and e.rule not in rules["guessed_means"])
    if all(e.type is event.type for e in plain):
        return event
    harm = ClaimType.TOLL if lemma(head) in rules["killing_verbs"] else ClaimType.PROPERTY_DAMAGE
    return replace(event, type=harm) if lemma(head) in (*rules["killing_verbs"], *rules["wrecking"]) else event


def _rank(event: Event, rules: dict[str, list[str]]) -> int:
    order = rules["specificity"]
    return order.index(event.type) if event.type in order else len(order)


def _join_same(doc: Doc, events: list[Event], rules: dict[str, list[str]]) -> list[Event]:
    """Joins a noun and the verb that governs it ("launched raids", "the blast hit"), and coordinated verbs."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: e.head):
        same = [n for n, other in enumerate(kept) if _one_event(doc, event, other, rules)]
        if same:
            near = min(same, key=lambda n: (_apart(doc[event.head], doc[kept[n].head]), n))
            kept[near] = _joined(doc, event, kept[near], rules)
        else:
            kept.append(event)
    return kept


def _apart(a: Token, b: Token) -> int:
    """Steps between two words of which one may stand above the other; a sentence's length when neither does."""
    for low, high in ((a, b), (b, a)):
        path = _path_up(low, high)
        if path is not None:
            return len(path)
    return len(a.doc)


def _joined(doc: Doc, a: Event, b: Event, rules: dict[str, list[str]]) -> Event:
    best = a if _rank(a, rules) < _rank(b, rules) else b
    verbs = [e for e in (a, b) if doc[e.head].pos_ in ("VERB", "AUX")]
    top = min(verbs or [a, b], key=lambda e: (_depth(doc[e.head]), e.head))
    return replace(best, head=top.head, parts=_union(a.parts, b.parts), words=_union(a.words, b.words))


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _one_event(doc: Doc, a: Event, b: Event, rules: dict[str, list[str]]) -> bool:
    way = linked(doc, a.head, b.head, direct=a.type != ClaimType.TOLL)
    if earlier(doc, a.head) != earlier(doc, b.head) or (
        way == "advcl" and any(earlier_deed(doc[e.head]) for e in (a, b))
    ):
        return False
    if (a.type == b.type and _told_of(doc, a, b)) or one_phrase(doc[a.head], doc[b.head], frozenset({a.type, b.type})):
        return True
    if way is None:
        return a.type == b.type == ClaimType.TOLL and _told_together(doc[a.head], doc[b.head])
    nouns = [e for e in (a, b) if _noun(doc[e.head], (a.head, b.head))]
    if a.type == b.type == ClaimType.TOLL:
        return all(over_toll(doc[e.head]) == e.head for e in (a, b)) and not _put_apart(doc[a.head], doc[b.head])
    violent = rules["violent"]
    if a.type in violent and b.type in violent and nouns:
        if len(nouns) == 1:
            return way in _ONE_BLOW and (a.type == b.type or _generic(a, b))
        return a.type == b.type and way in ("of", "appos", "compound", "in", "by")
    if a.type == b.type and len(nouns) == 1:
        return way in _ONE_ACT
    if way == "advcl" and a.type in violent and b.type in violent and not nouns and _fires_on(doc, a, b):
        return _generic(a, b)
    if a.type != b.type or nouns:
        return False
    if a.type == ClaimType.DENIAL:
        return way != "conj"
    if way == "conj":
        told_as_one = a.type not in rules["apart"] and (_shares_subject(doc, a, b) or _same_object(doc, a, b))
        return told_as_one or bool(shared_object(doc[min(a.head, b.head)]))  # "looted and burned homes"
    return (a.type in violent and way in ("advcl", "xcomp")) or (a.type == ClaimType.CONTROL and way == "advcl")


def _noun(token: Token, heads: tuple[int, int]) -> bool:
    """A noun, or "shelling" as the subject of the other verb ("that shelling killed nine")."""
    does = token.tag_ == "VBG" and token.dep_ in ("nsubj", "nsubjpass") and token.head.i in heads
    return does or token.pos_ in ("NOUN", "PROPN")


def _told_of(doc: Doc, a: Event, b: Event) -> bool:
    """As in "claimed a bombing that killed nine", "A bomb wrecked a post, killing a guard": of a noun the other has."""
    first, second = sorted((a, b), key=lambda e: e.head)
    verb, noun = doc[second.head], doc[first.head]
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and noun.dep_ == "nsubj" and noun.head is verb.head:
        return True
    if (
        noun.dep_ == "acl"
        and noun.tag_ == "VBN"
        and noun.head.dep_ in ("nsubj", "nsubjpass")
        and noun.head.head is verb
    ):
        return True  # "a shell fired by rebels hit a school"
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.head.dep_ == "agent" and verb.head.head.head is noun:
        return True  # "a school was hit by a shell fired by rebels"
    thrown = verb.head.head is noun and lemma(noun) in _rules()["laid"]  # "fired rockets that killed two"
    return verb.dep_ == "relcl" and verb.head is not noun and (thrown or verb.head.i in first.parts)


def _told_together(a: Token, b: Token) -> bool:
    """As in "put the toll at 43 dead and 61 injured": two figures under one verb that is no verb of telling."""
    top = _meeting(a, b)
    if top is None or lemma(top) in _rules()["telling"]:
        return False
    first, last = sorted((a, b), key=lambda t: t.i)
    if top is last and first.dep_ == "ccomp" and first.head is last:
        return not any(
            c.dep_ == "mark" for c in first.children
        )  # "nine were killed, 12 were hurt and four are missing"
    one, other = _path_up(a, top), _path_up(b, top)
    return bool(one) and bool(other) and _straight(one or ()) and _straight(other or ())


def _put_apart(a: Token, b: Token) -> bool:
    """As in "40 died, while the union put the number killed at 60": another counts there."""
    later = max(a, b, key=lambda t: t.i)
    way = takewhile(lambda t: t is not (a if later is b else b), later.ancestors)
    putting = (t for t in way if lemma(t) in _rules()["putting"])
    return any(c.dep_ == "nsubj" for verb in putting for c in verb.lefts)


def _fires_on(doc: Doc, a: Event, b: Event) -> bool:
    """As in "launched an attack on the port, firing 31 missiles": how it was done."""
    later = doc[max(a.head, b.head)]
    thrown = lemma(later) in load("en/roles.yaml")["certain"]["throwing"]
    return later.tag_ == "VBG" and thrown and not any(c.dep_ == "nsubj" for c in later.lefts)


def _generic(a: Event, b: Event) -> bool:
    """One of the two names no means of its own (an attack, a clash)."""
    return any(e.type in (ClaimType.ATTACK, ClaimType.CLASH) for e in (a, b))


def _shares_subject(doc: Doc, a: Event, b: Event) -> bool:
    later = doc[max(a.head, b.head)]
    return not any(c.dep_ in ("nsubj", "nsubjpass") for c in later.children)


def _same_object(doc: Doc, a: Event, b: Event) -> bool:
    first, later = doc[min(a.head, b.head)], doc[max(a.head, b.head)]
    has_own = any(c.dep_ in ("dobj", "nsubj", "nsubjpass", "prep") for c in later.children)
    return later.head.i == first.i and (not has_own or not any(c.dep_ in ("dobj", "prep") for c in first.children))


def _summed(doc: Doc, events: list[Event], running: frozenset[int]) -> list[Event]:
    """Without the nouns that cumulative figures are summed over: "strikes have killed 90 since May" is a toll."""
    killing = _rules()["killing_verbs"]
    events = [
        replace(e, type=ClaimType.TOLL) if e.head in running and lemma(doc[e.head]) in killing else e for e in events
    ]
    sums = [e for e in events if e.type == ClaimType.TOLL and running.intersection(e.parts)]
    return [e for e in events if not any(sums_over(doc, s, e) for s in sums)]


def sums_over(doc: Doc, toll: Event, event: Event) -> bool:
    """The strikes of "strikes have killed 90 since May", the attacks of "40 have died in such attacks this year"."""
    noun = doc[event.head]
    if event.type not in _rules()["carriers"] or noun.pos_ != "NOUN":
        return False
    blows = noun.tag_ == "NNS" and event.type != ClaimType.CLASH
    means = blows and noun.dep_ == "pobj" and noun.head.dep_ in ("prep", "agent")
    over = noun.head.head if means else noun.head
    return (means or noun.dep_ in ("nsubj", "nsubjpass")) and over.i in toll.parts


def _hang_casualties(
    doc: Doc, events: list[Event], rules: dict[str, list[str]], running: frozenset[int]
) -> list[Event]:
    tolls = [e for e in events if e.type == ClaimType.TOLL or e.rule in rules["killing"]]
    carriers = [e for e in events if (e.type in rules["carriers"] or e.rule in rules["accidents"]) and e not in tolls]
    kept = [e for e in events if e not in tolls]
    for toll in tolls:
        alone = toll.rule in rules["tolls_proper"] or bool(running.intersection(toll.parts)) or _nobody(doc[toll.head])
        alone = alone or raises(doc[toll.head])
        target = None if alone else _carrier(doc, toll, carriers, rules)
        if target is None:
            kept.append(toll)
            continue
        at = next(n for n, e in enumerate(kept) if e.head == target.head and e.type == target.type)
        kept[at] = kept[at].with_part(toll)
    return kept


def _nobody(verb: Token) -> bool:
    """As in "Nobody was hurt in the blast": no harm is told apart from the blow (codebook 2.8)."""
    return polarity(verb) is Polarity.DENIED


def causing(doc: Doc, toll: Event, events: Sequence[Event]) -> Event | None:
    """Which of the sentence's ``events`` caused the casualties of ``toll``; ``None`` when none or no single one did."""
    rules = _rules()
    return _carrier(doc, toll, [e for e in events if e.type in rules["carriers"]], rules)


def _carrier(doc: Doc, toll: Event, carriers: list[Event], rules: dict[str, list[str]]) -> Event | None:
    """The event that caused the casualties: tied to them by the parse, else the only one of the sentence."""
    side = earlier(doc, toll.head)
    ways = {c.head: linked(doc, toll.head, c.head) for c in carriers if earlier(doc, c.head) == side}
    ways = {at: way for at, way in ways.items() if not apart(doc, toll.head, toll.rule, at)}
    carriers = [c for c in carriers if c.head in ways]
    tied = [c for c in carriers if (way := ways[c.head]) is not None and not _loose(doc, c, way, rules)]
    if _has(doc, toll, rules["so_far_words"]):
        return None
    if not tied and not any(ways.values()):
        tied = [c for c in carriers if lemma(doc[c.head]) not in rules["loose_events"]]
        if len(tied) > 1 or (tied and _has(doc, toll, rules["running_words"])):
            return None
    nearest = min(tied, key=lambda c: (abs(c.head - toll.head), c.head), default=None)
    if nearest and (_has(doc, toll, rules["period_words"]) or points_back(doc[nearest.head])):
        return None
    telling = [c for c in tied if c.type not in (ClaimType.ATTACK, ClaimType.CLASH)] or tied
    if len({c.type for c in telling}) != 1:
        return None
    return min(telling, key=lambda c: (abs(c.head - toll.head), c.head))


def points_back(head: Token) -> bool:
    """As in "died in the attack": a definite noun, with no detail of its own, for what was told before."""
    rules = _rules()
    if head.pos_ != "NOUN" or head.dep_ != "pobj" or lemma(head) not in rules["pointed_at"]:
        return False
    marked = any(c.dep_ == "det" and c.lower_ in rules["definite"] for c in head.children)
    return marked and not any(c.dep_ in _DETAILS and c.tag_ != "VBG" for c in head.children)


def _has(doc: Doc, toll: Event, words: list[str]) -> bool:
    return any(c.lower_ in words for part in toll.parts for c in before_raising(doc[part]))


def _loose(doc: Doc, carrier: Event, way: str, rules: dict[str, list[str]]) -> bool:
    head = doc[carrier.head]
    noun = head.pos_ == "NOUN" and lemma(head) in rules["loose_events"]
    return way in rules["loose_prepositions"] or (noun and way not in ("dobj", "nsubj"))
