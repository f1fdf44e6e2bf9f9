"""Polarity and modality of an event, from the words that govern it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from fogline.core.claim import SPEECH_ACTS, ClaimType, Modality, Polarity
from fogline.read.events.scene import lemma
from fogline.read.events.unaware import neither, unable, unaware, unreached
from fogline.read.tense import falls_back, foreseen, is_to
from fogline.read.tokens import Token
from fogline.vocab import load

Words = Mapping[str, frozenset[str]]

_ACTUAL, _BARRED = {ClaimType.ACCUSATION, ClaimType.DENIAL}, {ClaimType.AID, ClaimType.DISPLACEMENT}
_BORNE = ("attr", "nsubj", "nsubjpass", "dobj")
_VERBAL = ("VERB", "AUX")
_NEST = {"xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "dobj", "prep", "pobj", "relcl"}


@cache
def _words() -> Words:
    """The lists of the vocabulary as sets, and auxiliaries of what has not happened."""
    words = {name: frozenset(listed) for name, listed in load("en/moods.yaml").items()}
    words["unreal_aux"] = words["future_aux"] | words["conditional_aux"]
    words["would_aux"] = words["unreal_aux"] | words["possible_aux"]
    return words


def _children(token: Token, *deps: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in deps]


def _infinitive(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.children)


def governors(head: Token, depth: int = 3) -> Iterator[Token]:
    """Predicates above ``head`` in whose scope it stands, nearest first."""
    token = head
    for _ in range(depth):
        up = token.head
        if up.i == token.i:
            return
        if token.dep_ in ("xcomp", "oprd", "pcomp", "dobj", "nsubjpass", "pobj", "prep", "acl", "conj", "attr") or (
            token.dep_ in ("ccomp", "advcl") and _infinitive(token)
        ):
            if token.dep_ != "conj" and (up.pos_ in _VERBAL or up.pos_ in ("NOUN", "PROPN", "ADJ")):
                yield up
            token = up
        else:
            return


def polarity(head: Token, kind: ClaimType | None = None) -> Polarity:
    """Whether the event is told as so or as not so; aid of ``kind`` that is barred is not given (codebook 2.8)."""
    words = _words()
    if kind == ClaimType.THREAT and _auxiliaries(head) & words["unreal_aux"]:
        return Polarity.AFFIRMED  # "will not rest until" threatens all the same
    beside = _children(head, "neg", "det", "advmod", "cc", "preconj")
    own = unaware(head) or neither(head) or any(c.dep_ == "neg" or c.lower_ in words["negators"] for c in beside)
    subject = any(
        c.lower_ in words["negators"]
        for s in _children(head, "nsubj", "nsubjpass", "dobj", "attr")
        for c in (s, *_children(s, "det", "neg"))
    )
    above = next(governors(head, 2 if head.head.lower_ in words["kept"] else 1), None)
    under = above is not None and _negative_governor(above, head, words["failing"]) and not _ended(above, head, words)
    denied = own or subject or under or _disowned(head, words, kind) or _spared(head, words) or _no_sign(head, words)
    denied = denied or any(o.lower_ in words["none_of"] for p in _children(head, "prep") for o in _children(p, "pobj"))
    denied = denied or (kind in _BARRED and _barred(head, words)) or (kind == ClaimType.AGREEMENT and unreached(head))
    denied = denied or (kind == ClaimType.CONTROL and _lost(head, words))
    return Polarity.DENIED if denied else Polarity.AFFIRMED


def _ended(above: Token, head: Token, words: Words) -> bool:
    """As in "the truce stopped the fighting": there was some, unlike where "the guards stopped an attack"."""
    definite = any(c.dep_ == "poss" or c.lower_ in words["definite"] for c in _children(head, "det", "poss"))
    return definite and head.pos_ == "NOUN" and lemma(above) in words["ending"]


def _lost(head: Token, words: Words) -> bool:
    """As in "out of the control of the army" and "outside government control"."""
    before = (head.head, head.head.head) if head.dep_ == "pobj" else ()
    return any(t.lower_ in words["beyond"] for t in before)


def _barred(head: Token, words: Words) -> bool:
    """As in "blocked food", "access was restricted" and "access remains limited"."""
    if head.pos_ in _VERBAL:
        return any(lemma(t) in words["barring"] for t in (head, *_children(head, "acomp", "oprd")))
    over = head.head if head.dep_ in ("nsubj", "nsubjpass", "dobj") else None
    said = [] if over is None else [over, *_children(over, "acomp", "oprd")]
    return unable(head) or any(lemma(t) in words["barring"] for t in said)


def _disowned(head: Token, words: Words, kind: ClaimType | None) -> bool:
    """What somebody denies is not asserted: "denied that they took", "denied reports that", "denied taking".

    Who "denied that it had fallen and accused A" accuses A.
    """
    if kind in SPEECH_ACTS and falls_back(head):
        return False
    token = _first(head)
    if _called_untrue(token, words) or disowned(head) is not None:
        return True
    denying = words["denying"]
    if token.dep_ in ("ccomp", "xcomp", "acl", "relcl") and _told_in(token.head, words):
        token, denying = token.head, denying | words["disbelieving"]
        if token.dep_ == "pobj" and _untrue(token.head.head, words):
            return True
    if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ == "NOUN" and not any(_children(token, "poss")):
        open_to_doubt = all(c.lower_ in words["indefinite"] for c in _children(token, "det"))
        token = token.head if open_to_doubt else token
    above = token.head
    if above.i == token.i or _parted(token, above):
        return False
    return token.dep_ in ("ccomp", "xcomp", "dobj") and lemma(above) in denying


def disowned(head: Token) -> Token | None:
    """The denying verb over a deed in "denied any role in the raid": the denier says it is not his."""
    words = _words()
    while head.dep_ in ("dobj", "pcomp", "conj") and head.head.dep_ == "pcomp":
        head = head.head
    if head.dep_ not in ("pobj", "pcomp"):
        return None
    share = head.head.head
    denied = share.dep_ == "dobj" and lemma(share) in words["shares"] and lemma(share.head) in words["denying"]
    return share.head if denied else None


def _called_untrue(token: Token, words: Words) -> bool:
    """As in "reports of the raid were fabricated" and "called the claim that it fell false"."""
    noun = token.head.head if token.dep_ == "pobj" else token.head
    if noun.pos_ != "NOUN" or lemma(noun) not in words["tales"]:
        return False
    said = (noun.head, *_children(noun.head, "acomp", "oprd", "attr"), *_children(noun, "amod"))
    over = noun.dep_ in ("nsubj", "nsubjpass", "dobj")
    return over and any(lemma(t) in words["untrue"] for t in said)


def _parted(a: Token, b: Token) -> bool:
    """A semicolon stands between: what is denied after it is not what was told before."""
    return any(t.text == ";" for t in a.doc[min(a.i, b.i) : max(a.i, b.i)])


def _spared(head: Token, words: Words) -> bool:
    """As in "without causing casualties"."""
    if head.dep_ == "pobj" and head.head.lower_ in words["negators"] and any(_children(head, "det")):
        return True  # "the talks ended without a truce"
    verb = head.head if head.dep_ == "dobj" else head
    return verb.dep_ == "pcomp" and verb.head.lower_ in words["negators"]


def _no_sign(head: Token, words: Words) -> bool:
    """As in "there was no indication that anyone had been hurt"."""
    noun = head.head
    told = head.dep_ in ("acl", "ccomp", "relcl") and any(_children(head, "mark"))
    return told and lemma(noun) in words["hints"] and any(c.lower_ in words["negators"] for c in _children(noun, "det"))


def _untrue(noun: Token, words: Words) -> bool:
    """As in "no truth to the reports"."""
    return lemma(noun) in words["truths"] and any(c.lower_ in words["negators"] for c in _children(noun, "det"))


def _first(head: Token) -> Token:
    """The first of coordinated predicates without a subject of their own: they share what stands over them."""
    while head.dep_ == "conj" and head.head.pos_ == head.pos_ and not any(_children(head, "nsubj", "nsubjpass")):
        head = head.head
    return head


def _told_in(noun: Token, words: Words) -> bool:
    return noun.pos_ == "NOUN" and noun.dep_ in ("dobj", "pobj") and lemma(noun) in words["tales"]


def _negative_governor(above: Token, head: Token, failing: frozenset[str]) -> bool:
    if head.dep_ == "xcomp" or head.dep_ == "pcomp":
        if lemma(above) in failing:
            return True
        return any(c.dep_ == "neg" for c in above.children) and above.pos_ in _VERBAL
    return head.dep_ in ("dobj", "nsubjpass") and lemma(above) in failing


def modality(head: Token, kind: ClaimType) -> Modality:
    """Codebook 2.3, with the fixed modalities of speech acts."""
    if kind == ClaimType.DEMAND:
        return Modality.REQUESTED
    words = _words()
    if kind == ClaimType.THREAT:
        over = head.head if head.pos_ == "NOUN" and head.dep_ in _BORNE else None  # "there will be a response if"
        told = any(_conditional(t, words) for t in (head, over, _below(head)) if t is not None)
        return Modality.CONDITIONAL if told else Modality.INTENDED
    if kind in _ACTUAL:
        return Modality.ACTUAL
    if _thought(head, words):
        return Modality.POSSIBLE
    while head.dep_ in ("amod", "compound") and head.head.pos_ == "NOUN":
        head = head.head
    head = _told(head, words)
    if kind is ClaimType.ASSESSMENT and head.dep_ == "oprd":
        return Modality.ACTUAL  # "is considered a grave danger" is the judgement itself
    if kind is ClaimType.SUPPORT and _voiced(head, words):
        return Modality.ACTUAL
    if kind in (ClaimType.CLASH, ClaimType.AID):
        head = _effort(head, words) or head
    for test, result in (
        (_conditional, Modality.CONDITIONAL),
        (_possible, Modality.POSSIBLE),
        (_intended, Modality.INTENDED),
        (_ongoing, Modality.ONGOING),
    ):
        if test(head, words):
            return result
    lasts = kind in words["lasting_types"] and _lasts(head, words)
    lasts = lasts or (kind is ClaimType.DEPLOYMENT and _stays(head, words))
    lasts = lasts or (kind in words["under_way"] and any(_was_on(t, words) for t in (head, _over(head)) if t))
    return Modality.ONGOING if lasts else Modality.ACTUAL


def _voiced(head: Token, words: Words) -> bool:
    """As in "I want to convey my condolences" and "we would welcome any step": it is said with these very words."""
    said = head.head if head.dep_ == "dobj" and head.head.pos_ in _VERBAL else head
    verb = said.head if said.dep_ == "xcomp" else said
    wished = lemma(verb) in words["wishing"] or bool(_auxiliaries(said) & words["conditional_aux"])
    return wished and lemma(said) in words["voicing"]


def _effort(head: Token, words: Words) -> Token | None:
    """The verb over a fight that is tried ("tried to advance", "is working to defeat"): who tries to, fights."""
    first = head.head if head.dep_ == "conj" and head.tag_ == "VB" else head
    over = first.head
    tried = first.tag_ == "VB" and _infinitive(first) and first.dep_ in ("xcomp", "advcl", "acl")
    if not tried or not (over.pos_ in _VERBAL or over.dep_ in ("dobj", "pobj")) or _intended(over, words):
        return None
    return over if lemma(over) in words["effort"] else None


def _below(head: Token) -> Token | None:
    return next(iter(_children(head, "ccomp", "xcomp")), None)


def _thought(head: Token, words: Words) -> bool:
    """The event stands under a verb of belief that was taken for its head: "they are believed to have fled"."""
    return head.pos_ in _VERBAL and lemma(head) in words["thinking"] and _below(head) is not None


def _told(head: Token, words: Words) -> Token:
    """What is said, where the verb of saying was taken for the event's head."""
    for _ in range(2):
        below = _below(head)
        if below is None or head.pos_ not in _VERBAL or lemma(head) not in words["telling"]:
            return head
        head = below
    return head


