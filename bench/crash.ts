/**
 * `npm run bench:crash -- [--kills 300] [--seed 1]`: kill -9 at random moments of a re-index. Ends with 1 where one left
 * the index broken, mixed or with litter. With `--broken` an indexer is killed that switches before its version is whole:
 * it ends with 1 where that was not found.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EARLY_SWITCH, killOften } from '../test/fixtures/kills.js';
import { randomFrom } from '../test/fixtures/random.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    broken: { type: 'boolean', default: false },
  },
});
const folder = await mkdtemp(join(tmpdir(), 'bokji-crash-'));
try {
  const started = performance.now();
  const indexer = values.broken ? EARLY_SWITCH : undefined;
  const result = await killOften(folder, Number(values.kills), randomFrom(Number(values.seed)), indexer);
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`${JSON.stringify({ ...result, seconds: Math.round(seconds), load: loadavg()[0] }, null, 2)}\n`);
  // The wrong one does not tidy up after itself either; what must be found is that a broken version was live.
  const isWell = values.broken ? result.broken.length > 0 : result.broken.length + result.left.length === 0;
  process.exitCode = isWell ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
