/**
 * `npm run bench:crash -- [--kills 300] [--seed 1]`: kill -9 at random moments of a re-index. Ends with 1 where one left
 * the index broken, mixed or with litter.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killOften } from '../test/fixtures/kills.js';
import { randomFrom } from '../test/fixtures/random.js';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
});
const folder = await mkdtemp(join(tmpdir(), 'bokji-crash-'));
try {
  const started = performance.now();
  const result = await killOften(folder, Number(values.kills), randomFrom(Number(values.seed)));
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`${JSON.stringify({ ...result, seconds: Math.round(seconds), load: loadavg()[0] }, null, 2)}\n`);
  process.exitCode = result.broken.length + result.left.length === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
