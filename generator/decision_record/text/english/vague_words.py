"""The words by which a sentence decides nothing, as patterns over lower-case text (DR302).

Data only; `phrases.py` applies it. Each table has a line for each way of saying it.
"""

import re

_SHORT = {
    "<a>": r"(?:an?|another|the|some|more)",
    "<it>": r"(?:it|this|that|the [\w -]+?|[\w-]+)",
    "<that>": r"(?:it|this|that|the (?:topic|question|matter|decision|discussion|subject|point))",
    "<more>": r"(?:more|further|additional|deeper|closer)",
    "<settled>": r"(?:discussed|decided|determined|clarified|revisited|explored|investigated"
    r"|evaluated|looked (?:at|into)|followed up|thought about)",
    "<checked>": r"(?:reviewed|confirmed|agreed|defined|monitored|watched|tracked|kept an eye on)",
    "<review>": r"(?:discussion|review|consideration|investigation|observation|evaluation)",
    "<thought>": r"(?:discussion|thought|thinking|analysis|research|investigation|exploration"
    r"|clarification|clarity|alignment|consideration|information|data|input|work|study)",
    "<who>": r"(?:we|i|they|everyone|both|both (?:sides|teams)|(?:the |our )?(?:team|pod|squad"
    r"|group|cs|csms?|pms?|product|engineering|support|sales|leadership|design|vp cs|cpo|cto"
    r"|head of product|account team)(?: team)?)",
    "<will>": r"(?:will|should|shall|must|can|could|may|might|would|ought to|needs? to|want to"
    r"|plan to|has to|have to|(?:is|are) (?:going )?to)",
    "<hold>": r"(?:have|hold|schedule|arrange|set up|book|start|need|plan|continue)",
    "<meeting>": r"(?:[\w-]+ )?(?:meeting|call|session|workshop)",
    "<wh>": r"(?:what|why|how|whether|if|where|who|when)",
    "<is>": r"(?:is|are|was|remains?|stays?|still|left)",
    "<time>": r"(?:(?:next|this|the next|the coming) [\w-]+|q[1-4]|20\d\d|jan(?:uary)?"
    r"|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?:a|the|two|three|few|some) (?:few )?"
    r"(?:days?|weeks?|months?|quarters?)|(?:our|the) [\w-]+ (?:meeting|sync|call|session)"
    r"|the (?:meeting|sync|qbr|summer|autumn))",
}
"""Words that the tables below use by name."""


def _either(lines: str) -> str:
    """One pattern of many, a line each."""
    for name, words in _SHORT.items():
        lines = lines.replace(name, words)
    return "|".join(line.strip() for line in lines.strip().splitlines())


def _beginning(lines: str) -> re.Pattern[str]:
    """What a clause begins with, in the infinitive."""
    return re.compile(rf"(?:{_either(lines)})(?:$|(?=\W)|(?<=\s))")


