import type { Both } from '../base/both.ts';

/** Where rules come from, as a reader can look it up. Measured means: counted over the dates of the library that this was written for. */
export const sources = {
  notation: { zh: 'YAML 1.2 与 JSON（RFC 8259）的语法。', en: 'The syntax of YAML 1.2 and of JSON (RFC 8259).' },
  readers: { zh: '网站以 gray-matter 按 YAML 1.1 的习惯读取前置元数据。', en: 'Sites read frontmatter with gray-matter, by the habits of YAML 1.1.' },
  unicode: { zh: 'Unicode 标准，以及《Trojan Source》一文所述的双向控制符风险。', en: 'The Unicode standard, and the risk of bidirectional controls known as Trojan Source.' },
  schema: { zh: '记录的 JSON Schema（schemas/policy-record.schema.json），其必填字段在各期政策库中至少 97 % 的记录里都有。', en: 'The JSON Schema of a record (schemas/policy-record.schema.json), whose required fields stand in at least 97 % of the records of every date.' },
  vocabulary: { zh: '词表（schemas/vocabularies.json、legal-weights.json、jurisdictions.json），源自政策库治理规范 1.1.1-A 与 1.2.2。', en: 'The vocabularies (schemas/vocabularies.json, legal-weights.json, jurisdictions.json), after sections 1.1.1-A and 1.2.2 of the library’s governance.' },
  citation: { zh: '政策库治理规范 1.1.1-B：得分高于 40 时必须注明出处。', en: 'Section 1.1.1-B of the library’s governance: a score above 40 needs its citation.' },
  reevaluation: { zh: '政策库的可追溯复评流程：没有可用的原文链接，不得高于 40 分；分档的含义也出自该流程。', en: 'The library’s procedure of traceable re-evaluation: without a working url nothing scores above 40. The bands of scores are its own too.' },
  ownDimension: { zh: '政策库治理规范 1.2.2：每个类别对应一个维度。', en: 'Section 1.2.2 of the library’s governance, which gives each category a dimension of its own.' },
  dimensions: { zh: '政策库的评分规则：五个维度，各以 100、80、50 分为锚点。', en: 'The library’s rules of scoring: five dimensions, anchored at 100, 80 and 50.' },
  depth: { zh: '政策库的内容深度审计，以及迁移时留下的五组固定文本（schemas/placeholders.json）。', en: 'The library’s audit of content depth, and the five texts that a migration left behind (schemas/placeholders.json).' },
  pillars: { zh: '政策库方法学第 2 节：空缺、未知、草案与已颁布要分得清；并非每项政策都涉及许可。', en: 'Section 2 of the library’s methodology: blank, unknown, draft and enacted must be told apart, and not every policy deals with permits.' },
  lineage: { zh: '记录模型：沿革由 supersedes 与 supersededBy 中的 id 连接，id 一经确定便不再改变。', en: 'The model of a record: lineage is linked by the ids in supersedes and supersededBy, and an id never changes once it is given.' },
  twins: { zh: '记录模型：中英文两个文件是同一条记录，共享的事实只有一份。', en: 'The model of a record: the Chinese and the English file are one record, and shared facts are one.' },
  language: { zh: '记录模型：分析一栏中英文共用英文文本，其余叙述各写各的语言。', en: 'The model of a record: the texts of analysis are one English row for both languages, and all other narrative is in the file’s own.' },
  dates: { zh: '记录模型：日期是 YYYY-MM-DD 形式的字符串；各期政策库中有 20 % 至 38 % 的日期是 1 月 1 日。', en: 'The model of a record: dates are strings of the form YYYY-MM-DD. In each date of the library 20 to 38 % of them are 1 January.' },
  review: { zh: '记录模型：verified 表示有署名的审核人对照过原文。', en: 'The model of a record: verified means that a named reviewer compared it with its source.' },
  url: { zh: '记录模型：url 是通往官方原文的深层链接；网址的形式依 WHATWG URL 标准。', en: 'The model of a record: url is a deep link to the official text. What an address is comes from the WHATWG URL standard.' },
  icvcm: { zh: 'ICVCM《评估框架》v1.1（2024 年 1 月）第 4 章（schemas/icvcm-criteria.json）。', en: 'Chapter 4 of the ICVCM Assessment Framework v1.1 of January 2024 (schemas/icvcm-criteria.json).' },
  mechanisms: { zh: 'CORSIA 第一阶段的六个计划（2024 年 10 月）与 ICVCM 的标签（schemas/mechanisms.json）。', en: 'The six programmes of CORSIA’s first phase (October 2024) and the labels of the ICVCM (schemas/mechanisms.json).' },
  collections: { zh: '政策库的各类文件以 id 互相引用，各有各的字段（schemas/collections.json、collected.schema.json，或项目文件的 collections）。', en: 'The kinds of files of a library, which refer to each other by id and have fields of their own (schemas/collections.json, collected.schema.json, or the collections of a project file).' },
  exporter: { zh: '政策库历史中导出程序留下的痕迹，逐期统计。', en: 'What an exporter left in the history of the library, counted date by date.' },
  bounds: { zh: '本工具自身的界限，使任何输入都不会拖垮它。', en: 'A bound of this tool’s own, so that no input can bring it down.' },
  layout: { zh: '2026 年 2 月 6 日的政策库：当时的记录是扁平的。', en: 'The library of 6 February 2026, whose records were flat.' },
} as const satisfies Readonly<Record<string, Both>>;
