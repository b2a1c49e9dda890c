"""Damages text as a web site did: Traditional, GBK, pinyin put in blindly, read back as code page 936."""

from opencc import OpenCC

from bot.corpus.repair.gbk import is_private

PINYIN = dict(
    pair.split()
    for pair in (
        "個 gè,時 shí,數 shù,發 fā,認 rèn,當 dāng,學 xué,經 jīng,業 yè,現 xiàn,領 lǐng,進 jìn,應 yīng,計 jì,點 diǎn,"
        "險 xiǎn,規 guī,習 xí,內 nèi,據 jù,續 xù,項 xiàng,動 dòng,風 fēng,強 qiáng,機 jī,產 chǎn,關 guān,價 jià,節 jié,"
        "網 wǎng,務 wù,構 gòu,責 zé,預 yù,設 shè,環 huán,優 yōu,費 fèi,負 fù,統 tǒng,導 dǎo,訓 xùn,聯 lián,達 dá,"
        "遠 yuǎn,權 quán,創 chuàng,醫 yī,擴 kuò,錯 cuò,補 bǔ,勵 lì,標 biāo,驗 yàn,實 shí,驅 qū"
    ).split(",")
)
"""The characters that got pinyin, and which."""
_FULL_WIDTH_MARKS = b"\xa1\xac\xbb"


def damage(text: str) -> str:
    """Return the text as the site showed it, line by line."""
    return "\n".join(_read(_replace(OpenCC("s2t").convert(line).replace("爲", "為").encode("gbk"))) for line in text.split("\n"))


def _replace(code: bytes) -> bytes:
    for char, sound in PINYIN.items():
        pair = char.encode("gbk")
        code = code.replace(pair, pair + f"({sound})".encode("gbk"))
    for mark in _FULL_WIDTH_MARKS:
        code = code.replace(bytes((0xA3, mark)), bytes((mark - 0x80,)))
    return code


def _read(code: bytes) -> str:
    text, at = "", 0
    while at < len(code):
        pair = code[at : at + 2]
        if pair[0] <= 0x80:
            char, size = "€" if pair[0] == 0x80 else chr(pair[0]), 1
        elif len(pair) == 1 or pair[1:] in b"!,;":
            char, size = "?", 1
        elif is_private(*pair):
            char, size = "", 2
        else:
            char, size = pair.decode("gbk", "replace").replace("�", "?")[:1], 2
        text += char
        at += size
    return "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)