def _auxiliaries(head: Token) -> set[str]:
    found = {c.lower_ for c in _children(head, "aux", "auxpass")}
    if head.dep_ == "conj" and head.head.pos_ in _VERBAL and not found:
        found = {c.lower_ for c in _children(head.head, "aux")}
    return found


def _conditional(head: Token, words: Words) -> bool:
    begun = head.head if head.dep_ == "xcomp" else head  # "if they continue to fire"
    marks = {c.lower_ for t in (head, begun) for c in _children(t, "mark", "advmod")}
    clause_if = any(
        c.lower_ in words["conditional_marks"] for a in _children(head, "advcl") for c in _children(a, "mark")
    )
    would = bool(_auxiliaries(head) & words["would_aux"])
    far_if = would and any(
        t.lower_ in words["conditional_marks"] and t.dep_ in ("mark", "advmod") for t in head.subtree
    )
    return bool(marks & words["conditional_marks"]) or clause_if or far_if


def _over(head: Token) -> Token | None:
    """The verb that a noun is the subject of."""
    subject = head.pos_ in ("NOUN", "PROPN") and head.dep_ in ("nsubj", "nsubjpass")
    return head.head if subject else None


def _possible(head: Token, words: Words) -> bool:
    above = next(governors(head, 1), None)
    borne = above if head.dep_ in ("dobj", "xcomp") and above is not None and above.pos_ in _VERBAL else None
    if any(_auxiliaries(t) & words["possible_aux"] for t in (head, _over(head), borne, _copula(head)) if t is not None):
        return True
    if _surmised(borne or head, words) or _dreaded(head, words):
        return True
    if head.dep_ == "xcomp" and head.head.lower_ in words["possible_words"]:
        return True
    if any(c.lower_ in words["possible_words"] for c in _children(head, "advmod", "amod", "mark")):
        return True
    over = _over(head)
    if over is not None and any(c.lower_ in words["possible_words"] for c in _children(over, "acomp", "advmod")):
        return True  # "more attacks were possible", "the raid was probably carried out"
    return above is not None and head.dep_ in ("xcomp", "oprd") and lemma(above) in words["possible"]


