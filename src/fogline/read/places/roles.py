"""What a place name does where it stands: locates an event, stands for a government, or is part of another name."""

from __future__ import annotations

from functools import cache

from fogline.core.claim import Precision
from fogline.core.place import Kind, Place
from fogline.core.span import Span
from fogline.read.bands import bands
from fogline.read.document import Document
from fogline.read.places.find import Hit, body_follows, names_party
from fogline.read.places.fold import fold
from fogline.read.places.lookup import look_up
from fogline.read.places.phrases import Phrase, head_of
from fogline.read.places.told import told_there, word_came
from fogline.read.places.unknown import VILLAGE, names_person
from fogline.read.places.words import countries, shortened, words
from fogline.read.places.written import capital
from fogline.read.tokens import Doc, Token
from fogline.vocab import load
from fogline.vocab.actors import fold as fold_name
from fogline.vocab.actors import registry

EVENT, DATELINE, METONYM, NAME = "event", "dateline", "metonym", "name"
WHOSE = "body"  # the rule of a metonym that says whose an office or a body is
FRAME_WORDS = 2
SHORT = 4  # letters of an abbreviation
BODY = 5  # tokens of the name of a body in which its noun may stand
OPTIONS = 3
_NAME = 3  # tokens from a given name to the second half of a surname
FRAME = 6  # tokens before a name in which a frame may open
_PERSONS = ("person", "title", "longer name")
_LINKS = frozenset({"and", "the", ",", "greater"})


def role_of(
    document: Document, hit: Hit, phrase: Phrase, taken: dict[int, Hit], dateline: Span | None
) -> tuple[str, str]:
    """The role and the rule that gave it."""
    doc = document.doc
    if dateline and dateline.start <= doc[hit.start].idx < dateline.end:
        return DATELINE, "opening"
    if _shouted(doc, hit):
        return DATELINE, "shouted"
    return _in_short(doc, hit) or _by_words(document, hit, phrase, taken)


def _in_short(doc: Doc, hit: Hit) -> tuple[str, str] | None:
    """As in "Gary, Ind. The plant closed": the full stop may hide where the sentence ends."""
    text = doc[hit.start].text
    return (EVENT, "state") if text.endswith(".") and text.replace(".", "") in shortened().states else None


def _by_words(document: Document, hit: Hit, phrase: Phrase, taken: dict[int, Hit]) -> tuple[str, str]:
    doc = document.doc
    if any(start < hit.end and hit.start < end for start, end in bands(doc)) or _of_band(doc, hit):
        return NAME, "band"
    if hit.how in ("exact", "possessive", "loose", "list", VILLAGE):
        rule = _within_name(document, hit, taken)
        if rule:
            return (METONYM if rule.endswith(WHOSE) else NAME), rule
    if _surname(document, hit, taken):
        return NAME, "surname"
    if _describes(doc, hit) or _people(doc, hit):
        return NAME, "description"
    if phrase.end > hit.end and _capital_of(doc, hit, phrase):
        return METONYM, "possessor"
    if _speaks(doc, hit, phrase):
        return METONYM, "possessor"
    if _mission(doc, hit, taken):
        return METONYM, "mission"
    if phrase.kind or phrase.part or phrase.direction or phrase.near:
        return EVENT, "kind word"
    head = head_of(doc, hit.start, phrase.end)
    return _by_ties(head, hit, taken)


def _by_ties(head: Token, hit: Hit, taken: dict[int, Hit]) -> tuple[str, str]:
    if told_there(head):
        return DATELINE, "told"
    rule = _of_people(_first_conjunct(head, taken))
    return (METONYM, rule) if rule else _by_syntax(head, hit, taken)


def _mission(doc: Doc, hit: Hit, taken: dict[int, Hit]) -> bool:
    """As in "the embassies of Rwanda and France": whose they are, not where they stand."""
    top = _first_conjunct(head_of(doc, hit.start, hit.end), taken)
    of = top.dep_ == "pobj" and top.head.lower_ == "of" and any(p.kind is Kind.COUNTRY for p in hit.options[:3])
    return of and top.head.head.lower_ in words().missions


@cache
def _openings() -> frozenset[str]:
    """All that the folded names of armed groups begin with."""
    names = [name for name, actors in registry().by_name.items() if any(a.kind == "armed_group" for a in actors)]
    return frozenset(name[:end] for name in names for end in range(1, len(name) + 1))