ONLY_PEOPLE = _beginning(r"""
    <hold> <a> (?:[\w-]+ )?(?:discussion|conversation|chat|talk|deep[ -]dive)
    (?:have|need) <a> (?:[\w-]+ )?(?:think|look|brainstorm(?:ing)?)
    <hold> <a> <meeting> (?:about|on|to (?:discuss|talk|align|decide|explore|review|look))
    (?:talk|speak) (?:about|more|further|again|through|over|it|this|that)
    brainstorm
    touch base
    (?:think|reflect|ponder|mull)(?: <more>| again)? (?:about|on|over|through)
    think (?:it|this|that) (?:over|through)
    think (?:more|further|again)
    (?:give|put) <it> (?:some |more |further )*(?:thought|consideration)
    put (?:some |more |further )*(?:thought|consideration)
    (?:look|dig|delve|drill|deep[ -]dive)(?: (?:<more>|again|down|back))* (?:into|over)
    dig (?:in|deeper)
    (?:take|do) <a> (?:[\w-]+ )?(?:look|deep[ -]dive)
    (?:find|figure|work|sort) out (?:more|<wh>)
    (?:do|gather|collect|wait for|need)(?: some)? <more> (?:feedback|details?|context|<thought>)
    wait and see
    see (?:<wh>|what happens)
    keep (?:an? )?(?:close |watchful )?(?:eye|watch|tabs)
    keep (?:discussing|talking|looking|thinking|exploring|investigating)
    keep <it> (?:in mind|on (?:the|our) radar|under <review>)
    circle[ -]?(?:back|around)
    loop back
    (?:revisit(?:ed)?|re-?evaluate|re-?assess|reconsider)
    (?:come|go|get|return)(?: back)? to <that>
    (?:come|get) back (?:on|with|to (?!\d|the old|normal))
    get back(?=$| (?:soon|later|next))
    keep (?:you|them|everyone|(?:the )?customers?) (?:posted|informed|updated|in the loop)
    ask around
    pick <it> up (?:again|later|next|in|at|offline)
    (?:loop|ping)(?: \w+)? back
    (?:take|discuss|handle) <it> (?:offline|away|under advisement|into (?:consideration|account))
    take <it> back to the team
    take offline
    (?:table|park|shelve) <that>
    (?:postpone|defer|delay|push|make|reach|take) (?:the|a|this|that|any|our) (?:final )?decision
    leave <it> (?:open|for now|for later)
    raise awareness
    be (?:aware|mindful) of
    """)
"""What only people do, so that the subject does not matter."""

BARE = frozenset(
    {"review", "check", "track", "evaluate", "assess", "examine", "study", "analyse", "analyze"}
)
"""Verbs that decide nothing without an object: "Elin will check and get back to you"."""

ALSO_PRODUCTS = _beginning(
    r"""
    (?:further |re-?)?discuss(?:ed)?
    (?:align|sync|catch|huddle) (?:up|again|around|offline|next|later)
    (?:align|sync) in <time>
    consider(?=$| (?:it|this|that|whether|if|how|the option|options|for|again|later|next|\w+ing))
    contemplate
    (?:investigate|explore)
    research(?! (?:calls?|interviews?|panels?|projects?|sessions?)\b)
    clarify(?=$| (?:<wh>|with|it|this|further))
    (?:monitor|watch|observe)
    keep (?:monitoring|watching|tracking|observing)
    keep <it> open
    stay (?:close|on top)
    follow up
    follow-?up(?:$| (?:with|on|about|in|at|by|later|again|next))
    reach out
    check (?:in(?=$| on| with| again)|back|with|again|on)
    report back
    (?:decide|determine|agree|settle)(?: on)? (?:it|this|that|later|offline|next \w+|in <time>)
    (?:decide|agree)(?: on)? <wh>
    (?:decide|determine|agree|settle) at (?:the|our) next
    analy[sz]e (?:<more>|it|this|again)
    <bare>$
    (?:review|check|track|evaluate|assess|examine) (?:it|this|that|again|further|later|closely)
    (?:review|check)(?: (?:again|back))? (?:next|in) <time>
    review (?:(?:the )?options|the situation)
    """.replace("<bare>", f"(?:{'|'.join(sorted(BARE))})")
)
"""What a product, a job or a paper does too: it decides nothing where people are the subject."""

IN_DOUBT = _beginning(r"""
    (?:align|sync)(?: up)? (?:on|about|with)
    consider
    look(?: again| closer| further)? at
    (?:evaluate|assess|weigh(?: up)?|examine|study)
    track(?! .*\b(?:in|with|by|per|as|using|through) \w)
    analy[sz]e <wh>
    determine(?: on)? <wh>
    check <wh>
    review (?:at|<wh>)
    (?:get|gather|collect)(?: some)? <more> (?:feedback|details?|context|<thought>)
    (?:note|acknowledge|recogni[sz]e)d? (?:that|of)
    (?:have |has )?(?:take|taken|took) note (?:that|of)
    """)