def _copula(head: Token) -> Token | None:
    """The verb of being that a noun or adjective is said with."""
    return head.head if head.dep_ in ("attr", "acomp") and lemma(head.head) == "be" else None


def _surmised(head: Token, words: Words) -> bool:
    """As in "footage suggested that they had taken", "it was likely that" and "believed to have sent arms"."""
    over = head.head
    if head.dep_ == "xcomp":
        return lemma(over) in words["possible"] and _infinitive(head) and over.tag_ == "VBN"
    judged = (over, *_children(over, "acomp"))
    doubted = lemma(over) in words["surmising"] or any(t.lower_ in words["possible_words"] for t in judged)
    return head.dep_ == "ccomp" and doubted


def _dreaded(noun: Token, words: Words) -> bool:
    """As in "fears of an attack", "in case of an attack" and "an attack expected on Monday"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    if any(c.tag_ == "VBN" and lemma(c) in words["possible"] and not _below(c) for c in _children(noun, "acl")):
        return True  # who is "believed to be behind" a raid does not make the raid doubtful
    of = noun.head
    return noun.dep_ == "pobj" and of.dep_ == "prep" and of.head.lower_ in words["dread"]


def _intended(head: Token, words: Words) -> bool:
    if _auxiliaries(head) & words["unreal_aux"]:
        return True
    bent = any(c.lower_ in words["bent"] for c in _children(head, "acomp", "oprd", "xcomp"))
    if bent or _foretold(head, words) or _to_happen(head, words):
        return True
    if head.dep_ == "conj" and head.pos_ in _VERBAL and _infinitive(head.head) and head.tag_ == "VB":
        return _intended(head.head, words)
    if head.dep_ in ("ccomp", "xcomp") and lemma(head.head) in words["letting"] and _infinitive(head.head):
        return _intended(head.head, words)
    if head.pos_ in _VERBAL and _infinitive(head) and head.dep_ in ("advcl", "acl", "xcomp", "relcl"):
        return _aimed(head, words)
    if head.dep_ == "pcomp":
        to_come = head.head.lower_ in words["aimed_with"]  # not "advanced after capturing the town"
        return to_come and lemma(head.head.head) in words["aiming"] | words["intending_nouns"]
    if (aside := _intended_aside(head, words)) is not None:
        return aside
    above = next(governors(head, 2), None)
    if above is not None and above.pos_ in _VERBAL and head.dep_ == "dobj":
        enacted = lemma(above) in words["enacting"] and _infinitive(above)
        if enacted and above.dep_ in ("advcl", "acl", "xcomp") and _aimed(above, words):
            return True  # "launched a push to end the siege"
        return lemma(above) in words["intending"] or bool(_auxiliaries(above) & words["unreal_aux"])
    return False


def _intended_aside(head: Token, words: Words) -> bool | None:
    """What is kept from happening, taken for a clause, or said with "be"; ``None`` for anything else."""
    if head.tag_ == "VBG" and head.dep_ in ("xcomp", "acl"):
        over = head.head.head if head.dep_ == "acl" and head.head.dep_ == "dobj" else head.head
        if lemma(over) in words["failing"]:
            return _infinitive(over) and _intended(over, words)  # "to prevent rebels taking the town"
    if head.dep_ == "ccomp" and _infinitive(head):  # "the operation to isolate the town", taken for a clause
        return any(lemma(c) in words["intending_nouns"] for c in _children(head, "nsubj"))
    if _copula(head) is not None and head.dep_ == "attr":
        return bool(_auxiliaries(head.head) & words["unreal_aux"])
    return None


def _foretold(head: Token, words: Words) -> bool:
    """A noun that is aimed at, prepared for or still to come, or a deed that a deal "would see" done."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return foreseen(head, words["unreal_aux"], words["seeing"])
    if any(c.lower_ in words["coming"] for c in _children(head, "amod")):
        return head.dep_ != "attr" or head.head.tag_ != "VBD"  # but "It was a planned attack"
    if any(_auxiliaries(c) & words["unreal_aux"] for c in _children(head, "relcl")):
        return True
    over = head.head.head if head.dep_ == "pobj" else None
    return over is not None and (lemma(over) in words["aims"] or (lemma(over) == "aim" and over.tag_ == "VBN"))


