"""What is said of those counted: the word that makes a number a number of dead, of wounded, of captured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fogline.core.claim import Measure
from fogline.core.quick import quick
from fogline.read.numbers.deeds import done
from fogline.read.numbers.lexicon import CountingWords, among, look
from fogline.read.numbers.words import number_words, words_of
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_REACH = 14
_CLIMB = 6
_AHEAD = 5
_FATE = 8  # words between a tally and the fate of those it counts
_FURTHEST = 16
_CLIMBED = 5
_ASIDE = frozenset({"CD", "WDT", "WP"})
_SMALL = frozenset({"DT", "PRP$", "JJR", "``", "''", "-LRB-", "RB", "RBR", "RBS"})
_OPENING = frozenset({"DT", "CD", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS"})
_AMID = frozenset({"CD", "NN", "NNS", "DT", "JJ", "PDT"})
_JOINT = frozenset({Measure.KILLED, Measure.WOUNDED})
_LATER = frozenset({Measure.KILLED, Measure.RELEASED})
_WORSE = {
    Measure.WOUNDED: frozenset({Measure.KILLED}),
    Measure.DISPLACED: _JOINT | {Measure.CAPTURED, Measure.MISSING},
    Measure.CAPTURED: _JOINT | {Measure.KILLED_OR_WOUNDED},
}


@dataclass(frozen=True, slots=True)
class Predicate:
    """``at`` is the token index of the governing word; ``side`` says where it was found.

    ``also`` is a second, different thing said of the same number ("captured and executed").
    """

    at: int
    measure: Measure
    side: str
    also: Measure | None = None


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: its first token, its phrase ``after..end`` with its head, and its sentence."""

    first: int
    after: int
    end: int
    head: int | None
    start: int
    stop: int


def predicate_of(doc: Doc, place: Place, words: CountingWords) -> Predicate | None:
    """What is said of the number at ``place``, the nearest and plainest way of saying it first."""
    left = _leaves(doc, place, words)
    found = (
        _outlived(doc, place, _right(doc, place, place.end + 1, left, words), words)
        or _left(doc, place, words)
        or _within(doc, place, left, words)
        or _right(doc, place, place.stop, left, words)
        or _toll(doc, place, words)
        or _climb(doc, place, words)
        or _told_of(doc, place, words)
        or _aside(doc, place, words)
    )
    return None if found is not None and found.measure is Measure.RELEASED and _issued(doc[found.at]) else found


def _issued(verb: Token) -> bool:
    """As in "released a video of nine hostages": the hostages were not."""
    published = load("en/classes.yaml")["published"]
    return any(c.dep_ == "dobj" and c.lemma_ in published for c in verb.rights)


def _outlived(doc: Doc, place: Place, said: Predicate | None, words: CountingWords) -> Predicate | None:
    """What is said right after the phrase; of "two people wounded in the raid have died" the later word counts, and so
    does the act in "executed two men captured in May", "the bodies of two men abducted in May".
    """
    if said is None or said.measure not in _WORSE or doc[said.at].dep_ != "acl":
        return said
    own = said.measure is not Measure.CAPTURED or doc[place.head or place.first].dep_ in ("nsubj", "nsubjpass")
    later = _climb(doc, place, words) if own else None
    if later is not None and later.at > said.at and later.measure in _LATER:
        released = later.measure is Measure.RELEASED and said.measure is not Measure.CAPTURED
        return said if released else later
    if said.measure in (Measure.WOUNDED, Measure.DISPLACED):
        return said
    before = _left(doc, place, words)
    return before if before and before.measure in _LATER else said


def _aside(doc: Doc, place: Place, words: CountingWords) -> Predicate | None:
    """As in "90 students, arrested in March, are on trial"."""
    noun = doc[place.first if place.head is None else place.head]
    told = (c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and doc[c.left_edge.i - 1].text == ",")
    return next((Predicate(c.i, fate, "parse") for c in told if (fate := done(c, words))), None)


