"""Whether a sentence that is logged as a decision decides anything (DR302).

What counts is the verb that the sentence begins with, after who is to do it: "look into",
"circle back", "monitor" decide nothing, whatever their object. A sentence that goes on to say what
will be done is a decision after all. This module knows words only, no records.
"""

import re
from collections.abc import Iterable

MOST_CHARACTERS = 600
"""How much of a sentence is looked at; what has decided nothing by then is too long anyway."""

_SHORT = {
    "<a>": r"(?:an?|another|the|some|more)",
    "<it>": r"(?:it|this|that|the [\w -]+?|[\w-]+)",
    "<that>": r"(?:it|this|that|the (?:topic|question|matter|decision|discussion|subject|point))",
    "<more>": r"(?:more|further|additional|deeper|closer)",
    "<settled>": r"(?:discussed|decided|determined|confirmed|clarified|revisited|agreed|explored"
    r"|investigated|evaluated|monitored|defined|looked (?:at|into)|followed up|thought about)",
    "<review>": r"(?:discussion|review|consideration|investigation|observation)",
    "<thought>": r"(?:discussion|thought|thinking|analysis|research|investigation|exploration"
    r"|clarification|clarity|alignment|consideration|information|data|input|work|study)",
    "<who>": r"(?:we|i|they|everyone|both|both (?:sides|teams)|(?:the )?(?:team|pod|squad|group|cs"
    r"|csms?|pms?|product|engineering|support|sales|leadership|design|vp cs"
    r"|head of product|account team)(?: team)?)",
    "<will>": r"(?:will|should|shall|must|can|could|may|might|would|ought to|needs? to|want to"
    r"|plan to|has to|have to|(?:is|are) (?:going )?to)",
    "<hold>": r"(?:have|hold|schedule|arrange|set up|book|start|need|plan|continue)",
    "<meeting>": r"(?:[\w-]+ )?(?:meeting|call|session|workshop)",
    "<wh>": r"(?:what|why|how|whether|if|where|who|when)",
    "<is>": r"(?:is|are|was|remains?|stays?|still|left)",
    "<be>": r"(?:to|will|should|must|can|shall|could|might|may) be",
}
"""Words that the patterns below use by name."""


def _patterns(lines: str) -> str:
    """One pattern of many, a line each."""
    for name, words in _SHORT.items():
        lines = lines.replace(name, words)
    return "|".join(line.strip() for line in lines.strip().splitlines())


# Beginnings that decide nothing, in the infinitive.
_VAGUE = re.compile(
    "(?:"
    + _patterns(r"""
    (?:further |re-?)?discuss(?:ed|ing)?
    <hold> <a> (?:[\w-]+ )?(?:discussion|conversation|chat|talk|sync|deep[ -]dive)
    (?:have|need) <a> (?:[\w-]+ )?(?:think|look|brainstorm(?:ing)?)
    <hold> <a> <meeting> (?:about|on|to (?:discuss|talk|align|decide|explore|review|look))
    (?:talk|speak) (?:about|more|further|again|through|over|it|this|that)
    (?:align|sync|catch|huddle)(?: up| again)? (?:on|about|with|around|offline|next|later|in)
    brainstorm
    touch base
    (?:think|reflect|ponder|mull)(?: <more>| again)? (?:about|on|of|over|through|it|this|that)
    think (?:more|further|again)
    (?:give|put) <it> (?:some |more |further )*(?:thought|consideration)
    put (?:some |more |further )*(?:thought|consideration)
    (?:consider|evaluate|assess|weigh(?: up)?|contemplate)
    (?:look|dig|delve|drill|deep[ -]dive)(?: (?:<more>|again|down|back))* (?:into|at|over|in)
    (?:take|do) <a> (?:[\w-]+ )?(?:look|deep[ -]dive)
    (?:investigate|explore|research|examine|study|clarify)
    (?:find|figure|work|sort) out (?:more|<wh>)
    (?:do|get|gather|collect|wait for|need)(?: some)? <more> (?:feedback|details?|context|<thought>)
    analy[sz]e (?:<more>|it|this|again|whether|why|how)
    check (?:whether|if|in(?: on| with| again)?|back|with|again|on)
    see <wh>
    wait and see
    (?:monitor|watch|observe|track)
    keep (?:an? )?(?:close |watchful )?(?:eye|watch|tabs)
    keep (?:monitoring|watching|tracking|observing|discussing|talking|looking|thinking)
    keep (?:exploring|investigating)
    keep <it> (?:in mind|open|on (?:the|our) radar|under <review>)
    stay (?:close|on top)
    circle[ -]?(?:back|around)
    loop back
    (?:revisit(?:ed)?|re-?evaluate|re-?assess|reconsider)
    (?:come|go|get|return)(?: back)? to <that>
    (?:come|get) back (?:to|on|with)
    follow up
    follow-?up(?:$| (?:with|on|about|in|at|by|later|again|next))
    pick <it> up (?:again|later|next|in|at|offline)
    (?:report|loop|ping)(?: \w+)? back
    reach out
    review (?:it|this|that|again|further|later|(?:the )?options|the situation|next|in|at|<wh>)
    (?:take|discuss|handle) <it> (?:offline|away|under advisement|into (?:consideration|account))
    take <it> back to the team
    take offline
    (?:table|park|shelve) <that>
    (?:postpone|defer|delay|push|make|reach|take) (?:the|a|this|that|any|our) (?:final )?decision
    leave <it> (?:open|for now|for later)
    (?:decide|determine|agree|settle)(?: on)? (?:it|this|that|later|next (?:week|month|quarter))
    (?:decide|determine|agree|settle)(?: on)? (?:in [\w ]+$|at (?:the|our) next|offline|<wh>)
    (?:take note|note|be aware|acknowledge|recogni[sz]e|raise awareness|be mindful)d? (?:that|of)
    """)
    + r")(?:$|(?=\W)|(?<=\s))"
)  # fmt: skip

