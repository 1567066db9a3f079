/** The container files against the product: paths, settings and names that exist. Nothing is built here. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const isThere = (path: string): boolean => existsSync(fileURLToPath(new URL(path, ROOT)));

const serviceSchema = z.object({
  build: z.string().optional(),
  image: z.string().optional(),
  read_only: z.boolean().optional(),
  init: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  tmpfs: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  networks: z.array(z.string()).optional(),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.object({ condition: z.string() }))]).optional(),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.null()),
  networks: z.record(z.string(), z.unknown()).optional(),
});

const settings = new Set([...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name));
const dockerfile = read('Dockerfile');
const shutdownSeconds = Number(/BOKJI_SHUTDOWN_SECONDS=(\d+)/.exec(dockerfile)?.[1]);
const ignored = read('.dockerignore').split('\n');

describe('the Dockerfile', () => {
  it('copies what is there, and nothing that is left out of the context', () => {
    const fromContext = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
      paths.split(' '),
    );
    const fromBuild = [...dockerfile.matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(([, paths = '']) =>
      paths.split(' ').map((path) => path.replace('/app/', '')),
    );
    const made = ['dist', 'node_modules'];
    expect(fromBuild.length).toBeGreaterThan(6);
    expect([...fromContext, ...fromBuild].filter((path) => !made.includes(path) && !isThere(path))).toEqual([]);
    expect(fromBuild.filter((path) => !made.includes(path) && ignored.includes(path))).toEqual([]);
  });

  it('keeps secrets, history and what was built elsewhere out of the context', () => {
    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env', 'node_modules', 'dist', 'data']));
  });

  it('takes along all that the package needs to run', () => {
    const { files } = z.object({ files: z.array(z.string()) }).parse(JSON.parse(read('package.json')));
    expect(files.filter((name) => !dockerfile.includes(`COPY --from=build /app/${name} ./${name}`))).toEqual([]);
  });

  it('sets only settings that exist', () => {
    const set = [...dockerfile.matchAll(/^\s*(?:ENV )?(BOKJI_\w+)=/gm)].map(([, name]) => name);
    expect(set.length).toBeGreaterThan(2);
    expect(set.filter((name) => !settings.has(name ?? ''))).toEqual([]);
  });

  it('does not run as root, and is asked whether it lives', () => {
    expect(dockerfile.indexOf('USER node')).toBeGreaterThan(dockerfile.lastIndexOf('COPY'));
    expect(dockerfile).toMatch(/HEALTHCHECK[\s\S]*\/healthz/);
  });

  it('rebuilds every package that has to be compiled', () => {
    const { allowScripts, dependencies } = z
      .object({ allowScripts: z.record(z.string(), z.boolean()), dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const native = Object.keys(allowScripts).filter((name) => name in dependencies);
    const [, rebuilt = ''] = /npm rebuild ([\w .@/-]+?) \\/.exec(dockerfile) ?? [];
    expect(rebuilt.split(' ').sort()).toEqual(native.sort());
  });
});

describe.each(['compose.yaml', 'compose.replicas.yaml'])('%s', (file) => {
  const compose = composeSchema.parse(parse(read(file), { merge: true }));
  const services = Object.entries(compose.services);
  const ours = services.filter(([, { image }]) => image === 'bokji-giljabi');

  it('hands on only settings that exist', () => {
    const given = ours.flatMap(([, { environment = {} }]) => Object.keys(environment));
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter((name) => !settings.has(name))).toEqual([]);
  });

  it('runs ours with a read-only root, without rights, and with time to finish', () => {
    expect(ours.length).toBeGreaterThan(0);
    for (const [, service] of ours) {
      expect(service).toMatchObject({ build: '.', read_only: true, init: true, cap_drop: ['ALL'], tmpfs: ['/tmp'] });
      const leaveSeconds = Number(service.environment?.BOKJI_LEAVE_SECONDS ?? 0);
      expect(Number.parseInt(service.stop_grace_period ?? '', 10)).toBeGreaterThan(shutdownSeconds + leaveSeconds);
      expect(service.volumes?.some((volume) => volume.endsWith(':/data'))).toBe(true);
    }
  });

  it('gives each of ours a data folder of its own', () => {
    const folders = ours.map(([, { volumes = [] }]) => volumes.find((volume) => volume.endsWith(':/data')));
    expect(new Set(folders).size).toBe(folders.length);
  });

  it('opens its doors on this machine alone', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('names volumes, files, networks and services that exist', () => {
    for (const [, { volumes = [], networks = [], depends_on: needs = [] }] of services) {
      for (const volume of volumes) {
        const [source = ''] = volume.split(':');
        expect(source.startsWith('./') ? isThere(source) : source in compose.volumes, source).toBe(true);
      }
      expect(networks.filter((name) => !(name in (compose.networks ?? {})))).toEqual([]);
      expect((Array.isArray(needs) ? needs : Object.keys(needs)).filter((name) => !(name in compose.services))).toEqual(
        [],
      );
    }
  });
});

describe('the proxy of the replicas', () => {
  const caddy = read('deploy/Caddyfile');
  const { services } = composeSchema.parse(parse(read('compose.replicas.yaml'), { merge: true }));

  it('sends people to every replica, and to nothing else', () => {
    const replicas = Object.keys(services).filter((name) => name.startsWith('assistant-'));
    const upstreams = [...caddy.matchAll(/\b([\w-]+):(3000|3001)\b/g)].map(([, name, port]) => `${name}:${port}`);
    expect([...new Set(upstreams)].sort()).toEqual(replicas.flatMap((name) => [`${name}:3000`, `${name}:3001`]).sort());
  });

  it('has gone elsewhere before a replica that leaves refuses questions', () => {
    const intervals = [...caddy.matchAll(/health_interval (\d+)s/g)].map(([, seconds]) => Number(seconds));
    expect(intervals).toHaveLength(2);
    // The look that is kept for a second, the interval, and the time a check may take.
    const leaves = Object.entries(services).filter(([name]) => name.startsWith('assistant-'));
    for (const [, { environment }] of leaves)
      expect(Number(environment?.BOKJI_LEAVE_SECONDS)).toBeGreaterThanOrEqual(Math.max(...intervals) + 3);
  });

  it('asks whether a replica is ready, and shows nobody outside', () => {
    expect(caddy).toContain('health_uri /readyz');
    expect(caddy).not.toContain('parts=all');
    expect(caddy).toMatch(/@inside path \/metrics \/readyz \/healthz\n\s*respond @inside 404/);
  });
});

describe('docs/operations.md', () => {
  it('tells of every metric, and of none that is not there', () => {
    const named = [...read('docs/operations.md').matchAll(/\b(bokji_[a-z_]+)\b/g)].map(([, name = '']) => name);
    const made = [...read('adapters/metrics/index.ts').matchAll(/'(bokji_[a-z_]+)'/g)].map(([, name = '']) => name);
    expect(made.length).toBeGreaterThan(20);
    expect(made.filter((name) => !named.includes(name))).toEqual([]);
    expect(named.map((name) => name.replace(/_bucket$/, '')).filter((name) => !made.includes(name))).toEqual([]);
  });
});