def _told_of(doc: Doc, place: Place, words: CountingWords) -> Predicate | None:
    """As in "three of the dead were officers", "the dead include 12 guards"."""
    last = doc[place.end - 1]
    if place.head is None and place.end - place.after > 1:
        fate = _fated(last, words)
        return Predicate(last.i, fate, "told") if fate else None
    noun = doc[place.first if place.head is None else place.head]
    while noun.dep_ == "conj" and noun.head.i != noun.i:
        noun = noun.head
    if noun.dep_ not in ("dobj", "attr", "obj", "nsubj") or not among(noun.head, words.listing):
        return None
    subject = _listed_under(noun, words)
    fate = None if subject is None else _fated(subject, words) or _suffered(subject, words)
    return Predicate(noun.head.i, fate, "told") if fate else None


def _listed_under(noun: Token, words: CountingWords) -> Token | None:
    """Those of whom ``noun`` is a part: the subject, or in "among the dead were 12" what stands after "among"."""
    subject = next((c for c in noun.head.children if c.dep_ == "nsubj" and c.i != noun.i), None)
    if subject is not None:
        return subject
    lead = words.amid | words.out_of if noun.dep_ == "nsubj" else words.amid
    within = (c for c in noun.head.children if c.dep_ == "prep" and c.lower_ in lead)
    below = next((below for c in within for below in c.children if below.dep_ == "pobj"), None)
    if below is None or below.pos_ not in ("PRON", "DET"):
        return below
    return next((c for c in below.rights if c.dep_ == "acl"), below)  # "among those killed was a nun"


def _joined(doc: Doc, said: Predicate, step: int, words: CountingWords) -> Predicate:
    """The words "killed and wounded 12" give one number over both, "captured and executed" two things said."""
    link, other = said.at + step, said.at + 2 * step
    while 0 <= other < len(doc) and doc[other].tag_ == "RB":
        other += step
    if not (0 <= other < len(doc) and doc[link].lower_ in words.joint):
        return said
    second = look(words.verbs, doc[other]) or words.states.get(doc[other].lower_)
    if second is None or second is said.measure or _of_others(doc[min(said.at, other)], doc[max(said.at, other)], step):
        return said
    if {said.measure, second} == _JOINT:
        return replace(said, measure=Measure.KILLED_OR_WOUNDED)
    if Measure.KILLED_OR_WOUNDED in (said.measure, second):
        surer = {said.measure, second} - {Measure.KILLED_OR_WOUNDED}  # "shot and killed nine"
        return replace(said, measure=min(surer)) if surer <= _JOINT else said
    return replace(said, also=second)


def _of_others(first: Token, second: Token, step: int) -> bool:
    """As in "left nine dead and drove 400 from the town": each word has a number of its own."""
    if step > 0:
        objects = (c for c in second.children if c.dep_ == "dobj" and c.i > second.i)
        return any(t.tag_ == "CD" for o in objects for t in (o, *o.lefts))
    own = first.pos_ == "ADJ" and any(c.dep_ == "nsubj" for c in first.lefts)  # "leaving nine dead and displacing 400"
    return own or first.dep_ == "oprd"


def _before(doc: Doc, place: Place, words: CountingWords) -> int:
    """The token before the number's articles and adverbs."""
    k = place.first - 1
    while k >= place.start and (doc[k].tag_ in _SMALL or doc[k].lower_ in words.near):
        k -= 1
    return k


def _leaves(doc: Doc, place: Place, words: CountingWords) -> bool:
    k = _before(doc, place, words)
    return k >= place.start and among(doc[k], words.leaving)