def _of_band(doc: Doc, hit: Hit) -> bool:
    """Part of the name of an armed group ("Islamic State Khorasan Province")?"""
    known, openings = registry().by_name, _openings()
    for start in range(max(0, hit.start - BODY), hit.start):
        if not capital(doc[start]) or fold_name(doc[start].text) not in openings:
            continue
        for end in range(hit.end, min(len(doc), hit.end + FRAME_WORDS) + 1):
            found = known.get(fold_name(doc.between(start, end)), ())
            if any(a.kind == "armed_group" for a in found):
                return True
    return False


def _shouted(doc: Doc, hit: Hit) -> bool:
    """As in "Updated June 3 BEIRUT A raid killed": capitals alone among other words are a dateline's."""
    beside = (doc[i].text for i in (hit.start - 1, hit.end) if 0 <= i < len(doc))
    return hit.surface.isupper() and len(hit.surface) > SHORT and not any(t.isupper() and len(t) > 1 for t in beside)


def _capital_of(doc: Doc, hit: Hit, phrase: Phrase) -> bool:
    """As in "Mali's capital, Bamako": the country is not where it happened."""
    nation = any(p.kind is Kind.COUNTRY for p in hit.options[:3])
    return nation and words().anaphora.get(doc[phrase.end - 1].lower_) == "capital"


def _speaks(doc: Doc, hit: Hit, phrase: Phrase) -> bool:
    """As in "Kenya's ministry of defence said": who owns an office that speaks is not where it happened."""
    last = doc[hit.end - 1]
    if phrase.end > hit.end:
        office = doc[phrase.end - 1]
    elif last.dep_ in ("poss", "compound", "nmod"):
        office = last.head
    else:
        office = last
        while office.dep_ == "pobj" and (office.head.lower_ == "of" or office.head.head.lower_ in words().ministries):
            office = office.head.head
    told = office.dep_ == "nsubj" and office.head.lemma_.lower() in words().saying_verbs
    return told and office is not last and office.lower_ in words().organisations


def _surname(document: Document, hit: Hit, taken: dict[int, Hit]) -> bool:
    """Who speaks under a name that ended a person's whole name before: "Col. Jo Herrera ... Herrera said"."""
    doc, token = document.doc, document.doc[hit.start]
    speaks = token.dep_ == "nsubj" and token.head.lemma_.lower() in words().speech
    if hit.end - hit.start > 1 or not (speaks or _cited(token)):
        return False
    named = (i for i in range(1, hit.start) if doc[i].text == token.text and capital(doc[i - 1]))
    return any(_person(document, i, taken) for i in named)


def _cited(token: Token) -> bool:
    """As in "according to X"."""
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"


def _person(document: Document, i: int, taken: dict[int, Hit]) -> bool:
    """Does the name that ends with this token name a person?"""
    doc, other = document.doc, taken.get(i)
    if other is None:
        return _free(doc[i - 1], taken)
    spoke = doc[i].dep_ == "nsubj" and doc[i].head.lemma_.lower() in words().speech
    return (spoke and other.start < i) or _within_name(document, other, taken) in _PERSONS


def _describes(doc: Doc, hit: Hit) -> bool:
    """Does a sea or a river only say what a town is like ("the Black Sea port city of X")?"""
    top, kinds = doc[hit.end - 1], words().kinds
    while top.dep_ in ("compound", "nmod") and top.head.i > top.i:
        top = top.head
    if top.i < hit.end or kinds.get(top.lower_) is not Precision.PLACE:
        return False
    water = " ".join(t.text for t in doc[hit.start : hit.end] if capital(t))
    named = any(t.lower_ == "of" for t in top.rights)
    return named and any(p.kind is Kind.WATER for p in look_up(water)[:1])


def _people(doc: Doc, hit: Hit) -> bool:
    """As in "Amhara villagers", "a Chin fighter": a people that a region is named after."""
    last = doc[hit.end - 1]
    if last.lower_ not in words().peoples or hit.end - hit.start > 1 or last.dep_ not in ("compound", "amod", "nmod"):
        return False
    classes = load("en/classes.yaml")
    return last.head.i > last.i and any(last.head.lemma_ in classes[k] for k in ("people", "force"))


