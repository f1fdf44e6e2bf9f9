"""From what is said and what is counted to the codebook's measure."""

from __future__ import annotations

from dataclasses import dataclass

from fogline.core.claim import Measure, Status
from fogline.core.quick import quick
from fogline.read.numbers.items import Item
from fogline.read.numbers.lexicon import CountingWords, among, look
from fogline.read.numbers.phrases import Phrase
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_PERSONAL = frozenset(
    {
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.KILLED_OR_WOUNDED,
        Measure.MISSING,
        Measure.CAPTURED,
        Measure.RELEASED,
        Measure.DISPLACED,
    }
)

_TAKEN = frozenset({Measure.CAPTURED, Measure.DISPLACED})

# "Several", "some", "many" (codebook 2.7).
_FEW = 3
_MACHINES = frozenset({Measure.VEHICLES, Measure.AIRCRAFT})
_PLACES = frozenset({Measure.POSITIONS, Measure.SETTLEMENTS, Measure.BUILDINGS})


@quick
@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of noun is counted: people of a status, a thing of a measure, or something no table knows."""

    person: bool = False
    status: Status = Status.UNKNOWN
    kind: str | None = None
    thing: Measure | None = None
    known: bool = True
    ammunition: bool = False


def kind_of(doc: Doc, item: Item, words: CountingWords) -> Kind:
    """The sort of the item's noun; the status of "members of X" is looked for further on in the phrase."""
    if item.phrase is None:
        return Kind(known=False)
    head = doc[item.phrase.head]
    thing, status = words.thing(head), words.status(head)
    if status is None and thing is not None:
        thing = Measure.DRONES if thing in _MACHINES and _crewless(doc, item.phrase, words) else thing
        return Kind(thing=thing, ammunition=among(head, words.ammunition))
    if status is None and look(words.heads, head) is None and not _nation(head):
        return Kind(known=False)
    if among(head, words.uncounted) and status is None:
        return Kind(known=False)
    return Kind(True, _status(doc, item.phrase, head, words), look(words.kinds, head))


def _crewless(doc: Doc, phrase: Phrase, words: CountingWords) -> bool:
    """As in "unmanned aerial vehicles", "unmanned aircraft"."""
    tokens = doc[phrase.start : phrase.core]
    return any(among(t, words.crewless) for t in tokens) and any(among(t, words.airborne) for t in tokens)


def _nation(head: Token) -> bool:
    """An unknown capitalised plural names a people: "Swedes", "Hongkongers"."""
    return head.text[:1].isupper() and head.text[1:].islower() and head.lower_.endswith("s") and len(head.text) > 4


def _status(doc: Doc, phrase: Phrase, head: Token, words: CountingWords) -> Status:
    own = words.status(head)
    if among(head, words.chiefs) and any(among(t, words.civil) for t in doc[phrase.start : head.i]):
        return Status.CIVILIAN  # "a village chief", "a party leader"
    if own in (Status.CIVILIAN, Status.COMBATANT) and not among(head, words.containers):
        beside = {words.status(t) for t in head.conjuncts if t.i > head.i and not _numbered(t, words)}
        return Status.MIXED if {Status.CIVILIAN, Status.COMBATANT} <= {own, *beside} else own
    if among(head, words.containers) and (whole := _belonging(head, words)) is not None:
        return whole
    for token in (*doc[phrase.start : phrase.core], *doc[phrase.core : phrase.end]):
        other = words.status(token)
        if other in (Status.CIVILIAN, Status.COMBATANT) and not among(token, words.containers):
            return other
    return own or Status.UNKNOWN


def _numbered(token: Token, words: CountingWords) -> bool:
    """Has it a number of its own ("twelve soldiers and a nurse")?"""
    return any(c.like_num or c.lower_ in words.one_of for c in token.lefts)


def _belonging(head: Token, words: CountingWords) -> Status | None:
    """As in "six members of one family" and "members of the Fulani community"."""
    of = (p for p in head.children if p.dep_ == "prep" and p.lower_ == "of" and p.i == head.i + 1)
    wholes = (o for p in of for o in p.children if o.dep_ == "pobj" and not among(o, words.containers))
    return next((words.status(o) for o in wholes), None)