def _left(doc: Doc, place: Place, words: CountingWords) -> Predicate | None:
    """A verb or "death of" directly before the number."""
    k = _before(doc, place, words)
    if k < place.start:
        return None
    token = doc[k]
    if k > place.start and (token.lower_ in words.before_group or _is(token, doc[k - 1], words)):
        return _let_go(doc, k, place.start, words) or _act(doc, k - 1, place.start, words)
    measure = done(token, words) if token.tag_.startswith(("VB", "NN", "JJ")) else None
    if measure and not any(child.dep_ == "auxpass" for child in token.children):
        return _joined(doc, Predicate(k, measure, "left"), -1, words)
    state = words.states.get(token.lower_)
    if state and k > place.start and doc[k - 1].pos_ == "VERB":
        return Predicate(k, state, "left")
    head = look(words.heads, doc[place.head]) if place.head is not None else None
    if head is Measure.KILLED:
        return None  # "took away 100 bodies" seizes nobody
    for verb, particle, phrasal in words.phrasal:
        if k > place.start and token.lower_ == particle and doc[k - 1].lemma_ == verb:
            return Predicate(k - 1, phrasal, "left")
        if token.lemma_ == verb and doc[k + 1].lower_ == particle and k + 1 < place.first:
            return Predicate(k, phrasal, "left")
    return None


def _let_go(doc: Doc, k: int, start: int, words: CountingWords) -> Predicate | None:
    """As in "let go of 90 women"."""
    if k - 2 < start or doc[k].lower_ not in words.out_of or doc[k - 2].lemma_ not in words.letting:
        return None
    fate = next((m for v, p, m in words.phrasal if doc[k - 2].lemma_ == v and doc[k - 1].lower_ == p), None)
    return Predicate(k - 2, fate, "left") if fate else None


def _is(token: Token, before: Token, words: CountingWords) -> bool:
    """As in "the confirmed deaths are 12"."""
    return token.lower_ in words.be and before.pos_ == "NOUN"


def _act(doc: Doc, k: int, start: int, words: CountingWords) -> Predicate | None:
    """As in "the death of", "injuries to", "the killing and wounding of"."""
    measure = look(words.acts, doc[k]) or look(words.heads, doc[k])
    if measure is None or doc[k].tag_ == "VBD":
        return None
    if k - 2 >= start and doc[k - 1].lower_ in words.joint:
        other = look(words.acts, doc[k - 2]) or look(words.verbs, doc[k - 2])
        measure = Measure.KILLED_OR_WOUNDED if other and {measure, other} == _JOINT else measure
    return Predicate(k, measure, "act")


def _within(doc: Doc, place: Place, left: bool, words: CountingWords) -> Predicate | None:
    """What the phrase itself says, unless those it calls wounded, captive or displaced came to harm after that."""
    own = _inside(doc, place, words)
    if own is not None and own.measure is Measure.CAPTURED and (saved := _saved(doc, place, words)):
        return saved
    if own is None or own.measure not in _WORSE:
        return own
    later = _right(doc, place, place.stop, left, words) or _climb(doc, place, words)
    return later if later and later.measure in _WORSE[own.measure] else own


def _saved(doc: Doc, place: Place, words: CountingWords) -> Predicate | None:
    """As in "nine hostages were rescued"."""
    noun = doc[place.first if place.head is None else place.head]
    saved = noun.dep_ in ("dobj", "nsubjpass") and among(noun.head, words.saving)
    return Predicate(noun.head.i, Measure.RELEASED, "inside") if saved else None


def _inside(doc: Doc, place: Place, words: CountingWords) -> Predicate | None:
    """The counted noun, or an adjective before it, says it: "12 fatalities", "six injured clerks"."""
    if place.head is None:
        return None
    measure = look(words.heads, doc[place.head])
    if measure:
        return Predicate(place.head, measure, "head")
    states = ((k, words.states.get(doc[k].lower_)) for k in range(place.after, place.head))
    return next((Predicate(k, state, "inside") for k, state in states if state), None)


