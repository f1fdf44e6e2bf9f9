"""Words around a name by which it is a place, whether any gazetteer has it or not."""

from __future__ import annotations

from fogline.core.claim import Precision
from fogline.read.places.fold import fold
from fogline.read.places.words import countries, words
from fogline.read.places.written import BOUND
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_FAR = frozenset({"of", "from"})
_SO = ("acomp", "ccomp", "dobj", "oprd", "prt", "xcomp")


def measured(doc: Doc, start: int) -> bool:
    """As in "within five km of X", "20 miles south of X", "20 km from the capital, X"."""
    w, start = words(), glossed(doc, start)
    if start < 2 or doc[start - 1].lower_ not in _FAR:
        return False
    before = doc[max(0, start - 4) : start - 1]
    return any(t.lower_ in w.distances for t in before) and not any(t.is_sent_start for t in before[1:])


def glossed(doc: Doc, start: int) -> int:
    """Where the words for a name begin: at the article in "the capital, X"."""
    after = start > 3 and doc[start].dep_ == "appos" and doc[start - 1].text == "," and doc[start - 3].lower_ == "the"
    return start - 3 if after else start


def on_a_scene(doc: Doc, start: int) -> bool:
    """As in "a strike on X"."""
    return start > 1 and doc[start - 1].lower_ == "on" and doc[start - 2].lower_ in words().happenings


def located(doc: Doc, end: int) -> bool:
    """As in "took X, a few miles north of Y" and "X, 20 km from Y": how far it lies is said beside the name."""
    w = words()
    beside = doc[end + 1 : end + 6] if end < len(doc) and doc[end].text == "," else []
    far = next((n for n, t in enumerate(beside) if t.lower_ in w.distances), None)
    return far is not None and not any(t.pos_ in ("VERB", "AUX", "PRON") or t.text == "," for t in beside[:far])


def settled(last: Token) -> bool:
    """As in "X, a coltan town west of Y": what is said behind the name makes it a town or a village."""
    kinds = words().kinds
    told = (c for c in last.rights if c.dep_ == "appos" and c.pos_ == "NOUN" and not c.text[0].isupper())
    return any(c.lower_ in kinds and kinds[c.lower_] is Precision.PLACE for c in told)


def suffers(token: Token) -> bool:
    """The object of a verb that only places suffer: "retook X", "shelled X"."""
    verb, w = token.head, words()
    named = token.pos_ == "PROPN" or BOUND.fullmatch(token.text) is not None
    if not named or token.dep_ != "dobj" or verb.lemma_.lower() not in w.place_verbs:
        return False
    somebody = verb.lemma_.lower() in w.left_so and _so(token, verb)
    return not somebody and token.tag_ != "NNPS"


def _so(token: Token, verb: Token) -> bool:
    """As in "held Bly captive", "held Bly to account": what is said behind the name tells how somebody was held."""
    if token.i + 1 == len(token.doc):
        return False
    after = token.nbor(1)
    return after.lower_ == "to" or (after.head is verb and after.dep_ in _SO)


def endures(token: Token) -> bool:
    """As in "X was shelled", "X fell to the rebels": the subject of what only places undergo."""
    if token.pos_ != "PROPN":
        return False
    verb, w = token.head, words()
    if token.dep_ == "nsubjpass":
        return verb.lemma_.lower() in w.endured
    to = (t for t in verb.rights if t.dep_ == "prep" and t.lower_ == "to")
    falls = token.dep_ == "nsubj" and verb.lemma_ == "fall"
    return falls and any(o.tag_ in ("NNS", "NNP", "NNPS") for t in to for o in t.rights)


def besieged(doc: Doc, start: int) -> bool:
    """As in "the battle of X", "the siege of X"."""
    at = start - 1 - (start > 1 and doc[start - 1].lower_ == "the")
    return at > 0 and doc[at].lower_ == "of" and doc[at - 1].lower_ in words().befalling


def peopled(doc: Doc, start: int, end: int, site: int) -> bool:
    """Whether a people is in the name, other than that of a site which ends before ``site``: "the Saudi Maternity
    Hospital".
    """
    named = site > end and doc[end].text[0].isupper() and not (site < len(doc) and doc[site].text[0].isupper())
    return not named and any(fold(t.text) in countries().demonyms for t in doc[start:end])


