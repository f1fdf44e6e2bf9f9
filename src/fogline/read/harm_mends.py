"""Mends of the parse where harm is told: "and three others hurt", "90 inmates to escape", "had overrun nine posts"."""

from __future__ import annotations

from dataclasses import replace

from fogline.read.teller_mends import reporting
from fogline.read.tokens import Doc, Token
from fogline.vocab import load


def mend_elided(doc: Doc, token: Token) -> bool:
    """The wounded of "Two were killed and three wounded", which the parser takes for those who wounded."""
    first = token.head
    if not any(c.dep_ == "auxpass" for c in first.lefts) or any(c.dep_ in ("aux", "auxpass") for c in token.lefts):
        return False
    words = load("en/mends.yaml")
    if token.tag_ != "VBN" and token.lower_ not in words["suffered"]:
        return False
    victim = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
    if victim is not None and victim.pos_ == "NUM" and token.lower_ not in words["hurt"]:
        return False
    if victim is None or victim.i + 1 != token.i or any(c.dep_ == "dobj" for c in token.rights):
        return False
    token.tag_, victim.dep_ = "VBN", "nsubjpass"
    return True


def mend_counted(doc: Doc, token: Token) -> bool:
    """The inmates of "allowing 90 inmates to escape", taken for a verb."""
    verb = token.head
    if not any(c.dep_ == "nummod" for c in token.lefts) or verb.pos_ != "VERB" or verb.i > token.i:
        return False
    below = next((c for c in token.rights if c.dep_ == "xcomp"), None)
    if below is not None:
        doc.rehang(below, verb)
    token.dep_, token.pos_, token.tag_ = "dobj", "NOUN", "NNS"
    return True


def mend_tied(doc: Doc, token: Token) -> bool:
    """The killing in "Fighters affiliated with the front killed nine", which the parser hangs on what binds them."""
    tied = token.head
    if tied.tag_ not in ("VBD", "VBN") or tied.lemma_ not in load("en/mends.yaml")["ties"]:
        return False
    if tied.dep_ not in ("ROOT", "ccomp") or any(c.dep_ in ("mark", "aux", "auxpass") for c in tied.lefts):
        return False
    whose = next((c for c in tied.lefts if c.dep_ == "nsubj"), None)
    bound = any(c.dep_ == "prep" and c.i == tied.i + 1 for c in tied.rights)
    joined = any(c.dep_ in ("cc", "dobj") or c.text == "," for c in tied.children if tied.i < c.i < token.i)
    if whose is None or whose.i + 1 != tied.i or not bound or joined or any(c.dep_ == "nsubj" for c in token.lefts):
        return False
    if tied.dep_ == "ROOT":
        doc.crown(token)
    else:
        token.dep_ = tied.dep_
        doc.rehang(token, tied.head)
    for word in tied.children:
        if word is whose or word.i < whose.i or word.i > token.i:
            doc.rehang(word, token)
    doc.rehang(tied, whose)
    tied.dep_, tied.tag_, token.tag_ = "acl", "VBN", "VBD"
    return True


def mend_goods(doc: Doc, token: Token) -> bool:
    """The convoys of "Aid convoys were blocked", whom the parser takes for those who are aided."""
    if token.lower_ not in load("en/mends.yaml")["goods"] or token.pos_ != "VERB" or token.i + 1 >= len(doc):
        return False
    noun, verb = doc[token.i + 1], token.head
    if noun.head is not token or noun.tag_ != "NNS" or verb is token:
        return False
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    for after in [t for t in token.rights if t is not noun]:
        doc.rehang(after, noun)
    doc.rehang(noun, verb)
    doc.rehang(token, noun)
    noun.dep_, token.dep_ = "nsubjpass" if passive else "nsubj", "compound"
    token.pos_, token.tag_ = "NOUN", "NN"
    return True


def mend_first_blow(doc: Doc, token: Token) -> bool:
    """The shelling of "Shelling wounded two men", "medics said shelling wounded two", taken for a verb."""
    if token.lower_ not in load("en/mends.yaml")["blows"] or token.head.i < token.i:
        return False
    if not token.is_sent_start and doc[token.i - 1].dep_ != "mark" and doc[token.i - 1].lemma_ not in reporting():
        return False
    if any(c.dep_ in ("dobj", "aux") for c in token.children) or any(c.dep_ == "nsubj" for c in token.head.lefts[1:]):
        return False
    token.pos_, token.tag_, token.lemma_, token.dep_ = "NOUN", "NN", token.lower_, "nsubj"
    token.form = replace(token.form, base=token.lower_)
    return True


