"""Mends of the parse around who tells it: "…, most of them women, in Gao on Sunday, residents and a chief said"."""

from __future__ import annotations

from functools import cache

from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_CLOSING = ('"', "\u201d", "''")
_BEFORE_CLOSING = (",", "?", "!")
_TOLD = ("VBD", "VBZ", "VBP", "VBN")


@cache
def reporting() -> frozenset[str]:
    """Lemmas of verbs of saying."""
    return frozenset(lemma for group in load("en/reporting_verbs.yaml") for lemma in group["lemmas"])


@cache
def mouths() -> frozenset[str]:
    """Lemmas of those who speak in a cue at the end of a sentence."""
    return frozenset(load("en/mends.yaml")["mouths"])


@cache
def denials() -> frozenset[str]:
    """Lemmas of verbs of denying and disbelieving."""
    moods = load("en/moods.yaml")
    return frozenset((*moods["denying"], *moods["disbelieving"]))


def mend_aside(doc: Doc, token: Token) -> bool:
    if (told := _told_before(token)) is None:
        return False
    doc.rehang(token, told)
    token.dep_ = "dep"
    return True


def _told_before(token: Token) -> Token | None:
    """The verb before the aside in "Nine were killed, most of them boys, in a raid, medics said": the parser gives the
    boys to "said".
    """
    said = token.head
    if said.lemma_ not in reporting() or token.i > said.i:
        return None
    later = [c for c in said.lefts if c.dep_ == "nsubj" and c.i > token.i]
    told = next((c for c in said.lefts if c.dep_ == "ccomp" and c.i < token.i), None)
    if not later or told is None or said.doc[later[0].left_edge.i - 1].text != ",":
        return None
    for aside in said.lefts:
        if aside.dep_ == "prep" and token.i < aside.i < later[0].i:
            said.doc.rehang(aside, told)
    return told


def mend_claim(doc: Doc, token: Token) -> bool:
    """The killing in "Gunmen killed nine in Gao, the group claimed", which the parser hangs on the gunmen as theirs, or
    on the motorbikes of "Gunmen on motorbikes killed nine in Gao".
    """
    under = token.head
    gunmen = under.head.head if under.dep_ == "pobj" else under
    said = gunmen.head
    active = any(c.dep_ == "dobj" for c in token.rights)
    if not active or gunmen.dep_ not in ("nsubj", "dep") or said.lemma_ not in reporting() or gunmen.i > token.i:
        return False
    if token.i > said.i or (teller := _teller(said)) is None or teller.i < token.i:
        return False
    doc.rehang(token, said)
    for deed in gunmen.rights:
        if deed.dep_ == "conj" and deed.i > token.i:
            doc.rehang(deed, token)
    doc.rehang(gunmen, token)
    _give(doc, teller, said)
    gunmen.dep_, token.dep_, token.tag_ = "nsubj", "ccomp", "VBD"
    return True


def _give(doc: Doc, teller: Token, said: Token) -> None:
    doc.rehang(teller, said)
    teller.dep_ = "nsubj"


def _teller(said: Token) -> Token | None:
    """Who stands between the last comma and "said"; the first of them where there are several."""
    teller = said.doc[said.i - 1]
    while (before := _comma_before(teller)) is None and teller.head.i < said.i and teller.head is not teller:
        teller = teller.head
    sayer = teller.dep_ == "nsubj" or (teller.dep_ in ("conj", "appos") and teller.lemma_.lower() in mouths())
    return teller if before is not None and sayer else None


def _comma_before(token: Token) -> Token | None:
    """The comma right before ``token`` and the words that belong to it."""
    first = token
    while first.lefts:
        first = first.lefts[0]
    before = token.doc[first.i - 1] if first.i else first
    return before if before.text == "," else None


def mend_cue(doc: Doc, token: Token) -> bool:
    """The cue in "Troops killed nine rebels, state media reported", which the parser takes for more of those killed."""
    teller = token.head
    if token.dep_ != "acl" or token.i != teller.i + 1 or teller.dep_ not in ("conj", "appos"):
        return False
    if token.lemma_ not in reporting() or teller.lemma_.lower() not in mouths():
        return False
    if doc[max(0, teller.left_edge.i - 1)].text != "," or any(c.dep_ == "dobj" for c in token.rights):
        return False
    told = next((t for t in teller.ancestors if t.head is t), None)
    if told is None or told.pos_ not in ("VERB", "AUX"):
        return False
    doc.rehang(token, told)
    doc.rehang(teller, token)
    token.dep_, token.tag_, teller.dep_ = "parataxis", "VBD", "nsubj"
    return True


def mend_held(doc: Doc, token: Token) -> bool:
    """The speaker of "in and around Goma, envoy Ada Bly told", whom the parser hangs on the place before him."""
    said, start = doc[token.i + 1] if token.i + 1 < len(doc) else token, token.left_edge.i
    if said.lemma_ not in reporting() or said.tag_ != "VBD" or start < 2 or doc[start - 1].text != ",":
        return False
    if token.head.i >= start or any(c.dep_ in ("nsubj", "nsubjpass") for c in said.lefts):
        return False
    if not any(c.dep_ == "ccomp" and c.i < start for c in said.lefts):
        return False
    _give(doc, token, said)
    return True