def _to_happen(head: Token, words: Words) -> bool:
    """As in "talks would take place on Monday"."""
    while head.dep_ == "pobj" and head.head.head.lower_ in words["series"]:
        head = head.head.head
    verb = _over(head)
    over = next((t for t in (verb, *_children(verb, "acomp")) if _below(t)), None) if verb else None
    if over and (opens := _below(over)):  # "talks are due to begin"
        return lemma(opens) in words["happening"] and lemma(over) in words["intending"]
    happens = verb is not None and lemma(verb) in words["happening"]
    return happens and verb is not None and (is_to(verb) or bool(_auxiliaries(verb) & words["unreal_aux"]))


def _aimed(head: Token, words: Words) -> bool:
    """An infinitive of purpose, of a plan, or under a verb of wanting."""
    above = head.head
    if above.dep_ in ("dobj", "nsubjpass") and lemma(above.head) in words["causing"]:
        return False  # "forced two million to flee"
    if head.dep_ in ("advcl", "relcl"):
        return True
    if head.dep_ == "acl":
        return lemma(above) in words["intending_nouns"] or above.pos_ in ("NOUN", "PROPN")
    if is_to(head) or lemma(above) in words["intending"] or bool(_auxiliaries(above) & words["future_aux"]):
        return True
    return head.dep_ == "xcomp" and _undertaken(above, head, words)