def mend_blow(doc: Doc, token: Token) -> bool:
    """The shelling of "died by Thai shelling in Poipet", which the parser takes for what the Thai did."""
    whose = doc[token.i - 1]
    if (
        token.lower_ not in load("en/mends.yaml")["blows"]
        or whose.dep_ != "pobj"
        or whose.pos_ != "PROPN"
        or not token.i
    ):
        return False
    if any(c.dep_ == "dobj" for c in token.rights):
        return False
    doc.rehang(token, whose.head)
    doc.rehang(whose, token)
    token.dep_, token.pos_, whose.dep_ = "pobj", "NOUN", "amod"
    return True


def mend_first_name(doc: Doc, token: Token) -> bool:
    """The first name of "Rashad al-Alimi, head of a council, demanded", which the parser takes for a verb."""
    verb, name = token.head, next(iter(token.rights), None)
    begins = token.i == 0 or not doc[token.i - 1].is_punct or doc[token.i - 1].text != ","
    if not begins or token.lefts or not token.text[0].isupper() or name is None or name.dep_ != "dobj":
        return False
    if name.i != token.i + 1 or not any(w[:1].isupper() for w in name.text.split("-")) or name.text.isupper():
        return False
    if verb.i < token.i or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts):
        return False
    doc.rehang(name, verb)
    for after in token.rights:
        doc.rehang(after, name)
    doc.rehang(token, name)
    name.dep_, name.pos_, token.dep_, token.pos_ = "nsubj", "PROPN", "compound", "PROPN"
    return True


def mend_answered(doc: Doc, token: Token) -> bool:
    """The day in "shelled A on Monday in response to a raid on B on Sunday", which the parser gives to the shelling."""
    ways = load("en/event_links.yaml")["elapsed"]["answers"]
    tie = next((c for c in token.rights if token.lemma_ in ways.get(c.lower_, ())), None)
    verb, deed = token.head.head, next(iter(tie.rights), None) if tie is not None else None
    if deed is None or verb.pos_ != "VERB" or verb.i > token.i:
        return False
    told = any(_dated(c) for c in verb.rights if c.i < token.i)
    after = next(
        (c for c in verb.rights if c.i == deed.right_edge.i + 1 or c.left_edge.i == deed.right_edge.i + 1), None
    )
    if after is None or not (after.lower_ in load("en/mends.yaml")["lapsed"] or (told and _dated(after))):
        return False
    doc.rehang(after, deed)
    return True


def _dated(prep: Token) -> bool:
    """As in "on Monday"."""
    moments = load("en/classes.yaml")["moment"]
    return prep.dep_ == "prep" and any(c.dep_ == "pobj" and c.lower_ in moments for c in prep.rights)


def mend_perfect(doc: Doc, token: Token) -> bool:
    """The verb of "its men had overrun nine posts", which the parser takes for a noun."""
    if not token.i or (had := doc[token.i - 1]).lemma_ != "have":
        return False
    words = load("en/mends.yaml")["participles"]
    if token.lower_ not in words:
        return False
    if had.head is not token:
        doc.rehang(token, had.head)
        token.dep_ = had.dep_
        for child in had.children:
            if child is not token:
                doc.rehang(child, token)
        doc.rehang(had, token)
    had.dep_, had.pos_, token.pos_, token.tag_, token.lemma_ = "aux", "AUX", "VERB", "VBN", words[token.lower_]
    return True


def mend_shot_dead(doc: Doc, token: Token) -> bool:
    """The verb of "gunmen on a motorcycle shot dead a man", which the parser takes for a kind of shot."""
    words, dead = load("en/mends.yaml")["verbs"], doc[token.i + 1] if token.i + 1 < len(doc) else token
    ridden = doc[token.i - 1]
    if token.lower_ not in words or dead.pos_ != "ADJ" or ridden.head is not token or ridden.dep_ != "compound":
        return False
    on, over = token.head, dead
    if token.dep_ != "pobj" or on.head.head is not over:
        return False
    for before in token.lefts:
        doc.rehang(before, ridden if before is not ridden else on)
    if over.dep_ == "ROOT":
        doc.crown(token)
    else:
        doc.rehang(token, over.head)
        token.dep_ = over.dep_
    victim = next((c for c in dead.rights if c.dep_ in ("nsubj", "dobj", "attr")), None)
    for child in dead.children:
        doc.rehang(child, token)
    doc.rehang(dead, victim if victim is not None else token)
    if victim is not None:
        victim.dep_ = "dobj"
    ridden.dep_, dead.dep_, token.pos_, token.tag_, token.lemma_ = "pobj", "amod", "VERB", "VBD", words[token.lower_]
    return True