def many(doc: Doc, start: int, end: int) -> bool:
    """As in "the Yazidis were besieged": a people, though no country's."""
    last = doc[end - 1]
    plural = last.tag_ in ("NNS", "NNPS") or last.lower_.endswith("s")
    return plural and end - start == 1 and start > 0 and doc[start - 1].lower_ == "the"


def gone_to(last: Token) -> bool:
    """As in "sent from X", "fled to X", "a convoy to X": where people, troops or goods go or come from."""
    w = words()
    if last.dep_ != "pobj" or last.pos_ != "PROPN" or last.lower_ in w.kinds:
        return False
    if last.head.lower_ not in w.moving_to and last.head.lower_ != "for":
        return False
    over = last.head.head
    if over.pos_ == "NOUN":
        return over.lower_ in w.movers
    lemma = over.lemma_.lower()
    if last.head.lower_ == "for":
        return lemma in w.leaving
    carried = over.tag_ == "VBN" and lemma in w.sending and not any(t.dep_ == "dobj" for t in over.rights)
    return carried or lemma in w.moving


def lived_in(doc: Doc, start: int, end: int) -> bool:
    """As in "residents of X", "X's hospital", "a teacher from X": what only places have, and where people are from."""
    if doc[end - 1].pos_ != "PROPN" or start < 2:
        return doc[end - 1].pos_ == "PROPN" and _owns(doc, end)
    before, w = doc[start - 1], words()
    if before.lower_ == "of":
        return doc[start - 2].lower_ in w.townsfolk
    home = (
        before.lower_ == "from"
        and before.head.pos_ == "NOUN"
        and before.head.lemma_.lower() in load("en/classes.yaml")["people"]
    )
    return home or _owns(doc, end)


def _owns(doc: Doc, end: int) -> bool:
    """As in "X's main hospital"."""
    if end >= len(doc) or doc[end].tag_ != "POS":
        return False
    owned = doc[end].head.head
    return owned.i > end and owned.lower_ in words().town_owned


def edged(doc: Doc, start: int) -> bool:
    """As in "on the edge of X", "south of X", "the battle for X"."""
    w = words()
    if start < 2:
        return False
    link, noun = doc[start - 1].lower_, doc[start - 2].lower_
    if link == "for":
        return noun in w.fought_for
    return link in w.edge_links and noun in w.edges


def come_upon(last: Token) -> bool:
    """As in "smoke rose over X", "a boat sank off X", "rockets landed on X", "troops marched on X"."""
    if last.dep_ != "pobj" or last.pos_ != "PROPN":
        return False
    w, link, over = words(), last.head, last.head.head
    if link.lower_ == "off":
        return True
    if link.lower_ == "over":
        return over.lemma_.lower() in w.aloft
    if link.lower_ not in ("on", "upon"):
        return False
    if over.lemma_ in w.closing_in:
        return True
    thrown = {c.lemma_.lower() for c in over.lefts if c.dep_ == "nsubj"}
    falling = w.aloft.union(load("en/roles.yaml")["certain"]["missiles"])
    return over.lemma_ in w.landing and not thrown.isdisjoint(falling)


def stands(token: Token) -> bool:
    """As in "X was deserted", "X changed hands", "X fell on Friday"."""
    verb, w = token.head, words()
    if token.dep_ != "nsubj" or token.pos_ != "PROPN":
        return False
    if verb.lemma_ == "be":
        return any(c.dep_ == "acomp" and c.lower_ in w.town_states for c in verb.rights)
    if verb.lemma_ == "change":
        return any(c.dep_ == "dobj" and c.lower_ in w.handed for c in verb.rights)
    if verb.lemma_ != "fall":
        return False
    when = [(c.lower_, o.lower_) for c in verb.rights if c.dep_ == "prep" for o in c.rights if o.dep_ == "pobj"]
    return any(p in w.falling or (p == "on" and day in load("en/classes.yaml")["moment"]) for p, day in when)