def _right(doc: Doc, place: Place, stop: int, passive: bool, words: CountingWords) -> Predicate | None:
    """A passive, a participle or a state after the phrase: "12 clerks were killed", "12 dead"."""
    amid = False
    for k in range(place.end, min(stop, place.stop, place.end + _REACH)):
        token = doc[k]
        measure = _state_or_fate(token, words)
        if measure and not (passive and among(token, words.leaving)):
            if not passive and _active(doc, token, place.stop, words):
                return None
            return _joined(doc, Predicate(k, measure, "right"), 1, words)
        if token.lemma_.lower() in words.auxiliaries or token.lower_ in words.auxiliaries:
            passive = True
        elif token.lower_ in words.amid:
            amid = True
        elif not (amid and token.tag_ in _AMID) and not _between_them(token, words):
            return None
    return None


def _between_them(token: Token, words: CountingWords) -> bool:
    return token.tag_ in ("RB", "MD", "TO", "-RRB-", "-LRB-") or among(token, words.between_them)


def _state_or_fate(token: Token, words: CountingWords) -> Measure | None:
    if token.pos_ in ("DET", "PRON"):
        return None
    if token.lower_ in words.lying:
        return words.lying[token.lower_] if token.dep_ == "pobj" and token.head.lower_ in words.held_in else None
    fate = look(words.intransitive, token) if token.tag_.startswith("VB") else None
    deed = done(token, words) if token.tag_ in ("VBN", "VBD", "VBG", "JJ") else None
    state = words.states.get(token.lower_)
    return deed if state is Measure.WOUNDED and deed is Measure.KILLED else state or fate or deed


def _active(doc: Doc, verb: Token, stop: int, words: CountingWords) -> bool:
    """The words "four gunmen killed two clerks" tell of the two; "10 clerks killed 15 injured" of the ten."""
    if look(words.verbs, verb) is None or verb.tag_ == "JJ" or _own_loss(doc, verb, stop, words):
        return False
    if verb.tag_ == "VBG":
        return True
    at = verb.i + 1
    if at + 1 < stop and doc[at].lower_ in words.joint and look(words.verbs, doc[at + 1]) is not None:
        at += 2  # "a settler shot and killed a man"
    if at >= stop or doc[at].lower_ in words.times:
        return False
    ahead = doc[at : min(stop, at + _AHEAD)]
    opens = (
        number_words().qualifiers.at(words_of(doc.between(ahead[0].i, ahead[-1].i + 1)), 0) is not None
        or ahead[0].tag_ in _OPENING
    )
    return opens and not any(_state_or_fate(token, words) for token in _clause(ahead) if token.tag_ != "VBG")


def _own_loss(doc: Doc, verb: Token, stop: int, words: CountingWords) -> bool:
    """As in "12 clerks lost their lives": what the subject does to itself."""
    at = verb.i + 2
    held = at < stop and doc[at - 1].tag_ == "PRP$"
    return held and (verb.lemma_.lower(), doc[at].lemma_.lower()) in words.own_loss


def _clause(tokens: object) -> Iterator[Token]:
    for token in tokens:  # type: ignore[attr-defined]
        yield token
        if token.tag_ in ("IN", ",", "CC"):
            return


def _toll(doc: Doc, place: Place, words: CountingWords) -> Predicate | None:
    """As in "the death toll rose to 12", "the number of wounded reached 40", "put the dead at 9"."""
    first = _earlier(doc, place, words)
    near = range(first - 1, max(place.start, first - _REACH) - 1, -1)
    for k in near:
        said = _tallied(doc, k, first, words)
        if said is not None:
            return said
        ends = doc[k].lower_ in (words.toll_ends | words.tallies) or doc[k].tag_ in _ASIDE
        if ends and not _rises(doc, k, first, words):
            break
    return _risen(doc, place.start, first, words) or _put_at(doc, place, words)


def _earlier(doc: Doc, place: Place, words: CountingWords) -> int:
    """Where the number begins, or in "from 12 to 18" the first of the two."""
    k = place.first
    between = k - 2 > place.start and doc[k - 1].lower_ in words.up_to and doc[k - 2].tag_ == "CD"
    return k - 2 if between and doc[k - 3].lower_ in words.up_from else k


