## 指令 /timeline

command-timeline = 同一個主題，前後說法有什麼變化
    .name = 時間軸
option-timeline-topic = 想看的主題
    .name = 主題
option-timeline-speaker = 只看這個人
    .name = 說話者
option-timeline-since = 從什麼時候起：2025、2025-03 或 2025-03-01
    .name = 起始
option-timeline-until = 到什麼時候為止：2025、2025-03 或 2025-03-01
    .name = 截止

## /timeline：各個時間點周圍的文字

timeline-heading = 「{ $topic }」：前後怎麼說
timeline-sources = { $count } 個來源談到
timeline-one-source = 只有一個來源談到。
timeline-passages = { $count } 段
timeline-share = 占全文 { $percent }%
timeline-share-small = 占全文不到 1%
timeline-years-meant = 所指年份：{ $years }
timeline-figures = 數字：{ $figures }
timeline-only = 只看{ $name }
timeline-everybody = 所有人
error-topic-missing = 請寫明主題，例如：/timeline 人工智慧安全
timeline-undated = 日期不詳
timeline-undated-heading = 日期不詳

## 圖

timeline-alt = 談到「{ $topic }」的多寡，每人一列：
timeline-alt-point = { $date } { $source }，{ $speakers }：{ $count } 段
timeline-alt-more = 另有 { $count } 個來源
timeline-others = 另外 { $count } 人
timeline-scale = 數字與圓點大小：段數
