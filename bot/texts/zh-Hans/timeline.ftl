## 命令 /timeline

command-timeline = 同一个话题，前后说法有什么变化
    .name = 时间线
option-timeline-topic = 想看的话题
    .name = 话题
option-timeline-speaker = 只看这个人
    .name = 说话人
option-timeline-since = 从什么时候起：2025、2025-03 或 2025-03-01
    .name = 起始
option-timeline-until = 到什么时候为止：2025、2025-03 或 2025-03-01
    .name = 截止

## /timeline：各个时间点周围的文字

timeline-heading = “{ $topic }”：前后怎么说
timeline-sources = { $count } 个来源谈到
timeline-one-source = 只有一个来源谈到。
timeline-passages = { $count } 段
timeline-share = 占全文 { $percent }%
timeline-share-small = 占全文不到 1%
timeline-years-meant = 所指年份：{ $years }
timeline-figures = 数字：{ $figures }
timeline-only = 只看{ $name }
timeline-everybody = 所有人
error-topic-missing = 请写明话题，例如：/timeline 人工智能安全
timeline-undated = 日期不详
timeline-undated-heading = 日期不详

## 图

timeline-alt = 谈到“{ $topic }”的多少，每人一行：
timeline-alt-point = { $date } { $source }，{ $speakers }：{ $count } 段
timeline-alt-more = 另有 { $count } 个来源
timeline-others = 另外 { $count } 人
timeline-scale = 数字与圆点大小：段数
