## 命令 /who-said

command-who-said = 查一句话是谁说的
    .name = 谁说的
option-who-said-fragment = 那句话，记得多少写多少
    .name = 原话

## /who-said：是谁的话

said-exact = 原话如此：
said-near = 原话与此相近：
said-by-them = 是{ $name }说的。
said-by-another = 不是{ $name }说的，是{ $other }说的。
said-as-quoted = 是{ $other }转述的{ $name }的话。
said-for-another = { $name }确实说过，不过是在转述别人的话。
said-by-nobody = 这里收录的访谈里，没有人说过“{ $fragment }”。
said-by-editor = 这不是谁的原话，而是编者、译者或广告里的文字，出处是：{ $remark }
said-by-many = 这话太常见，有 { $people } 个人说过，无法归到某一个人名下。其中几处：
related = 下面只是内容相关，并不是出处：
quoting = 转引自{ $name }
quoting-others = 这是在转述别人的话
said-in-part = 你给的文字只有大半出自这里，其余出自前后相邻的发言。
difference = 你给的与原话对照：{ $diff }
error-fragment-missing = 请写出那句话，例如：/who-said 未来已来
