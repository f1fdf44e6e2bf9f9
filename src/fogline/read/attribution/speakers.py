"""Who speaks: from a reporting verb to the head of the phrase that names its speaker."""

from __future__ import annotations

from spacy.tokens import Token

from fogline.read.attribution.frames import kids
from fogline.read.attribution.lexicon import lexicon

_NAMING = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET")
_CITING = ("quote", "cite")


def conjuncts(token: Token) -> tuple[Token, ...]:
    """Heads joined to ``token`` by a conjunction, without itself."""
    found: list[Token] = []
    for child in kids(token, "conj"):
        if child.pos_ in _NAMING:
            found += [child, *conjuncts(child)]
    return tuple(found)


def subject(verb: Token) -> Token | None:
    """The head of the verb's subject, through coordination, relative clauses and participles; ``None`` if nobody."""
    for _ in range(8):
        own = [c for c in kids(verb, "nsubj") if c.text.lower() not in ("there",)]
        if own:
            return _antecedent(own[0], verb)
        if kids(verb, "nsubjpass", "expl"):
            return None
        above = _governor(verb)
        if above is None:
            return None
        if above.pos_ in ("NOUN", "PROPN", "PRON") and verb.dep_ in ("acl", "relcl"):
            return above
        verb = above
    return None


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun a relative pronoun stands for, else the token itself."""
    if token.lower_ in lexicon().pronouns["relative"] and verb.dep_ == "relcl":
        return verb.head
    return token


def _governor(verb: Token) -> Token | None:
    """The word whose subject a bare verb form shares."""
    if verb.dep_ in ("conj", "xcomp", "advcl", "acl", "relcl", "dep", "ccomp", "pcomp", "prep", "auxpass"):
        if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB"):
            return None
        return verb.head
    return None


def agent(verb: Token) -> Token | None:
    """X in "was reported by X"."""
    for by in [*kids(verb, "agent"), *(p for p in kids(verb, "prep") if p.lower_ == "by")]:
        for noun in kids(by, "pobj"):
            return noun
    return None


def quoted(saying: Token) -> Token | None:
    """X in "quoted X as saying" and "X was quoted as saying", given "saying"."""
    above = saying.head
    verb = above.head if above.lower_ == "as" else above
    if verb.lemma_ not in _CITING:
        return None
    found = kids(verb, "dobj", "nsubjpass")
    return found[-1] if found else None


def beside(verb: Token, start: int, end: int) -> Token | None:
    """The speaker by position alone, where the parse lost it: the phrase that ends before the verb, else begins after it."""
    doc, i = verb.doc, verb.i - 1
    while i >= start and (doc[i].pos_ in ("AUX", "ADV", "PART") or doc[i].lower_ in ("has", "had", "have", "also")):
        i -= 1
    if i >= start and doc[i].pos_ in ("NOUN", "PROPN", "PRON"):
        return doc[i]
    i = verb.i + 1
    while i < end and doc[i].pos_ in ("DET", "ADJ", "ADP", "NUM", "PUNCT") and not doc[i].is_sent_end and doc[i].text != '"':
        i += 1
    if i < end and doc[i].pos_ in ("NOUN", "PROPN"):
        return head_of_run(doc[i], end)
    return None


def head_of_run(token: Token, end: int) -> Token:
    """The last noun of a run of nouns and names that begins at ``token``."""
    doc, i = token.doc, token.i
    while i + 1 < end and doc[i + 1].pos_ in ("NOUN", "PROPN") and doc[i + 1].tag_ != "VBD":
        i += 1
    return doc[i]


def owner(noun: Token) -> Token | None:
    """Whose statement, toll or article it is: by X, from X, of X, X's, or a name before the noun."""
    for prep in [*kids(noun, "prep", "agent"), *(p for a in kids(noun, "acl") for p in kids(a, "agent", "prep"))]:
        if prep.lower_ in ("by", "from", "of"):
            for found in kids(prep, "pobj"):
                return found
    for found in kids(noun, "poss"):
        return found
    named = [c for c in kids(noun, "compound", "nmod", "amod") if c.pos_ == "PROPN"]
    return named[-1] if named else None
