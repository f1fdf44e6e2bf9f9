"""Who speaks: from a reporting verb to the head of the phrase that names its speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fogline.read.attribution.frames import finite, kids, left_edge
from fogline.read.attribution.lexicon import lexicon
from fogline.read.attribution.nearby import abbreviates, adjacent, head_of_run, is_time
from fogline.read.attribution.unable import dead, instead, manner, unable
from fogline.read.tokens import Token

_NAMING = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET")


def conjuncts(token: Token) -> tuple[Token, ...]:
    """Heads joined to ``token`` by a conjunction, without itself."""
    found: list[Token] = []
    again = [o for p in kids(token.head, "conj") if token.head.dep_ == "agent" for o in kids(p, "pobj")]
    for child in [*kids(token, "conj"), *again]:  # "condemned by A and by B"
        if child.pos_ in _NAMING:
            found += [child, *conjuncts(child)]
    return tuple(found)


def subject(verb: Token) -> Token | None:
    """The head of the verb's subject, through coordination, relative clauses and participles; ``None`` if nobody."""
    for _ in range(8):
        own = [
            c
            for c in kids(verb, "nsubj")
            if c.lower_ not in lexicon().small["there"] and (c.i < verb.i or not _told_after(verb, c))
        ]
        if own:
            return _antecedent(_naming_itself(own), verb)
        if kids(verb, "nsubjpass", "expl"):
            return None
        if far := [c for a in kids(verb, "aux") for c in kids(a, "nsubj") if c.i < verb.i]:
            return far[0]  # "the council has for the first time condemned"
        above = _governor(verb)
        if above is None:
            return None
        if above.pos_ in ("NOUN", "PROPN", "PRON") and verb.dep_ in ("acl", "relcl"):
            found = issuer(above)
            if found is not None or verb.dep_ == "relcl" or speaks(above):
                return found or above
            above = _verb_above(above)
            if above is None:
                return None
        verb = above
    return None


def undergoes(participle: Token) -> bool:
    """As in "over 200 soldiers admitted", "people, threatened by day": what is done to it."""
    first = participle.head if participle.dep_ == "conj" else participle
    if first.dep_ != "acl" or participle.tag_ != "VBN" or kids(participle, "ccomp"):
        return False
    noun = first.head
    after_comma = first.i > noun.i and first.nbor(-1).text == ","
    return after_comma or (bool(kids(noun, "nummod")) and noun.pos_ == "NOUN")


def _naming_itself(subjects: list[Token]) -> Token:
    """Of "which residents" in "which residents said hit a market", the residents; not "two of them" beside another, nor
    the "12" of "12 injured in raids, the Red Cross said".
    """
    named = [s for s in subjects if s.lower_ not in lexicon().pronouns["relative"] or s.text.isupper()]
    nouns = [s for s in named if s.pos_ != "NUM"]
    return (nouns or named or subjects)[0]


def speaker(verb: Token, start: int) -> Token | None:
    """Who speaks, where the parse has a thing or the dead for it by whose word that is."""
    found = _speaker(verb, start)
    if found is None:
        return None
    if (told := _told_in(verb, found)) is not None:
        return told
    return instead(verb, found) or found if unable(found) and found.i < verb.i else found


def _told_in(verb: Token, found: Token) -> Token | None:
    """The clinic in "the clinic said that six patients died and called for help", where the parse has the dead."""
    over = verb.head
    told = verb.dep_ == "conj" and over.dep_ == "ccomp" and over.head.i < over.i
    if not told or found.head != over or not (dead(found) or unable(found)):
        return None
    return subject(over.head)


