"""What names of people look like, in Chinese characters and in Latin letters."""

import re

_SURNAMES = (
    "(?:[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭萧田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔"
    "钟鐘谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閆段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯康易乔喬赖賴文俞]|"
    "欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|皇甫)"
)
SURNAME = re.compile(rf"{_SURNAMES}[\u3400-\u9fff]{{1,2}}(?:老师|老師|教授|博士|先生|女士|总|總|导|導)?")
_RARER = (
    "[温溫蔺藺褚卫衛柏章云雲苗柳鲍鮑费費岑殷毕畢安常乐樂时時傅卞齐齊伍元平和穆湛祁米贝貝明臧成谈談茅庞龐纪紀舒屈项項祝阮蓝藍闵閔季强強娄婁童颜顏梅盛骆駱樊凌霍虞柯管房裘"
    "缪繆解应應宗宣单單洪包诸諸左吉程嵇邢裴荣榮翁荀羊惠曲封储儲靳井段富巫乌烏焦巴牧山谷车車侯宓蓬全班仰秋仲伊宫宮宁甘厉厲祖符景詹束叶葉司黎薄印怀懷蒲从從索咸籍卓屠池阴陰胥苍蒼"
    "闻聞党翟贡貢劳勞姬申扶堵冉宰雍璩桑桂牛寿壽通边邊扈燕冀浦尚农農柴瞿阎閻充慕连連茹习習艾容古易慎戈庾终終居衡步都耿满滿弘匡国國广廣禄东東欧歐沃利蔚越隆师師巩鞏聂聶关關相查红紅游竺权權盖益桓公简簡]"
)
HAN_NAME = (
    rf"(?:{_SURNAMES}|{_RARER})[\u3400-\u9fff]{{1,2}}|"
    r"[\u3400-\u9fff]{1,8}(?:[·・•‧][\u3400-\u9fff]{1,8})+"
)
"""A Chinese name, or a foreign one as Chinese writes it."""
_WORD = r"(?:(?:Mc|Mac|O['’]|D['’]|De|Di|La|Le|Van)?[A-ZÀ-Þ][a-zß-ÿ’'-]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?|[A-ZÀ-Þ]\.?)"
_PARTICLE = r"(?:(?:de|van|von|der|den|la|le|bin|al|da|di|del|ten|el)\s+)*"
_TITLE = (
    r"(?:(?i:Dr|Mr|Mrs|Ms|Prof|Sir|Gov|Sen|Rep|President|Professor|Senator|Chair(?:man)?|Justice|Judge)"
    r"\.?\s+)"
)
_HONORIFIC = rf"{_TITLE}?"
LATIN_NAME = rf"{_WORD}(?:\s+{_PARTICLE}{_WORD}){{1,2}}"
"""Two or three words, as names are written in Latin letters."""
FULL_LATIN_NAME = re.compile(
    rf"{_HONORIFIC}(?:{_WORD}(?:\s+{_PARTICLE}{_WORD}){{1,3}}|[A-ZÀ-Þ]{{2,}}(?:\s+[A-ZÀ-Þ.]{{2,}}){{1,2}})|"
    rf"{_TITLE}(?:{_WORD}|[A-ZÀ-Þ]{{2,}})"
)
"""The same with titles, in capitals, or a last name behind a title."""