# Sentences that say themselves that nothing was decided.
_EMPTY = re.compile(
    _patterns(r"""
    t\.?b\.?[dc]\.?\b
    (?:still )?to be <settled>
    no (?:final |clear )?decision(?: (?:yet|today|for now|taken|made|reached))*(?:$|[,;.(]| on\b)
    nothing (?:was )?decided
    undecided
    pending(?:$| (?:further|more|input|a|the|review)\b)
    not (?:yet )?(?:decided|sure|clear)
    open(?: question| point| topic)?$
    n/?a$
    \?+$
    noted$
    <more> <thought>\b
    (?:ongoing|continued) (?:discussion|monitoring|investigation|conversation)
    monitoring(?: the situation)?$
    under <review>
    (?:good|great|long|useful|productive) (?:discussion|conversation|chat|talk)
    (?:some|an?) (?:discussion|conversation) (?:about|on|of)\b
    """)
)  # fmt: skip

# What decides nothing wherever it stands.
_ENDS = re.compile(
    r"\b(?:"
    + _patterns(r"""
    (?:needs?|requires?|deserves?|warrants?)(?: some| a bit of)? <more> <thought>\b
    (?:needs?|requires?|deserves?|warrants?)(?: some)? (?:discussion|thought|clarification)\b
    <is> (?:still )?(?:open|undecided|unclear|unresolved|pending)\W*$
    <is> (?:still )?(?:under <review>|being <settled>)\W*$
    (?:is|are|needs?|has|have|still|yet) to be <settled>\b
    <be> (?:further |also |closely )?<settled><when>\W*$
    <be> (?:reviewed|taken|kept an eye on|tracked)<when>\W*$
    tb[dc]\W*$
    """).replace(
        "<when>",
        r"(?: (?:further|later|again|offline|soon|separately|internally|on|next \w+|in \w+"
        r"|(?:in|at) (?:the|our|a) [\w-]+(?: \w+)?|with [\w-]+))*",
    )
    + ")"
)  # fmt: skip

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

_DOES = re.compile(rf"(?:{'|'.join(DOING.split())})(?:s|es)?\b")

# Something that rings at a number makes watching a decision.
_WATCHING = re.compile(r"(?:monitor|watch|track|observe|keep)\b")
_INSTRUMENT = re.compile(
    r"\b(?:alert|alarm|threshold|pager?|probe|limit|budget|warning)s?\b.*\d"
    r"|\d.*\b(?:alert|alarm|threshold|pager?|probe)s?\b"
)

