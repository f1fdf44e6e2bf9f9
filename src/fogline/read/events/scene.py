"""What stands around a predicate: subject, object, prepositions, classes of words. No vocabulary here."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from fogline.read.document import Document
from fogline.read.events.lexicon import Condition, classes
from fogline.read.himself import of_himself
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_SUBJECTS = {"nsubj", "csubj"}
_PASSIVE = {"nsubjpass", "csubjpass"}
_OBJECTS = {"dobj", "obj", "attr", "oprd", "dative"}
# How far up a shared subject or object is looked for.
_DEEP = 3
_CLOSE = 4  # words between two verbs that share an object
_SIDE = {"conj", "advcl", "parataxis", "relcl", "acl"}
_SAID_OF = ("oprd", "acomp", "attr", "dobj")  # "called it a lie", "it was groundless"
_RELATIVE = {"WDT", "WP", "WP$", "WRB"}
_VERBS = ("VERB", "AUX")
_NOTHING: frozenset[str] = frozenset()


def lemma(token: Token) -> str:
    """Lower-case lemma; plural forms the tagger took for names lose their ending."""
    return token.form.base


def conjuncts(token: Token) -> Iterator[Token]:
    """``token`` and what is coordinated under it."""
    yield token
    for child in token.children:
        if child.dep_ in ("conj", "appos") and child.i > token.i:
            yield from conjuncts(child)


def heart(token: Token) -> Iterator[Token]:
    """``token`` and, for "dozens of X", "the city of X", "control of X", the X."""
    yield token
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "including"):
            for below in child.children:
                if below.dep_ == "pobj":
                    for each in conjuncts(below):
                        yield from heart(each)
        elif child.dep_ in ("compound", "amod", "nmod", "poss", "nummod"):
            yield child


def infinitive(token: Token) -> bool:
    """A clause that is told to be done: "to leave"."""
    return token.dep_ in ("xcomp", "ccomp", "advcl") and any(c.tag_ == "TO" for c in token.children)


def is_passive(token: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in token.children) or (
        token.dep_ == "acl" and token.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in token.children)
    )


def subjects(token: Token, depth: int = 0) -> list[Token]:
    """Who does it: active subject, by-agent, possessor; shared through coordination and control."""
    found: list[Token] = []
    passive = is_passive(token)
    for child in token.children:
        if child.dep_ in _SUBJECTS and not passive:
            found.extend(conjuncts(child))
        elif child.dep_ == "agent":
            found.extend(t for below in child.children if below.dep_ == "pobj" for t in conjuncts(below))
    if token.pos_ in ("NOUN", "PROPN"):
        found.extend(c for c in token.children if c.dep_ == "poss")
    if not found and depth < 4 and not passive:
        found = _inherited(token, depth)
    return [_antecedent(t) for t in found]


def _inherited(token: Token, depth: int) -> list[Token]:
    head = token.head
    if head.i == token.i or token.pos_ not in ("VERB", "AUX"):
        return []
    if (token.dep_ == "acl" and token.tag_ == "VBG") or token.dep_ == "relcl":
        return list(conjuncts(head))
    if token.dep_ in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "dep") and head.pos_ in ("VERB", "AUX"):
        if token.dep_ == "ccomp" and any(c.dep_ == "mark" for c in token.children):
            return []
        return _made_to(token, head) or subjects(head, depth + 1)
    if token.dep_ == "xcomp" and head.dep_ == "acomp":
        return subjects(head.head, depth + 1)  # "the troops are due to leave"
    if token.dep_ == "pcomp" and head.head.i != head.i:
        charged = [c for c in head.head.children if c.dep_ in ("dobj", "nsubjpass") and c.i < head.i]
        if charged and lemma(head.head) in load("en/roles.yaml")["charging"]:
            return [t for c in charged for t in conjuncts(c)]
        return subjects(head.head, depth + 1) or _suffering(token, head)
    return []


def _suffering(token: Token, prep: Token) -> list[Token]:
    """Who flees where "nine boys were shot after fleeing a jail"."""
    around = token.tag_ == "VBG" and prep.lower_ in load("en/roles.yaml")["done_around"]
    return [t for c in prep.head.children if c.dep_ == "nsubjpass" for t in conjuncts(c)] if around else []


def _made_to(token: Token, head: Token) -> list[Token]:
    """Who flees where "the war forced 300 families to flee", who leaves where "the troops are expected to leave"."""
    if token.dep_ != "xcomp":
        return []
    if is_passive(head):
        return [t for c in head.children if c.dep_ == "nsubjpass" for t in conjuncts(c)]
    made = token.tag_ == "VB" and lemma(head) in load("en/roles.yaml")["making"]
    return [t for c in head.children if made and c.dep_ == "dobj" and head.i < c.i < token.i for t in conjuncts(c)]


def _passive_pair(token: Token) -> bool:
    """Coordinated participles share what they are done to: "were killed and wounded"."""
    verbs = token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX")
    return verbs and all(is_passive(t) or t.tag_ == "VBN" for t in (token, token.head))


def _antecedent(token: Token) -> Token:
    """The noun a relative pronoun stands for."""
    over = (up for up in token.ancestors if up.dep_ == "relcl") if token.tag_ in _RELATIVE else ()
    return next((up.head for up in over), token)


def shared_object(verb: Token) -> list[Token]:
    """Whom the last verb names: "killed, raped and detained nine boys"."""
    later = next((c for c in verb.rights if c.dep_ in ("conj", "advcl") and _finite(c) | (c.tag_ == verb.tag_)), None)
    if later is None or any(c.dep_ in _SUBJECTS for c in later.lefts) or not _at_once(verb, later):
        return []
    found = [t for c in later.rights if c.dep_ == "dobj" for t in conjuncts(c)]
    return found or shared_object(later)


def _finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBP") or (verb.tag_ == "VBN" and any(c.dep_ in _SUBJECTS for c in verb.lefts))


def _at_once(verb: Token, later: Token) -> bool:
    """Nothing but a comma, an "and" and adverbs between two verbs."""
    between = verb.doc[verb.i + 1 : later.i]
    return 0 < len(between) < _CLOSE and all(t.text == "," or t.dep_ == "cc" or t.pos_ == "ADV" for t in between)


def _own_subject(token: Token) -> bool:
    """A relative clause with a subject of its own is about its antecedent: "soldiers it had captured"."""
    own = any(c.dep_ == "nsubj" and c.tag_ not in _RELATIVE for c in token.children)
    return own and not any(c.tag_ == "WRB" for c in token.children)


def objects(token: Token, depth: int = 0) -> list[Token]:
    """Whom or what it is done to: object, passive subject, and for nouns what stands after of/on/against."""
    found: list[Token] = []
    passive = is_passive(token)
    for child in token.children:
        if child.dep_ in _OBJECTS or (child.dep_ in _PASSIVE) or (passive and child.dep_ in _SUBJECTS):
            found.extend(conjuncts(child))
    if not found and token.dep_ == "acl" and token.tag_ == "VBN":
        found = list(conjuncts(token.head))
    if not found and depth < _DEEP and _passive_pair(token):
        found = objects(token.head, depth + 1)
    if not found and not passive and _finite(token):
        found = shared_object(token)
    if not found and token.dep_ == "relcl" and not passive and _own_subject(token):
        found = [token.head]
    if token.pos_ in ("NOUN", "PROPN"):
        found.extend(prepositional(token, ("of", "on", "against", "at")))
    return [_antecedent(t) for t in found]


def prepositional(
    token: Token, preps: Iterable[str], hung: Container[str] = ("prep", "dative", "agent", "prt")
) -> list[Token]:
    """Objects of the given prepositions hanging on ``token`` by one of the dependencies ``hung``."""
    wanted = set(preps)
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in hung and child.lower_ in wanted:
            for below in child.children:
                if below.dep_ in ("pobj", "pcomp"):
                    found.extend(conjuncts(below))
                elif below.dep_ == "prep" or (below.dep_ == "conj" and below.lower_ == child.lower_):
                    found.extend(prepositional(child, (below.lower_,), (below.dep_,)))  # "by A and by B"
    return found


def _meanwhile(verb: Token) -> bool:
    """A clause with a doer of its own behind "while" and its like."""
    words = load("en/roles.yaml")["certain"]["meanwhile"]
    marked = any(c.dep_ == "mark" and c.lower_ in words for c in verb.lefts)
    return marked and any(c.dep_ in _SUBJECTS | _PASSIVE for c in verb.lefts)


def clause_words(head: Token, stops: frozenset[int] = frozenset()) -> list[Token]:
    """The head's own clause: its subtree without the clauses beside it (those in ``stops``, and conjoined verbs).

    In no order of the text.
    """
    found = [head]
    for token in found:
        verbal = token.pos_ in _VERBS
        for child in token.children:
            if child.dep_ in _SIDE and child.i in stops:
                continue
            if not (verbal and child.dep_ == "conj" and child.pos_ in _VERBS and child.i > token.i):
                found.append(child)
    return found


@lru_cache(maxsize=1 << 16)
def _single(word: str, lower: str) -> frozenset[str]:
    """The classes of a word by its lemma and as written."""
    single, _ = classes()
    return single.get(word, _NOTHING) | single.get(lower, _NOTHING)


def _told_apart(lemmas: frozenset[str]) -> dict[str, frozenset[str]]:
    """The classes that words of two senses do not have in a report of these ``lemmas``."""
    rivals = load("en/event_links.yaml")["two_senses"]
    return {
        word: frozenset(name for name, others in classes.items() if lemmas.intersection(others))
        for word, classes in rivals.items()
        if word in lemmas
    }


@dataclass
class Words:
    """Classes of every token of a document; place and actor names are added by whoever knows them."""

    document: Document
    names: dict[int, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _classes(self) -> list[frozenset[str]]:
        _, several = classes()
        doc = self.document.doc
        lemmas = [t.form.base for t in doc]
        found = [_single(t.form.base, t.lower_) for t in doc]
        for word, names in _told_apart(frozenset(lemmas)).items():
            for i in (i for i, known in enumerate(lemmas) if known == word):
                found[i] -= names
        for i, names in self.names.items():
            found[i] |= names
        extra: dict[int, set[str]] = {}
        written = [t.lower_ for t in doc]
        for i, word in enumerate(lemmas):
            if word not in several and written[i] not in several:
                continue
            entries = several.get(word, ())
            if written[i] != word:  # "guided bombs": the lemma of a participle is the verb
                entries = (*entries, *several.get(written[i], ()))
            for parts, name in entries:
                stop = i + len(parts)
                here = zip(parts, lemmas[i:stop], written[i:stop], strict=False)
                if stop <= len(lemmas) and all(part in forms for part, *forms in here):
                    for j in range(i, stop):
                        extra.setdefault(j, set()).add(name)
        return [c | frozenset(extra[i]) if i in extra else c for i, c in enumerate(found)]

    def of(self, token: Token) -> frozenset[str]:
        return self._classes[token.i]

    def around(self, tokens: Iterable[Token]) -> frozenset[str]:
        """Classes of the given heads with their compounds and "of" complements."""
        return _NOTHING.union(*[self._classes[part.i] for token in tokens for part in heart(token)])

    def hearts(self, tokens: Iterable[Token]) -> frozenset[str]:
        """As ``around``, without compounds and possessors: a government complex is no government."""
        found: frozenset[str] = frozenset()
        for token in tokens:
            for part in heart(token):
                if part.i == token.i or part.dep_ in ("pobj", "conj", "appos"):
                    found |= self._classes[part.i]
        return found

    def sentence(self, i: int) -> frozenset[str]:
        """Classes of all words of the sentence of token ``i``."""
        sentence = self.document.sentence_of(i)
        if sentence.index not in self._sentences:
            self._sentences[sentence.index] = _NOTHING.union(*self._classes[sentence.start : sentence.end])
        return self._sentences[sentence.index]

    @cached_property
    def _sentences(self) -> dict[int, frozenset[str]]:
        return {}

    @cached_property
    def report(self) -> frozenset[str]:
        found: set[str] = set()
        for each in self._classes:
            found |= each
        return frozenset(found)


class Scene:
    """The surroundings of one candidate head, computed on demand."""

    def __init__(self, words: Words, head: Token) -> None:
        self.words = words
        self.head = head
        self._shown: dict[str, frozenset[str]] = {}

    @property
    def doc(self) -> Doc:
        return self.words.document.doc

    @cached_property
    def subjects(self) -> list[Token]:
        return subjects(self.head)

    @cached_property
    def objects(self) -> list[Token]:
        return objects(self.head)

    @cached_property
    def clause(self) -> list[Token]:
        """The head's own, in no order, without what went on elsewhere at the time ("... while a drone hit a car")."""
        beside = (c for c in self.head.rights if c.dep_ == "advcl" and _meanwhile(c))
        return clause_words(self.head, frozenset([c.i for c in beside]))

    def shows(self, slot: str) -> frozenset[str]:
        """Classes (or words) found in ``slot``; the word "none" when a party slot is empty.

        Raises ``ValueError`` for a slot that no pattern may name.
        """
        shown = self._shown.get(slot)
        if shown is None:
            shown = self._shown[slot] = self._look(slot)
        return shown

    def _look(self, slot: str) -> frozenset[str]:
        look = _SLOTS.get(slot)
        if look is not None:
            return look(self)
        if not slot.startswith("prep:"):
            raise ValueError(f"unknown slot {slot!r} in an event pattern")
        tokens = prepositional(self.head, slot[5:].split("_"))
        return self.words.around(tokens) | _ANY if tokens else _NOTHING

    def _heads(self, slot: str) -> frozenset[str]:
        """What speaks against a pattern: for a party its head nouns alone, "rebel" in "a rebel base" says nothing."""
        if slot not in ("subj", "obj"):
            return self.shows(slot)
        found: frozenset[str] = _NOTHING
        return found.union(*(self.words.of(t) for t in (self.subjects if slot == "subj" else self.objects)))

    def party(self, tokens: list[Token]) -> frozenset[str]:
        """Classes of a party; names and pronouns count as persons, "it" as a thing, a bare number as an amount."""
        if not tokens:
            return _EMPTY_SLOT
        named = any(t.pos_ in ("PROPN", "PRON") and t.lower_ not in _IT for t in tokens)
        thing = any(t.lower_ in _IT for t in tokens)
        bare = any(t.pos_ == "NUM" for t in tokens)
        found = self.words.around(tokens) | (_PERSON if named else _NOTHING) | (_THING if thing else _NOTHING)
        return found | (_AMOUNT if bare else _NOTHING)

    def children(self, *deps: str) -> Iterator[Token]:
        return (c for c in self.head.children if c.dep_ in deps)

    def meets(self, condition: Condition) -> bool:
        """Whether the scene satisfies one condition, unless every scene does (``Condition.always``)."""
        shown = self._heads(condition.slot) if condition.negated else self.shows(condition.slot)
        hit = not shown.isdisjoint(condition.classes) if condition.classes else bool(shown)
        return hit != condition.negated


