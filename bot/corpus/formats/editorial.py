"""What editors, translators and web sites put around and between what was said."""

import re
from functools import lru_cache

from opencc import OpenCC

_simplified = OpenCC("t2s")

_ENDING = re.compile(
    r"(?:继续滑动看下一个|向上滑动看下一个|本文(?:编译|翻译|整理|转载|来自|来源|系|由|首发|为|根据|作者|经授权)|原文(?:链接|地址|标题|作者)?[|:：]|"
    r"(?:编译|编辑|责编|责任编辑|翻译|校对|来源|参考资料|参考链接|参考文献|作者|撰文|排版|出品|视频地址|原视频|原链接)[|:：／/]|"
    r"特别声明|版权声明|免责声明|声明[:：]|往期|延伸阅读|相关阅读|推荐阅读|相关文章|更多阅读|阅读原文|点击(?:阅读|下方|上方|关注|蓝字|这里)|长按|扫码|扫描(?:下方)?二维码|"
    r"(?:欢迎|请|记得|快来|敬请)?(?:关注|订阅|转发|点赞|加入).{0,16}(?:公众号|频道|社群|微信|在看|粉丝群|知识星球)|.{0,4}关注公众号|未经(?:许可|授权)|转载(?:请|须|需)|"
    r"[-—–=*\s]*(?:end|the end|完|全文完|全文终|本文完)[-—–=*\s]*$|[（(](?:完|全文完)[)）]|(?:以上|本文)内容(?:仅|为|由|[（(])|"
    r"attachments?:|notice:|(?:©|\(c\)|copyright)\s*(?:\d{4}|[a-z])|all rights reserved|references?:?$|related (?:articles|posts|episodes|reading)|"
    r"(?:read|see) (?:more|next|also)[:：]|share this|sign up (?:for|to)|subscribe (?:to|for|here|now)|transcript (?:provided|by|produced|edited)|"
    r"this (?:transcript|interview|conversation|article) (?:was|has been|is|may)|(?:edited|transcribed|translated) by\b|"
    r"license[:：]|cc[- ]by|posted (?:in|on)\b|tags?[:：]|filed under|about the (?:author|host|guest|show)|show notes|more episodes|previous (?:post|episode)|next (?:post|episode))",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"[\[(（【［]?\s*(?:译者?注|译按|编者?注|编者?按|编译注|作者注|校注|注[:：]|注释[:：]|translator['’]?s? note|editor['’]?s? note|ed\.? note|"
    r"图片来源|图源|图注|图[:：|]|图片[:：]|photo(?: by|:)|image(?: credit|:)|广告|advertisement\b|sponsored content|上图|下图[:：]|视频加载|"
    r"未经(?:许可|授权)|.{0,4}关注公众号|点击(?:上方|下方|蓝字|关注|阅读原文)|(?:长按|扫描|扫码)(?:下方|识别|二维码)|继续滑动看|this (?:transcript|interview) (?:was|has been) )",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"[\[(（【［]\s*(?:译者?注|譯者?[注註]|译按|譯按|编者?[注按]|編者?[注註按]|编译注|校注|註|注|translator['’]?s? note|editor['’]?s? note|ed\. note|tn)\s*[:：,，—-]"
    r"[^\[\]()（）【】［］]*(?:[(（][^()（）]*[)）][^\[\]()（）【】［］]*)*[\])）】］]",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"(?:往期|延伸阅读|相关(?:阅读|文章|推荐)|推荐阅读|更多|参考(?:资料|文献|链接)?|关于(?:作者|我们|译者|本文|嘉宾|主持人)|作者简介|嘉宾简介|注释|脚注|附录|"
    r"内容(?:导读|摘要|概要)|摘要|总结|要点|编后|后记|译后记|版权|声明|订阅|联系|时间轴|references?|related|about|footnotes?|notes|appendix|"
    r"show notes|links?|resources|further reading|summary|key takeaways|takeaways|credits|subscribe|share|comments?|sponsors?|license|copyright|"
    r"more (?:from|episodes)|mentioned|timestamps|discussion about)(?![a-z]).{0,24}",
    re.IGNORECASE,
)
_RAPID_FIRE = re.compile(
    r"\W*(?:快问快答|快速问答|闪电问答|闪电轮|快问环节|极速问答|快答|lightning round|rapid[- ]fire(?: (?:questions|round))?|quick[- ]fire(?: (?:questions|round))?)"
    r"(?:环节)?\W*",
    re.IGNORECASE,
)
_QUOTES_OF = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+)?\s*(?:大|条|句|个|best|top|key|memorable|notable)?\s*"
    r"(?:quotes|quotations|highlights|金句|语录|名言|精彩观点|精彩语录|经典语录|摘录|原话)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Return the text as the patterns have it: simplified, no spaces beside Chinese."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", _simplified.convert(text)).strip(
        " *_>#★☆●·-\t"
    )


def ends_the_talk(text: str) -> bool:
    """Whether a paragraph after the last label begins what stands below a talk."""
    if _ENDING.match(_folded(text[:160])):
        return True
    return len(text) < 80 and bool(re.search(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$", text.strip()))


def is_aside(text: str) -> bool:
    """Whether a paragraph between others is no speech: a translator's note, a caption, an advertisement."""
    return bool(_ASIDE.match(_folded(text[:160])))


def is_apparatus(heading: str) -> bool:
    """Whether a heading begins a part in which nobody speaks: references, related articles."""
    return bool(_ATTACHED.fullmatch(_folded(heading)))


def is_rapid_fire(heading: str) -> bool:
    """Whether a heading begins a round of quick questions."""
    return bool(_RAPID_FIRE.fullmatch(_folded(heading)))


def announces_quotes(text: str) -> bool:
    """Whether a line says that somebody's pull quotes follow."""
    return len(text) < 80 and bool(_QUOTES_OF.search(_folded(text)))


def split_asides(text: str) -> tuple[str, tuple[str, ...]]:
    """Take bracketed remarks of translators and editors out of speech; return the speech and the remarks."""
    return _INLINE.sub("", text), tuple(found.group() for found in _INLINE.finditer(text))