def measure_of(doc: Doc, item: Item, kind: Kind, words: CountingWords) -> Measure | None:
    """The measure, or ``None`` for a number that is no quantity of the record."""
    if _repeated(doc, item, words):
        return Measure.STRIKES
    if doc[item.first].lower_ in words.twofold:
        return None
    if item.first > 1 and (doc[item.first - 2].lower_, doc[item.first - 1].lower_) in words.all_but:
        return None  # "all but one of the drones"
    said = _said(doc, item, kind, words)
    if (item.number.count.high == 0 and said not in _PERSONAL) or _again(doc, item, words):
        return None
    if _bare(doc, item) or _tells(doc, item) or (item.implied and not kind.thing and said in (None, Measure.DISPLACED)):
        return None
    if kind.thing:
        return (
            None
            if _says_little(doc, item, words) or _loose(doc, item, kind, words)
            else _of_thing(doc, item, kind, words)
        )
    if item.strong:
        return Measure.FIGHTERS
    if said:
        people = kind.person or item.phrase is None or _countable(doc, item, words)
        return said if people or (item.total is not None and doc[item.after].lower_ in words.out_from) else None
    return _of_people(doc, item, kind, words)


def _repeated(doc: Doc, item: Item, words: CountingWords) -> bool:
    """As in "shelled the district 18 times"."""
    at = item.first if doc[item.first].lower_ in words.twofold else item.after
    if at >= len(doc) or not (at == item.first or among(doc[at], words.repeats)):
        return False
    verb = doc[at].head
    return verb.pos_ == "VERB" and (among(verb, words.repeated) or _came_under(verb, words))


def _came_under(verb: Token, words: CountingWords) -> bool:
    """As in "came under fire 17 times"."""
    below = (p for p in verb.rights if p.dep_ == "prep" and p.lower_ in words.under)
    return any(among(c, words.attacked) for p in below for c in p.rights)


def _again(doc: Doc, item: Item, words: CountingWords) -> bool:
    """As in "9,000 people (1,800 families)": the same people by another measure."""
    named = item.phrase is not None and among(doc[item.phrase.head], words.same_people)
    return named and item.first > 1 and doc[item.first - 1].text == "(" and doc[item.first - 2].pos_ == "NOUN"


def _says_little(doc: Doc, item: Item, words: CountingWords) -> bool:
    """As in "two systems", "a few blocks": nouns that name a thing of war only with a word before them."""
    phrase = item.phrase
    return phrase is not None and phrase.head == phrase.start and among(doc[phrase.head], words.needs_more)


def _loose(doc: Doc, item: Item, kind: Kind, words: CountingWords) -> bool:
    """As in "some of the positions"."""
    alone = item.after == item.first + 1 and doc[item.first].lower_ in words.loose
    return alone and kind.thing is not Measure.STRIKES


def _said(doc: Doc, item: Item, kind: Kind, words: CountingWords) -> Measure | None:
    """The predicate's measure: fighters on the move are not displaced, prisoners let go are not captured."""
    if item.predicate is None:
        return None
    said: Measure | None = item.predicate.measure
    if among(doc[item.predicate.at], words.of_people):
        said = _of_people_alone(doc, item, kind, words)
    if said is Measure.PEOPLE and item.phrase is not None:
        return None
    if said in _TAKEN and item.phrase is not None and look(words.heads, doc[item.phrase.head]) is Measure.KILLED:
        return Measure.KILLED  # "took away nine bodies"
    moves = said is Measure.DISPLACED and among(doc[item.predicate.at], words.moving)
    if moves and kind.status is Status.COMBATANT and item.total is None:
        return None
    if said is Measure.CAPTURED and item.predicate.side == "head" and _set_free(doc, item, words):
        return Measure.RELEASED
    return said


def _of_people_alone(doc: Doc, item: Item, kind: Kind, words: CountingWords) -> Measure | None:
    """What a verb says that befalls people alone: nothing of things, nor of "one death"; a bare number may be of things
    that are lost or taken.
    """
    assert item.predicate is not None
    verb, said = doc[item.predicate.at], item.predicate.measure
    if item.phrase is None:
        return None if among(verb, words.lost | words.taken) else said
    return (look(words.heads, doc[item.phrase.head]) or said) if kind.person else None


