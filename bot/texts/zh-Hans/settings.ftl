## 处理完的反馈

report-applied = 谢谢！你反馈的内容已经改正：“{ $quote }”
report-rejected = 谢谢你的反馈。我们核对过了，这段引文保持原样：“{ $quote }”
