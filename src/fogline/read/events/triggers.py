"""Which words of a report name an event, and of which type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fogline.core.claim import ClaimType
from fogline.read.events.furniture import in_furniture
from fogline.read.events.lexicon import Pattern, by_first, by_word
from fogline.read.events.scene import Scene, Words
from fogline.read.tokens import Token
from fogline.vocab import load

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adj"}
_MODIFIERS = {"amod", "compound", "nmod", "poss", "npadvmod"}
_SKIPPABLE = {"DET", "ADJ", "ADV", "PRON", "PUNCT", "PROPN", "NUM"}
_GAP = 3
_FAR = 12  # tokens back to what a cache is told to hold
# A phrase says more than a word: this much is added to its rank.
_PHRASE = 15


class Trigger(NamedTuple):
    """Token ``head`` names an event of ``type``; ``words`` are the token indices the pattern matched."""

    head: int
    type: ClaimType
    rule: str
    words: tuple[int, ...]
    rank: int


def _phrase_at(tokens: list[Token], start: int, phrase: tuple[str, ...]) -> tuple[int, ...] | None:
    """Positions in ``tokens`` where ``phrase`` matches from ``start``, small words in between allowed."""
    found = [start]
    at = start
    for word in phrase[1:]:
        for step in range(1, _GAP + 2):
            if at + step >= len(tokens):
                return None
            token = tokens[at + step]
            if token.form.base == word or token.lower_ == word:
                at += step
                found.append(at)
                break
            if token.pos_ not in _SKIPPABLE:
                return None
        else:
            return None
    return tuple(found)


def _head_of(tokens: list[Token]) -> Token:
    """The token of a phrase whose own head lies outside of it; a verb if the phrase has one."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
    nouns = [t for t in tops if t.pos_ in ("NOUN", "PROPN")]
    return (verbs or nouns or tops or tokens)[0]


def _phrases(words: Words, tokens: list[Token]) -> Iterator[Trigger]:
    index = by_first()
    openings = [n for n, t in enumerate(tokens) if t.form.base in index or t.lower_ in index]
    said = {t.form.base for t in tokens}.union([t.lower_ for t in tokens]) if openings else set()
    possible: dict[str, list[tuple[tuple[str, ...], Pattern]]] = {}
    for n in openings:
        first = tokens[n].form.base if tokens[n].form.base in index else tokens[n].lower_
        if first not in possible:
            possible[first] = [e for e in index[first] if e[0][-1] in said and said.issuperset(e[0])]
        for phrase, pattern in possible[first]:
            places = _phrase_at(tokens, n, phrase)
            if places is None:
                continue
            matched = [tokens[p] for p in places]
            head = _head_of(matched)
            if _of_a_maker(words, head) or _stored(head) or _made_safe(head) or _done_to(head, matched, phrase):
                continue
            if _unsaid(head) or _left_open(head) or _not_given(head) or _since_when(head):
                continue
            if _holds(Scene(words, head), pattern):
                words_at = tuple(t.i for t in matched)
                yield Trigger(head.i, pattern.type, pattern.id, words_at, pattern.rank + _PHRASE + len(phrase))


def _done_to(head: Token, matched: Sequence[Token], phrase: tuple[str, ...]) -> bool:
    """As in "a missile fired by rebels": no "missile fire"."""
    pairs = zip(matched, phrase, strict=True)
    return head.pos_ == "NOUN" and any(
        t.dep_ == "acl" and t.tag_ == "VBN" and t.i > head.i and t.lower_ != word for t, word in pairs
    )


def _holds(scene: Scene, pattern: Pattern) -> bool:
    return all(map(scene.meets, pattern.asked))


def says_nothing(token: Token) -> bool:
    """As in "a guard who asked not to be named" and "the rebel-held ridge": whatever else the words may tell."""
    if _prefixed(token) or _since_when(token) or _puts_it(token) or _unsaid(token) or _not_given(token):
        return True
    if _one_of_many(token) or _on_an_errand(token) or _left_open(token) or _helped(token):
        return True
    if _visited(token) or _mere_time(token) or _in_range(token) or _supposed(token) or _in_doubt(token):
        return True
    if _neither(token):
        return True
    wishes = load("en/event_links.yaml")["nameless_speakers"]
    return any(_nameless(t, wishes[t.lemma_]) for t in (token, *token.ancestors) if t.lemma_ in wishes)


