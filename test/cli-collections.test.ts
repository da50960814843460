import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findPlaces } from '../server/doors/places.ts';
import { check } from './cli-check.ts';
import { shared } from './shared.ts';

const policy = (id: string, ids: string) => `---\n{ "id": "${id}", "title": "愿景", "category": "战略规划", "country": "英国", "status": "现行", "relatedFacilities": [${ids}] }\n---\n\n正文。\n`;
const facility = (id: string, ids: string) => `---\r\nid: ${id}\r\nname: 橡果\r\ncountry: 英国\r\nrelatedPolicies: [${ids}]\r\n---\r\n`;

describe('the command line among collections', function () {
  this.timeout(60_000);
  let folder: string;
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const broken = async (...args: readonly string[]) => {
    const { out, err } = await check(['--format', 'json', ...args], { cwd: folder, now: new Date(Date.now() + 60_000) });
    assert.equal(err, '');
    const { files } = JSON.parse(out) as { readonly files: readonly { readonly path: string; readonly diagnostics: readonly { readonly rule: string; readonly message: string }[] }[] };
    return files.flatMap(({ path, diagnostics }) => diagnostics.flatMap(({ rule, message }) => rule === 'broken-reference' ? `${path}: ${message}` : [])).sort();
  };
  const around = async (...paths: readonly string[]) => (await findPlaces(paths, folder)).places.filter(({ asked }) => !asked).map(({ shown }) => shown);

  beforeEach(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), '政策 kinds '))); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const noPolicy = 'There is no “uk-visoin” among the policies here.';
  const noFacility = 'There is no “acron” among the facilities here.';

  for (const [name, policies, facilities] of [
    ['in folders beside each other', 'lib/policies/zh', 'lib/facilities/zh'], ['with the policies right in the library', 'lib/zh', 'lib/facilities/zh'],
    ['without languages', 'lib/policies', 'lib/facilities'], ['with policies in no folder of their own', 'lib', 'lib/facilities'], ['beside the folder of the library', 'lib/zh', 'facilities/zh'],
  ] as const) {
    it(`finds the same whichever of them is asked for, ${name}`, async () => {
      put(`${policies}/uk-vision.md`, policy('uk-vision', '"10", "acron"'));
      put(`${facilities}/10.md`, facility('10', 'uk-vision, uk-visoin'));
      put(`${facilities}/acorn.md`, facility('acorn', 'uk-vision'));
      const [ours, theirs] = [`${policies}/uk-vision.md: ${noFacility}`, `${facilities}/10.md: ${noPolicy}`];
      assert.deepEqual(await broken('.'), [ours, theirs].sort());
      for (const path of [facilities, facilities.replace('/zh', ''), `${facilities}/10.md`]) assert.deepEqual(await broken(path), [theirs], path);
      assert.deepEqual(await broken(`${facilities}/acorn.md`), []);
      assert.deepEqual(await broken(`${policies}/uk-vision.md`), [ours]);
      assert.deepEqual(await broken(policies), facilities.startsWith(`${policies}/`) ? [ours, theirs].sort() : [ours]);
    });
  }

  it('says the same of a part of the real library as of the whole (needs ../shared)', async function () {
    const real = shared(this, 'corpus/2026-07-22-flow');
    const run = async (...paths: readonly string[]) => (await check(['--no-cache', '--format', 'json', ...paths], { cwd: real })).out;
    const filesIn = async (...paths: readonly string[]) => (JSON.parse(await run(...paths)) as { readonly files: readonly { readonly path: string }[] }).files;
    const whole = await filesIn('.');
    for (const path of ['facilities', 'facilities/zh', 'countries/en', 'facilities/zh/10.md', 'policies']) assert.deepEqual(await filesIn(path), whole.filter(each => each.path.startsWith(path)), path);
  });

  it('finds anew what hangs on a file beside those that are asked for, once that has changed', async () => {
    mkdirSync(join(folder, 'node_modules'));
    put('policies/zh/uk-vision.md', policy('uk-vision', '"10"'));
    put('facilities/zh/10.md', facility('10', 'uk-vision'));
    assert.deepEqual(await broken('facilities'), []);
    assert.deepEqual(await broken('facilities'), []);
    put('policies/zh/uk-vision.md', policy('uk-plan', '"10"'));
    put('policies/zh/uk-other.md', policy('uk-other', ''));
    rmSync(join(folder, 'policies/zh/uk-vision.md'));
    assert.deepEqual(await broken('facilities'), ['facilities/zh/10.md: There is no “uk-vision” among the policies here.']);
  });

  it('looks at nothing that belongs to another library, or is no part of any', async () => {
    for (const name of ['lib/policies/zh/a.md', 'lib/policies/en/a.md', 'lib/policies/notes/x.md', 'lib/facilities/zh/1.md', 'lib/countries/zh/uk.md', 'lib/docs/deep/x.md', 'other/facilities/zh/2.md', 'other/zh/b.md', 'node_modules/facilities/x.md', 'lib/.hidden/zh/x.md']) put(name, '---\nid: x\n---\n');
    assert.deepEqual(await around('lib/facilities'), ['lib/countries/zh/uk.md', 'lib/policies/en/a.md', 'lib/policies/zh/a.md']);
    assert.deepEqual(await around('lib/facilities/zh/1.md'), ['lib/countries/zh/uk.md', 'lib/policies/en/a.md', 'lib/policies/zh/a.md']);
    assert.deepEqual(await around('lib/policies/zh'), ['lib/countries/zh/uk.md', 'lib/facilities/zh/1.md', 'lib/policies/en/a.md']);
    assert.deepEqual(await around('lib'), []);
    assert.deepEqual(await around('.'), []);
    put('lib/.git/HEAD', 'ref: refs/heads/main\n');
    assert.deepEqual(await around('lib/facilities'), ['lib/countries/zh/uk.md', 'lib/policies/en/a.md', 'lib/policies/zh/a.md'], 'the root of the repository is where they lie');
    put('lib/facilities/.git', 'gitdir: x\n');
    assert.deepEqual(await around('lib/facilities/zh'), [], 'a repository is a world of its own');
  });

  it('takes all below a project file that says which kinds there are', async () => {
    put('policy-records.json', '{ "collections": { "wells": { "files": "data/wells/**", "references": { "under": "policies" } } } }');
    put('laws/acts/zh/uk-vision.md', policy('uk-vision', ''));
    put('data/wells/w.md', '---\nid: w\nunder: [uk-visoin, uk-vision]\n---\n');
    assert.deepEqual(await broken('data/wells/w.md'), [`data/wells/w.md: ${noPolicy}`]);
    assert.deepEqual(await broken('data'), [`data/wells/w.md: ${noPolicy}`]);
  });
});
