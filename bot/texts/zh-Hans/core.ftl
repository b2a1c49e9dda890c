## 引文周围的文字

nobody = 这里收录的访谈里，没有人谈到“{ $query }”。
nobody-filtered = 在你限定的范围内，没有人谈到“{ $query }”。
nothing-to-quote = 这里还没有可以引用的内容。
weak = 没有哪一段同时谈到这些词。最接近的一段是：
notes = 转述，非原话
translated = 译自{ $language }，译文出自{ $translator }
translated-unsigned = 译自{ $language }，译者未署名
converted = 已转换字体
hit-number = 第 { $number } 条，共 { $total } 条
context-before = 上文
context-after = 下文
shortened = （有删节）

language-en = 英语
language-zh = 中文
language-other = 原文

## 按钮

action-previous = ◀
action-next = ▶
action-context = 上下文
action-context-off = 收起上下文
action-others = 还有谁说过
action-share = 分享到频道
action-wrong-speaker = 说话人不对
action-garbled = 文字有误
action-again = 换一条

## 错误

error-unexpected = 我这边出了点问题，已经记录下来。如果要反馈，请附上编号 { $request }。
error-store = 暂时读不到我的记录，什么都没有改动。如果一直这样，请附上编号 { $request } 反馈。
error-command-unknown = 我不认识“{ $name }”。输入 /help 看看我能做什么。
error-may-not-manage = 只有能管理本频道的人才可以修改，设置没有变动。
error-date = 看不懂日期“{ $value }”。可以写成 2025、2025-03 或 2025-03-01。
error-dates-order = 起始日期晚于截止日期，中间不可能有内容。
error-speaker-unknown = 这里没有叫“{ $name }”的说话人。输入 /speakers 查看全部。
error-speaker-ambiguous = “{ $name }”可能是{ $names }。你指的是哪一位？
error-source-unknown = 这里没有叫“{ $name }”的访谈。输入 /sources 查看全部。
error-passage-unknown = 这一段（已经）不在这里了。
error-number = “{ $value }”不是这里能用的数字。
error-too-long = 太长了，最多 { $most } 个字符。
error-bad-line = 这一行不是 { $form } 形式的 JSON。

## 命令 /quote

command-quote = 找一句话，或者随机来一句好的
    .name = 语录
option-quote-text = 想找关于什么的话；留空则随机来一句
    .name = 内容
option-quote-speaker = 谁说的
    .name = 说话人
option-quote-source = 出自哪次访谈
    .name = 访谈
option-quote-since = 从什么时候起：2025、2025-03 或 2025-03-01
    .name = 起始
option-quote-until = 到什么时候为止：2025、2025-03 或 2025-03-01
    .name = 截止

## 终端

chat-welcome = 直接提问，或使用命令：/quote、/who-said、/timeline、/help。Tab 补全，输入编号按按钮，Ctrl-D 退出。

## 用自己的话提问

small-talk = 很乐意帮忙。你可以这样问我：
small-talk-who-said = 谁说过“{ $words }”？
small-talk-quote = { $name }怎么看{ $topic }？
small-talk-timeline = 关于{ $topic }的说法有什么变化？
action-read-as-quote = 只看语录
action-read-as-who-said = 这句话是谁说的？
action-read-as-timeline = 看前后变化

## 个人主页

home-title = 今日语录
home-language = 我用{ $language }回答你。
