## 處理完的回報

report-applied = 謝謝！你回報的內容已經更正：「{ $quote }」
report-rejected = 謝謝你的回報。我們核對過了，這段引文維持原樣：「{ $quote }」
