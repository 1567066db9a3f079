/**
 * Real answers of the portals, where they lie beside the checkout (they are nobody's to ship): every one becomes a sound
 * record, no figure is made or changed, and every fault is named.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDetail, sourceOfDetail } from '../../../adapters/opendata/bokjiro.js';
import { faultIn } from '../../../adapters/opendata/faults.js';
import { harvestFiles } from '../../../adapters/opendata/from-files.js';
import { recordOf } from '../../../src/importing/record.js';
import type { OfficialService } from '../../../src/importing/service.js';
import { checkDocuments } from '../../../src/knowledge/check.js';
import { readRecord } from '../../../src/knowledge/record.js';
import { readSupport } from '../../../src/knowledge/support.js';
import { recordText } from '../../../src/knowledge/write-record.js';
import { figuresOf } from '../../../src/korean/figures.js';

const SAMPLES = join('..', 'shared', 'fixtures', 'opendata');

describe.skipIf(!existsSync(SAMPLES))('samples of the portals', async () => {
  const { support } = await readSupport('knowledge');
  const regions = support.regions ?? { asOf: '2026', provinces: [] };
  const services = existsSync(SAMPLES) ? await all() : [];

  it('are many', () => {
    expect(services.length).toBeGreaterThan(80);
  });

  it.each(services.map((service) => [service.serviceId, service] as const))(
    '%s becomes a sound record',
    (_id, service) => {
      const made = recordOf(service, regions, '2026-11-25');
      if ('refused' in made) throw new Error(made.refused);
      const text = recordText(made.document);
      const read = readRecord('a.md', text);
      expect(read).toHaveProperty('document');
      if ('document' in read)
        expect(checkDocuments([{ document: read.document, file: 'a.md', raw: text }], regions)).toEqual([]);
    },
  );

  it.each(services.map((service) => [service.serviceId, service] as const))('%s keeps its amounts', (_id, service) => {
    const made = recordOf(service, regions, '2026-11-25');
    if ('refused' in made) throw new Error(made.refused);
    const source = amounts([service.title, ...Object.values(service.texts).flat()].join('\n'));
    const claims = made.document.sections
      .filter(({ slug }) => slug !== 'contact' && slug !== 'caution')
      .flatMap((section) => section.claims);
    const told = amounts(claims.map(({ text }) => text).join('\n'));
    expect(
      [...told].filter((value) => !source.has(value)),
      'made',
    ).toEqual([]);
    if (made.document.confidence !== 'low')
      expect(
        [...source].filter((value) => !told.has(value)),
        'lost',
      ).toEqual([]);
  });

  it.each(
    existsSync(SAMPLES)
      ? readdirSync(join(SAMPLES, 'errors')).filter((name) => !/truncated|malformed|empty/.test(name))
      : [],
  )('%s is named', (file) => {
    const status = Number(/-(4\d\d|5\d\d)/.exec(file)?.[1] ?? 200);
    expect(faultIn(status, readFileSync(join(SAMPLES, 'errors', file), 'utf8'))).toBeDefined();
  });
});

async function all(): Promise<OfficialService[]> {
  const details = ['central', 'local'].flatMap((folder) =>
    readdirSync(join(SAMPLES, folder))
      .filter((name) => name.includes('detail'))
      .map((name) => readFileSync(join(SAMPLES, folder, name), 'utf8'))
      .map((body) => readDetail(body, sourceOfDetail(body))),
  );
  const { services } = await harvestFiles(join(SAMPLES, 'gov24'), 'gov24');
  return [...details, ...services];
}

function amounts(text: string): Set<string> {
  return new Set(figuresOf(text).flatMap(({ kind, value }) => (kind === 'money' || kind === 'percent' ? [value] : [])));
}