def mend_apposed(doc: Doc, token: Token) -> bool:
    """The town of "Rebels shelled Gao, a doctor at the hospital said", taken for the name of the doctor."""
    said, before = token.head, doc[max(0, token.left_edge.i - 1)]
    if said.lemma_ not in reporting() or token.i > said.i or before.pos_ != "VERB" or before.dep_ != "ccomp":
        return False
    teller = next((c for c in token.rights if c.dep_ == "appos"), None)
    if teller is None or teller.lemma_.lower() not in mouths() or doc[teller.left_edge.i - 1].text != ",":
        return False
    if before.head is not said or not teller.lefts or any(c.dep_ == "dobj" for c in before.rights):
        return False
    _give(doc, teller, said)
    doc.rehang(token, before)
    token.dep_ = "dobj"
    return True


def mend_glossed(doc: Doc, token: Token) -> bool:
    """The speaker of "burned nine huts, Ali Bly, a spokesman for the office, told reporters", hung on the huts."""
    over, start = token.head, token.left_edge.i
    said = next((t for t in over.ancestors if t.lemma_ in reporting() and t.i > token.i), None)
    if said is None or start < 2 or doc[start - 1].text != "," or any(c.dep_ == "nsubj" for c in said.lefts):
        return False
    gloss = next((c for c in (*token.rights, *over.rights) if c.dep_ == "appos" and c.i > token.i), None)
    if gloss is None or gloss.lemma_.lower() not in mouths() or doc[gloss.left_edge.i - 1].text != ",":
        return False
    after = doc[gloss.right_edge.i + 1 : gloss.right_edge.i + 2]
    if gloss.left_edge.i != token.i + 2 or not after or after[0].text != ",":
        return False
    _give(doc, token, said)
    doc.rehang(gloss, token)
    return True


def mend_headless(doc: Doc, token: Token) -> bool:
    """The cue of "The Front, an offshoot of the Union, boasted that", which the parser hangs on the offshoot."""
    gloss, name = token.head, token.head.head
    if gloss.dep_ != "appos" or name.head is not name or name.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.lemma_ not in reporting() or token.i < 2 or doc[token.i - 1].text != ",":
        return False
    if not any(c.dep_ in ("ccomp", "xcomp", "dobj") for c in token.rights):
        return False
    doc.crown(token)
    _give(doc, name, token)
    token.tag_ = "VBD"
    return True


def mend_beside(doc: Doc, token: Token) -> bool:
    """The militias of "accused the army and allied militias of looting", taken for what somebody allied."""
    over, noun = token.head, doc[token.i + 1] if token.i + 1 < len(doc) else token
    if token.lower_ not in load("en/mends.yaml")["beside"] or noun.head is not token or noun.dep_ != "dobj":
        return False
    first = next((c for c in over.rights if c.dep_ == "dobj" and c.i < token.i), None)
    if first is None or doc[token.i - 1].dep_ != "cc":
        return False
    for after in noun.rights:
        doc.rehang(after, over)
    for after in token.rights:
        if after is not noun:
            doc.rehang(after, over)
    doc.rehang(noun, first)
    doc.rehang(token, noun)
    noun.dep_, token.dep_ = "conj", "amod"
    return True


def mend_rejected(doc: Doc, token: Token) -> bool:
    """The verb of "accuses Oslo of it, a charge the Bergen government rejects", which the parser takes for a noun."""
    charge, teller = token.head, doc[token.i - 1]
    if token.lemma_ not in denials() or charge.lemma_ not in load("en/moods.yaml")["tales"] or teller.head is not token:
        return False
    for before in token.lefts:
        if before is not teller:
            doc.rehang(before, teller)
    teller.dep_, token.dep_, token.pos_, token.tag_ = "nsubj", "relcl", "VERB", "VBZ"
    return True


def mend_refusal(doc: Doc, token: Token) -> bool:
    """The verb of "The government rejects calls for talks", which the parser takes for the subject of "calls"."""
    noun, teller = token.head, doc[token.i - 1]
    if token.lemma_ not in denials() or noun.i != token.i + 1 or noun.tag_ != "VBZ" or teller.head is not token:
        return False
    if teller.pos_ not in ("NOUN", "PROPN") or noun.lemma_ not in load("en/mends.yaml")["refused"]:
        return False
    for before in token.lefts:
        if before is not teller:
            doc.rehang(before, teller)
    if noun.dep_ == "ROOT":
        doc.crown(token)
    else:
        token.dep_ = noun.dep_
        doc.rehang(token, noun.head)
    doc.rehang(noun, token)
    teller.dep_, noun.dep_ = "nsubj", "dobj"
    token.pos_, token.tag_, noun.pos_, noun.tag_ = "VERB", "VBZ", "NOUN", "NNS"
    return True


def mend_quoted(doc: Doc, token: Token) -> bool:
    """The speaker right behind a quote ("shooting, then fire," Amina Bly, a nurse, told), made one of what it lists."""
    first = token
    while first.lefts:
        first = first.lefts[0]
    if first.i < 2 or doc[first.i - 1].text not in _CLOSING or doc[first.i - 2].text not in _BEFORE_CLOSING:
        return False
    over = said = token.head
    while said.head is not said and not (said.i > token.i and said.lemma_ in reporting()):
        said = said.head
    if over.i > first.i or said.i < token.i or said.tag_ not in _TOLD:
        return False
    others = [c for c in said.lefts if c.dep_ == "nsubj"]
    if any(o.i > token.i for o in others):
        return False
    _give(doc, token, said)
    if (told := next((c for c in said.lefts if c.dep_ == "ccomp"), None)) is not None:
        for other in others:
            doc.rehang(other, told)
            other.dep_ = "dep"
    return True