def _speaker(verb: Token, start: int) -> Token | None:
    """The speaker by the parse, or by position where run-on text misled it; ``start`` is the sentence's first token."""
    after = inverted(verb, start)
    if after is not None:
        return after
    near = adjacent(verb, start)
    own = kids(verb, "nsubj")
    if own and _object_before(own[0], verb):
        return verb.head
    if own and (next_to := _glued(own[0], verb)) is not None:
        return next_to
    if own and near is not None and near != own[0] and _rather(near, own[0], verb):
        return near
    if own and not (near is not None and _swallows(own[0], verb)):
        return subject(verb)
    if (
        near is not None
        and (own or verb.tag_ in ("VBD", "VBZ", "VBP") or verb.dep_ == "acl" or _has_aux(verb))
        and _mouth(near, verb)
    ):
        return near
    return subject(verb)


def _glued(own: Token, verb: Token) -> Token | None:
    """The name in "..., among them two children, Governor Ada Bly wrote", which the parse takes for one list; and what
    it takes for a gloss in "killing 35 people, a doctors' committee said".
    """
    struck = own.left_edge.i > 0 and own.left_edge.nbor(-1).tag_ == "VBG" and bool(kids(own, "nummod"))
    if (speaks(own) and not struck) or own.pos_ != "NOUN" or kids(own, "cc"):
        return None
    beside = [*kids(own, "conj", "appos"), *kids(verb, "nsubj")]
    behind = [c for c in beside if own.i < c.i < verb.i and (c.pos_ == "PROPN" or (struck and c.dep_ == "appos"))]
    apart = behind and any(t.text == "," for t in own.doc[own.i + 1 : behind[0].i])
    return behind[0] if apart and (own if struck else behind[0]).right_edge.i == verb.i - 1 else None


def _object_before(own: Token, verb: Token) -> bool:
    """As in "the charity that runs it says": the pronoun belongs to the verb before it, the noun speaks."""
    before = own.doc[own.i - 1] if own.i else own
    relative = before.dep_ == "relcl" and before.head == verb.head and finite(before)
    return own.tag_ == "PRP" and verb.dep_ == "relcl" and relative and before.head.i < before.i


def inverted(verb: Token, start: int) -> Token | None:
    """X in "..., said X": a phrase right after the verb, with nothing more to say behind it."""
    doc, i = verb.doc, verb.i + 1
    after_quote = verb.i > start and doc[verb.i - 1].text == '"'
    if i >= len(doc) or verb.i == start or verb.lemma_ in lexicon().small["tell"] or doc[verb.i - 1].tag_ == "CC":
        return None
    if verb.tag_ not in ("VBD", "VBZ", "VBP") and not (after_quote and verb.tag_ == "VBN"):
        return None
    plain = verb.lemma_ in lexicon().small["say"] or doc[verb.i - 1].text == ","
    if verb.lemma_ not in lexicon().inverting or (not plain and _has_subject(verb)) or _introduced(verb):
        return None
    opens = doc[i].pos_ in ("DET", "NOUN", "PROPN", "ADJ") or doc[i].tag_ == "PRP$"
    if not opens or doc[i].dep_ == "npadvmod" or is_time(doc[i]):
        return None
    end = i
    while end < len(doc) and not doc[end].is_sent_start and doc[end].text not in (",", '"', "."):
        if doc[end].tag_ in ("VBD", "VBZ", "VBP", "MD", "VBN") and doc[end].dep_ not in ("relcl", "acl"):
            return None
        if doc[end].lower_ in lexicon().pronouns["relative"] and not doc[end].text.isupper():
            break
        end += 1
    left = doc[start : verb.i]
    found = _first_noun(doc[i], end)
    if not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "VBN") or t.text == '"' for t in left):
        return found if found is not None and _put_between(verb, left, found, end) else None
    if found is not None and found.dep_ in ("nsubj", "nsubjpass") and found.head.dep_ == "ccomp":
        return None  # "Bly, who had fled, said the clinic "must be spared""
    return None if found is not None and found.dep_ == "npadvmod" and is_time(found) else found


def _put_between(verb: Token, left: Sequence[Token], found: Token, end: int) -> bool:
    """As in "The motive, said their spokesman, Ali Bello, was revenge": the saying stands behind the subject."""
    after = verb.doc[end : end + 1]
    parted = left[-1].text == "," and sum(t.text == "," for t in left) == 1
    return parted and speaks(found) and any(t.text == "," or t.tag_ == "WP" for t in after)