"""What may be a rule of the product or a task with a result; only the team can say which."""

RECURRING = re.compile(
    r"\b(?:every|each|daily|weekly|monthly|quarterly|nightly|hourly|always|from now on"
    r"|only (?:after|when|if|once|in)|no longer|before (?:any|each|every|merg|releas|ship)\w*"
    r"|(?:at|on) (?:build|load|start|run|compile)\b)"
)
"""What makes a rule of a doubtful verb: "check the token on every call"."""

EMPTY = re.compile(
    _either(r"""
    t\.?b\.?[dc]\.?\b
    (?:still )?to be (?:<settled>|<checked>)\b
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
    (?:still )?(?:under|in) <review>
    (?:still )?being (?:<settled>|<checked>)\b
    (?:good|great|long|useful|productive) (?:discussion|conversation|chat|talk)
    (?:some|an?) (?:discussion|conversation) (?:about|on|of)\b
    (?:i |we )?(?:do not|don['\u2019]t|cannot say|can['\u2019]t say) ?(?:know|yet)(?: yet)?$
    (?:no|nothing)(?: new)? (?:answer|news|update|to (?:share|report|say|add))(?: yet| for now)*$
    (?:it |this |that )?depends$
    on (?:our|the|product['\u2019]s) radar$
    (?:thanks|thank you) for (?:the|your|this) (?:feedback|question|input)$
    """)
)
"""Sentences that say themselves that nothing was decided."""

_WHEN = (
    r"(?: (?:further|later|again|offline|soon|separately|internally|next \w+|(?:on|by|in|at) "
    + _SHORT["<time>"]
    + r"|with [\w-]+))*"
)

ENDINGS = re.compile(
    r"\b(?:"
    + _either(r"""
    (?:needs?|requires?|deserves?|warrants?)(?: some| a bit of)? <more> <thought><when>\W*$
    (?:needs?|requires?|deserves?|warrants?)(?: some)? (?:thought|clarification)\W*$
    (?:needs?|requires?)(?: some)? discussion<when>\W*$
    <is> (?:still )?(?:open|undecided|unclear|unresolved|pending)\W*$
    <is> (?:still )?(?:(?:under|in) <review>|being (?:<settled>|<checked>))<when>\W*$
    (?:still|yet|remains?) to be (?:<settled>|<checked>)<when>\W*$
    (?:is|are|needs?|has|have|ought) to be <settled><when>\W*$
    (?:to|will|should|can|could|might|may) be (?:further |also |closely )?<settled><when>\W*$
    (?:to|will|should) be (?:further |closely )?(?:kept an eye on|taken offline)<when>\W*$
    (?:on|stays on) (?:our|the|product['\u2019]s) radar\W*$
    tb[dc]\W*$
    """).replace("<when>", _WHEN)
    + ")"
)  # fmt: skip
"""What decides nothing at the end of a sentence, whatever the subject."""

ENDINGS_IN_DOUBT = re.compile(
    r"\b(?:"
    + _either(r"""
    (?:needs?|requires?|deserves?|warrants?)(?: some| a bit of)? <more> <thought>\b
    (?:to|will|should) be (?:further |also |closely )?<checked><when>\W*$
    (?:is|are) to be (?:<settled>|<checked>)\b(?! by\b)
    """).replace("<when>", _WHEN)
    + ")"
)  # fmt: skip
"""The same, which may be a rule: "pull requests will be reviewed"."""

# Something that rings at a number makes watching a decision.
WATCHING = re.compile(r"(?:monitor|watch|track|observe|keep)\b")
INSTRUMENT = re.compile(
    r"\b(?:alert|alarm|threshold|pager?|probe|limit|budget|warning)s?\b.*\d"
    r"|\d.*\b(?:alert|alarm|threshold|pager?|probe)s?\b"
)