def _undertaken(above: Token, head: Token, words: Words) -> bool:
    """As in "began its operation to isolate the town": the parser hangs the aim on the verb."""
    near = (c for c in above.children if above.i < c.i < head.i)
    nouns = [b for c in near for b in ((c,) if c.dep_ == "dobj" else _children(c, "pobj"))]
    start = head.left_edge.i
    nouns += [t for t in head.doc[max(0, start - 1) : start] if t.pos_ == "NOUN" and t.i > above.i]
    return any(lemma(n) in words["intending_nouns"] for n in nouns)


def _ongoing(head: Token, words: Words) -> bool:
    """Goes on at the time of writing: what "was going on" or "continued" in the past is told as done."""
    first = head.head if head.dep_ == "conj" and head.pos_ == "NOUN" else head
    if any(c.lower_ in words["going_words"] for t in (head, first) for c in _children(t, "advmod", "amod")):
        return True
    above = next(governors(head, 1), None)
    subject = head.pos_ == "NOUN" and head.dep_ in ("nsubj", "nsubjpass")
    if head.tag_ == "VBG" and head.dep_ in ("acl", "xcomp") and lemma(head) in words["staying_on"]:
        return head.dep_ == "acl" or lemma(head.head) in words["telling"]
    over = [t for t in (head, first, above, head.head if subject else None) if t is not None]
    return any(_progressive(t, words) or (lemma(t) in words["going"] and _present(t)) for t in over)