_COMPLEMENTS = {"xcomp", "ccomp", "pcomp"}
_ANY = frozenset({"any"})
_TRUE = frozenset({"true"})
_PERSON = frozenset({"person"})
_THING, _AMOUNT = frozenset({"thing"}), frozenset({"amount"})
_IT = frozenset({"it", "itself"})
_OWN = frozenset({"own"})
_EMPTY_SLOT = frozenset({"none"})
_SHORT_WORD = 6


def _when(holds: bool) -> frozenset[str]:
    return _TRUE if holds else _NOTHING


def _around_head(scene: Scene) -> frozenset[str]:
    return _NOTHING.union(*[scene.words.of(t) for t in scene.clause if t is not scene.head])


def _particles(scene: Scene) -> frozenset[str]:
    near = scene.children("prt", "advmod", "prep")
    return frozenset(c.lower_ for c in near if len(c.text) < _SHORT_WORD) | {""}


def _prepositions(scene: Scene) -> frozenset[str]:
    return frozenset(c.lower_ for c in scene.children("prep", "prt", "dative")) or frozenset({""})


def _nobody(subjects: Iterable[Token]) -> bool:
    """As in "no group has claimed it"."""
    return any(c.lower_ in load("en/moods.yaml")["negators"] for t in subjects for c in (t, *t.lefts))


