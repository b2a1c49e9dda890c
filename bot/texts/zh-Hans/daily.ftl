## 命令 /daily

command-daily = 每天定时送来一句好话
    .name = 每日语录
option-daily-action = 开启、关闭、查看、跳过下一条、现在来一条、预览
    .name = 操作
option-daily-time = 什么时间：08:30、晚上9点、早上八点半
    .name = 时间
option-daily-zone = 按哪个时区：城市名，或 Asia/Shanghai
    .name = 时区
option-daily-weekdays = 哪几天：周一到周五、工作日、周六和周日
    .name = 星期
option-daily-speakers = 选谁的话，用逗号隔开；“全部”表示不限
    .name = 说话人
option-daily-sources = 选自哪些访谈，用逗号隔开；“全部”表示不限
    .name = 访谈
option-daily-topic = 关于什么话题
    .name = 话题
option-daily-channel = 发到哪个频道；留空则发到这里
    .name = 频道
option-daily-id = 哪一个：/daily show 里的序号
    .name = 序号
choice-show = 查看
choice-skip = 跳过下一条
choice-now = 现在来一条
choice-preview = 预览下一条

daily-when = { $time }（{ $city }），{ $days }
daily-every-day = 每天
daily-weekdays = 工作日
daily-weekend = 周末
daily-days = { $first }到{ $last }
daily-from = 选自{ $what }
daily-from-everything = 从全部内容中选
daily-topic = 话题“{ $topic }”
daily-thread = 发在讨论串里
daily-never = 还没有发过
daily-last = 上一条：{ $moment }，{ $name }
daily-state-paused = 已暂停：我发不进那个频道。我会每天在这个时间再试，一旦恢复就继续。
daily-state-waiting = { $day } 的语录还没发出去，正在重试。
daily-state-unknown = 无法确认 { $day } 的语录是否已发出：当时连接正好中断。
daily-state-missed = 错过了 { $day } 的语录：没能及时发出。
daily-state-refused = { $day } 的语录被拒收。
daily-state-empty = { $day } 没有可发的内容：选定范围内没有能独立成篇的话。

daily-on = 设好了。下一条将在 { $next } 发出。
daily-on-now = 设好了。今天的时间已经过了，所以今天这一条马上就发。
daily-on-unposted = 明白。如果是在频道里，下一条将在 { $next } 发出。
daily-unposted = 终端里不会定时发送：它不会一直开着，退出后这项设置也不再保留。想每天收到语录，请在 Discord 或 Slack 上运行 Yulu（yulu run），再到那里设置。/daily now 可以马上看一条。
daily-elsewhere = 语录会发到另一个频道，请在那里修改。
daily-nothing = 选定的范围内，没有哪句话离开上下文还能看懂，暂时没有适合每日语录的内容。
daily-several = 本频道现在有 { $count } 个每日语录。
daily-off = { $count ->
    [1] 已停止。
   *[other] 已停止 { $count } 个每日语录。
}
daily-which = 是哪一个？
daily-list = 本频道的每日语录（共 { $count } 个）：
daily-none = 这里还没有每日语录。可以这样开启：/daily on 08:30
daily-skipped = 已跳过 { $day }。下一条将在 { $next } 发出。
daily-unskipped = 不再跳过。下一条将在 { $next } 发出。
daily-preview = 预览：{ $day }
daily-anniversary = { $years ->
    [1] 一年前的今天
   *[other] { $years } 年前的今天
}
daily-paused-notice = { $channel } 里 { $when } 的每日语录发不出去了：{ $reason }。请让我能看到那个频道并在里面发言，或者用 /daily off 停掉它。我会每天在那个时间再试，一旦恢复就继续。

action-daily-preview = 预览
action-daily-skip = 跳过下一条
action-daily-unskip = 不跳过了
action-daily-off = 停止

error-daily-action = 没有 /daily { $value } 这个用法。可以用：{ $allowed }。
error-daily-time = “{ $value }”不是一个时间。可以写 00:00 到 23:59，例如 08:30、8:30pm 或 早上八点半。
error-daily-time-missing = 几点发？例如：/daily on 08:30
error-daily-weekdays = 看不懂“{ $value }”是星期几。可以写：周一到周五、工作日、周六和周日、每天。
error-daily-zone = 我不知道时区“{ $value }”。可以写城市名或 IANA 名称，例如 { $allowed }。
error-daily-channel = “{ $value }”不是这个工作区里的频道。
error-daily-elsewhere = 只有能管理整个服务器或工作区的人，才可以在别的频道设置每日语录。请到那个频道里设置，这里没有改动。
error-daily-many = 一个频道最多有 { $most } 个每日语录。请先停掉一个：/daily off
error-daily-unknown = 这里（已经）没有“{ $value }”这个每日语录。用 /daily show 查看全部。
error-daily-none = 这里还没有每日语录。可以这样开启：/daily on 08:30
