"""Nouns that say by themselves that a blow fell: "killed nine in strikes", "following an Israeli strike on Tyre"."""

from __future__ import annotations

from collections.abc import Mapping

from fogline.core.claim import ClaimType
from fogline.read.events.scene import lemma
from fogline.read.tokens import Token
from fogline.vocab import load


def is_blow(noun: Token) -> bool:
    """A strike or the like, and no hunger strike."""
    kinds = load("en/roles.yaml")["certain"]["blow_kinds"]
    plain = all(c.lemma_ in kinds for c in noun.lefts if c.dep_ == "compound" and c.text.islower())
    return plain and noun.pos_ == "NOUN" and noun.lemma_ in load("en/event_links.yaml")["struck"]["nouns"]


def is_answered(noun: Token) -> bool:
    """As in "fired rockets following an Israeli strike on Tyre": whose it was and where it fell tell it as news."""
    links = load("en/event_links.yaml")
    if not is_blow(noun) or noun.dep_ != "pobj":
        return False
    over = noun.head
    answers = over.head.lower_ in links["elapsed"]["answers"].get(over.lower_, ())
    whose = any(c.dep_ in ("amod", "compound", "poss") and c.text[:1].isupper() for c in noun.lefts)
    there = any(c.dep_ == "prep" and c.lower_ in links["struck"]["there"] for c in noun.rights)
    return (answers or over.lower_ in links["struck"]["behind"]) and whose and there


def owned_up(says: Token) -> Token | None:
    """The verb in "claimed the raid, saying it had killed nine" under which somebody tells what he owned up to."""
    cue = says.head
    if says.dep_ != "ccomp" or cue.dep_ != "advcl" or cue.tag_ != "VBG":
        return None
    his = any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in says.lefts)
    return cue.head if his and cue.head.lemma_ in load("en/event_links.yaml")["struck"]["owning"] else None


def same_blow(word: Token, kind: ClaimType, events: Mapping[int, ClaimType]) -> bool:
    """As in "The strike triggered an explosion", "attacked Gao with drones launched from Bara": no second blow.

    ``events`` has the type of each word of one.
    """
    links = load("en/event_links.yaml")
    if kind not in links["violent"]:
        return False
    over = word.head
    if word.dep_ == "dobj" and lemma(over) in links["setting_off"]:
        return any(events.get(s.i) in links["violent"] for s in over.lefts)
    certain, noun = load("en/roles.yaml")["certain"], word
    if word.tag_ == "VBN" and word.dep_ == "acl" and lemma(word) in certain["throwing"]:
        noun = over
    elif word.pos_ != "NOUN" or lemma(word) not in certain["missiles"]:
        return False
    while noun.dep_ == "conj":
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        deed = noun.head.head
        return deed.pos_ == "VERB" and events.get(deed.i) in links["violent"]
    fired = noun.head  # taken for what went on meanwhile
    aside = noun.dep_ == "nsubj" and fired.dep_ == "advcl" and lemma(fired) in certain["throwing"]
    opened = aside and any(c.dep_ == "mark" and c.lower_ == "with" for c in fired.lefts)
    return opened and events.get(fired.head.i) in links["violent"]
