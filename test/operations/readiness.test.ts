import { expect, it } from 'vitest';
import { createReadiness, type Finding, type Probe } from '../../src/operations/readiness.js';

const works = (name: string): Probe => ({ name, check: async () => undefined });
const fails = (name: string, optional = false): Probe => ({
  name,
  optional,
  check: async () => {
    throw new Error('broken');
  },
});

it('is ready where every part works', async () => {
  expect(await createReadiness([works('index'), works('store')])()).toEqual({
    ready: true,
    findings: [
      { name: 'index', ok: true, optional: false },
      { name: 'store', ok: true, optional: false },
    ],
  });
});

it('is not ready without a part that is needed', async () => {
  expect((await createReadiness([fails('index'), works('store')])()).ready).toBe(false);
});

it('is ready without an optional part, and says so', async () => {
  const { ready, findings } = await createReadiness([works('index'), fails('store', true)])();
  expect(ready).toBe(true);
  expect(findings).toContainEqual({ name: 'store', ok: false, optional: true });
});

it('takes a part that does not come back for one that does not work', async () => {
  const stuck: Probe = { name: 'store', check: () => new Promise(() => undefined) };
  expect((await createReadiness([stuck], { withinMs: 5 })()).ready).toBe(false);
});

it('takes a probe that throws at once for a part that does not work', async () => {
  const broken: Probe = {
    name: 'index',
    check: () => {
      throw new Error('broken');
    },
  };
  expect((await createReadiness([broken])()).ready).toBe(false);
});

it('looks once for all who ask in the same moment, and again later', async () => {
  let looked = 0;
  let now = 0;
  const check = async (): Promise<void> => {
    looked += 1;
  };
  const counted: Probe = { name: 'store', check };
  const readiness = createReadiness([counted], { keptMs: 1_000, now: () => now });
  await Promise.all([readiness(), readiness()]);
  now = 999;
  await readiness();
  expect(looked).toBe(1);
  now = 1_000;
  await readiness();
  expect(looked).toBe(2);
});

it('tells once when a part begins to fail and once when it is well again', async () => {
  const told: Finding[] = [];
  let broken = false;
  const part: Probe = {
    name: 'store',
    check: async () => {
      if (broken) throw new Error('broken');
    },
  };
  const readiness = createReadiness([part], { keptMs: 0, onChange: (finding) => told.push(finding) });
  for (const state of [false, true, true, false, false]) {
    broken = state;
    await readiness();
  }
  expect(told.map(({ ok }) => ok)).toEqual([false, true]);
});