def _listing(token: Token) -> str:
    """The lemma of the verb whose object opens the list that the token stands in."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return lemma(token.head) if token.dep_ in _OBJECTS else ""


def under(token: Token) -> frozenset[str]:
    """The preposition before the head, also before "the start of" it."""
    if token.dep_ not in ("pobj", "pcomp"):
        return _NOTHING
    noun = token.head.head
    wrapped = noun.dep_ == "pobj" and lemma(noun) in load("en/event_links.yaml")["wrapping"]
    return frozenset({token.head.lower_, noun.head.lower_} if wrapped else {token.head.lower_})


def _counted(token: Token) -> bool:
    """A number or a word of amount stands before it, or it is one ("dozens of")."""
    return any(c.dep_ == "nummod" or c.tag_ == "CD" for c in token.children) or token.tag_ == "CD"


def _best(token: Token) -> bool:
    """The deadliest, the most violent, the first of all."""
    beside = any(c.tag_ == "JJS" or any(b.tag_ == "RBS" for b in c.children) for c in token.children)
    return beside or token.tag_ == "JJS"


def _complements(scene: Scene) -> frozenset[str]:
    """Lemmas of the verbs that complete the head: "committed to defeating", "vowed to strike"."""
    above = [scene.head.head] if scene.head.dep_ == "acomp" else []
    below = [c for t in (scene.head, *above) for c in t.children if c.dep_ in _COMPLEMENTS and c.i > scene.head.i]
    below += [c for c in scene.children("acl", "advcl") if any(b.tag_ == "TO" for b in c.children)]
    below += [b for p in scene.children("prep") for b in p.children if b.dep_ == "pcomp"]
    below += [b for o in scene.children("dobj") for b in o.children if b.dep_ == "acl" and b.tag_ in ("VBN", "VBD")]
    return frozenset(lemma(c) for c in below)


def _told_subject(scene: Scene) -> frozenset[str]:
    """Classes of the subject of what is said; "own" where the speaker tells of himself ("warned that it would")."""
    tokens = [t for c in scene.children("ccomp") if c.i > scene.head.i for t in subjects(c)]
    his = any(c.tag_ == "PRP$" for t in tokens for c in t.lefts) and "force" in scene.words.hearts(tokens)
    if his or any(t.pos_ == "PRON" and t.tag_ not in _RELATIVE for t in tokens):
        return _OWN
    return scene.party(tokens) if tokens else _NOTHING


def _told_as(scene: Scene) -> frozenset[str]:
    """Tags and auxiliaries of the verb of what is said: "insisted that it was safe" states, "that they leave" asks."""
    below = next((c for c in scene.head.children if c.dep_ == "ccomp" and c.i > scene.head.i), None)
    if below is None or (below.lemma_ in load("en/moods.yaml")["obliging"] and any(map(infinitive, below.rights))):
        return _NOTHING
    return frozenset({below.tag_.lower(), *(c.lower_ for c in below.children if c.dep_ in ("aux", "auxpass"))})


# What a pattern may ask of a scene. Party slots give classes; grammar slots give words, labels or "true".
_SLOTS: dict[str, Callable[[Scene], frozenset[str]]] = {
    "subj": lambda s: s.party([*map(of_himself, s.subjects)]),
    "obj": lambda s: s.party(s.objects),
    "obj_or_subj": lambda s: s.party(s.objects) | s.party(s.subjects),
    "clause": _around_head,
    "sent": lambda s: s.words.sentence(s.head.i),
    "report": lambda s: s.words.report,
    "prep_any": _prepositions,
    "prt": _particles,
    "aux": lambda s: frozenset(c.lower_ for c in s.children("aux")),
    "mark": lambda s: frozenset(c.lower_ for c in s.children("mark")),
    "complement": _complements,
    "sub": lambda s: _when(bool(_complements(s))),
    "obj_counted": lambda s: _when(any(_counted(t) for t in s.objects)),
    "subj_counted": lambda s: _when(any(_counted(t) for t in s.subjects)),
    "subj_of_them": lambda s: _when(any(o.tag_ == "PRP" for t in s.subjects for p in t.rights for o in p.rights)),
    "obj_best": lambda s: _when(any(_best(t) for t in s.objects)),
    "with_adj": lambda s: frozenset(c.lower_ for c in s.head.children if c.pos_ == "ADJ" or c.dep_ == "acomp"),
    "with_noun": lambda s: frozenset(c.lower_ for c in s.children("compound", "nmod")),
    "with_adv": lambda s: frozenset(c.lower_ for c in s.children("advmod")),
    "tag": lambda s: frozenset({s.head.tag_.lower()}),
    "neg": lambda s: _when(any(True for _ in s.children("neg")) or _nobody(s.subjects)),
    "none": lambda s: _when(_nobody([s.head])),
    "there": lambda s: _when(any(True for _ in s.children("expl"))),
    "subj_own": lambda s: _when(any(t.tag_ == "PRP" for t in s.subjects)),
    "subj_core": lambda s: s.words.hearts(s.subjects),
    "told_subj": _told_subject,
    "told_as": _told_as,
    "obj_core": lambda s: s.words.hearts(s.objects),
    "gov_aux": lambda s: frozenset(c.lower_ for c in s.head.head.children if c.dep_ == "aux"),
    "gov_with": lambda s: _NOTHING.union(*[s.words.of(c) for c in s.head.head.children if c.dep_ in _SAID_OF]),
    "under": lambda s: under(s.head),
    "gov": lambda s: frozenset({lemma(s.head.head)}),
    "listed": lambda s: frozenset({_listing(s.head)}),
    "dep": lambda s: frozenset({s.head.dep_.lower()}),
    "below": lambda s: frozenset(c.dep_ for c in s.head.children),
    "xcomp": lambda s: _when(any(infinitive(c) and c.i > s.head.i for c in s.head.children)),
    "counted": lambda s: _when(any(True for _ in s.children("nummod"))),
    "attr": lambda s: _when(s.head.dep_ in ("attr", "oprd")),
    "subj_of": lambda s: _when(s.head.dep_ in ("nsubj", "nsubjpass")),
}