def _unsaid(token: Token) -> bool:
    """As in "No group has said it was behind the killing": what nobody says is not told."""
    words = load("en/event_links.yaml")
    telling = words["owning_up"]
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    while (
        verb.dep_ in ("xcomp", "conj", "prep", "pobj", "dobj") and verb.head.i < verb.i and verb.lemma_ not in telling
    ):
        if verb.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts):
            return False  # "No group claimed it, but the mayor blamed rebels"
        verb = verb.head
    said = verb.head if verb.dep_ == "ccomp" else verb
    if said.lemma_ not in telling:
        return False
    return any(
        s.dep_ == "nsubj" and s.i < said.i and (s.lower_ in words["nobody"] or _none(s, words)) for s in said.children
    )


def _since_when(noun: Token) -> bool:
    """As in "since the start of the invasion", "since the raids began", without a day: how long something goes on."""
    links = load("en/event_links.yaml")
    words, start = links["since_when"], noun.head.head
    began = noun if noun.dep_ == "advcl" else noun.head
    if began.dep_ == "advcl" and began.lemma_ in links["begun"] and noun.dep_ in ("nsubj", "dobj", "advcl"):
        mark = any(c.dep_ == "mark" and c.lower_ in words["since"] for c in began.lefts)
        return mark and not any(c.dep_ in ("prep", "npadvmod") for c in began.rights)
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or start.lemma_ not in words["starts"] or start.dep_ != "pobj":
        return False
    return start.head.lower_ in words["since"] and not any(
        c.dep_ == "prep" for c in (*start.rights, *noun.rights) if c is not noun.head
    )


def _not_given(noun: Token) -> bool:
    """As in "gave no toll", "no casualty figures", "had no word on casualties", "without details on casualties": how
    many there were is not told, nor that there were none.
    """
    words = load("en/event_links.yaml")["not_given"]
    if noun.dep_ == "compound" and noun.lemma_ in words["counted"]:
        noun = noun.head
    if noun.dep_ not in ("dobj", "attr", "nsubjpass", "pobj"):
        return False
    while noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ in words["without"]:
        return noun.lemma_ in words["accounts"] and not any(t.like_num for t in noun.subtree)
    if noun.dep_ == "pobj" and noun.head.lower_ not in words["at_time"]:  # "gave no figures for casualties"
        noun = next((c for c in noun.head.head.rights if c.dep_ == "dobj" and c.i < noun.i), noun)
    giving = noun.head
    if giving.lemma_ in words["checking"] and noun.dep_ == "dobj" and giving.dep_ in ("relcl", "xcomp", "acl", "ccomp"):
        over = (giving.head, *giving.head.lefts, *giving.head.head.children)
        return any(t.lower_ in words["impossible"] or t.dep_ == "neg" for t in over)
    if noun.dep_ not in ("dobj", "attr", "nsubjpass"):
        return False
    kept = noun.dep_ == "dobj" and noun.lemma_ in words["counted"] and giving.lemma_ in words["giving_out"]
    if kept and any(c.dep_ == "neg" for c in giving.lefts):
        return True
    if giving.lemma_ not in words["giving"]:
        return noun.lemma_ in words["accounts"] and giving.lemma_ in words["withholding"]
    if giving.dep_ == "pcomp" and giving.head.lower_ in words["without"]:
        return noun.lemma_ in (*words["accounts"], *words["counted"])
    refused = any(c.dep_ == "neg" for c in giving.lefts)
    return noun.lemma_ in words["accounts"] and (refused or _none(noun, load("en/event_links.yaml")))


def _left_open(token: Token) -> bool:
    """As in "did not say what caused the blast", "without saying who had been held", "has not confirmed that it carried
    out the raid": what is asked or kept back is not told.
    """
    links = load("en/event_links.yaml")
    words, bare = links["left_open"], links["not_given"]["without"]
    for clause in (token, *token.ancestors):
        over = clause.head
        kept_back = over.lemma_ in words["confirming"]
        if clause.dep_ != "ccomp" or not (kept_back or over.lemma_ in words["telling"]):
            continue
        without = over.dep_ == "pcomp" and over.head.lower_ in bare
        mute = without or any(c.dep_ == "neg" for c in over.children)
        if mute and (kept_back or clause.left_edge.lower_ in words["asking"]):
            return True
    return False


def _visited(token: Token) -> bool:
    """As in "visited the wounded": how many there are is told elsewhere, if anywhere."""
    if token.dep_ != "dobj" or token.tag_ not in ("VBN", "JJ", "NNS", "NN"):
        return False
    bare = all(c.dep_ == "det" for c in token.lefts) and bool(token.lefts)
    words = load("en/event_links.yaml")["visiting"]
    return bare and token.head.lemma_ in words["verbs"] and token.lower_ in words["whom"]