def _within_name(document: Document, hit: Hit, taken: dict[int, Hit]) -> str | None:
    """Is the hit a piece of a person's or an organisation's name?"""
    doc, w = document.doc, words()
    start, end = hit.start, hit.end
    follows = _followed(document, end, taken)
    if follows is not None:
        return follows or None
    if names_party(document, hit):
        return "organisation"
    framed = _framed(doc, start, taken)
    if framed:
        return framed
    if "," in document.plain and _beside_another(doc, hit, taken):
        return "longer name"
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    if before is None:
        return None
    if _double(doc, start):
        return "person"
    if (before.lower_ in w.undertakings and capital(before)) or before.lower_ in w.vessels:
        return "operation"
    if before.lower_ in w.titles and before.pos_ in ("NOUN", "PROPN") and before.lower_ not in ("general", "major"):
        return "title"
    if before.lower_ in w.first_names and capital(before):
        return "person"
    if (
        capital(before)
        and not before.is_sent_start
        and _free(before, taken)
        and before.lower_ not in w.directions
        and before.lower_ not in w.before_name
        and before.lower_ not in w.not_names
    ):
        return "longer name"
    return None


def _double(doc: Doc, start: int) -> bool:
    """As in "José Ramos-Horta": the second half of a surname; "Moscow-Kyiv" names two towns."""
    glued = start > _NAME and doc[start - 1].text == "-"
    if not glued or doc[start - 1].whitespace_ or doc[start - 2].whitespace_:
        return False
    given, first = doc[start - _NAME], doc[start - 2]
    return capital(first) and capital(given) and fold(given.text) in words().first_names


def _followed(document: Document, end: int, taken: dict[int, Hit]) -> str | None:
    """The rule by which what follows makes it a piece of a name; "" where it shows that it is none."""
    doc, w = document.doc, words()
    if end >= len(doc) or doc[end].is_sent_start:
        return None
    after = doc[end]
    if after.text[0].isdigit() and doc[end - 1].text in w.road_letters:
        return "road"
    titled = after.lower_ in w.organisations and (capital(after) or after.pos_ in ("NOUN", "PROPN"))
    if titled or _opens_body(doc, end):
        return _organisation(after) if titled else "organisation"
    if after.lower_ in w.clock and after.tag_ == "NN":
        return "clock"
    if capital(after) and _free(after, taken) and after.lower_ not in w.directions:
        return "" if body_follows(document, end) else "longer name"
    if capital(after) and after.lower_ in w.firms and after.tag_ in ("NNP", "NNPS"):
        return "organisation"
    if _goes_on(doc, end, taken):
        return "longer name"
    joined = doc[end + 1].lower_ if after.text == "-" and end + 1 < len(doc) else ""
    if joined in w.titles and not after.whitespace_:
        return "title"
    return WHOSE if joined in w.qualifiers else None


def _goes_on(doc: Doc, end: int, taken: dict[int, Hit]) -> bool:
    """As in "X Blue Herons": a name of several words that opens with a common one."""
    if end + 1 >= len(doc) or doc[end].lower_ not in words().opens_names or not capital(doc[end]):
        return False
    after = doc[end + 1]
    return capital(after) and not after.is_sent_start and after.tag_ in ("NNP", "NNPS") and _free(after, taken)


def _opens_body(doc: Doc, end: int) -> bool:
    """Do the capitals from ``end`` on make the name that of a body ("Moro" of "Moro Islamic Liberation Front")?"""
    last = end
    while last < min(len(doc), end + BODY) and capital(doc[last]) and not doc[last].is_sent_start:
        last += 1
    return last - end > 1 and doc[last - 1].lower_ in words().organisations


def _beside_another(doc: Doc, hit: Hit, taken: dict[int, Hit]) -> bool:
    """Two towns with nothing between them are the two names of one person or ship ("Marco" and "Rubio")."""
    before, after = taken.get(hit.start - 1), taken.get(hit.end)
    if hit.end < len(doc) and doc[hit.end].is_sent_start:
        after = None
    if doc[hit.start].is_sent_start:
        before = None
    beside = [h for h in (before, after) if h is not None and h is not hit]
    end = max((h.end for h in (hit, *beside)), default=0)
    if end < len(doc) and doc[end].lower_ in words().kinds:
        return False
    return any(h.how == "exact" and not _one_in_another(hit, h) for h in beside)


