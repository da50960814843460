import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as engine from '../server/doors/engine.ts';
import { collectGarbage, resting } from '../server/doors/rest.ts';

const pause = (ms: number) => new Promise(resolve => { setTimeout(resolve, ms); });

describe('a server at rest', () => {
  const scene = () => {
    let collected = 0;
    const { host, stir } = resting({ read: uri => Promise.resolve(uri), list: () => Promise.resolve([]), now: () => new Date() }, () => { collected++; }, 60);
    const read = async (times: number) => { for (let i = 0; i < times; i++) assert.equal(await host.read(`file:///${i}.md`), `file:///${i}.md`); };
    return { read, stir, collected: () => collected };
  };

  it('gives memory back once after many files were read, and not after a few', async () => {
    const { read, stir, collected } = scene();
    await read(20);
    stir();
    await pause(150);
    assert.equal(collected(), 0);
    await read(400);
    assert.equal(collected(), 0, 'not while it reads');
    await pause(150);
    assert.equal(collected(), 1);
    stir();
    await pause(150);
    assert.equal(collected(), 1, 'and not again for nothing');
  });

  it('puts it off while something happens', async () => {
    const { read, stir, collected } = scene();
    await read(400);
    for (let i = 0; i < 8; i++) {
      await pause(20);
      stir();
    }
    assert.equal(collected(), 0);
    await pause(150);
    assert.equal(collected(), 1);
  });

  it('has V8 wait longer before it compiles, as long as many files are read', async () => {
    const budgets: number[] = [];
    const { host } = resting({ read: uri => Promise.resolve(uri), list: () => Promise.resolve([]), now: () => new Date() }, () => undefined, 60, budget => { budgets.push(budget); });
    const read = async (times: number) => { for (let i = 0; i < times; i++) await host.read('file:///a.md'); };
    await read(99);
    assert.deepEqual(budgets, []);
    await read(300);
    assert.equal(budgets.length, 1);
    await pause(500);
    const [during = 0, after = 0, ...more] = budgets;
    assert.ok(during > after && after > 0);
    assert.deepEqual(more, []);
  });

  it('holds less of the heap afterwards', async () => {
    let much: unknown[] | undefined = Array.from({ length: 400_000 }, (_, i) => ({ i, text: `${i}` }));
    const before = process.memoryUsage().heapUsed;
    assert.equal(much.length, 400_000);
    much = undefined;
    collectGarbage();
    await pause(20);
    assert.ok(process.memoryUsage().heapUsed < before - 10_000_000);
  });
});

describe('what the engine is told', () => {
  it('it understands: of a flag that it does not know it would complain where others read', () => {
    assert.ok(Object.keys(engine).length >= 4);
    const script = `for (const tell of Object.values(require(${JSON.stringify(join(__dirname, '../server/doors/engine.ts'))}))) tell(70_000);`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', join(__dirname, 'register.cjs'), '--eval', script], { encoding: 'utf8' });
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
  });
});
