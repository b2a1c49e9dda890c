"""Damages text as a web site did: Traditional, GBK, pinyin put in blindly, read back as code page 936."""

from opencc import OpenCC

from bot.corpus.repair.gbk import is_private

_TABLE = """
個gè 時shí 數shù 發fā 認rèn 當dāng 學xué 經jīng 業yè 現xiàn 領lǐng 進jìn 應yīng 計jì 點diǎn 險xiǎn
規guī 習xí 內nèi 據jù 續xù 項xiàng 動dòng 風fēng 強qiáng 機jī 產chǎn 關guān 價jià 節jié 網wǎng 務wù
構gòu 責zé 預yù 設shè 環huán 優yōu 費fèi 負fù 統tǒng 導dǎo 訓xùn 聯lián 達dá 遠yuǎn 權quán 創chuàng
醫yī 擴kuò 錯cuò 補bǔ 勵lì 標biāo 驗yàn 實shí 驅qū
"""
PINYIN = {pair[0]: pair[1:] for pair in _TABLE.split()}
"""The characters that got pinyin, and which."""
_FULL_WIDTH_MARKS = b"\xa1\xac\xbb"
ALL_FULL_WIDTH = bytes(range(0xA1, 0xFF))


def damage(text: str, narrowed: bytes = _FULL_WIDTH_MARKS) -> str:
    """Return the text as the site showed it, line by line.

    `narrowed` are the second bytes of full-width ASCII that it made ASCII, also across two characters.
    """
    return "\n".join(
        _read(_replace(OpenCC("s2t").convert(line).replace("爲", "為").encode("gbk"), narrowed))
        for line in text.split("\n")
    )


def _replace(code: bytes, narrowed: bytes) -> bytes:
    for char, sound in PINYIN.items():
        pair = char.encode("gbk")
        code = code.replace(pair, pair + f"({sound})".encode("gbk"))
    for mark in narrowed:
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