def _one_in_another(a: Hit, b: Hit) -> bool:
    """As in "Odesa Ukraine", "Houston Texas": one of them is a country, or what the other lies in."""
    first, second = a.options[:OPTIONS], b.options[:OPTIONS]
    if not first or not second or any(p.kind is Kind.WATER for p in (*first, *second)):
        return True
    nations = [any(p.kind is Kind.COUNTRY for p in some) for some in (first, second)]
    if any(nations):
        return all(nations) or any(p.country == o.country for p in first for o in second)
    return _widely(a, second) or _widely(b, first)


def _widely(hit: Hit, others: tuple[Place, ...]) -> bool:
    """Is it usually a division or a region of a country that has some of the ``others``?"""
    wide = (p for p in hit.options[:OPTIONS] if p.kind is not Kind.TOWN and fold(p.name) == fold(hit.surface))
    return any(p.country == o.country for p in wide for o in others)


def _organisation(word: Token) -> str:
    """The rule for a place before what makes an organisation or an office: a name of its own ("X Observatory"), or only
    whose it is ("X government", "X Governor John Smith").
    """
    return "organisation" if capital(word) and word.lower_ not in words().offices else WHOSE


def _framed(doc: Doc, start: int, taken: dict[int, Hit]) -> str | None:
    """The rule where a name or an office stands before the place: "State of X and the Y", "minister for X"."""
    left: list[Token] = []
    for i in range(start - 1, max(-1, start - 1 - FRAME), -1):
        token = doc[i]
        passing = not left and (token.lower_ in _LINKS or i in taken)
        if not passing:
            left.insert(0, token)
        if len(left) == FRAME_WORDS or token.is_sent_start:
            break
    said = " ".join(t.lower_ for t in left)
    if said in words().named_frames and capital(left[0]):
        return "frame"
    return WHOSE if said in words().frames else None


def _free(token: Token, taken: dict[int, Hit]) -> bool:
    """A capitalised word that is neither a place, a people, a kind word nor a mere sentence word."""
    lower = token.lower_
    if token.i in taken or lower in words().kinds or fold(token.text) in countries().demonyms:
        return False
    return lower not in words().not_names or lower in words().organisations


