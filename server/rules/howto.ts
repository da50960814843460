import type { Both, Locale } from '../base/both.ts';
import { projectFileName, unusedIgnore } from '../schema/project.ts';

/** How a rule is configured, as plain text for a terminal. `field` is one that the rule may speak of, or empty. */
export function configuring(rule: string, field: string, locale: Locale): string {
  const path = field === '' ? '' : `, "path": "${field}"`;
  return [
    texts.inFile[locale], '',
    `  { "rules": { "${rule}": "off" } }`,
    `  { "overrides": [{ "files": "zh/archive/**", "rules": { "${rule}": "hint" } }] }`,
    `  { "ignore": [{ "rule": "${rule}", "files": "zh/example.md"${path}, "reason": "${texts.reason[locale]}" }] }`,
    '', texts.inEditor[locale], '',
    `  "policyRecords.rules": { "${rule}": "off" }`,
  ].join('\n');
}

/** The line below a rule of the handbook that says how to set its level. */
export const levelsOf = (rule: string): string => `[Configure · 配置](#configure): \`"rules": { "${rule}": "off" }\``;

/** The section of the handbook on configuring. */
export const configured = `<a id="configure"></a>
### Configure · 配置

A file named \`${projectFileName}\` counts for the records in and below its folder; the nearest one above a record counts alone. Comments are welcome in it.
Every rule can be set to \`error\`, \`warning\`, \`information\`, \`hint\` or \`off\`: for all files, for some, or for one finding, and then with the reason.
In VS Code \`"policyRecords.rules"\` sets levels as \`"rules"\` does, for the editor alone.

名为 \`${projectFileName}\` 的文件对所在文件夹及其下的记录有效；一条记录只以其上方最近的一个为准。文件里可以写注释。
每条规则可设为 \`error\`、\`warning\`、\`information\`、\`hint\` 或 \`off\`：对全部文件、部分文件，或只对一处问题，此时须写明理由。
在 VS Code 里，\`"policyRecords.rules"\` 与 \`"rules"\` 写法相同，只对编辑器有效。

\`\`\`json
{
  "rules": { "thin-evidence": "off" },
  "overrides": [{ "files": "zh/archive/**", "rules": { "uncited-score": "hint" } }],
  "ignore": [{ "rule": "year-mismatch", "files": "zh/example.md", "path": "year", "reason": "adopted in 2023, published in 2024" }]
}
\`\`\`

Where \`policy-records check\` has seen all that an ignore may mean and nothing matched, it says so under the name \`${unusedIgnore}\`, which has a level like a rule.
如果 \`policy-records check\` 检查了忽略项所指的全部文件而没有相符的问题，就以 \`${unusedIgnore}\` 之名报告；它像规则一样可以设定级别。
`;

/** What an ignore that matches nothing is, as plain text for a terminal. */
export const aboutUnusedIgnore: Both = {
  zh: `${unusedIgnore}（警告）
忽略项仍对应着某个问题

问题修正之后，忽略项若还留在 ${projectFileName} 里，就会悄悄遮住日后的同类问题。只有检查了它所指的全部文件才会报告。可以像规则一样用 "rules": { "${unusedIgnore}": "off" } 设定级别。
`,
  en: `${unusedIgnore} (warning)
Every ignore still hides something

Once the fault is mended, an ignore that stays in ${projectFileName} would silently hide the next one of its kind. It is reported only where all that it may mean was checked. Its level is set like that of a rule, as in "rules": { "${unusedIgnore}": "off" }.
`,
};

const texts = {
  inFile: { zh: `在记录所在文件夹或其上方的 ${projectFileName} 里配置（级别：error、warning、information、hint、off）：`, en: `To configure it, in a ${projectFileName} in or above the folder of the records (levels: error, warning, information, hint, off):` },
  inEditor: { zh: '或在 VS Code 的设置里：', en: 'or in the settings of VS Code:' },
  reason: { zh: '为什么这样是对的', en: 'why this is right' },
} as const satisfies Readonly<Record<string, Both>>;
