"""Words that stand where a name might: a role in a talk, or no speaker at all."""

import re
import tomllib
import unicodedata
from importlib.resources import files

_WORDS = tomllib.loads(files("bot.corpus").joinpath("roles.toml").read_text("utf-8"))
HOST = frozenset(_WORDS["host"])
GUEST = frozenset(_WORDS["guest"])
OTHERS = frozenset(_WORDS["others"])
NO_SPEAKER = frozenset(_WORDS["no_speaker"])
_NUMBERED = re.compile(
    r"(?:(?:unknown|unidentified|male|female)[\s_-]*)?(?:speaker|spk|host|guest|participant|audience(?: member)?|voice|caller|interviewer|"
    r"发言人|發言人|说话人|說話人|讲者|講者|嘉宾|嘉賓|主持人|观众|觀眾|听众|聽眾|提问者|提問者|记者|記者|学生|學生|男|女|受访者|受訪者)"
    r"[\s_#-]*(?:\d{1,3}|[a-z]|[一二三四五六七八九十甲乙丙丁])?"
)

_ENUMERATED = re.compile(
    r"(?:第?[一二三四五六七八九十百\d]+(?:点|點|个|個|章|节|節|部分|步|阶段|層|层|类|類|种|種|条|條|，)?.{0,6}|"
    r"(?:问题|問題|提问|提問|观点|觀點|要点|要點|案例|步骤|步驟|场景|阶段|方法|原则|示例|图|圖|表|附)\s*[一二三四五六七八九十\d]+|"
    r"(?:step|part|chapter|section|figure|fig\.?|table|question|rule|point|lesson|option|case|phase|tip|no\.?|number|act|scene|week|day|page|q|"
    r"example|reason|level|vol\.?|volume|ep\.?|episode|season)\s*[#.]?\s*(?:\d+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten))",
)
_SENTENCE_WORDS = re.compile(
    r"\b(?:is|are|was|were|the|this|that|these|those|there|here|have|has|had|will|would|can|could|it|it's|you|we|they|if|when|because|"
    r"about|with|into|which|why|how|what|than|then|not|my|your|our|for|be|do|does|did|i|i'm)\b|"
    r"的是|就是|是否|因为|因為|如果|所以|但是|我们|我們|他们|他們|你们|你們|这个|這個|那个|那個|什么|什麼|怎么|怎麼|可以|觉得|覺得|认为|認為|如下|以下|"
    r"问道|問道|说道|說道|写道|寫道|说[过過]?$|說[过過]?$|问$|問$|道$|在于|在於|包括|分别|分別|^[在把从從对對关關这這那我你]|[了吗嗎呢吧着]$"
)


def folded(name: str) -> str:
    """Return the form in which two spellings of one label are equal."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split()).strip(" .:*_-—·")


def is_role(name: str) -> bool:
    """Whether a label names a role (host, guest, speaker 2) instead of a person."""
    name = folded(name)
    return name in HOST or name in GUEST or name in OTHERS or bool(_NUMBERED.fullmatch(name))


def is_host(name: str) -> bool:
    """Whether a label says no more than that its speaker hosts."""
    return folded(name) in HOST


def is_guest(name: str) -> bool:
    """Whether a label says no more than that its speaker is the guest."""
    return folded(name) in GUEST


def is_no_speaker(name: str) -> bool:
    """Whether a word with a colon behind it is a note, a step or a remark, however often it recurs."""
    name = folded(name)
    if is_role(name):
        return False
    return name in NO_SPEAKER or bool(_ENUMERATED.fullmatch(name)) or not re.search(r"[^\W\d_]", name)


def is_phrase(name: str) -> bool:
    """Whether a label-like beginning reads like the beginning of a sentence."""
    return bool(_SENTENCE_WORDS.search(folded(name)))