def _by_syntax(head: Token, hit: Hit, taken: dict[int, Hit]) -> tuple[str, str]:
    nation = any(p.kind is Kind.COUNTRY for p in hit.options[:3])
    seat = nation or fold(hit.surface) in countries().seats
    w = words()
    top = _first_conjunct(head, taken)
    if top.dep_ in ("compound", "nmod") and top.head.lower_ in w.organisations:
        rule = _organisation(top.head)
        return (METONYM if rule == WHOSE else NAME), rule
    if top.dep_ == "pobj" and top.head.lower_ == "of" and _titled(top.head.head) and _free(top.head.head, taken):
        return _of_name(top.head, taken)
    large = nation or any(p.kind is Kind.ADMIN1 and p.name == hit.surface for p in hit.options)
    if not large and top.dep_ in ("nsubj", "poss") and top.head.lemma_.lower() in w.speech and not seat:
        return NAME, "speaker"
    if not nation and hit.how in ("loose", "possessive", "list") and not _locative(top, hit):
        return NAME, "unsupported"
    if not seat:
        return EVENT, top.dep_
    felt = top.dep_ == "nsubjpass" and top.head.lower_ in w.feelings
    if felt or (top.dep_ == "nsubj" and _acts(top.head, nation)):
        return METONYM, "subject"
    if (
        top.dep_ == "pobj"
        and nation
        and top.head.lower_ == "from"
        and (top.head.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON") or word_came(top.head.head))
    ):
        return METONYM, "origin"
    if top.dep_ in ("poss", "compound", "nmod") and nation and top.head.lower_ in w.conflict_nouns:
        return EVENT, "conflict"
    if top.dep_ in ("compound", "nmod", "amod") and nation and not _makes_place(top.head):
        return METONYM, "modifier"
    if top.dep_ == "poss" and _owns(top.head, nation):
        return METONYM, "possessor"
    if _is_party(top, nation):
        return METONYM, "party"
    return EVENT, top.dep_


def _of_name(of: Token, taken: dict[int, Hit]) -> tuple[str, str]:
    """Behind a name and "of": where somebody lives, whose an office is, or a piece of a body's name."""
    if _comes_of(of, taken):
        return EVENT, "home"
    return (METONYM, WHOSE) if of.head.lower_ in words().offices else (NAME, "organisation")


def _titled(token: Token) -> bool:
    """A word with a capital that is not merely the first of its sentence ("Residents of X")."""
    mere = token.is_sent_start and token.tag_ in ("NN", "NNS") and token.lower_ not in words().organisations
    return capital(token) and not mere


def _comes_of(of: Token, taken: dict[int, Hit]) -> bool:
    """As in "Jo Bly of X was tried", "Bly, of X, was tried": where one lives; no part of a name as in "Bank of X"."""
    doc, last = of.doc, of.head
    if doc[of.i - 1].text == ",":
        return last.lower_ not in words().offices
    if last.i != of.i - 1 or last.i in taken or last.i - 1 in taken:
        return False
    return names_person(doc, of.i)


def _of_people(top: Token) -> str | None:
    """The rule by which a name tells of people: whom they side with, or where one comes from."""
    w = words()
    if top.dep_ == "pobj" and top.head.lower_ in w.tie_words and top.head.head.lemma_.lower() in w.ties:
        return "tie"
    return "home" if _home(top) else None


def _home(top: Token) -> bool:
    """Where one person comes from: "a fighter from X"; those moved from somewhere are more than one."""
    if top.dep_ != "pobj" or top.head.lower_ not in words().home_words:
        return False
    noun = top.head.head
    one = any(c.dep_ == "det" and c.lower_ in words().one for c in noun.children)
    return one and noun.tag_ == "NN" and noun.lemma_.lower() in words().persons


def _makes_place(noun: Token) -> bool:
    """A noun that makes a place of the country before it, or a name."""
    w = words()
    return noun.lower_ in w.kinds or noun.lower_ in w.directions or capital(noun)


def _owns(noun: Token, nation: bool) -> bool:
    """Is what is possessed a government's ("X's support"), or, of a country, no part of its land?"""
    w = words()
    if noun.lower_ in w.party_nouns:
        return True
    return nation and noun.lower_ not in w.kinds and noun.lower_ not in w.directions and not capital(noun)


def _is_party(top: Token, nation: bool) -> bool:
    """A government that takes part: "by X", "talks with X", "accused X", "ties to X", "its ally X"."""
    w = words()
    if top.dep_ == "agent" or (top.dep_ == "pobj" and top.head.lower_ in w.party_words) or _cited(top):
        return True
    if top.dep_ in ("dobj", "dative"):
        return top.head.lemma_.lower() in w.party_verbs
    if top.dep_ == "compound" or (nation and top.dep_ == "appos"):
        return top.head.lower_ in (w.party_nouns if nation else w.allies)
    if not nation and top.dep_ == "pobj" and top.head.lower_ in w.siding:
        return top.head.head.lemma_.lower() in w.sided
    if nation and top.dep_ == "pobj":
        whose = top.head.head
        said = whose.lower_ in w.party_nouns or whose.lemma_.lower() in w.party_nouns
        return said and top.head.lower_ not in ("in", "inside")
    return False


def _locative(top: Token, hit: Hit) -> bool:
    """Something beside the spelling speaks for a place: a preposition, an object, a passive subject, a list."""
    before = top.doc[hit.start - 1].lower_ if hit.start else ""
    return (
        before in words().locative
        or hit.how == "list"
        or top.dep_ in ("dobj", "nsubjpass")
        or (top.dep_ == "pobj" and top.head.lower_ in words().locative)
    )


def _acts(verb: Token, nation: bool) -> bool:
    """A subject that acts: countries do with all but verbs of state, seats only with verbs of government, both where
    the verb says what they are to others ("X is an ally", "X is in favour").
    """
    lemma, w = verb.lemma_.lower(), words()
    if lemma in w.saying_verbs or (nation and verb.pos_ == "VERB" and lemma not in w.state_verbs):
        return True
    if any(t.dep_ in ("acomp", "oprd") and t.lower_ in w.feelings for t in verb.rights):
        return True
    said = [t for t in verb.rights if t.dep_ in ("attr", "prep")]
    return any(t.lower_ in w.party_nouns for x in said for t in (x, *x.rights))


def _first_conjunct(token: Token, taken: dict[int, Hit]) -> Token:
    """The token that carries the grammatical role of a list of places, commas or none."""
    while token.head.i != token.i:
        listed = token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN")
        beside = token.dep_ in ("compound", "nmod", "appos") and token.head.i in taken
        if not listed and not beside:
            break
        token = token.head
    return token