def _was_on(verb: Token, words: Words) -> bool:
    """As in "said that crews were clearing the road": under way when told, and no mere backdrop ("as they fled")."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    past = any(c.lower_ in words["past_going_aux"] for c in helpers)
    going = verb.tag_ == "VBG" or any(c.lower_ in words["passive_going"] for c in helpers)
    told = verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis", "relcl", "advcl") and lemma(verb) != "go"
    clauses = (verb, *_children(verb, "advcl"))
    backdrop = any(c.lower_ in words["backdrop"] for t in clauses for c in _children(t, "mark", "advmod", "nsubj"))
    return past and going and told and not backdrop


def _lasts(head: Token, words: Words) -> bool:
    """A fight, siege or protest that the words show to last."""
    if head.pos_ == "NOUN":
        over = _over(head)
        return _scene(head, words) or (over is not None and lemma(over) in words["telling"] and _until_now(over, words))
    state = head.head if head.dep_ == "prep" else head
    if lemma(state) in words["staying"]:
        return _until_now(state, words)  # "has been under siege since May"
    if head.tag_ == "VBG" and head.dep_ == "acl":
        return lemma(head) in words["fighting"]
    return lemma(head) in words["lasting"] and _until_now(head, words)


def _stays(verb: Token, words: Words) -> bool:
    """As in "militias remain active in the valley"."""
    verb = verb.head if verb.dep_ == "acomp" else verb
    return lemma(verb) in words["remaining"] and verb.tag_ in ("VBP", "VBZ")


def _scene(noun: Token, words: Words) -> bool:
    """Said to be there now: "clashes are ongoing", "is now the scene of clashes", "are on the offensive"."""
    verb = next((t for t in noun.ancestors if t.pos_ in _VERBAL), None)
    if verb is None or verb.lemma_ != "be":
        return False
    if noun.head is verb:
        return noun.dep_ == "nsubj" and any(
            c.lower_ in words["going_words"] for c in _children(verb, "acomp", "advmod", "attr")
        )
    if verb.tag_ not in ("VBZ", "VBP") and not _of_late(verb, words):
        return False
    top = next(t for t in noun.ancestors if t.head is verb)
    return (top.dep_ == "attr" and top.lower_ in words["scenes"]) or (top.dep_ == "prep" and noun.head is top)


def _of_late(verb: Token, words: Words) -> bool:
    """As in "has been the scene of clashes in recent weeks"."""
    if not {c.lower_ for c in _children(verb, "aux")} & words["perfect_aux"]:
        return False
    spans = [t for c in verb.subtree if c.dep_ == "pobj" for t in _children(c, "amod")]
    return any(t.lower_ in words["late"] for t in spans)


def _until_now(verb: Token, words: Words) -> bool:
    """Told in the perfect with a stretch of time: "besieged since May", "for a year", "ever since they left"."""
    if not {c.lower_ for c in _children(verb, "aux", "auxpass")} & words["perfect_aux"]:
        return False
    if any(c.i > verb.i and c.lower_ in words["span_words"] for c in _children(verb, "advmod")):
        return True
    spans = (t for c in _children(verb, "prep", "advcl") for t in (c, *_children(c, "mark", "prep")))
    return any(t.lower_ in words["span_words"] for t in spans)


def _progressive(verb: Token, words: Words) -> bool:
    helpers = {c.lower_ for c in _children(verb, "aux", "auxpass")}
    going = verb.tag_ == "VBG" or (verb.tag_ == "VBN" and bool(helpers & words["passive_going"]))
    return going and bool(helpers & words["going_aux"]) and "had" not in helpers


def _present(verb: Token) -> bool:
    return verb.tag_ not in ("VBD", "VBN") or any(c.lower_ in ("has", "have") for c in _children(verb, "aux"))
