"""Whether a sentence has a verb of doing, so that it is a decision and no summary (DR318).

Verbs of talking, thinking and feeling do nothing. In doubt a sentence does something: a reader
forgives a summary that passes sooner than a decision that is called one. Words only, no records.
"""

import re

MOST_CHARACTERS = 600
"""How much of a sentence is looked at; what has decided nothing by then is too long anyway."""

DOING = """
    accept add adopt allow announce answer approve archive assign automate ban block book
    build bump buy cancel cap change charge close commit cut default delete deliver
    deprecate disable discount document drop enable end enforce escalate exclude expand
    extend fix freeze fund give grant halve hand hire host include increase invest keep kill
    launch lend let lift limit lower merge migrate move name offer open own patch pause pay
    pilot prioritise prioritize publish pull raise reassign rebuild recruit reduce refund
    refuse reject release remove rename renew replace require reserve restore restrict
    retire return revert rewrite roll run scrap sell send set ship shift show sign simplify
    split staff start stop sunset support suspend swap switch teach tell test train transfer
    turn upgrade waive withdraw write
"""
"""Verbs of what a team does, by which a sentence decides for certain."""

_MORE = """
    address adhere agree setup
    absorb abandon abolish accelerate acquire act activate adapt adjust admit align alert anonymise
    anonymize appoint apply arrange attach audit authorise authorize award back balance begin bill
    bind blacklist bring broaden budget bundle calculate carry cease certify charter check choose
    clean clear collect combine come compensate complete compress concentrate condense confirm
    connect consolidate continue contract convert copy correct count cover craft create credit debug
    decide declare decline decommission decouple dedicate deduct deduplicate defend defer define
    degrade delay delegate demand demote deny descope design detach determine develop direct
    discontinue dismiss dispatch dissolve distribute divert divide document donate double downgrade
    draft draw edit eliminate embed employ encrypt engage ensure equip establish exchange exempt
    expire expose express facilitate feed file fill filter finish fire focus follow forbid force
    forgive form format fulfil fulfill gate gather generate go grandfather group grow guarantee
    guard handle harden head help hide highlight honour honor implement import impose improve incur
    index inform insert insist inspect install instrument insure integrate introduce invite invoice
    isolate issue join jump label lead learn leave license licence lease link list listen load
    localise localize locate lock log make manage map mark match mean measure meet migrate mirror
    mount multiply negotiate nominate normalise normalize notify offload onboard operate order
    organise organize outsource overhaul override package park partition partner pass penalise
    perform permit persist pick pin place plan play polish port position post postpone prepare
    preserve prevent price print proceed process produce prohibit promise promote propose protect
    provide purchase push put query queue quit quote race rate reach read rebate rebrand rebuild
    recommend reconcile recover redesign redirect refactor refer refresh register reimburse
    reinstate relax relaunch relocate rely remain remind render reopen reorder reorganise reorganize
    repair repay repeat rephrase replicate report reprice reprioritise reprioritize request require
    rerun reschedule resell reset resign resize resolve resource respond rest restart restructure
    resume retain retry reuse revise revoke reward ring rotate route save scale schedule scope seal
    secure seed select separate serve settle shadow share shelve shorten shrink shut signal skip
    slow solve sort source speak specify spend sponsor stabilise stabilize stage standardise
    standardize state stay stick store streamline strip submit subscribe substitute subsidise
    subsidize succeed surface survive suppress swap sync take target terminate throttle tie tighten
    tolerate track trade translate treat triage trial trigger trim triple try tune
    unblock unify uninstall unlock unpublish update use validate verify veto void vote wait walk
    warn widen win wind wipe wire work wrap yield zero
"""
"""What teams decide to do beside; some of these words are mostly nouns."""

_IRREGULAR = """
    begun bought bound brought built came chosen cut dealt done drawn drew drove fed found froze
    frozen gave given gone grew grown held hid hidden kept laid led left lent let lost made met paid
    put quit ran reset rung sent set shut sold spent split spoke spoken spread stuck taken taught
    told took understood upheld went withdrawn withdrew won written wrote
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BASES = _words(f"{DOING} {_MORE}")
_DONE = _words(_IRREGULAR)

# What says that something is to be, whatever the verb: "is on the roadmap", "gets a pilot".
_SHALL = _words("""
    will shall must may can should cannot won't mustn't needs need is are isn't aren't be becomes
    become gets get goes stays never until
""")
_NEGATIONS = _words("no not none nobody nothing only")
"""A sentence that begins with one of these decides: "no discount"."""
# A verb stands right behind these; elsewhere the same word is mostly a noun.
_BEFORE_A_VERB = _words("""
    to we they you i and or then but so not never also who that which csms pms both all everybody
    everyone product cs engineering support please just let's always now still first
""")
_BEFORE_A_NOUN = _words("""
    a an the this these those our your their its his her my of about on for with in into from by at
    as per no some any more many several new old good bad open all each every
""")
_DETERMINERS = _words("a an the this these those our your their its all every each both")
_WORD = re.compile(r"[^\W\d_][\w'\u2019&-]*|\d[\w.,%]*|[.;:!?,(\u2013\u2014]|(?<=\s)-(?=\s)")


def count_words(text: str) -> int:
    """How many words a text has; a dash on its own is none."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def does_something(what: str) -> bool:
    """Whether a sentence has a verb of doing, or says what is to be."""
    words = [word.lower().replace("\u2019", "'") for word in _WORD.findall(what[:MOST_CHARACTERS])]
    if not any(word[0].isalpha() for word in words):
        return False
    return any(_does(words, index) for index in range(len(words))) or _orders(words)


def _does(words: list[str], index: int) -> bool:
    word = words[index]
    before = words[index - 1] if index else "."
    starts = not before[0].isalnum() or before in _BEFORE_A_VERB or before in _SHALL
    if word in _SHALL or word in _DONE or (word in _NEGATIONS and not index):
        return True
    if word in _BASES:
        return starts or (before.endswith("s") and before not in _BEFORE_A_NOUN)
    if before in _BEFORE_A_NOUN:
        return False
    return any(stem in _BASES for stem in _stems(word))


def _stems(word: str) -> tuple[str, ...]:
    """The verbs that a word may be a form of: `ships`, `shipped`, `carries`."""
    if word.endswith(("ies", "ied")):
        return (f"{word[:-3]}y",)
    if word.endswith("s"):
        return (word[:-1], word[:-2])
    if word.endswith("ed"):
        return (word[:-1], word[:-2], word[:-3])
    return ()


def _orders(words: list[str]) -> bool:
    """Whether a sentence begins as an order does: with a verb that no one has listed."""
    first, second = words[0], words[1] if len(words) > 1 else ""
    verbal = first.endswith(("ise", "ize", "ify", "ate")) or first.startswith(("re-", "de-", "un-"))
    return verbal or (second in _DETERMINERS and first not in _DETERMINERS | _BEFORE_A_NOUN)