def _of_people(doc: Doc, item: Item, kind: Kind, words: CountingWords) -> Measure | None:
    """People of whom nothing is said: the strength of a force, or just people; a single one is no quantity."""
    one = item.number.count.exact and item.number.count.low == 1
    if not kind.person or item.phrase is None or one or item.whole or among(doc[item.phrase.head], words.unforced):
        return None
    if kind.status is Status.COMBATANT and not among(doc[item.phrase.head], words.containers):
        return Measure.FIGHTERS
    men = kind.kind in words.strength_kinds
    strong = men and any(among(token, words.strength) for token in doc[item.first].sent)
    return Measure.FIGHTERS if strong else Measure.PEOPLE


def _set_free(doc: Doc, item: Item, words: CountingWords) -> bool:
    """Prisoners in a sentence that tells of a release are those released."""
    return any(look(words.verbs, token) is Measure.RELEASED for token in doc[item.first].sent if token.pos_ == "VERB")


def _bare(doc: Doc, item: Item) -> bool:
    """Alone "some" is no count; "dozens" and "several" are."""
    alone = item.phrase is None and not item.anaphor and item.after - item.first == 1
    return alone and item.number.rule == "vague" and item.number.count.low == _FEW and doc[item.first].tag_ == "DT"


def _tells(doc: Doc, item: Item) -> bool:
    """As in "found ten bodies, one of them said": who tells is not counted."""
    token = doc[item.first]
    tells = item.phrase is None and token.dep_ == "nsubj" and token.head.i == token.right_edge.i + 1
    return tells and token.head.lemma_ in load("en/actors.yaml")["saying"]


def _countable(doc: Doc, item: Item, words: CountingWords) -> bool:
    return item.phrase is not None and not among(doc[item.phrase.head], words.uncounted)


def _of_thing(doc: Doc, item: Item, kind: Kind, words: CountingWords) -> Measure | None:
    if kind.thing is Measure.STRIKES and kind.ammunition and _in_stock(doc, item, words):
        return Measure.WEAPONS
    head = doc[item.phrase.head] if item.phrase else None
    if head is not None and kind.thing is Measure.WEAPONS and _blown(head, words):
        return Measure.STRIKES
    if head is not None and doc[item.first].lower_ in words.pairs and head.tag_ == "NN":
        return None
    if not item.implied and kind.thing in _PLACES and _passing(doc, item, kind, words) and not _handled(head, words):
        return None
    return kind.thing


def _blown(head: Token, words: CountingWords) -> bool:
    """As in "threw two grenades", "11 mines went off"."""
    if not among(head, words.blown):
        return False
    verb = next((t for t in head.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and among(verb, words.blowing)


def _passing(doc: Doc, item: Item, kind: Kind, words: CountingWords) -> bool:
    """As in "at one location", "on several districts", "the two towns": places met on the way, no quantities."""
    count = item.number.count
    definite = item.first > 0 and doc[item.first - 1].lower_ in words.definite
    vague = item.number.rule == "vague" and count.low == _FEW
    if kind.thing is Measure.SETTLEMENTS and (vague or definite):
        return True
    return count.exact and count.low == 1


def _handled(head: Token | None, words: CountingWords) -> bool:
    verb = head
    for _ in range(4):
        if verb is None or verb.pos_ == "VERB":
            break
        verb = verb.head
    return verb is not None and (among(verb, words.lost) or among(verb, words.taken))


def _in_stock(doc: Doc, item: Item, words: CountingWords) -> bool:
    """Found, seized or destroyed ammunition is stock; what was fired are strikes (codebook 2.8)."""
    token = doc[item.phrase.head] if item.phrase else doc[item.first]
    fired = any(c.dep_ == "acl" and among(c, words.fired) for c in token.rights)
    if fired and doc[item.after - 1].head is token:  # "the 40 drones launched", of which some were shot down
        return False
    for _ in range(6):
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            downed = any(c.lower_ in words.downwards for c in token.rights)
            return downed or among(token, words.stock_verbs)
    start = doc[item.first].sent[0].i
    if any(among(doc[k], words.stock_marks) for k in range(start, item.first)):
        return True
    return any(among(doc[k], words.stock_verbs) for k in range(max(start, item.first - 3), item.first))
