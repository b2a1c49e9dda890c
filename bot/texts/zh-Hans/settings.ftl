## 处理完的反馈

report-applied = 谢谢！你反馈的内容已经改正：“{ $quote }”
report-rejected = 谢谢你的反馈。我们核对过了，这段引文保持原样：“{ $quote }”

## 命令 /settings

command-settings = 查看和修改本频道的设置
    .name = 设置
option-settings-name = 哪一项设置；留空则查看全部
    .name = 项目
option-settings-value = 改成什么
    .name = 值
option-settings-scope = 只改本频道（默认），还是改这里所有频道的默认值
    .name = 范围
option-settings-reset = 撤销选择：某一项，或者全部
    .name = 重置
option-settings-log = 查看谁在什么时候改了什么
    .name = 记录
option-settings-form = 打开表单
    .name = 表单

setting-language = 语言
    .meaning = 我用哪种语言回答；引文保持原样
    .allowed = asker、en、zh-Hans 或 zh-Hant
setting-script = 汉字
    .meaning = 中文引文用简体还是繁体；转换过的引文会注明
    .allowed = as-spoken、zh-Hans 或 zh-Hant
setting-speakers = 说话人
    .meaning = 这里引用谁的话
    .allowed = 名字，用逗号分隔；写 all 表示所有人
setting-sources = 访谈
    .meaning = 这里引用哪些访谈
    .allowed = 标题或编号，用逗号分隔；写 all 表示全部
setting-results = 每次结果数
    .meaning = 一次回答显示几条引文
    .allowed = 1 到 10
setting-private = 仅提问者可见
    .meaning = 回答是否只有提问的人看得到
    .allowed = on 或 off
setting-mentions = 回应提及
    .meaning = 有人 @ 我时是否回答
    .allowed = on 或 off
setting-threads = 开子区
    .meaning = 回应提及时是否另开一个子区（消息列）
    .allowed = on 或 off
setting-zone = 时区
    .meaning = 这里的时间按哪个时区显示
    .allowed = 城市名，或 Asia/Shanghai 这样的时区名

choice-language = { setting-language }
choice-script = { setting-script }
choice-speakers = { setting-speakers }
choice-sources = { setting-sources }
choice-results = { setting-results }
choice-private = { setting-private }
choice-mentions = { setting-mentions }
choice-threads = { setting-threads }
choice-zone = { setting-zone }
choice-room = 本频道
choice-workspace = 这里的所有频道
choice-asker = 跟随提问者
choice-en = 英文
choice-zh-Hans = 简体中文
choice-zh-Hant = 繁体中文
choice-as-spoken = 与原文一致
choice-on = 开
choice-off = 关

settings-everything = 全部
settings-inherited = 默认值
settings-gone = 所选的都不在这里了
settings-changed = 本频道已修改：
settings-changed-workspace = 已修改这里所有频道的默认值（自行设置过的频道不受影响）：
settings-line = { $label }：{ $value }
settings-log-line = { $when } · { $who } · { $label }：{ $old } → { $new }
settings-log-workspace = { $when } · { $who } · { $label }（所有频道）：{ $old } → { $new }
settings-log-empty = 这里还没有人改过设置。
settings-log-you = 你
settings-log-deleted = 已删除
settings-log-nobody = 某人
list-comma = 、

action-settings = 设置
action-form-answers = 修改回答方式
action-form-room = 修改行为
action-log = 修改记录
action-reset = 全部重置
action-save = 保存

who-may-discord = 有“管理频道”权限的人可以修改这些设置。
who-may-slack = 频道创建者以及工作区的管理员和所有者可以修改这些设置。
who-may-console = 运行这个终端的人可以修改这些设置。

error-setting-unknown = 没有“{ $name }”这项设置。可以设置的有：{ $allowed }。
error-setting-value = { $name } 不能设为“{ $value }”。可以用：{ $allowed }。
error-setting-pairs = 看不懂“{ $value }”。请写设置项和值，例如 results=5。
error-no-workspace = 这里没有其他频道，不需要设默认值。
error-may-not-manage-workspace = 只有能管理整个服务器或工作区的人，才可以修改所有频道的默认值，设置没有变动。

## 命令 /speakers 和 /sources

command-speakers = 这里可以引用哪些人的话
    .name = 说话人
option-speakers-page = 第几页
    .name = 页码
command-sources = 这里可以引用哪些访谈
    .name = 访谈
option-sources-page = 第几页
    .name = 页码

speakers-title = { $count ->
    [0] 这里还没有人说过话
   *[other] 共 { $count } 位说话人
}
speaker-detail = { $sources } 次访谈，{ $turns } 段发言
sources-title = { $count ->
    [0] 这里还没有访谈
   *[other] 共 { $count } 次访谈
}
source-turns = { $turns } 段发言
source-undated = 日期不详

## 命令 /help

command-help = 我在这里能做什么，附例子
    .name = 帮助
help-title = 谁在什么时候说过什么，原话怎么说
help-text = 我引用这里的 { $sources } 次访谈、{ $speakers } 位说话人。每次回答都会给出原话、说话的人、时间和出处；没人说过的，也会直说。
help-mention = 也可以 @ 我，用自己的话提问。
help-empty = 这里还没有可以引用的内容。运行我的人可以添加文档。

## 命令 /privacy

command-privacy = 查看存了哪些与你和本频道有关的信息，并可删除
    .name = 隐私
option-privacy-forget = 删除与你有关的信息，或者与本频道有关的信息
    .name = 删除
choice-me = 与我有关的
choice-here = 与本频道有关的

privacy-title = 存了哪些与你和本频道有关的信息
privacy-about-me = 与你有关
privacy-about-here = 与本频道有关
privacy-nothing = 没有
privacy-expiry = 会过期的内容
privacy-expiry-detail = 回答所对应的问题保存 7 天，方便追问；按钮需要的内容保存 30 天。除此之外不保存任何消息。
kept-settings = { $count } 项设置
kept-changes = 设置记录里的 { $count } 次修改
kept-schedules = { $count } 个每日语录
kept-seen = { $count } 条展示过的引文
kept-answers = { $count } 个回答过的问题
kept-reports = { $count } 条引文反馈
kept-notices = { $count } 条尚未送达的消息
privacy-forgotten-me = 已删除。设置记录里你的名字变成了“已删除”；你设立的每日语录会继续，但不再带有你的名字。
privacy-forgotten-here = 已删除：本频道不再有任何设置、每日语录和历史。
privacy-sure = 这会为频道里的所有人删除本频道的设置、每日语录和历史，无法恢复。
action-forget-me = 删除与我有关的信息
action-forget-here = 删除与本频道有关的信息
action-forget-sure = 确定删除

## 反馈和按钮

report-thanks = 谢谢！会有人核对；在此之前，这段引文不会用于每日语录和随机语录。有结果会告诉你。
report-enough = 谢谢，目前收到的反馈已经很多了，先核对之前的。
expired = 这个按钮太久了，它需要的内容已经删除。请重新提问。
