"""Mends of the parse where the parser hangs words of news on the wrong verb."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from fogline.read.harm_mends import (
    mend_answered,
    mend_blow,
    mend_counted,
    mend_done,
    mend_downed,
    mend_elided,
    mend_first_blow,
    mend_first_name,
    mend_goods,
    mend_halves,
    mend_perfect,
    mend_shot_by,
    mend_shot_dead,
    mend_shot_men,
    mend_tied,
)
from fogline.read.office_mends import mend_link, mend_office, mend_series
from fogline.read.teller_mends import (
    denials,
    mend_apposed,
    mend_aside,
    mend_beside,
    mend_claim,
    mend_cue,
    mend_glossed,
    mend_headless,
    mend_held,
    mend_quoted,
    mend_refusal,
    mend_rejected,
    reporting,
)
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_FINITE = ("VBD", "VBZ", "VBP")
_NOUNS = ("NOUN", "PROPN")
_GOING_ON = ("pcomp", "advcl")
_AWAY = 7  # tokens from a verb back to what its sentence is about
_Mend = Callable[[Doc, Token], bool]


@cache
def _said() -> frozenset[str]:
    return frozenset(load("en/reporting.yaml")["plain_said"])


def mend(doc: Doc) -> None:
    """Ties to the right verb what goes on after "and" without a subject of its own, and a range that is the subject.

    Parts two forces that share a noun; makes a deed of what is taken for a word before a noun, a name of what is taken
    for a verb.
    """
    for token in doc:
        tried = _mends(token.dep_, token.tag_)
        if (
            (tried and _mended(doc, token, tried))
            or token.dep_ != "conj"
            or token.tag_ not in _FINITE
            or _has_subject(token)
        ):
            continue
        if _after_a_cue(token):
            said = token.head
            told = said.head if said.dep_ == "parataxis" else _told(said)
            if told is not None and told.tag_ in (*_FINITE, "VBN"):
                for after in said.rights:
                    doc.rehang(after, told)
        elif _says_on(token):
            doc.rehang(token, token.head.head)
        elif (noun := _own_doer(token)) is not None:
            doc.rehang(noun, token)
            noun.dep_ = "nsubj"


def _mended(doc: Doc, token: Token, tried: tuple[_Mend, ...]) -> bool:
    """Whether one of the mends for such words did something; the others are not tried then."""
    for mended in tried:  # noqa: SIM110 - a generator takes longer, and every word is asked
        if mended(doc, token):
            return True
    return False


def _mend_range(doc: Doc, token: Token) -> bool:
    if token.lower_ != "between" or (noun := _ranged(token)) is None:
        return False
    doc.rehang(noun, token.head)
    noun.dep_ = "nsubj"
    doc.rehang(token, noun)
    token.dep_ = "quantmod"
    return True


def _mend_subject(doc: Doc, token: Token) -> bool:
    if (verb := _parted(token)) is None:
        return False
    doc.rehang(token, verb)
    token.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj"
    return True


def _mend_deed(doc: Doc, token: Token) -> bool:
    if (over := _deed_under(token)) is None:
        return False
    noun = token.head
    if over.dep_ == "prep" and over.head.dep_ == "dobj":
        doc.rehang(over, over.head.head)
    doc.rehang(token, over)
    doc.rehang(noun, token)
    token.dep_, noun.dep_, token.pos_ = "conj" if over.pos_ == "VERB" else "pcomp", "dobj", "VERB"
    return True


def _mend_state(doc: Doc, token: Token) -> bool:
    if token.lower_ not in _words("states"):
        return False
    if token.dep_ == "conj":
        return _mend_states(doc, token)
    if token.dep_ not in ("dobj", "pobj") or (held := _held(token)) is None:
        return False
    over = token.head
    for before in token.lefts:
        doc.rehang(before, held if before is not held else over)
    if token.dep_ == "pobj":
        held.dep_, token.dep_, token.pos_ = "pobj", "oprd", "ADJ"
        doc.rehang(token, _holds(token))
        return True
    for after in token.rights:
        doc.rehang(after, over)
    held.dep_, token.dep_, token.pos_ = "dobj", "oprd", "ADJ"
    return True


def _mend_states(doc: Doc, state: Token) -> bool:
    """The last of those in "took a priest and nine of his flock hostage", parted from the others."""
    verb, last = state.head, next((c for c in state.lefts if c.dep_ == "nsubj"), None)
    first = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < state.i), None)
    if verb.lemma_ not in _words("holding") or last is None or first is None:
        return False
    doc.rehang(last, first)
    last.dep_, state.dep_, state.pos_ = "conj", "oprd", "ADJ"
    return True


def _mend_opening(doc: Doc, token: Token) -> bool:
    if (opening := _opened(token)) is None:
        return False
    noun = next(c for c in opening.rights if c.dep_ == "pobj")
    doc.rehang(noun, token)
    doc.rehang(opening, token)
    noun.dep_, opening.dep_ = "nsubj", "mark"
    return True


def _mend_name(doc: Doc, token: Token) -> bool:
    if not token.text.isupper() or not _body(token):
        return False
    token.pos_, token.tag_ = "PROPN", "NNP"
    doc[token.i - 1].dep_ = "compound"
    token.dep_ = "nsubj" if token.dep_ == "ccomp" else token.dep_
    for after in token.rights:
        after.dep_ = "acl" if after.dep_ == "advcl" else after.dep_
    return True


def _mend_list(doc: Doc, token: Token) -> bool:
    """The children of "killed a couple and their three children", which the parser lists with the verb."""
    verb = token.head
    if token.pos_ not in _NOUNS or verb.pos_ != "VERB" or token.i < verb.i:
        return False
    listed = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < token.i), None)
    if listed is None or doc[token.left_edge.i - 1].dep_ != "cc" or _has_subject(token):
        return False
    doc.rehang(token, listed)
    return True


def _mend_verb(doc: Doc, token: Token) -> bool:
    """The verb of "A settler shot and killed a man", which the parser takes for a noun with "settler" before it."""
    if token.lower_ not in _words("verbs") or token.i + 2 >= len(doc) or not token.i:
        return False
    doer, after = doc[token.i - 1], doc[token.i + 2]
    if doer.dep_ != "compound" or doer.head is not token or doc[token.i + 1].dep_ != "cc" or after.tag_ != "VBD":
        return False
    for before in token.lefts:
        if before is not doer:
            doc.rehang(before, doer)
    doer.dep_, token.tag_, token.pos_, token.lemma_ = "nsubj", "VBD", "VERB", _lemma(token)
    return True


def _lemma(token: Token) -> str:
    lemmas: dict[str, str] = load("en/mends.yaml")["verbs"]
    return lemmas[token.lower_]


def _mend_forces(doc: Doc, first: Token) -> bool:
    if (name := _other_force(first)) is None:
        return False
    noun = first.head
    before = [c for c in noun.lefts if c.i < first.i]
    doc.rehang(first, noun.head)
    first.dep_ = noun.dep_
    doc.rehang(noun, first)
    noun.dep_ = "conj"
    doc.rehang(name, noun)
    name.dep_ = "compound"
    for word in before:
        doc.rehang(word, first)
    return True


def _mend_tale(doc: Doc, token: Token) -> bool:
    """What is claimed in "rejects accusations by Kyiv that it arms rebels", hung on Kyiv."""
    that = next((c for c in token.lefts if c.lower_ == "that" and c.dep_ == "dobj"), None)
    whole = any(c.dep_ == "dobj" and c is not that for c in token.rights) and _has_subject(token)
    if that is None or not whole:
        return False
    tales = load("en/moods.yaml")["tales"]
    tale = next((t for t in token.ancestors if t.pos_ == "NOUN" and t.lemma_ in tales), None)
    if tale is None:
        return False
    doc.rehang(token, tale)
    token.dep_, that.dep_ = "acl", "mark"
    return True


def _mend_adverb(doc: Doc, token: Token) -> bool:
    """As in "The M23 briefly captured Goma", where the parser takes the adverb for the subject."""
    if token.pos_ != "ADV" or token.dep_ not in ("nsubj", "nsubjpass") or not token.i:
        return False
    name, verb = doc[token.i - 1], token.head
    if name.head is not token or name.dep_ not in ("compound", "nmod") or verb.pos_ != "VERB":
        return False
    for before in [t for t in token.lefts if t is not name]:
        doc.rehang(before, name)
    doc.rehang(name, verb)
    name.dep_, token.dep_ = token.dep_, "advmod"
    return True


def _mend_day(doc: Doc, token: Token) -> bool:
    """The rebels of "On 12 May rebels attacked Gao", to whom the parser gives the date."""
    month = next((c for c in token.lefts if c.dep_ == "compound" and c.lower_ in _months()), None)
    if month is None or token.pos_ != "NOUN" or not month.text[0].isupper():
        return False
    day, opening = doc[month.i - 1], doc[max(0, month.i - 2)]
    opening = opening if day.like_num else day
    verb = opening.head
    if opening.pos_ != "ADP" or not opening.is_sent_start or verb.pos_ != "VERB" or verb.i < token.i:
        return False
    if token.dep_ == "pobj" and (token.head is not opening or _has_subject(verb)):
        return False
    if token.dep_ == "pobj":
        doc.rehang(token, verb)
        token.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj"
    doc.rehang(month, opening)
    month.dep_ = "pobj"
    if day.like_num:
        doc.rehang(day, month)
    return True


def _mend_charge(doc: Doc, token: Token) -> bool:
    """The blame in "Kyiv blames Moscow for it, a charge Moscow denies", which the parser puts below "denies"."""
    if token.dep_ != "ROOT" or token.lemma_ not in denials() or (charge := _called(token)) is None:
        return False
    told = next((c for c in token.lefts if c.dep_ == "ccomp" and c.i < charge.i), None)
    teller = doc[token.i - 1]
    if told is None or not _has_subject(told):
        return False
    doc.crown(told)
    for before in token.lefts:
        if before.i < charge.i:
            doc.rehang(before, told)
    doc.rehang(teller, token)
    doc.rehang(charge, told)
    doc.rehang(doc[charge.i - 1], charge)
    doc.rehang(token, charge)
    for after in token.rights:
        if after.is_punct:
            doc.rehang(after, told)
    teller.dep_, charge.dep_, token.dep_ = "nsubj", "npadvmod", "relcl"
    return True


# With the dependencies and tags of the words that each may mend; nothing stands for any.
_MENDS: tuple[tuple[_Mend, tuple[str, ...], tuple[str, ...]], ...] = (
    (_mend_range, ("prep",), ()),
    (_mend_adverb, ("nsubj", "nsubjpass"), ()),
    (_mend_forces, ("nmod", "compound"), ()),
    (_mend_subject, ("dobj",), ()),
    (_mend_deed, ("amod", "compound"), ("VBG",)),
    (_mend_state, ("conj", "dobj", "pobj"), ()),
    (mend_aside, ("nsubj",), ()),
    (_mend_opening, ("advcl",), ("VBD",)),
    (mend_blow, ("advcl", "acl"), ("VBG",)),
    (_mend_name, (), _FINITE),
    (_mend_list, ("conj",), ()),
    (mend_beside, ("conj",), ()),
    (mend_rejected, ("appos",), ("NNS",)),
    (mend_refusal, ("nsubj",), ("NNS", "VBZ")),
    (mend_quoted, ("appos", "conj"), ("NNP",)),
    (mend_headless, ("acl",), ("VBN", "VBD")),
    (mend_held, ("pobj",), ("NNP",)),
    (mend_apposed, ("nsubj",), ("NNP", "NNPS")),
    (mend_glossed, ("appos",), ("NNP",)),
    (mend_office, ("appos", "conj"), ("NNP", "NNPS")),
    (mend_series, ("appos",), ("NNP", "NNPS")),
    (mend_link, ("ccomp",), ("VBP", "VB", "VBD")),
    (_mend_verb, (), ("NN",)),
    (mend_done, ("amod",), ("VBN", "VBD")),
    (mend_halves, ("ccomp",), ()),
    (mend_shot_by, ("acl",), ("VBN", "VBD")),
    (mend_shot_dead, ("pobj",), ("NN",)),
    (mend_downed, ("pobj",), ("CD",)),
    (mend_shot_men, ("npadvmod",), ("NN",)),
    (mend_perfect, (), ("NN", "NNP")),
    (mend_claim, ("acl",), ("VBN", "VBD")),
    (_mend_tale, ("relcl",), ()),
    (mend_cue, ("acl",), ()),
    (_mend_day, (), ("NN", "NNS")),
    (_mend_charge, ("ROOT",), ()),
    (mend_first_name, ("advcl",), ("VB", "VBP", "VBD", "VBN")),
    (mend_answered, ("pobj",), ("NN", "NNS")),
    (mend_first_blow, ("nsubj", "csubj", "aux"), ("VBG",)),
    (mend_tied, ("conj", "advcl", "dep"), ("VBD", "VBN")),
    (mend_goods, ("csubj", "csubjpass", "nsubj", "nsubjpass"), ("VB", "VBP")),
    (mend_counted, ("ccomp",), ("VBZ", "VBP")),
    (mend_elided, ("conj",), ("VBN", "VBD", "VBP")),
)


@cache
def _mends(dep: str, tag: str) -> tuple[_Mend, ...]:
    """Those for words of this dependency and tag, in order."""
    return tuple(m for m, deps, tags in _MENDS if (not deps or dep in deps) and (not tags or tag in tags))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("en/mends.yaml")[key])


@cache
def _months() -> frozenset[str]:
    return frozenset(load("en/numbers.yaml")["months"])


def _called(verb: Token) -> Token | None:
    """The charge in ", a charge the army denies"."""
    doc = verb.doc
    for i in range(verb.i - 2, max(2, verb.i - _AWAY), -1):
        if doc[i].lemma_ in load("en/moods.yaml")["tales"] and doc[i - 1].lower_ in ("a", "an"):
            return doc[i] if doc[i - 2].text == "," else None
    return None


def _deed_under(token: Token) -> Token | None:
    """What "looting" belongs under in "accused of looting shops", "accused of killing nine and looting shops"."""
    noun, before = token.head, token.doc[token.i - 1] if token.i else token
    if token.lemma_ not in _words("deeds") or noun.i < token.i:
        return None
    if noun.dep_ == "pobj" and noun.head is before and _charged(before):
        return before
    if noun.dep_ != "conj" or before.dep_ != "cc":
        return None
    above = (t for t in noun.ancestors if t.i < token.i)
    return next((t for t in above if t.tag_ == "VBG" and t.dep_ in _GOING_ON and t.lemma_ in _words("deeds")), None)


def _charged(of: Token) -> bool:
    """The "of" of "suspected of looting", and of "accused troops of looting", which the parser gives to the troops."""
    over = of.head
    return over.lemma_ in _words("charging") or (over.dep_ == "dobj" and over.head.lemma_ in _words("charging"))


def _holds(state: Token) -> Token:
    """The verb above the state."""
    over = state.head
    while over.pos_ != "VERB" and over.head is not over:
        over = over.head
    return over


def _held(state: Token) -> Token | None:
    """The workers of "took nine workers hostage", which the parser takes for a word before "hostage"."""
    before = state.doc[state.i - 1] if state.i else state
    taken = (
        _holds(state).lemma_ in _words("holding")
        and before.head is state
        and before.tag_ in ("NNS", "NNPS", "NN", "NNP")
    )
    return before if taken and before.dep_ in ("compound", "nmod") else None


def _opened(verb: Token) -> Token | None:
    """The word before "a raid" in "held a man after a raid left nine dead", which the parser parts from "left"."""
    if _has_subject(verb) or any(c.dep_ == "mark" for c in verb.lefts):
        return None
    preps = (c for c in verb.head.rights if c.dep_ == "prep" and c.i < verb.i and c.lower_ in _words("opening"))
    whole = (p for p in preps if p.rights and p.right_edge.i in (verb.i - 1, verb.i - 2) and not _has_own(p, verb))
    return next(whole, None)


def _has_own(prep: Token, verb: Token) -> bool:
    """Something with a comma before it, or an adverb, is no subject of the verb."""
    return any(t.text == "," for t in verb.doc[prep.i : verb.i]) or not any(c.dep_ == "pobj" for c in prep.rights)


def _body(token: Token) -> bool:
    """As in "State news agency SANA said": a name in capitals after what bears it, and no verb."""
    before = token.doc[token.i - 1] if token.i else token
    return len(token.text) > 2 and before.dep_ == "nsubj" and before.head is token and before.lemma_ in _words("bodies")


def _ranged(token: Token) -> Token | None:
    """The families in "Between 6,000 and 8,000 families have fled", which the parser takes for a phrase of place."""
    verb = token.head
    if verb.tag_ not in (*_FINITE, "VBN") or token.i > verb.i or _has_subject(verb):
        return None
    objects = [t for t in token.rights if t.dep_ in ("pobj", "conj") and t.i < verb.i]
    noun = next((t for t in objects if t.tag_ == "NNS" and any(c.like_num for c in t.lefts)), None)
    return noun if noun is not None and token.doc[token.i + 1].like_num else None


def _other_force(token: Token) -> Token | None:
    """The name in "the army and M23 rebels", where the parser makes rebels of both."""
    rules, noun = load("en/actors.yaml")["two_forces"], token.head
    if token.lower_ not in rules["first"] or noun.lower_ not in rules["second"] or noun.dep_ == "ROOT":
        return None
    name = next((c for c in token.rights if c.dep_ == "conj"), None)
    return name if name is not None and name.text[:1].isupper() and token.i < name.i < noun.i else None


def _parted(token: Token) -> Token | None:
    """The verb in "said 11 people, among them two boys, were killed", whose subject the parser gives to "said"."""
    said = token.head
    if said.lemma_ not in reporting() or token.i < said.i:
        return None
    verb = next((c for c in said.rights if c.dep_ == "ccomp" and c.i > token.i and not _has_subject(c)), None)
    if verb is None or verb.tag_ not in (*_FINITE, "VBN"):
        return None
    first = min([verb.i, *(c.i for c in verb.lefts)])
    return verb if token.doc[first - 1].text == "," and first - token.i > 2 else None


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _says_on(token: Token) -> bool:
    """As in "denied that rebels had entered the town and called it a lie": who denied it called it so."""
    told, said = token.head, token.head.head
    perfect = any(c.dep_ == "aux" and c.lower_ == "had" for c in told.children)
    speech = token.lemma_ in reporting() and said.lemma_ in reporting()
    return told.dep_ == "ccomp" and perfect and speech and token.tag_ == said.tag_ == "VBD"


def _own_doer(verb: Token) -> Token | None:
    """The drone in "Jets hit the town and a drone struck a car", which the parser takes for one more thing hit."""
    first = min([verb.i, *(c.i for c in verb.lefts)])
    if first == 0 or any(c.dep_ == "cc" for c in verb.lefts):
        return None
    noun = verb.doc[first - 1]
    while noun.dep_ != "conj" and noun.head.i < noun.i and not noun.rights:
        noun = noun.head
    if noun.dep_ != "conj" or noun.pos_ not in _NOUNS or noun.head.pos_ not in _NOUNS or noun.i < verb.head.i:
        return None
    opening = min([noun.i, *(c.i for c in noun.lefts)])
    last = not noun.rights or noun.rights[-1].i < first
    return noun if last and verb.doc[opening - 1].dep_ == "cc" else None


def _after_a_cue(token: Token) -> bool:
    """As in "Rebels took the town, two officers said, and seized a bridge": the rebels seized it, not the officers."""
    said = token.head
    if said.i >= token.i or {said.lower_, said.lemma_} & _said() == set() or token.lemma_ in reporting():
        return False
    between = said.doc[said.i + 1 : token.i]
    return len(between) > 1 and between[0].text == "," and between[1].dep_ == "cc"


def _told(said: Token) -> Token | None:
    """The verb of the clause before the cue."""
    return next((c for c in said.lefts if c.dep_ == "ccomp"), None)