def _neither(token: Token) -> bool:
    """As in "Oslo neither confirmed nor denied it": nothing is denied."""
    words = load("en/event_links.yaml")["left_open"]
    verb = token.head if token.dep_ == "conj" else token
    both = {verb.lemma_, *(c.lemma_ for c in verb.rights if c.dep_ == "conj")}
    return both.issubset(words["neither"]) and any(c.lower_ == "neither" for c in verb.lefts)


def _in_doubt(token: Token) -> bool:
    """As in "It is not clear who took the port": what is asked is not told, but for "whether"."""
    words = load("en/event_links.yaml")["left_open"]
    clause = next((t for t in (token, *token.ancestors) if t.dep_ == "ccomp"), None)
    asked = words["asking"] if clause is not None and clause.head.lemma_ == "be" else ()
    if clause is None or clause.left_edge.lower_ not in asked or any(c.dep_ == "mark" for c in clause.lefts):
        return False
    known = next((c for c in clause.head.rights if c.dep_ == "acomp"), None)
    if known is None or any(c.dep_ == "nsubj" and c.tag_ != "PRP" for c in clause.head.lefts):
        return False
    denied = any(c.dep_ == "neg" for c in (*clause.head.children, *known.lefts))
    return known.lower_ in words["unknown"] or (denied and known.lower_ in words["known"])


def _supposed(noun: Token) -> bool:
    """As in "another strike would mean war": it has not come, but for "a new offensive would begin"."""
    words = load("en/event_links.yaml")["supposed"]
    if noun.dep_ not in ("nsubj", "nsubjpass") or noun.pos_ != "NOUN" or noun.head.pos_ not in ("VERB", "AUX"):
        return False
    some = any(c.lower_ in words["some"] and c.dep_ in ("det", "amod") for c in noun.lefts)
    if not some or noun.head.lemma_ in words["coming"]:
        return False
    return any(c.lower_ in words["would"] and c.dep_ == "aux" for c in noun.head.lefts)


def _on_an_errand(verb: Token) -> bool:
    """As in "fired on people returning from a market": who they are, and no return of those who had fled."""
    if verb.dep_ != "acl" or verb.tag_ != "VBG":
        return False
    opening = load("en/event_links.yaml")["errands"].get(verb.lemma_, ())
    return any(p.lower_ in opening and all(o.pos_ == "NOUN" for o in p.rights) for p in verb.rights if p.dep_ == "prep")


def _helped(verb: Token) -> bool:
    """As in "sent troops to help Oslo fight the rebels": what the troops are for, and no fight of Oslo's."""
    if verb.dep_ != "ccomp" or verb.tag_ != "VB" or verb.head.lemma_ not in load("en/event_links.yaml")["helping"]:
        return False
    return any(c.tag_ == "TO" for c in verb.head.lefts)


def _mere_time(noun: Token) -> bool:
    """As in "hours before the meeting": when it was, of talks that are told elsewhere."""
    words = load("en/event_links.yaml")
    if noun.dep_ != "pobj" or noun.lemma_ not in words["sessions"] or noun.head.lower_ not in words["before_or_after"]:
        return False
    return [c.lower_ for c in noun.children if not c.is_punct] == ["the"]


def _of_a_maker(words: Words, head: Token) -> bool:
    """As in "the car-bombing network", "a roadside bomb facilitator", "mortar troops": who deals in it, no deed."""
    if head.dep_ not in ("compound", "npadvmod"):
        return False
    return "force" in words.of(head.head) or head.head.lemma_ in load("en/event_links.yaml")["makers"]


def _made_safe(noun: Token) -> bool:
    """As in "found and defused a car bomb": it did not go off."""
    verb = noun.head
    taken = noun.dep_ == "dobj" or (noun.dep_ == "nsubjpass" and verb.tag_ == "VBN")
    return taken and verb.lemma_ in load("en/event_links.yaml")["making_safe"]


def _stored(noun: Token) -> bool:
    """As in "found a cache of 40 mortar rounds", "a cache that held nine": what is found was not fired."""
    words, holding = load("en/counted.yaml"), load("en/event_links.yaml")["holding_stock"]
    if noun.lemma_ not in words["sets"]["ammunition"]:
        return False
    before = noun.doc[max(noun.sent[0].i, noun.i - _FAR) : noun.i]
    if any(t.lemma_ in holding and t.head.lemma_ in words["sets"]["stock_marks"] for t in before):
        return True
    if noun.dep_ not in ("dobj", "pobj", "conj"):
        return False
    top = noun
    while top.dep_ == "conj" or (top.dep_ == "pobj" and top.head.lower_ == "of"):
        top = top.head if top.dep_ == "conj" else top.head.head
    top = top.head if top.dep_ == "dobj" and top.head.lemma_ in holding else top
    if top.lemma_ in holding and top.dep_ in ("acl", "advcl", "relcl"):
        top = top.head
    return top.lemma_ in (*words["sets"]["stock_marks"], *words["handled"]["taken"]) or (
        top.dep_ in ("dobj", "nsubjpass") and top.head.lemma_ in words["handled"]["taken"]
    )


