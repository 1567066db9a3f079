/**
 * Answers saved earlier → a harvest: one file, or every file of a folder, told apart by what they hold and not by their
 * names. For networks that cannot reach the portals, and for days without quota.
 *
 * A file that cannot be read is named with the reason and the rest goes on; the list then counts as not whole.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Harvest, OfficialService, OfficialSource, Trouble } from '../../src/importing/service.js';
import { type ListRow, readDetail, readListPage, sourceOfDetail, sourceOfList } from './bokjiro.js';
import { faultIn, OpenDataFault } from './faults.js';
import { type Gov24Row, gov24ListOf, readGov24Page } from './gov24.js';
import { joinGov24, troubleOf } from './harvest.js';

interface Read {
  readonly rows: Map<string, ListRow>;
  readonly details: Map<string, { readonly body: string; readonly file: string }>;
  readonly gov24: Record<'serviceList' | 'serviceDetail' | 'supportConditions', Gov24Row[]>;
  readonly totals: Set<number>;
  readonly troubles: Trouble[];
}

export async function harvestFiles(path: string, source: OfficialSource): Promise<Harvest> {
  const read: Read = {
    rows: new Map(),
    details: new Map(),
    gov24: { serviceList: [], serviceDetail: [], supportConditions: [] },
    totals: new Set(),
    troubles: [],
  };
  for (const { file, name } of await filesAt(path)) {
    try {
      readInto(read, (await readFile(file, 'utf8')).trim(), source, name);
    } catch (error) {
      if (!(error instanceof OpenDataFault)) throw error;
      read.troubles.push({
        ...troubleOf(name, error),
        remedy: '온전한 응답을 다시 저장해서 넣으세요. 넣을 것이 아니면 폴더에서 빼세요.',
      });
    }
  }
  return source === 'gov24' ? fromGov24(read) : fromBokjiro(read, source);
}

async function filesAt(path: string): Promise<{ file: string; name: string }[]> {
  if ((await stat(path)).isFile()) return [{ file: path, name: basename(path) }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:xml|json|txt|html?)$/i.test(entry.name) && entry.name !== 'run.json')
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(path, file).startsWith('faults'))
    .sort()
    .map((file) => ({ file, name: relative(path, file) }));
}

function readInto(read: Read, body: string, source: OfficialSource, file: string): void {
  const fault = faultIn(200, body);
  if (fault) throw fault;
  if (body.startsWith('{')) {
    const page = readGov24Page(body);
    const [first] = page.rows;
    if (source !== 'gov24') throw new OpenDataFault('malformed', '정부24 자료입니다');
    if (!first) return;
    const list = gov24ListOf(first);
    read.gov24[list].push(...page.rows);
    if (list === 'serviceList') read.totals.add(page.total);
    return;
  }
  if (source === 'gov24') throw new OpenDataFault('malformed', '복지로 자료입니다');
  if (/<wantedDtl[\s>]/.test(body)) {
    const service = readDetail(body, source);
    if (sourceOfDetail(body) !== source) throw new OpenDataFault('malformed', otherList(source));
    read.details.set(service.serviceId, { body, file });
    return;
  }
  const page = readListPage(body);
  const from = sourceOfList(body);
  if (from !== undefined && from !== source) throw new OpenDataFault('malformed', otherList(source));
  for (const row of page.rows) read.rows.set(row.serviceId, row);
  read.totals.add(page.total);
}

function otherList(source: OfficialSource): string {
  return source === 'bokjiro' ? '지자체복지서비스 자료입니다' : '중앙부처복지서비스 자료입니다';
}

function fromBokjiro({ rows, details, totals, troubles }: Read, source: 'bokjiro' | 'bokjiro-local'): Harvest {
  const services: OfficialService[] = [...details].map(([id, { body }]) => readDetail(body, source, rows.get(id)));
  return {
    source,
    services,
    listed: listedOf([...rows.keys()], totals, troubles),
    unchanged: [],
    elsewhere: 0,
    pending: [...rows.keys()].filter((id) => !details.has(id)),
    isFromFiles: true,
    troubles,
  };
}

function fromGov24({ gov24, totals, troubles }: Read): Harvest {
  const { serviceList, serviceDetail, supportConditions } = gov24;
  // Files are what there is: a list without its details is still worth its own texts.
  const harvest = joinGov24(serviceList, serviceDetail, supportConditions, true);
  return { ...harvest, isFromFiles: true, listed: listedOf([...harvest.listed.ids], totals, troubles), troubles };
}

function listedOf(
  ids: readonly string[],
  totals: ReadonlySet<number>,
  troubles: readonly Trouble[],
): Harvest['listed'] {
  const [total = -1] = totals;
  const isWhole = totals.size === 1 && total > 0 && ids.length === total && troubles.length === 0;
  return { ids: new Set(ids), isWhole };
}
