## 引文周圍的文字

nobody = 這裡收錄的訪談裡，沒有人談到「{ $query }」。
nobody-filtered = 在你限定的範圍內，沒有人談到「{ $query }」。
nothing-to-quote = 這裡還沒有可以引用的內容。
weak = 沒有任何一段同時談到這些字詞。最接近的一段是：
notes = 轉述，並非原話
translated = 譯自{ $language }，譯文出自{ $translator }
translated-unsigned = 譯自{ $language }，譯者未署名
converted = 已轉換字體
hit-number = 第 { $number } 則，共 { $total } 則
context-before = 前文
context-after = 後文
shortened = （有刪節）

language-en = 英語
language-zh = 中文
language-other = 原文

## 按鈕

action-previous = ◀
action-next = ▶
action-context = 前後文
action-context-off = 收起前後文
action-others = 還有誰說過
action-share = 分享到頻道
action-wrong-speaker = 說話者有誤
action-garbled = 文字有誤
action-again = 換一則

## 錯誤

error-unexpected = 我這邊出了點問題，已經記錄下來。如要回報，請附上編號 { $request }。
error-store = 暫時讀不到我的紀錄，沒有任何變更。如果一直如此，請附上編號 { $request } 回報。
error-command-unknown = 我不認得「{ $name }」。輸入 /help 看看我能做什麼。
error-may-not-manage = 只有能管理本頻道的人才可以修改，設定沒有變動。
error-date = 看不懂日期「{ $value }」。可以寫成 2025、2025-03 或 2025-03-01。
error-dates-order = 起始日期晚於截止日期，中間不可能有內容。
error-speaker-unknown = 這裡沒有叫「{ $name }」的說話者。輸入 /speakers 查看全部。
error-speaker-ambiguous = 「{ $name }」可能是{ $names }。你指的是哪一位？
error-source-unknown = 這裡沒有叫「{ $name }」的訪談。輸入 /sources 查看全部。
error-passage-unknown = 這一段（已經）不在這裡了。
error-number = 「{ $value }」不是這裡能用的數字。
error-too-long = 太長了，最多 { $most } 個字元。
error-bad-line = 這一行不是 { $form } 形式的 JSON。

## 指令 /quote

command-quote = 找一句話，或是隨機來一句好的
    .name = 語錄
option-quote-text = 想找關於什麼的話；留空則隨機來一句
    .name = 內容
option-quote-speaker = 誰說的
    .name = 說話者
option-quote-source = 出自哪次訪談
    .name = 訪談
option-quote-since = 從什麼時候起：2025、2025-03 或 2025-03-01
    .name = 起始
option-quote-until = 到什麼時候為止：2025、2025-03 或 2025-03-01
    .name = 截止

## 終端機

chat-welcome = 直接提問，或使用指令：/quote、/who-said、/timeline、/help。Tab 補全，輸入編號按按鈕，Ctrl-D 離開。

## 用自己的話提問

small-talk = 很樂意幫忙。你可以這樣問我：
small-talk-who-said = 誰說過「{ $words }」？
small-talk-quote = { $name }怎麼看{ $topic }？
small-talk-timeline = 關於{ $topic }的說法有什麼變化？
action-read-as-quote = 只看語錄
action-read-as-who-said = 這句話是誰說的？
action-read-as-timeline = 看前後變化

## 個人首頁

home-title = 今日語錄
home-language = 我用{ $language }回答你。
