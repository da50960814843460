import type { Both } from '../base/both.ts';
import type { Unread } from './places.ts';
import type { Written } from './replace.ts';

/** Why a file or folder could not be checked. */
export function whyNot({ shown, reading }: Unread): Both {
  switch (reading.kind) {
    case 'missing': return { zh: `没有这个文件或文件夹：${shown}`, en: `No such file or folder: ${shown}` };
    case 'folder': return { zh: `这是文件夹，不是文件：${shown}`, en: `This is a folder, not a file: ${shown}` };
    case 'denied': return { zh: `无法读取：${shown}`, en: `Cannot be read: ${shown}` };
    case 'not-utf8': return reading.guess === undefined
      ? { zh: `不是 UTF-8 编码：${shown}`, en: `Not UTF-8: ${shown}` }
      : { zh: `不是 UTF-8 编码，看起来是 ${reading.guess}，请另存为 UTF-8：${shown}`, en: `Not UTF-8; it looks like ${reading.guess}, so save it as UTF-8: ${shown}` };
  }
}

/** Why the standard input cannot be checked. `shown` is the file it stands for, which may be sound on disk. */
export const notUtf8Input = (shown: string, guess: string | undefined): Both => ({
  zh: `标准输入（${shown}）不是 UTF-8 编码${guess === undefined ? '' : `，看起来是 ${guess}`}，请以 UTF-8 送入。`,
  en: `The standard input (${shown}) is not UTF-8${guess === undefined ? '' : `; it looks like ${guess}`}. Send it as UTF-8.`,
});

/** Why a mended file stays as it was. */
export const notWritten = (shown: string, why: Exclude<Written, 'written'>): Both => why === 'changed'
  ? { zh: `检查期间文件已被改动，没有写入：${shown}`, en: `Changed while it was checked, so nothing was written: ${shown}` }
  : { zh: `无法写入：${shown}`, en: `Cannot be written: ${shown}` };

/** Why nothing was mended below a project file. */
export const notMended = (shown: string): Both => ({
  zh: `项目文件不是合法的 JSON，其下的记录没有修正：${shown}`, en: `The project file is not valid JSON, so no record below it was mended: ${shown}`,
});

/** The page of `--help`. */
export const help: Both = {
  zh: `检查 CCUS 与碳市场政策记录（Markdown 前置元数据：JSON、单引号流式 YAML、块式 YAML）。

用法
  policy-records check [路径…]      检查文件和文件夹，默认为当前文件夹
  policy-records explain [规则]     解释一条规则，或列出全部规则
  policy-records lsp --stdio        供编辑器使用的语言服务器（或 --node-ipc）

check 的选项
  --fix                    应用安全的修正，再报告余下的问题
  --fix-dry-run            只把 --fix 会做的修正输出为补丁，不写入文件
  --format pretty|json     供人阅读（默认），或一个 JSON 对象
  --quiet, -q              只显示错误
  --max-warnings N         警告超过 N 个时以 1 退出
  --shard 1/8              只报告八份中的第一份，供 CI 分工；引用仍在整个库中查找
  --threads N              用 N 个线程（默认按文件数和处理器而定）
  --cache-location DIR     缓存的文件夹（默认在 node_modules/.cache 下；没有 node_modules 就不缓存）
  --no-cache               不用缓存，全部重新检查
  --stdin                  检查标准输入；加 --fix 则只输出修正后的文本
  --stdin-filename F       把标准输入当作文件 F（默认 stdin.md）

通用选项
  --locale zh|en           报告的语言（默认取自 LC_ALL、LC_MESSAGES、LANG）
  --color, --no-color      使用或不用颜色（也看 NO_COLOR、FORCE_COLOR）
  --version, -v            版本
  --help, -h               本页

每条记录以其上方最近的 policy-records.json 为准（级别、忽略项、自有词语和字段）。

退出码：0 没有错误，1 有错误，2 未能检查。
`,
  en: `Checks CCUS and carbon-market policy records (Markdown frontmatter in JSON, single-quoted flow YAML or block YAML).

Usage
  policy-records check [PATH…]      check files and folders, this folder unless told
  policy-records explain [RULE]     explain one rule, or list all rules
  policy-records lsp --stdio        the language server for editors (or --node-ipc)

Options of check
  --fix                    apply the safe fixes, then report what remains
  --fix-dry-run            print what --fix would change as a patch and write nothing
  --format pretty|json     for people (default), or one JSON object
  --quiet, -q              show errors only
  --max-warnings N         exit with 1 when there are more than N warnings
  --shard 1/8              report the first of eight shares only, for CI; references see the whole library
  --threads N              work in N threads (as many as files and processors suggest, unless told)
  --cache-location DIR     folder of the cache (below node_modules/.cache unless told; none without node_modules)
  --no-cache               check everything anew
  --stdin                  check the standard input; with --fix print the mended text only
  --stdin-filename F       check the standard input as if it were the file F (default stdin.md)

General options
  --locale zh|en           language of the report (default from LC_ALL, LC_MESSAGES, LANG)
  --color, --no-color      with or without colours (NO_COLOR and FORCE_COLOR count too)
  --version, -v            the version
  --help, -h               this page

For each record the nearest policy-records.json above it counts (levels, ignores, own words and fields).

Exit codes: 0 no errors, 1 errors, 2 could not check.
`,
};
