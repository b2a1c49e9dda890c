## Discord

discord-who-said-this = 這句話是誰說的？
discord-source = 出處
discord-similarity = 用字有 { $percent }% 相同
discord-more = ……另有 { $count } 則，縮小範圍就看得到。
discord-cooldown = 問得有點快，請過 { $seconds } 秒再問我。
discord-server-not-served = 我不在這個伺服器裡回答：我的營運者指定了可以使用我的伺服器，這裡不在其中。
discord-too-slow = 來不及完成，請再問一次。
discord-form-ready = 表單準備好了：
discord-form-open = 開啟
discord-lacks = 我在這裡沒有「{ $permissions }」權限，所以只能傳送純文字。請伺服器管理者給我這項權限。
discord-lacks-to-write = 我沒辦法在 <#{ $channel }> 發言：我在那裡沒有「{ $permissions }」權限。請伺服器管理者給我這項權限。你要的回答在這裡：
discord-answered-privately = 這個回答只給你看，所以我用私人訊息傳給你了。
discord-private-refused = 這個回答只給你看，但你沒有開放我的私人訊息。請在這裡改用指令，例如 /quote。

permission-view-channel = 檢視頻道
permission-send-messages = 傳送訊息
permission-send-messages-in-threads = 在討論串中傳送訊息
permission-embed-links = 嵌入連結
permission-attach-files = 附加檔案
permission-read-message-history = 讀取訊息歷史