def _introduced(verb: Token) -> bool:
    """As in "A small group, the Front, claimed responsibility": the comma closes what names or describes its subject
    ("which is allied with the rebels", "based in Gao").
    """
    named = (c for s in kids(verb, "nsubj") if s.i < verb.i for c in kids(s, "appos", "relcl", "acl"))
    beside = (c for c in named if c.left_edge.i > c.head.i + 1 and c.left_edge.nbor(-1).text == ",")
    return any(c.right_edge.i == verb.i - 2 for c in beside) and bool(kids(verb, "dobj"))


def _has_subject(verb: Token) -> bool:
    return any(c.i < verb.i for c in kids(verb, "nsubj")) or (verb.dep_ == "conj" and subject(verb) is not None)


def _first_noun(token: Token, end: int) -> Token | None:
    doc, i = token.doc, token.i
    while i < end and (doc[i].pos_ not in ("NOUN", "PROPN") or _measures(doc[i])):
        i += 1
    return _bearer(head_of_run(doc[i], end), end) if i < end else None


def _measures(noun: Token) -> bool:
    """Here "year" of "a 34-year-old teacher"."""
    return noun.dep_ == "npadvmod" and noun.i + 1 < len(noun.doc) and noun.nbor(1).text == "-"


def _bearer(token: Token, end: int) -> Token:
    """The name behind an office that hangs on it: "Minister of Justice Ada Bly"."""
    while token.dep_ in ("nmod", "compound") and token.i < token.head.i < end:
        token = token.head
    return token


def _has_aux(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in lexicon().small["had"] for c in verb.children)


def _rather(near: Token, own: Token, verb: Token) -> bool:
    """As in "... fighters near the town local media reported": the noun that can speak, if no preposition ties it
    to the other.
    """
    if speaks(own) or own.pos_ == "PRON" or near.lemma_.lower() not in lexicon().mouths or verb.i - near.i > 3:
        return False
    start = near.i
    while start > 0 and near.doc[start - 1].pos_ in ("ADJ", "DET", "NOUN", "PROPN") and start - 1 > own.i:
        start -= 1
    return near.doc[start - 1].pos_ != "ADP" or near.dep_ != "pobj"


def _swallows(head: Token, verb: Token) -> bool:
    """A "subject" of run-on text: a whole clause with its verb, no comma, before the cue."""
    inside = verb.doc[head.i : verb.i]
    verbs = [
        t for t in inside if t.tag_ in ("VBD", "VBN", "VBZ", "VBP") and t.dep_ in ("acl", "relcl") and t.head == head
    ]
    if verbs and verbs[0].lemma_ in lexicon().small["describing"]:
        return False
    return bool(verbs) and len(inside) > 8 and not any(t.text == "," for t in inside) and kids(verbs[0], "nsubj") == []


def _mouth(noun: Token, verb: Token) -> bool:
    """Whether a noun before a bare "reported" can speak, so that it is no participle of what was reported."""
    if verb.tag_ != "VBN" or _has_aux(verb):
        return True
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in lexicon().mouths or verb.lemma_ in lexicon().small["say"]


def _told_after(verb: Token, noun: Token) -> bool:
    """As in "and said civilians were dying": the noun after the verb begins what was said."""
    after = noun.doc[noun.i + 1 : min(len(noun.doc), noun.i + 4)]
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in after) or bool(
        [c for c in kids(verb, "ccomp") if c.i > noun.i]
    )


def speaks(noun: Token) -> bool:
    """A noun that can be the subject of a verb of saying: a name, a mouth, or a thing written or filmed."""
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in lexicon().speaking


