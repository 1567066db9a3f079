/** The golden questions over the shipped knowledge: vectors searched in PostgreSQL give the answers that the own copy gives. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createDatabase } from '../../../adapters/postgres/pool.js';
import { createPgvectorIndex } from '../../../adapters/postgres/vector-index.js';
import { createPostgresVersions } from '../../../adapters/postgres/versions.js';
import { assemble, buildIndex, foldersOf, loadKnowledge, openIndex } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import type { UnitFilter } from '../../../src/core/ports.js';
import { folderWith } from '../../fixtures/folders.js';
import { describeWithPostgres } from '../../fixtures/postgres.js';

const log = pino({ level: 'silent' });
const NOW = '2026-11-25T12:00:00+09:00';

describeWithPostgres('golden questions on PostgreSQL', (postgres) => {
  it('are answered word for word as by the embedded index', { timeout: 120_000 }, async () => {
    const config = readConfig({ BOKJI_LOG_LEVEL: 'silent', BOKJI_NOW: NOW });
    const folders = foldersOf(config, { data: await folderWith() });
    const manifest = await buildIndex(folders, await loadKnowledge(folders.knowledge), new Date(NOW));
    const database = createDatabase({ url: postgres().url, log, statementMs: 60_000 });
    await createPostgresVersions({ database, log }).publish(join(folders.data, 'versions', manifest.version), manifest);
    const { index } = await openIndex(folders);
    let fellBack = 0;
    const vectors = createPgvectorIndex({
      database,
      version: manifest.version,
      size: index.vectors.size,
      dimension: manifest.embedder.dimension,
      fallback: {
        size: index.vectors.size,
        search(vector: Float32Array, limit: number, accepts?: UnitFilter) {
          fellBack += 1;
          return index.vectors.search(vector, limit, accepts);
        },
      },
      log,
    });
    // By vectors alone: in the usual ranking words decide, and a wrong neighbour would not be seen.
    const [embedded, remote] = [assemble(index, config, 'dense'), assemble(index, config, 'dense', vectors)];
    const lines = (await readFile(join(folders.knowledge, 'golden.jsonl'), 'utf8')).trim().split('\n');
    let differing = 0;
    for (const line of lines) {
      const { turns } = JSON.parse(line) as { turns: string[] };
      const question = { text: turns.at(-1) ?? '', conversationId: 'test:1', audience: 'public', history: [] } as const;
      const [here, there] = [await embedded.engine.answer(question), await remote.engine.answer(question)];
      if (here.text !== there.text || here.outcome !== there.outcome) differing += 1;
    }
    await database.end();
    expect({ questions: lines.length > 50, differing, fellBack }).toEqual({
      questions: true,
      differing: 0,
      fellBack: 0,
    });
  });
});
