## Discord

discord-who-said-this = 这话谁说的？
discord-source = 出处
discord-similarity = 用词有 { $percent }% 相同
discord-more = ……另有 { $count } 条，缩小范围就能看到。
discord-cooldown = 问得有点快，请过 { $seconds } 秒再问我。
discord-server-not-served = 我不在这个服务器里回答：我的运营者指定了可以使用我的服务器，这里不在其中。
discord-too-slow = 没能及时完成，请再问一次。
discord-form-ready = 表单准备好了：
discord-form-open = 打开
discord-lacks = 我在这里没有“{ $permissions }”权限，所以只能发纯文本。请服务器管理者授予我这项权限。
discord-lacks-to-write = 我无法在 <#{ $channel }> 发言：我在那里没有“{ $permissions }”权限。请服务器管理者授予我这项权限。你要的回答在这里：
discord-answered-privately = 这个回答只给你看，所以我私信发给你了。
discord-private-refused = 这个回答只给你看，但你没有开放我的私信。请在这里改用指令，例如 /quote。

permission-view-channel = 查看频道
permission-send-messages = 发送消息
permission-send-messages-in-threads = 在子区内发送消息
permission-embed-links = 嵌入链接
permission-attach-files = 添加文件
permission-read-message-history = 阅读消息历史记录
