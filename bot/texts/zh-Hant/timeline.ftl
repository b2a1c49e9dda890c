## /timeline：各個時間點周圍的文字

timeline-heading = 「{ $topic }」：前後怎麼說
timeline-sources = { $count } 個來源談到
timeline-one-source = 只有一個來源談到。
timeline-passages = { $count } 段
timeline-share = 占全文 { $percent }%
timeline-share-small = 占全文不到 1%
timeline-years-meant = 所指年份：{ $years }
timeline-figures = 數字：{ $figures }
timeline-undated = 日期不詳
timeline-undated-heading = 日期不詳

## 圖

timeline-alt = 談到「{ $topic }」的多寡，每人一列：
timeline-alt-point = { $date } { $source }，{ $speakers }：{ $count } 段
timeline-alt-more = 另有 { $count } 個來源
timeline-others = 另外 { $count } 人
timeline-scale = 數字與圓點大小：段數
