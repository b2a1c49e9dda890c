"""How somebody else's words are introduced in a turn: patterns over Simplified text."""

import re
import tomllib
from importlib.resources import files

_LISTS = tomllib.loads(files(__package__).joinpath("introductions.toml").read_text("utf-8"))


def _any(*names: str) -> str:
    return "|".join(pattern for name in names for pattern in _LISTS[name])


_LETTER = "[a-zA-Z\u00c0-\u024f'’-]"
_NAME_WORDS = rf"[A-Z]{_LETTER}+(?:\s+(?:[A-Z]\.|[A-Z]{_LETTER}+|(?:de|van|von|of|bin)(?=\s+[A-Z])))*"
_SAID = rf"(?:{_any('said')})"
_SAID_ENGLISH = rf"(?:{_any('said_english')})\b(?:\s+that\b)?[,:]?"
_BETWEEN = rf"(?:{_any('between')})*"
_BETWEEN_ENGLISH = rf"(?:\s?(?:{_any('between_english')})\b)*"
_OWNER = rf"(?-i:{_NAME_WORDS}|(?:my|his|her|our|a|the)\s[a-z]+)"
_GIVEN = rf"(?:(?![{_LISTS['no_given_name']}])[一-鿿])"
_NO_SPEECH = "[的话明服法到起出得不完]"
"""What follows a verb that introduces nothing."""

END = re.compile(r"[。！？!?\n]|(?<![A-Z])\.(?=[\s\"”’」])")
"""Where a sentence ends."""
VERB = re.compile(
    rf".*(?:(?P<chinese>{_any('speech')})(?![明服法实])[^，,。！？!?“”「」\n]{{0,12}}[：:，,—]*"
    rf"|\b(?P<english>{_any('speech_english')})\b[^,.!?“”\"\n]{{0,24}}[,:—]?)\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""The verb or noun before marked speech."""
SOURCE = re.compile(
    rf"\b(?:{_any('source_english')})\s+(?P<who>[^,.!?:“”\"\n]{{1,40}})[,:]?\s*$", re.IGNORECASE
)
"""Whose words marked speech is, where the name stands between noun and speech."""
AFTERWARDS = re.compile(
    rf"\s?[,，]?\s?(?P<who>[^,.，。！？!?:：“”\n]{{1,12}}?){_BETWEEN}(?:{_any('speech')})(?:过|道|的)?[,.，。！？]"
    rf"|\s?,?\s?(?:(?:as|(?:is|was)\s(?:how|what))\s)?(?P<english>{_OWNER}|[a-z]+)"
    rf"\s?{_BETWEEN_ENGLISH}\s(?:{_any('speech_english')})\b"
    rf"|\s?,?\s?(?:{_any('speech_english')})\s(?P<name>{_OWNER})"
    rf"|\W{{0,3}}(?:that|this|it)(?:['’]s|\sis|\swas)\s[a-z ]{{0,24}}?"
    rf"(?:{_any('source_english')})\s(?P<source>{_OWNER})",
    re.IGNORECASE,
)
"""Who has spoken, after marked speech."""
WHO = re.compile(r"\s*who\b", re.IGNORECASE)
"""A clause that says more about whom the one before it names."""
LIKE = re.compile("^(?:正如|正像|就像|诚如|如同|如|像|用|按)|[所曾也常就]+$")
ASIDE = re.compile(
    r"(?:对|跟|和|向|与|给)[^，,。读念引]{1,12}$|在[^，,。]{1,14}[里中上]$"
    r"|\b(?:to|with)\s+(?!.*\bwho\b)[\w .]{1,24}$"
)
"""To whom or where somebody speaks, before the verb."""
FIRST = re.compile(r"我们?|\b(?:i|we|my|our)\b|\bi['’]", re.IGNORECASE)
SECOND = re.compile(r"[你您妳]们?|\byou(?:['’]ve)?\b|\byours?\b", re.IGNORECASE)
EARLIER = re.compile(rf"{_any('earlier')}|\b(?:{_any('earlier_english')})\b", re.IGNORECASE)
"""What tells that `you` is somebody who has spoken, not anybody."""
OTHERS = re.compile(
    rf"{_any('others', 'people')}|\b(?:{_any('others_english')})\b"
    rf"|\b(?:an?|the)\s[a-z]+(?={_BETWEEN_ENGLISH}\s*$)",
    re.IGNORECASE,
)
NAME = re.compile(rf"(?P<latin>{_NAME_WORDS})|[一-鿿]{{1,6}}(?:[·・‧•][一-鿿A-Z.]{{1,8}})+")
CHINESE_NAME = re.compile(
    r"(?:^|[，,：:、“”家师者员长授士星人父母亲友学生匠]|的(?=阿)|正如|就像|如|用|按照?|引用|像)\s*"
    rf"((?:[{''.join(_LISTS['families'].split())}]|{_any('families_of_two')}){_GIVEN}{{1,2}}?|阿{_GIVEN}{{1,2}}?)"
    rf"(?:先生|女士|老师|教授|博士|院长|部长)?{_BETWEEN}(?:{_any('speech')})"
)
NO_NAME = re.compile(rf"[A-Z]{{2,5}}s?$|(?:{_any('no_names')})$")
ADVERBS = re.compile(
    rf"(?:\s*[（(][^）)]*[）)])?(?:\s*(?:{_any('between')}))*{_BETWEEN_ENGLISH}\s*$", re.IGNORECASE
)
UNMARKED = re.compile(
    rf"(?<![跟对诉问让向请和与给被把])(?:{_any('others')}|\0+){_BETWEEN}(?<!来){_SAID}"
    rf"(?!{_NO_SPEECH})(?:过|道|了)?(?P<first>[^，。！？!?“”\n]{{0,6}}[：:，,])?"
    rf"|(?:{_any('source')})\0+的原?(?:话|说法)来?[说讲]?[：:，,]"
    rf"|(?<![如若当让请要问对跟])(?P<you>[你您妳]){_BETWEEN}{_SAID}过?(?!{_NO_SPEECH})[：:，,]?"
    rf"|(?:\b(?:{_any('others_english')})|\0+){_BETWEEN_ENGLISH}\s+{_SAID_ENGLISH}"
    rf"|\b(?P<you_english>you){_BETWEEN_ENGLISH}\s+(?:{_any('said_english')})\s+that\b"
    rf"|(?-i:(?P<name>{_NAME_WORDS})){_BETWEEN_ENGLISH}\s+(?:{_any('said_english')})\s+that\b"
    r"|\b(?:according to|in the words of)\s+\0+,",
    re.IGNORECASE,
)
"""Speech without marks; known names are hidden behind NULs. The `first` words may still be introduction."""
GOES_ON = re.compile(
    r"[^，,；;]{0,40}(?:[，,；;]\s*(?!但|然后|所以|因此|不过|其实|实际上|我|and\b|but\b|so\b)[^，,；;]{0,40})*"
)
"""How far speech without marks may go on."""