def _rises(doc: Doc, start: int, stop: int, words: CountingWords) -> bool:
    """As in "the toll, which had stood at": what is said aside is still of the toll."""
    return doc[start].tag_ in ("WDT", "WP") and any(among(t, words.rising) for t in doc[start:stop])


def _tallied(doc: Doc, k: int, stop: int, words: CountingWords) -> Predicate | None:
    """A toll counts the dead; a tally, those whom the next words name."""
    if doc[k].lower_ in words.tolls:
        return Predicate(k, Measure.KILLED, "toll")
    if doc[k].lower_ not in words.tallies:
        return None
    fates = (_fated(doc[j], words) for j in range(k + 2, min(stop, k + _FATE)))
    measure = next((fate for fate in fates if fate), None)
    return Predicate(k, measure, "toll") if measure else None


def _risen(doc: Doc, start: int, first: int, words: CountingWords) -> Predicate | None:
    """The toll whose rise the number ends, however much is said between ("of the raid on 8 April has risen")."""
    verb = next((k for k in range(first, max(start, first - _CLIMBED) - 1, -1) if among(doc[k], words.rising)), None)
    if verb is None and first > start and doc[first - 1].lower_ in words.up_from:
        verb = first - 1
    elif verb is None or doc[verb].pos_ not in ("VERB", "AUX"):
        return None
    if fate := words.states.get(doc[verb - 1].lower_):
        return Predicate(verb - 1, fate, "toll")  # "the displaced number 900"
    for k in range(verb - 1, start - 1, -1):
        if doc[k].lower_ in words.stops:
            return None
        if said := _tallied(doc, k, verb, words):
            return said
        if doc[k].lower_ in words.losses:  # "losses in the area exceeded 900 troops"
            return Predicate(k, Measure.KILLED_OR_WOUNDED, "toll")
    return None


def _put_at(doc: Doc, place: Place, words: CountingWords) -> Predicate | None:
    """As in "put the dead at 320", "put the number of those shot in Bria since Monday at 73"."""
    k = _before(doc, place, words)
    if k - 2 < place.start or doc[k].lower_ not in words.put_at:
        return None
    measure = look(words.heads, doc[k - 1]) or words.states.get(doc[k - 1].lower_)
    if measure and doc[k - 2].lower_ in words.definite:
        return Predicate(k - 1, measure, "toll")
    if doc[k - 1].lower_ in words.losses:  # "put its losses at 23"
        return Predicate(k - 1, Measure.KILLED_OR_WOUNDED, "toll")
    verb = next((j for j in range(k - 1, max(place.start, k - _FURTHEST) - 1, -1) if among(doc[j], words.putting)), k)
    parts = [j for j in range(verb + 1, k) if doc[j].dep_ == "cc" and doc[j + 1].lower_ in words.out_of]
    said = ((j, _fated(doc[j], words) or _suffered(doc[j], words)) for j in range(max([verb, *parts]) + 1, k))
    return next((Predicate(j, fate, "toll") for j, fate in said if fate), None)


def _suffered(token: Token, words: CountingWords) -> Measure | None:
    return look(words.verbs, token) if token.tag_ == "VBN" else None


def _fated(token: Token, words: CountingWords) -> Measure | None:
    return Measure.KILLED if among(token, words.fallen) else look(words.heads, token) or words.states.get(token.lower_)


def _climb(doc: Doc, place: Place, words: CountingWords) -> Predicate | None:
    """Up the parse through nouns and their prepositions to the verb that governs them."""
    child = doc[place.first if place.head is None else place.head]
    for _ in range(_CLIMB):
        token = child.head
        if token.pos_ in ("VERB", "AUX"):
            return _governed(child, token, words) if _of_its_kind(child, place, token, words) else None
        if token.lower_ in words.beside and (
            token.lower_ not in words.after_along
            or doc[token.i - 1].lower_ in words.beside
            or _besides(doc, place, words)
        ):
            return _shared(token, words)
        if token.pos_ == "ADP" and token.lower_ not in words.passed:
            return None
        act = look(words.acts, token) if child.dep_ == "prep" and child.lower_ in words.before_group else None
        if act:
            return Predicate(token.i, act, "parse")
        child = token
    return None