def _counted_off(noun: Token) -> bool:
    """As in "the ninth attack this year", "the third raid since May"."""
    links = load("en/event_links.yaml")
    which = any(c.dep_ == "amod" and c.lower_ in (*links["latest"], *links["further"]) for c in noun.lefts)
    after = noun.doc[noun.i + 1 : noun.right_edge.i + 3]
    return which and any(t.lower_ in links["so_far"] for t in after)


def _in_range(noun: Token) -> bool:
    """As in "within range of Russian shelling": it may reach so far."""
    of = noun.head
    ranged = noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_ in load("en/event_links.yaml")["ranges"]
    return ranged and of.head.dep_ == "pobj"


def _one_of_many(noun: Token) -> bool:
    """As in "the latest in a string of raids", "in the ninth attack on the plant this year": what was told
    belongs among others, of which nothing is told.
    """
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and _counted_off(noun):
        return True
    if noun.dep_ not in ("pobj", "pcomp") or noun.head.lower_ != "of":
        return False
    links = load("en/event_links.yaml")
    many = noun.head.head
    within = many.dep_ == "pobj" and many.lemma_ in links["aftermath"]["many"] and many.head.lower_ == "in"
    return within and many.head.head.lower_ in links["latest"]


def _none(noun: Token, words: Mapping[str, Any]) -> bool:
    return any(c.dep_ == "det" and c.lower_ in words["nobody"] for c in noun.children)


def _nameless(token: Token, wish: Sequence[str]) -> bool:
    """As in "asked not to be named for fear of reprisals", "sought anonymity": nor does what hangs on it."""
    held = [c for c in token.rights if c.dep_ in ("xcomp", "dobj", "prep")]
    return any(b.lemma_ in wish for c in held for b in ((c,) if c.dep_ != "prep" else c.rights))


def _puts_it(token: Token) -> bool:
    """As in "condemned what it called a coup": the words of whoever condemns, no second charge."""
    links = load("en/event_links.yaml")
    if token.lemma_ not in links["wordings"]:
        return False
    named = any(c.tag_ == "WP" and c.i < token.i for c in token.children)
    return named or any(c.lower_ in links["selves"] for c in token.rights)


def _prefixed(token: Token) -> bool:
    """A participle behind a hyphen only says whose or what something is."""
    if token.tag_ not in ("VBN", "VBD") or token.i < 2 or token.nbor(-1).text != "-":
        return False
    return not token.nbor(-1).whitespace_ and not token.nbor(-2).whitespace_


def _word_triggers(words: Words, token: Token) -> Iterator[Trigger]:
    pos, index = _POS[token.pos_], by_word()
    patterns = index.get((pos, token.form.base), ())
    if pos == "verb" and token.tag_ == "VBG":
        patterns = (*patterns, *index.get(("noun", token.lower_), ()))
    if not patterns or says_nothing(token):
        return
    scene = Scene(words, token)
    for pattern in patterns:
        if _holds(scene, pattern):
            yield Trigger(token.i, pattern.type, pattern.id, (token.i,), pattern.rank)


def matches(words: Words) -> Iterator[Trigger]:
    """Every match of every pattern, weaker and inner ones too, sentence by sentence."""
    doc = words.document.doc
    for sentence in words.document.sentences:
        if in_furniture(words.document, sentence):
            continue
        tokens = [t for t in doc[sentence.start : sentence.end] if not t.is_space]
        yield from _phrases(words, tokens)
        for token in tokens:
            if token.pos_ in _POS and token.dep_ not in _MODIFIERS:
                yield from _word_triggers(words, token)


def find_triggers(words: Words) -> tuple[Trigger, ...]:
    """At most one trigger a head, the most specific pattern winning; in text order."""
    best: dict[int, Trigger] = {}
    for trigger in sorted(matches(words), key=lambda t: (-t.rank, t.head, t.rule)):
        best.setdefault(trigger.head, trigger)
    return _without_inner(best)


def _without_inner(best: dict[int, Trigger]) -> tuple[Trigger, ...]:
    """Drops a trigger whose head is an inner word of a stronger phrase ("air raid", "took control of")."""
    covered: dict[int, int] = {}
    for trigger in best.values():
        for i in trigger.words:
            if i != trigger.head:
                covered[i] = max(covered.get(i, -99), trigger.rank)
    kept = (t for t in best.values() if t.head not in covered or covered[t.head] < t.rank)
    return tuple(sorted(kept, key=lambda t: t.head))
