import { both, dimensionNames, localeOf, prose, value } from './parts.ts';
import { mapIn, type Defect, type Scene } from './scene.ts';

/** The lines of the frontmatter that hold a text between quotes, or behind a key of its own, away from fields that have a form. */
function lines(text: string, pattern: RegExp): readonly number[] {
  const all = text.split('\n');
  const end = all.indexOf('---', 1);
  return all.flatMap((line, i) => i > 0 && i < end && pattern.test(line) ? [i] : []);
}

const slip = (pattern: RegExp, change: (line: string, scene: Scene) => string) => (text: string, scene: Scene): { readonly text: string; readonly line: number } | undefined => {
  const found = lines(text, pattern);
  if (found.length === 0) return undefined;
  const at = scene.random.of(found);
  const all = text.split('\n');
  const now = change(all[at]!, scene);
  if (now === all[at]) return undefined;
  all[at] = now;
  return { text: all.join('\n'), line: at };
};

const text = /^\s*(["']?)(?:label|evidence|citation|source|title)\1: (["'])(?=\S)[^"'\\]{6,}\2,?$/;
const entry = /^\s+["'](?:label|evidence|citation|author|economic|technical)["']: ["'][^"'\\]+["'],$/;
const inside = (line: string, put: string): string => line.replace(/(: ["'].{3})/, `$1${put}`);

/** Mistakes of a keyboard, an input method, an editor or a merge, and texts that a program damaged. */
export const textDefects: readonly Defect[] = [
  // The quote that ends a text is lost.
  { rule: 'syntax-error', slip: slip(text, line => line.replace(/["'](,?)$/, '$1')) },
  { rule: 'syntax-error', styles: ['json'], slip: slip(entry, line => line.slice(0, -1)) },
  { rule: 'syntax-error', styles: ['block'], slip: slip(/^ {2,}\w+: '/, line => line.replace(/^ {2}/, '\t')) },
  {
    rule: 'duplicate-key', slip: (whole, scene) => {
      const found = lines(whole, scene.style === 'block' ? /^\s+(?:label|evidence|citation|author): '[^']*'$/ : entry);
      if (found.length === 0) return undefined;
      const at = scene.random.of(found);
      const all = whole.split('\n');
      all.splice(at, 0, all[at]!);
      return { text: all.join('\n'), line: at + 1 };
    },
  },
  { rule: 'full-width-punctuation', styles: ['json', 'flow'], slip: slip(entry, line => line.replace(/,$/, '，')) },
  { rule: 'full-width-punctuation', slip: slip(/^\s+["']?\w+["']?: ["']/, line => line.replace(/: /, '： ')) },
  {
    rule: 'conflict-marker', slip: (whole, { random }) => {
      const all = whole.split('\n');
      const at = 1 + random.below(all.indexOf('---', 1) - 1);
      all.splice(at, 1, '<<<<<<< HEAD', all[at]!, '=======', all[at]!, '>>>>>>> main');
      return { text: all.join('\n'), line: at };
    },
  },
  { rule: 'nested-too-deep', slip: (whole, { style }) => {
    const all = whole.split('\n');
    const deep = '['.repeat(300) + ']'.repeat(300);
    if (style === 'block') all.splice(1, 0, `zzz: ${deep}`); else all.splice(2, 0, style === 'json' ? `  "zzz": ${deep},` : `  'zzz': ${deep},`);
    return { text: all.join('\n'), line: style === 'block' ? 1 : 2 };
  } },
  { rule: 'reads-differently', styles: ['flow', 'block'], slip: slip(/^\s*["']?(?:pubDate|lastAuditDate)["']?: '\d{4}-\d\d-\d\d'/, line => line.replace(/'(\d{4}-\d\d-\d\d)'/, '$1')) },
  { rule: 'alias-in-record', styles: ['flow', 'block'], slip: slip(text, line => line.replace(/: '/, ': &again \'')) },
  { rule: 'not-utf8', slip: slip(text, line => inside(line, '\ufffd')) },
  { rule: 'hidden-character', slip: slip(text, (line, { random }) => inside(line, random.of(['\u200b', '\u202e', '\u2060', '\u2066']))) },
  { rule: 'edge-whitespace', slip: slip(text, line => line.replace(/(["'])(,?)$/, '  $1$2')) },
  { rule: 'escape-residue', slip: slip(text, (line, { style }) => inside(line, style === 'json' ? '\\\\r \\\\r ' : '\\r \\r ')) },
  {
    rule: 'mixed-line-endings', slip: (whole, { random }) => {
      const all = whole.split('\n');
      const at = 2 + random.below(all.indexOf('---', 1) - 3);
      return { text: all.map((line, i) => i === all.length - 1 ? line : line + (i === at ? '\r\n' : '\n')).join(''), line: at };
    },
  },
  {
    rule: 'truncated-description', make: scene => {
      for (const page of both(scene)) {
        const whole = Array.from({ length: 40 }, (_, i) => localeOf(scene, page) === 'zh' ? `第${i + 1}条规定了封存场地运营者在闭坑之后的监测义务。` : `Article ${i + 1} sets out how the operator of a storage site watches it after closure. `).join('');
        page.body = `\n${whole}\n`;
        page.data['description'] = [...whole].slice(0, 500).join('');
      }
      return value('description');
    },
  },
  {
    rule: 'flattened-markdown', make: scene => {
      for (const page of both(scene)) page.data['description'] = localeOf(scene, page) === 'zh' ? `## 政策概览  ${prose(scene, page)}` : `## Overview  ${prose(scene, page)}`;
      return value('description');
    },
  },
  {
    rule: 'hidden-character', make: scene => {
      const name = scene.random.of(dimensionNames);
      for (const { data } of both(scene)) { const map = mapIn(data, 'analysis', name); map['label'] = `${String(map['label'])}\u200bx`; }
      return value('analysis', name, 'label');
    },
  },
];