THING = re.compile(
    r"(?:monitor|watch|track|explore|research|revisit|review|study|check-in|sync|table|open|monitoring"
    r"|watching|research|looking|investigating|reviewing|tracking|consider)"
    r"(?: (?!(?:what|why|how|whether|if|where|who|when|that|the|it|this|is|are)\b)[\w-]+){0,3}?"
    r" (?:is|are|was|were|goes?|moves?|stays?|becomes?|gets?|ships?|ends?|starts?"
    r"|stops?|closes?|opens?|comes?|will|needs?|runs?|belongs?)\b"
)
"""A sentence that begins with a thing that is spelt like one of the verbs."""

CONSIDERED = re.compile(
    r"(?:consider|watch|track|evaluate) (?!\w+ing\b).*\b(?:closed|done|resolved|final|settled"
    r"|delivered|completed?|approved|accepted|rejected|deprecated|stable|supported|unsupported"
    r"|valid|invalid|equal|(?:in|out of) scope|as|to be)\b"
)
"""A rule on what counts as what: "consider the issue closed"."""

WILL = _either("<will>")
"""What says that a person is going to do it."""

PEOPLE = _either(r"""
    (?:and|so|then|ok|decision|decided|agreed|outcome|action|next steps?)\s*[:,\u2013\u2014-]\s*
    (?:it was |all |both |<who> )?(?:have |has )?<agreed> (?:jointly |together )?to\s
    (?:decided|agreed) that (?:<who> )?(?:<will> )?
    <who>(?:['\u2019]ll)? (?:(?:for|of) [\w-]+ )?(?:all |also |probably )?(?:still )?<will>\s
    <who> (?:agreed to|agreed that|to)\s
    <who>(?:['\u2019](?:ll|re|m)| (?:is|are|am))?\s
    (?:to|let['\u2019]?s|let us|let me|must|should|will|needs?(?: to)?|have to)\s
    """).replace(
    "<agreed>",
    "(?:decided?|agreed?|resolved|concluded|settled|plan|planned|intend|aim|want|wish|propose)",
)
"""Who acts, where it is people: in front of the verb."""

ADVERBS = _either(r"""
    (?:continue|keep on|carry on|start|begin|try|aim|go on)(?: to| with)?\s
    (?:internally|jointly|together|probably|maybe|perhaps|definitely|certainly|first|also)\s
    (?:it|this|that)(?:['\u2019]s| is)\s
    (?:further|closely|actively|carefully|currently|now|still|again|then|please|just|simply)\s
    """)
"""How and when, in front of the verb."""

OTHERS = _either(r"""
    (?:[\w.'\u2019&-]+ ){1,4}?<will>\s
    (?:\w+|\w+ (?:and|&) \w+) to (?!be\b)
    [\w.]+ (?:is|are) (?=\w+ing\b)
    [\w.]+ (?=(?:keeps an eye|looks into|follows up|circles back|thinks about|gets back) )
    """)
"""Who acts, where only the words around it say that something does."""

PROGRESSIVE = {
    "looking": "look",
    "digging": "dig",
    "thinking": "think",
    "discussing": "discuss",
    "talking": "talk",
    "investigating": "investigate",
    "exploring": "explore",
    "considering": "consider",
    "evaluating": "evaluate",
    "assessing": "assess",
    "monitoring": "monitor",
    "watching": "watch",
    "keeping": "keep",
    "following": "follow",
    "circling": "circle",
    "researching": "research",
    "revisiting": "revisit",
    "getting": "get",
    "reviewing": "review",
    "checking": "check",
    "tracking": "track",
}
"""What the team is at, and the verb of it."""

ANSWERS_LATER = re.compile(
    r"(?:answer|call|e-?mail|inform|mail|notify|repl(?:y|ie)|report|respond|tell|update|write"
    r"|send (?:you |them |an? |the |more |some )*(?:answer|news|note|reply|update|word))(?:s|es)?\b"
)
"""Verbs of a person who will answer, and has not answered yet."""