# A sentence that begins with a thing that is spelt like one of the verbs.
_THING = re.compile(
    r"(?:monitor|watch|track|explore|research|review|study|check-in|sync|table|open)"
    r"(?: [\w-]+){1,3}? (?:is|are|was|were|goes?|moves?|stays?|becomes?|gets?|ships?|ends?|starts?"
    r"|stops?|closes?|opens?|comes?)\b"
)

_CONSIDERED = re.compile(
    r"(?:consider|watch|track) .*\b(?:closed|done|resolved|final|settled|delivered|complete)\b"
)

# Who decided, who is to do it, and how; in front of the verb.
_LEAD_IN = re.compile(
    _patterns(r"""
    (?:and|so|then|ok|decision|decided|agreed|outcome|action|next steps?)\s*[:,\u2013\u2014-]\s*
    (?:it was |all |both |<who> )?(?:have |has )?<agreed> (?:jointly |together )?to\s
    (?:decided|agreed) that (?:<who> )?(?:<will> )?
    <who>(?:['\u2019]ll)? (?:all |also |probably )?(?:still )?<will>\s
    <who> (?:agreed to|agreed that|to)\s
    <who>(?:['\u2019]ll)?\s
    (?:[\w.'\u2019&-]+ ){1,4}?<will>\s
    (?:\w+|\w+ (?:and|&) \w+) to (?!be\b)
    [\w.]+ (?=(?:keeps an eye|looks into|follows up|circles back|thinks about) )
    (?:to|let['\u2019]?s|let us|must|should|will|needs?(?: to)?|have to|please|just|simply)\s
    (?:continue|keep on|carry on|start|begin|try|aim|go on)(?: to| with)?\s
    (?:internally|jointly|together|probably|maybe|perhaps|definitely|certainly|first|also)\s
    (?:further|closely|actively|carefully|now|still|again|then)\s
    """).replace(
        "<agreed>",
        "(?:decided?|agreed?|resolved|concluded|settled|plan|planned|intend|aim|want|wish|propose)",
    )
)  # fmt: skip

_THIRD_PERSON = re.compile(
    r"^(keep|look|follow|circle|think|talk|dig|check|monitor|watch|revisit|explore|investigate)s\b"
)
_TOPIC = re.compile(r"[^:.;]{1,60}?(?::|\s[\u2013\u2014-])\s+(?=\S)")
_CLAUSES = re.compile(
    r"[.;:!]\s+|,\s+(?:(?:and|then|but|so|we|\w+ will) )*|\s(?:and|then|but|so)\s(?:then )?"
)
_MARKS = re.compile(r"[*_`\"\u201c\u201d]")
_MOST_LEAD_INS = 6


def find_phrase(what: str) -> str | None:
    """The words by which a sentence decides nothing; None where it decides something."""
    plain = _MARKS.sub("", what[:MOST_CHARACTERS]).lower()
    text = " ".join(plain.split()).strip(" .!\u2026-\u2013\u2014")
    for beginning in _beginnings(text):
        phrase = _vague_at_start(beginning)
        if phrase:
            return None if _decides(_CLAUSES.split(beginning)[1:]) else phrase
    ending = _ENDS.search(text)
    return ending.group().strip() if ending and not _decides(_CLAUSES.split(text)) else None


def _beginnings(text: str) -> Iterable[str]:
    """The sentence, and what follows its topic, each without who and how."""
    topic = _TOPIC.match(text)
    for start in (text, text[topic.end() :]) if topic else (text,):
        yield from _without_lead_ins(start)


def _without_lead_ins(text: str) -> Iterable[str]:
    """The text, and the text without each thing in front of its verb, one after another."""
    yield text
    for _ in range(_MOST_LEAD_INS):
        found = _LEAD_IN.match(text)
        if found is None:
            return
        text = text[found.end() :]
        yield text


def _vague_at_start(text: str) -> str | None:
    text = _THIRD_PERSON.sub(r"\1", text, count=1)
    if _THING.match(text) or _CONSIDERED.match(text):
        return None
    if _WATCHING.match(text) and _INSTRUMENT.search(text):
        return None
    found = _EMPTY.match(text) or _VAGUE.match(text)
    return found.group().strip() if found else None


def _decides(clauses: Iterable[str]) -> bool:
    """Whether a part of the sentence says what will be done."""
    return any(_DOES.match(each) for clause in clauses for each in _without_lead_ins(clause))
