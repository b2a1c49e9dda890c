## 指令 /daily

command-daily = 每天準時送來一句好話
    .name = 每日語錄
option-daily-action = 開啟、關閉、查看、略過下一則、現在來一則、預覽
    .name = 操作
option-daily-time = 什麼時間：08:30、晚上9點、早上八點半
    .name = 時間
option-daily-zone = 依哪個時區：城市名，或 Asia/Taipei
    .name = 時區
option-daily-weekdays = 哪幾天：週一到週五、工作日、週六和週日
    .name = 星期
option-daily-speakers = 選誰的話，以逗號分隔；「全部」表示不限
    .name = 說話者
option-daily-sources = 選自哪些訪談，以逗號分隔；「全部」表示不限
    .name = 訪談
option-daily-topic = 關於什麼話題
    .name = 話題
option-daily-channel = 發到哪個頻道；留空則發到這裡
    .name = 頻道
option-daily-id = 哪一個：/daily show 裡的序號
    .name = 序號
choice-show = 查看
choice-skip = 略過下一則
choice-now = 現在來一則
choice-preview = 預覽下一則

daily-when = { $time }（{ $city }），{ $days }
daily-every-day = 每天
daily-weekdays = 工作日
daily-weekend = 週末
daily-days = { $first }到{ $last }
daily-from = 選自{ $what }
daily-from-everything = 從全部內容中挑選
daily-topic = 話題「{ $topic }」
daily-thread = 發在討論串裡
daily-never = 還沒有發過
daily-last = 上一則：{ $moment }，{ $name }
daily-state-paused = 已暫停：我無法在那個頻道發文。我會每天在這個時間再試，一旦恢復就繼續。
daily-state-waiting = { $day } 的語錄還沒發出去，正在重試。
daily-state-unknown = 無法確認 { $day } 的語錄是否已發出：當時連線正好中斷。
daily-state-missed = 錯過了 { $day } 的語錄：沒能及時發出。
daily-state-refused = { $day } 的語錄遭到拒絕。
daily-state-empty = { $day } 沒有可發的內容：選定範圍內沒有能獨立成篇的話。

daily-on = 設定好了。下一則將在 { $next } 發出。
daily-on-now = 設定好了。今天的時間已經過了，所以今天這一則馬上就發。
daily-on-unposted = 瞭解。如果是在頻道裡，下一則將在 { $next } 發出。
daily-unposted = 終端機裡不會定時發送：它不會一直開著，離開後這項設定也不會保留。想每天收到語錄，請在 Discord 或 Slack 上執行 Yulu（yulu run），再到那裡設定。/daily now 可以馬上看一則。
daily-elsewhere = 語錄會發到另一個頻道，請在那裡修改。
daily-nothing = 選定的範圍內，沒有哪句話離開上下文還看得懂，暫時沒有適合每日語錄的內容。
daily-several = 本頻道現在有 { $count } 個每日語錄。
daily-off = { $count ->
    [1] 已停止。
   *[other] 已停止 { $count } 個每日語錄。
}
daily-which = 是哪一個？
daily-list = 本頻道的每日語錄（共 { $count } 個）：
daily-none = 這裡還沒有每日語錄。可以這樣開啟：/daily on 08:30
daily-skipped = 已略過 { $day }。下一則將在 { $next } 發出。
daily-unskipped = 不再略過。下一則將在 { $next } 發出。
daily-preview = 預覽：{ $day }
daily-anniversary = { $years ->
    [1] 一年前的今天
   *[other] { $years } 年前的今天
}
daily-paused-notice = { $channel } 裡 { $when } 的每日語錄發不出去了：{ $reason }。請讓我能看到那個頻道並在裡面發言，或者用 /daily off 停掉它。我會每天在那個時間再試，一旦恢復就繼續。

action-daily-preview = 預覽
action-daily-skip = 略過下一則
action-daily-unskip = 不略過了
action-daily-off = 停止

error-daily-action = 沒有 /daily { $value } 這個用法。可以用：{ $allowed }。
error-daily-time = 「{ $value }」不是一個時間。可以寫 00:00 到 23:59，例如 08:30、8:30pm 或 早上八點半。
error-daily-time-missing = 幾點發？例如：/daily on 08:30
error-daily-weekdays = 看不懂「{ $value }」是星期幾。可以寫：週一到週五、工作日、週六和週日、每天。
error-daily-zone = 我不知道時區「{ $value }」。可以寫城市名或 IANA 名稱，例如 { $allowed }。
error-daily-channel = 「{ $value }」不是這個工作區裡的頻道。
error-daily-elsewhere = 只有能管理整個伺服器或工作區的人，才可以在別的頻道設定每日語錄。請到那個頻道裡設定，這裡沒有變動。
error-daily-many = 一個頻道最多有 { $most } 個每日語錄。請先停掉一個：/daily off
error-daily-unknown = 這裡（已經）沒有「{ $value }」這個每日語錄。用 /daily show 查看全部。
error-daily-none = 這裡還沒有每日語錄。可以這樣開啟：/daily on 08:30
