## 指令 /who-said

command-who-said = 查一句話是誰說的
    .name = 誰說的
option-who-said-fragment = 那句話，記得多少寫多少
    .name = 原話

## /who-said：是誰的話

said-exact = 原話就是這樣：
said-near = 原話和這句很接近：
said-by-them = 是{ $name }說的。
said-by-another = 不是{ $name }說的，是{ $other }說的。
said-as-quoted = 是{ $other }轉述的{ $name }的話。
said-for-another = { $name }確實說過，不過是在轉述別人的話。
said-by-nobody = 這裡收錄的訪談中，沒有人說過「{ $fragment }」。
said-by-editor = 這不是任何人的原話，而是編者、譯者或廣告裡的文字，出處是：{ $remark }
said-by-many = 這句話太常見，有 { $people } 個人說過，無法歸給其中一位。其中幾處：
related = 以下只是內容相關，並不是出處：
quoting = 轉引自{ $name }
quoting-others = 這是在轉述別人的話
said-in-part = 你給的文字只有大半出自這裡，其餘出自前後相鄰的發言。
difference = 你給的和原話的對照：{ $diff }
error-fragment-missing = 請寫出那句話，例如：/who-said 未來已來
