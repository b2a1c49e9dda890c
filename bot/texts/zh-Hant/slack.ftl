## Slack：回答周圍的文字

slack-close = 關閉
slack-source = 來源
slack-try = 可以這樣問
slack-status = 正在查詢…
slack-too-late = 剛才慢了一點，表單沒能開啟，請再按一次。
slack-picture = 時間軸：{ $topic }

## Slack：應用程式自己的頁面

slack-description = 誰在何時說過什麼、原話怎麼說：長篇訪談語錄，附上出處
slack-long-description = 語錄依據長篇訪談的逐字稿回答問題。你可以問關於某件事說過什麼、某句話是誰說的、說法隨時間有何變化。每則回答都附上原話、說話者、日期與來源；沒有人說過，就如實說沒有。也可以每天在你指定的頻道張貼一則語錄。這裡只引用收錄的訪談，不會杜撰，也不會把編輯或譯者的話當成說話者的話。需要時可以查看前後文，也可以回報說話者有誤或文字有誤，我們會據此更正。
slack-shortcut = 這是誰說的？
slack-shortcut-description = 查查這則訊息裡的話是誰說的
slack-command-yulu = 設定、說話者、訪談、說明與隱私；也可以直接發問

## Slack：出錯時

slack-not-in-channel = 我不在這個頻道裡。用 /invite @{ $name } 邀請我，我就能在這裡回應提及、張貼語錄與分享。
slack-archived = 這個頻道已封存，無法在這裡發訊息。管理員可以取消封存。
slack-missing-scope = 我在這個工作區缺少「{ $scope }」權限。管理員重新安裝應用程式即可授予。
slack-restricted = 這個工作區不允許我在本頻道發訊息。管理員可以開放。
slack-failed = Slack 沒有接收我的訊息（{ $code }），請過一分鐘再試。
slack-not-installed = 這個工作區已經沒有安裝語錄，或授權已失效。管理員可以重新安裝。