def _besides(doc: Doc, place: Place, words: CountingWords) -> bool:
    """As in "died with five other officers", "was held with nine of his men"."""
    of, whose = doc[place.first + 1], doc[min(place.first + 2, len(doc) - 1)]
    return any(t.lower_ in words.others for t in doc[place.first : place.end]) or (
        of.lower_ in words.out_of and whose.tag_ == "PRP$"
    )


def _of_its_kind(child: Token, place: Place, verb: Token, words: CountingWords) -> bool:
    """As in "held talks with nine chiefs": what befalls people alone befell no talks, and not the nine."""
    own = child.i == (place.first if place.head is None else place.head)
    return own or words.status(child) is not None or not among(verb, words.of_people)


def _shared(prep: Token, words: CountingWords) -> Predicate | None:
    """As in "A commander died along with nine of his men": what befell the subject befell them."""
    verb = next((t for t in prep.ancestors if t.pos_ == "VERB"), None)
    if verb is None:
        return None
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    fate = done(verb, words) if passive else look(words.intransitive, verb)
    return Predicate(verb.i, fate, "parse") if fate else None


def _feared(verb: Token, words: CountingWords) -> Predicate | None:
    """As in "30 people, four of them children, are feared dead", "are said to have died", "158 went missing"."""
    believed = among(verb, words.believing)
    later = (c for c in verb.rights if believed and c.dep_ == "xcomp")
    fate = next(((c, f) for c in later if (f := look(words.intransitive, c) or _suffered_by(c, words))), None)
    if fate is not None:
        return Predicate(fate[0].i, fate[1], "parse")
    after = (c for c in verb.children if c.i > verb.i and (believed or c.dep_ in ("oprd", "acomp")))
    found = ((c, words.states.get(c.lower_)) for c in after)
    return next((Predicate(c.i, state, "parse") for c, state in found if state), None)


def _suffered_by(verb: Token, words: CountingWords) -> Measure | None:
    return look(words.verbs, verb) if any(c.dep_ == "auxpass" for c in verb.lefts) else None


def _governed(child: Token, verb: Token, words: CountingWords) -> Predicate | None:
    deed, fate = done(verb, words), look(words.intransitive, verb)
    if deed is None and child.dep_ in ("nsubjpass", "dobj"):
        deed = next((d for v in _next_verbs(verb) if _of_them(child, v, words) and (d := done(v, words))), None)
    takes_object = any(c.dep_ in ("dobj", "obj") for v in (verb, *_next_verbs(verb)) for c in v.children)
    if deed and (child.dep_ in ("nsubjpass", "dobj", "obj") or (child.dep_ == "nsubj" and not takes_object)):
        return _joined(verb.doc, Predicate(verb.i, deed, "parse"), 1, words)
    if child.dep_ in ("nsubj", "nsubjpass", "dobj") and (state := _feared(verb, words)):
        return state
    goes = ("nsubj",) if among(verb, words.leaving) else ("nsubj", "nsubjpass")
    return Predicate(verb.i, fate, "parse") if fate and child.dep_ in goes else None


def _of_them(noun: Token, verb: Token, words: CountingWords) -> bool:
    """As in "were taken from a clinic and executed", "took nine men and shot them"."""
    if noun.dep_ == "nsubjpass":
        return verb.tag_ == "VBN"
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    return noun.tag_ == "NNS" and len(objects) == 1 and objects[0].lower_ in words.them


def _next_verbs(verb: Token) -> Iterator[Token]:
    """Those joined to it that have its subject ("shot and killed three men")."""
    for other in verb.rights:
        if (
            other.dep_ == "conj"
            and other.pos_ == "VERB"
            and not any(c.dep_ in ("nsubj", "nsubjpass") for c in other.lefts)
        ):
            yield other
