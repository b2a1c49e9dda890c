## 處理完的回報

report-applied = 謝謝！你回報的內容已經更正：「{ $quote }」
report-rejected = 謝謝你的回報。我們核對過了，這段引文維持原樣：「{ $quote }」

## 指令 /settings

command-settings = 查看與變更本頻道的設定
    .name = 設定
option-settings-name = 哪一項設定；留空則查看全部
    .name = 項目
option-settings-value = 要改成什麼
    .name = 值
option-settings-scope = 只改本頻道（預設），還是改這裡所有頻道的預設值
    .name = 範圍
option-settings-reset = 取消選擇：某一項，或是全部
    .name = 重設
option-settings-log = 查看誰在何時改了什麼
    .name = 紀錄
option-settings-form = 開啟表單
    .name = 表單

setting-language = 語言
    .meaning = 我用哪種語言回答；引文維持原樣
    .allowed = asker、en、zh-Hans 或 zh-Hant
setting-script = 漢字
    .meaning = 中文引文用正體（繁體）還是簡體；轉換過的引文會註明
    .allowed = as-spoken、zh-Hans 或 zh-Hant
setting-speakers = 說話者
    .meaning = 這裡引用誰的話
    .allowed = 名字，以逗號分隔；填 all 代表所有人
setting-sources = 訪談
    .meaning = 這裡引用哪些訪談
    .allowed = 標題或代號，以逗號分隔；填 all 代表全部
setting-results = 每次結果數
    .meaning = 一次回答顯示幾則引文
    .allowed = 1 到 10
setting-private = 僅提問者可見
    .meaning = 回答是否只有提問的人看得到
    .allowed = on 或 off
setting-mentions = 回應提及
    .meaning = 有人 @ 我時是否回答
    .allowed = on 或 off
setting-threads = 開討論串
    .meaning = 回應提及時是否另開討論串
    .allowed = on 或 off
setting-zone = 時區
    .meaning = 這裡的時間以哪個時區顯示
    .allowed = 城市名稱，或 Asia/Taipei 這樣的時區名稱

choice-language = { setting-language }
choice-script = { setting-script }
choice-speakers = { setting-speakers }
choice-sources = { setting-sources }
choice-results = { setting-results }
choice-private = { setting-private }
choice-mentions = { setting-mentions }
choice-threads = { setting-threads }
choice-zone = { setting-zone }
choice-room = 本頻道
choice-workspace = 這裡的所有頻道
choice-asker = 依提問者
choice-en = 英文
choice-zh-Hans = 簡體中文
choice-zh-Hant = 繁體中文
choice-as-spoken = 與原文一致
choice-on = 開啟
choice-off = 關閉

settings-everything = 全部
settings-inherited = 預設值
settings-gone = 所選的都已不在這裡
settings-changed = 本頻道已變更：
settings-changed-workspace = 已變更這裡所有頻道的預設值（自行設定過的頻道不受影響）：
settings-line = { $label }：{ $value }
settings-log-line = { $when } · { $who } · { $label }：{ $old } → { $new }
settings-log-workspace = { $when } · { $who } · { $label }（所有頻道）：{ $old } → { $new }
settings-log-empty = 這裡還沒有人變更過設定。
settings-log-you = 你
settings-log-deleted = 已刪除
settings-log-nobody = 某人
list-comma = 、

action-settings = 設定
action-form-answers = 變更回答方式
action-form-room = 變更行為
action-log = 變更紀錄
action-reset = 全部重設
action-save = 儲存

who-may-discord = 擁有「管理頻道」權限的人可以變更這些設定。
who-may-slack = 頻道建立者以及工作區的管理員和擁有者可以變更這些設定。
who-may-console = 執行這個終端機的人可以變更這些設定。

error-setting-unknown = 沒有「{ $name }」這項設定。可以設定的有：{ $allowed }。
error-setting-value = { $name } 不能設為「{ $value }」。可以用：{ $allowed }。
error-setting-pairs = 看不懂「{ $value }」。請寫設定項目和值，例如 results=5。
error-no-workspace = 這裡沒有其他頻道，不需要設預設值。
error-may-not-manage-workspace = 只有能管理整個伺服器或工作區的人，才可以變更所有頻道的預設值，設定沒有變動。

## 指令 /speakers 和 /sources

command-speakers = 這裡可以引用哪些人的話
    .name = 說話者
option-speakers-page = 第幾頁
    .name = 頁碼
command-sources = 這裡可以引用哪些訪談
    .name = 訪談
option-sources-page = 第幾頁
    .name = 頁碼

speakers-title = { $count ->
    [0] 這裡還沒有人說過話
   *[other] 共 { $count } 位說話者
}
speaker-detail = { $sources } 次訪談，{ $turns } 段發言
sources-title = { $count ->
    [0] 這裡還沒有訪談
   *[other] 共 { $count } 次訪談
}
source-turns = { $turns } 段發言
source-undated = 日期不詳

## 指令 /help

command-help = 我在這裡能做什麼，附範例
    .name = 說明
help-title = 誰在何時說過什麼，原話怎麼說
help-text = 我引用這裡的 { $sources } 次訪談、{ $speakers } 位說話者。每次回答都會附上原話、說話的人、時間和出處；沒有人說過的，也會直說。
help-mention = 也可以 @ 我，用自己的話提問。
help-empty = 這裡還沒有可以引用的內容。執行我的人可以加入文件。

## 指令 /privacy

command-privacy = 查看存了哪些與你和本頻道有關的資料，並可刪除
    .name = 隱私
option-privacy-forget = 刪除與你有關的資料，或是與本頻道有關的資料
    .name = 刪除
choice-me = 與我有關的
choice-here = 與本頻道有關的

privacy-title = 存了哪些與你和本頻道有關的資料
privacy-about-me = 與你有關
privacy-about-here = 與本頻道有關
privacy-nothing = 沒有
privacy-expiry = 會到期的內容
privacy-expiry-detail = 回答所對應的問題保存 7 天，方便追問；按鈕需要的內容保存 30 天。除此之外不會保存任何訊息。
kept-settings = { $count } 項設定
kept-changes = 設定紀錄裡的 { $count } 次變更
kept-schedules = { $count } 個每日語錄
kept-seen = { $count } 則顯示過的引文
kept-answers = { $count } 個回答過的問題
kept-reports = { $count } 則引文回報
kept-notices = { $count } 則尚未送達的訊息
privacy-forgotten-me = 已刪除。設定紀錄裡你的名字改成了「已刪除」；你設立的每日語錄會繼續，但不再帶有你的名字。
privacy-forgotten-here = 已刪除：本頻道不再有任何設定、每日語錄和歷史。
privacy-sure = 這會為頻道裡的所有人刪除本頻道的設定、每日語錄和歷史，無法復原。
action-forget-me = 刪除與我有關的資料
action-forget-here = 刪除與本頻道有關的資料
action-forget-sure = 確定刪除

## 回報與按鈕

report-thanks = 謝謝！會有人核對；在那之前，這段引文不會用在每日語錄和隨機語錄。有結果會通知你。
report-enough = 謝謝，目前收到的回報已經很多了，會先核對之前的。
expired = 這個按鈕太舊了，它需要的內容已經刪除。請重新提問。
