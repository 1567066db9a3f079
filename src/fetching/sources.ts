/**
 * The sources file (`knowledge/sources.yaml`): where knowledge is fetched from, how often, and what is known of it that
 * the documents do not say themselves (region, publisher, trust). In: the file's text. Out: sources, or faults with line.
 */
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Fault } from '../knowledge/faults.js';
import { brokenYaml, plainValue, yamlFaults } from '../knowledge/issues.js';
import { AUDIENCES } from '../knowledge/schema.js';
import { LIFE_STAGES, OFFICIAL_SOURCES, TARGET_GROUPS, THEMES } from '../knowledge/vocabulary.js';

const address = z.url({ protocol: /^https?$/, error: 'http:// 또는 https:// 로 시작하는 주소여야 합니다' });
const host = z
  .string()
  .regex(/^[a-z0-9.-]+(:\d{1,5})?$/, '호스트는 www.city.go.kr 또는 intra.city.local:8080 꼴로 적습니다');
const interval = z.string().regex(/^[1-9]\d{0,3}[hd]$/, '주기는 6h(시간), 7d(날) 꼴로 적습니다');

const common = {
  /** Names the folder the documents go to. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, '이름은 영문 소문자, 숫자, 붙임표로 적습니다'),
  every: interval.default('1d'),
};
const told = {
  region: z.string().min(1).default('전국'),
  audience: z.enum(AUDIENCES).default('public'),
  publisher: z.string().min(1).optional(),
  trust: z.enum(['official', 'press', 'staff', 'uploaded']).default('uploaded'),
  lifeStages: z.array(z.enum(LIFE_STAGES)).min(1).optional(),
  targetGroups: z.array(z.enum(TARGET_GROUPS)).optional(),
  themes: z.array(z.enum(THEMES)).min(1).optional(),
};

const webSchema = z.strictObject({
  kind: z.literal('web'),
  ...common,
  ...told,
  sitemap: address.optional(),
  pages: z.array(address).min(1).optional(),
  /** Hosts that may be asked, also after a redirect. Without it: those of the addresses above. */
  hosts: z.array(host).min(1).optional(),
  /** Hosts that may have a private address: a city's own intranet. Everything else must be public. */
  privateHosts: z.array(host).optional(),
  /** Only pages whose path begins so. */
  include: z.array(z.string().startsWith('/')).min(1).optional(),
  exclude: z.array(z.string().startsWith('/')).optional(),
  pagesMax: z.number().int().min(1).max(10_000).default(500),
  /** Rest between two requests; a longer one that robots.txt asks for is kept. */
  delaySeconds: z.number().min(0).max(300).default(1),
});
const folderSchema = z.strictObject({ kind: z.literal('folder'), ...common, ...told, path: z.string().min(1) });
const gitSchema = z.strictObject({
  kind: z.literal('git'),
  ...common,
  ...told,
  url: z.string().min(1),
  branch: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, '가지 이름이 아닙니다')
    .optional(),
  /** Folder inside the checkout. */
  path: z.string().min(1).optional(),
  privateHosts: z.array(host).optional(),
});
const openDataSchema = z.strictObject({
  kind: z.literal('opendata'),
  ...common,
  source: z.enum(OFFICIAL_SOURCES),
  region: z.string().min(1).optional(),
});

const fileSchema = z.strictObject({
  sources: z.array(z.discriminatedUnion('kind', [webSchema, folderSchema, gitSchema, openDataSchema])).min(1),
});

export type FetchSource = z.infer<typeof fileSchema>['sources'][number];
export type WebSource = z.infer<typeof webSchema>;
export type FolderSource = z.infer<typeof folderSchema>;
export type GitSource = z.infer<typeof gitSchema>;
export type OpenDataSource = z.infer<typeof openDataSchema>;

export type SourcesResult = { readonly sources: readonly FetchSource[] } | { readonly faults: readonly Fault[] };

export function readSources(file: string, text: string): SourcesResult {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const broken = brokenYaml(file, yaml, lines, 1);
  if (broken) return { faults: [broken] };
  const parsed = fileSchema.safeParse(plainValue(yaml), { reportInput: true });
  if (!parsed.success) return { faults: yamlFaults(file, parsed.error.issues, yaml, lines, 1) };
  const { sources } = parsed.data;
  const faults = sources.flatMap((source, at) => faultsOf(source, sources.slice(0, at)));
  return faults.length > 0 ? { faults: faults.map((fault) => ({ file, line: 1, ...fault })) } : { sources };
}

function faultsOf(source: FetchSource, earlier: readonly FetchSource[]): Pick<Fault, 'field' | 'problem' | 'remedy'>[] {
  const faults: Pick<Fault, 'field' | 'problem' | 'remedy'>[] = [];
  if (earlier.some(({ name }) => name === source.name))
    faults.push({
      field: 'name',
      problem: `같은 이름이 두 번 있습니다: ${source.name}`,
      remedy: '하나의 이름을 바꾸세요',
    });
  if (source.kind === 'web' && source.sitemap === undefined && source.pages === undefined)
    faults.push({
      field: source.name,
      problem: 'sitemap도 pages도 없습니다',
      remedy: '사이트맵 주소나 가져올 쪽의 주소를 적으세요',
    });
  return faults;
}

/** Milliseconds of `6h` or `7d`. */
export function intervalMs(every: string): number {
  const hours = Number(every.slice(0, -1)) * (every.endsWith('d') ? 24 : 1);
  return hours * 3_600_000;
}

/** What documents of the source are taken for. */
export function toldFields(source: WebSource | FolderSource | GitSource) {
  const { region, audience, lifeStages, targetGroups, themes } = source;
  return {
    region,
    audience,
    ...(lifeStages ? { lifeStages } : {}),
    ...(targetGroups ? { targetGroups } : {}),
    ...(themes ? { themes } : {}),
  };
}