def _verb_above(noun: Token) -> Token | None:
    """The verb that governs a noun phrase; what follows it in "struck the depot, adding that" shares its subject."""
    for above in noun.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun a relative pronoun stands for, else the token itself."""
    if token.lower_ in lexicon().pronouns["relative"] and verb.dep_ == "relcl" and not token.text.isupper():
        return (_person_of(verb.head) or verb.head) if token.lower_ in lexicon().small["who"] else verb.head
    if token.tag_ in ("WDT", "WP") and verb.dep_ in ("advcl", "ccomp", "conj", "parataxis") and token.i > 1:
        return _named_before(token) or token
    return token


def _named_before(token: Token) -> Token | None:
    """Whom "which" means after "the Movement for the South (MS),", where the parse hangs its clause on another verb."""
    doc, i = token.doc, token.i - 1
    while i > 0 and (doc[i].is_punct and doc[i].text != '"'):
        i -= 1
    noun = doc[i]
    if noun.pos_ not in ("NOUN", "PROPN") or i == token.i - 1:
        return None
    while noun.dep_ in ("appos", "conj", "compound", "pobj", "prep") and noun.head.i < noun.i:
        above = noun.head.head if noun.dep_ == "pobj" else noun.head
        if above.pos_ not in ("NOUN", "PROPN"):
            break
        noun = above
    return noun


def _person_of(noun: Token) -> Token | None:
    """Whom "who" means after "a resident of Kassala", "an officer at the headquarters": the one who can speak."""
    here = noun.pos_ == "PROPN" or unable(noun)
    if noun.dep_ != "pobj" or not here or noun.head.lower_ not in lexicon().small["mouth_of"]:
        return None
    above = noun.head.head
    return above if above.pos_ == "NOUN" and speaks(above) else None


def _governor(verb: Token) -> Token | None:
    """The word whose subject a bare verb form shares."""
    if verb.dep_ in ("conj", "xcomp", "advcl", "acl", "relcl", "dep", "ccomp", "pcomp", "prep", "auxpass"):
        if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB"):
            return None
        return verb.head
    return None


def issuer(thing: Token) -> Token | None:
    """Who put out a statement or a video: the subject of "released a video showing"."""
    if thing.dep_ != "dobj" or thing.lemma_.lower() not in lexicon().recorded:
        return None
    if thing.head.lemma_.lower() not in lexicon().issuing:
        return None
    return subject(thing.head)


def agent(verb: Token) -> Token | None:
    """X in "was reported by X"."""
    for by in [*kids(verb, "agent"), *(p for p in kids(verb, "prep") if p.lower_ in lexicon().small["by"])]:
        for noun in kids(by, "pobj"):
            if not manner(noun):
                return noun
    return None


def quoted(saying: Token) -> Token | None:
    """X in "quoted X as saying" and "X was quoted as saying", given "saying"."""
    verb = citing(saying)
    found = kids(verb, "dobj", "nsubjpass") if verb is not None else []
    return found[-1] if found else None


def citing(saying: Token) -> Token | None:
    """The verb over "saying" in "quoted X as saying"."""
    if saying.tag_ != "VBG" or not lexicon().verb(saying.lemma_.lower()):
        return None
    above = saying.head
    verb = above.head if above.dep_ == "prep" or above.tag_ == "IN" else above
    return verb if verb.lemma_ in lexicon().small["cite"] else None


def names_beside(head: Token) -> Iterator[Token]:
    """The heads that may name the speaker better: "the mayor, Ada Bly", "Maj. Gen. Ada Bly", "a student named Wong"."""
    if head.pos_ == "PRON":
        return
    if len(head) <= 4 and head.text[:1].isupper() and head.i + 2 < len(head.doc) and abbreviates(head, head.nbor(1)):
        yield head_of_run(head, min(len(head.doc), head.i + 12))
    if head.dep_ == "appos" and _name(head.head):
        yield head.head
    inside = [o for p in kids(head, "prep") for o in kids(p, "pobj")]
    for child in [*kids(head, "appos"), *(a for o in inside for a in kids(o, "appos"))]:
        if _name(child) and child.i > head.i and child.nbor(-1).text != "(":
            yield child
    yield from (o for o in inside if _office_of(o))
    for child in kids(head, "acl"):
        if child.lemma_.lower() in lexicon().naming:
            inner = [
                *kids(child, "oprd", "dobj"),
                *(o for c in child.children for o in kids(c, "appos", "oprd", "pobj")),
            ]
            yield from (name for name in inner if name.pos_ == "PROPN")


def _office_of(noun: Token) -> bool:
    """As in "Assistant to the President Ada Bly": with the article the office ends before the name."""
    titled = any(c.lemma_.lower() in lexicon().offices for c in kids(noun, "compound"))
    return titled and noun.lemma_.lower() not in lexicon().offices and noun.pos_ == "PROPN" and bool(kids(noun, "det"))


def _name(token: Token) -> bool:
    """A proper noun, or what stands last in a run of them ("Omar al-Bashir")."""
    return token.pos_ == "PROPN" or (token.pos_ == "NOUN" and any(c.pos_ == "PROPN" for c in kids(token, "compound")))


def owner(noun: Token) -> Token | None:
    """Whose statement, toll or article it is: by X, from X, of X, X's, or a name before the noun."""
    written = (a for a in kids(noun, "acl") if not _carried(a))
    for prep in [*kids(noun, "prep", "agent"), *(p for a in written for p in kids(a, "agent", "prep"))]:
        if prep.lower_ in lexicon().small["owner"]:
            for found in kids(prep, "pobj"):
                return found
    for found in kids(noun, "poss"):
        return found
    named = [c for c in kids(noun, "compound", "nmod", "amod") if c.pos_ == "PROPN" or _counter(c, noun)]
    return named[-1] if named else _mouth_before(noun)