def mend_shot_by(doc: Doc, token: Token) -> bool:
    """The killing in "Gunmen on a motorbike shot dead two men, police said", hung on the motorbike as its victims'."""
    words, ridden = load("en/mends.yaml")["verbs"], token.head
    victim = ridden.head
    on = victim.head
    gunmen, said = on.head, on.head.head
    if token.lower_ not in words or ridden.dep_ not in ("nmod", "compound") or victim.dep_ != "pobj":
        return False
    if on.i > ridden.i or gunmen.i > on.i or gunmen.dep_ not in ("dep", "nsubj") or said.i < token.i:
        return False
    for before in victim.lefts:
        if before.i < ridden.i:
            doc.rehang(before, ridden)
    doc.rehang(token, said)
    doc.rehang(ridden, on)
    doc.rehang(victim, token)
    doc.rehang(gunmen, token)
    victim.dep_, gunmen.dep_, ridden.dep_ = "dobj", "nsubj", "pobj"
    token.dep_, token.pos_, token.tag_ = "ccomp", "VERB", "VBD"
    return True


def mend_shot_men(doc: Doc, token: Token) -> bool:
    """The killing in "Gunmen on a motorcycle shot dead two men and a bomb hurt nine", taken for a noun."""
    words, dead = load("en/mends.yaml")["verbs"], token.head
    victim = dead.head
    on = victim.head
    gunmen, ridden = on.head, next(iter(token.lefts), None)
    if token.lower_ not in words or dead.pos_ != "ADJ" or victim.dep_ != "pobj" or ridden is None:
        return False
    over = gunmen.head
    if gunmen.i > on.i or ridden.dep_ != "compound" or gunmen.dep_ not in ("ROOT", "nsubj") or victim.i < token.i:
        return False
    for before in victim.lefts:
        if before.i < ridden.i:
            doc.rehang(before, ridden)
    if gunmen.dep_ == "ROOT":
        doc.crown(token)
    else:
        _share_out(doc, token, gunmen, over)
    for child, above, dep in ((ridden, on, "pobj"), (gunmen, token, "nsubj"), (victim, token, "dobj")):
        doc.rehang(child, above)
        child.dep_ = dep
    token.pos_, token.tag_, token.lemma_ = "VERB", "VBD", words[token.lower_]
    token.form = replace(token.form, base=token.lemma_)
    return True


def _share_out(doc: Doc, verb: Token, doer: Token, other: Token) -> None:
    """Puts the verb in the place of the other, which keeps those named beside the doer for its own."""
    beside = next((c for c in doer.rights if c.dep_ == "conj" and c.i > verb.i), None)
    link = next((c for c in doer.rights if c.dep_ == "cc" and c.i > verb.i), None)
    if other.dep_ == "ROOT":
        doc.crown(verb)
    else:
        doc.rehang(verb, other.head)
        verb.dep_ = other.dep_
    for word in other.lefts:
        doc.rehang(word, verb)
    if beside is None:
        doc.rehang(other, verb)
        other.dep_ = "conj"
        return
    doc.rehang(other, verb)
    other.dep_ = "conj"
    doc.rehang(beside, other)
    beside.dep_ = "nsubj"
    if link is not None:
        doc.rehang(link, verb)


def mend_downed(doc: Doc, token: Token) -> bool:
    """The drones of "shot down 118 of the drones", which the parser hangs on "down"."""
    down = token.head
    if down.dep_ != "advmod" or down.head.pos_ != "VERB" or down.i != down.head.i + 1:
        return False
    doc.rehang(token, down.head)
    token.dep_, down.dep_ = "dobj", "prt"
    return True


def mend_done(doc: Doc, token: Token) -> bool:
    """The verb of "fighters entered by road and looted shops", taken for a word that describes the shops."""
    noun = token.head
    verb = noun.head
    if token.lemma_ not in load("en/mends.yaml")["deeds"] or noun.dep_ != "conj" or verb.pos_ != "VERB":
        return False
    if verb.i > token.i or doc[token.i - 1].dep_ != "cc" or doc[token.i - 1].head is not verb:
        return False
    doc.rehang(token, verb)
    doc.rehang(noun, token)
    token.dep_, noun.dep_, token.tag_, token.pos_ = "conj", "dobj", verb.tag_, "VERB"
    return True


def mend_halves(doc: Doc, token: Token) -> bool:
    """The first half of "said its men held a road; officials did not comment", hung below the second."""
    later = token.head
    said = later.head
    if token.i > later.i or said.i > token.i or later.dep_ != "ccomp" or not doc.written(";"):
        return False
    if all(t.text != ";" for t in doc[token.i : later.i]):
        return False
    doc.rehang(token, said)
    later.dep_ = "conj"
    return True
