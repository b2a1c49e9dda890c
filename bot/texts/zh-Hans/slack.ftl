## Slack：回答周围的文字

slack-close = 关闭
slack-source = 来源
slack-try = 可以这样问
slack-status = 正在查找…
slack-too-late = 刚才慢了一点，表单没能打开，请再点一次。
slack-picture = 时间线：{ $topic }

## Slack：应用自己的页面

slack-description = 谁在什么时候说过什么、原话怎么说：长访谈语录，注明出处
slack-long-description = 语录根据长访谈的文字稿回答问题。可以问关于某件事说过什么、某句话是谁说的、说法随时间有什么变化。每个回答都给出原话、说话人、日期和来源；没有人说过，就照实说没有。还可以每天在你指定的频道发一条语录。这里只引用收录的访谈，不会编造，也不会把编辑或译者的话当成说话人的话。需要时可以查看前后文，也可以指出说话人不对或文字有误，我们会据此更正。
slack-shortcut = 这是谁说的？
slack-shortcut-description = 查一查这条消息里的话是谁说的
slack-command-yulu = 设置、说话人、访谈、帮助和隐私；也可以直接提问

## Slack：出错时

slack-not-in-channel = 我不在这个频道里。用 /invite @{ $name } 邀请我，我就能在这里回应提及、发语录和分享。
slack-archived = 这个频道已经归档，无法在这里发消息。管理员可以恢复它。
slack-missing-scope = 我在这个工作区缺少“{ $scope }”权限。管理员重新安装应用就能授予。
slack-restricted = 这个工作区不允许我在本频道发消息。管理员可以放行。
slack-failed = Slack 没有接收我的消息（{ $code }），请过一分钟再试。
slack-not-installed = 这个工作区已经没有安装语录，或者授权已失效。管理员可以重新安装。