def _mouth_before(noun: Token) -> Token | None:
    """As in "army claims that", "police reports of"."""
    before = noun.nbor(-1) if noun.i else noun
    tied = before.dep_ == "compound" and before.head == noun and before.pos_ == "NOUN"
    return before if tied and before.lemma_.lower() in lexicon().small["counters"] and noun.tag_ == "NNS" else None


def _counter(word: Token, noun: Token) -> bool:
    """As in "military figures", "police records": whose count it is."""
    return counts(noun) and word.lemma_.lower() in lexicon().small["counters"]


def counts(noun: Token) -> bool:
    """A toll, figures, data."""
    return not {noun.lemma_.lower(), noun.lower_}.isdisjoint(lexicon().small["counts"])


def nobody_s(noun: Token) -> bool:
    """As in "preliminary data", "the available information", "the law of war": what is no one's in particular."""
    if noun.lower_ in lexicon().small["rules"]:
        return True
    plain = noun.text.islower() and counts(noun) and owner(noun) is None
    national = (c.pos_ == "ADJ" and c.text[0].isupper() for c in noun.lefts)  # "Israeli tallies"
    vouched = any(c.lower_ in lexicon().small["vouched"] for c in noun.lefts) or any(national)
    return plain and not vouched and not kids(noun, "prep", "acl", "relcl")


def _carried(participle: Token) -> bool:
    """As in "a statement carried by state radio": who carries it wrote nothing."""
    return participle.lemma_.lower() in lexicon().small["carrying"]


def phrase_start(head: Token) -> int:
    """First token of a noun phrase, not going past its determiner: run-on text glues phrases together."""
    doc, i = head.doc, head.i
    edge = left_edge(head)
    if doc[i].pos_ in ("PRON", "DET"):
        return int(i)
    while i > edge and doc[i - 1].pos_ in (
        "NOUN",
        "PROPN",
        "ADJ",
        "NUM",
        "DET",
        "PRON",
        "PART",
        "ADP",
        "PUNCT",
        "ADV",
        "CCONJ",
    ):
        i -= 1
        if doc[i].pos_ == "DET" and doc[i].dep_ == "det" and doc[i].head == head:
            break
    return int(i)
