// The practical floor, in a process and a thread of its own: each record is read, split, parsed by `yaml`, validated by ajv, and its references are looked up. Nothing is drawn and nothing is told but counts.
//   node floor.js FOLDER SCHEMA [keep]     keep: every parsed record is held until the end, as a server does that indexes whole records
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';

interface Lineage { readonly id?: string; readonly evolution?: { readonly supersedes?: readonly string[]; readonly supersededBy?: string } }

const [folder = '', schema = '', keep] = process.argv.slice(2);
const validate = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
const ids = new Set<string>();
const references: string[] = [];
const kept: unknown[] = [];
const counts = { records: 0, broken: 0, invalid: 0, dangling: 0, kept: 0 };

for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.md')) continue;
  const text = readFileSync(join(folder, name), 'utf8');
  counts.records++;
  try {
    const data = parse(text.slice(4, text.indexOf('\n---', 3) + 1)) as Lineage;
    if (!validate(data)) counts.invalid++;
    if (data.id !== undefined) ids.add(data.id);
    references.push(...data.evolution?.supersedes ?? [], ...(data.evolution?.supersededBy ? [data.evolution.supersededBy] : []));
    if (keep) kept.push(data);
  } catch {
    counts.broken++;
  }
}
counts.dangling = references.filter(id => !ids.has(id)).length;
counts.kept = kept.length;
console.log(JSON.stringify(counts));
