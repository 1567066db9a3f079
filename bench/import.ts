/**
 * An import of many services through a portal on loopback that fails now and then, killed again and again while it runs:
 * is anything lost, doubled or changed? Prints what it took beside the answer.
 *
 *   npm run bench:import -- [services, 1000] [share of faults, 0.05] [kills, 5]
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FAULTS, type FakeFault, type FakeService, openPortal, settingsFor } from '../test/fakes/opendata-portal.js';
import { randomFrom } from '../test/fixtures/random.js';

const [count = 1000, share = 0.05, kills = 5] = process.argv.slice(2).map(Number);
const random = randomFrom(7);
const BOKJI = new URL('../bin/bokji.mjs', import.meta.url).pathname;

const wonOf = (n: number): string => `${(n + 1).toLocaleString('en-US')},000원`;
const services = Array.from({ length: count }, (_, n): FakeService => {
  const id = `WLF${String(n + 1).padStart(8, '0')}`;
  return { id, name: `예시 지원 ${n + 1}호`, benefit: `월 ${wonOf(n)} 지급`, views: n };
});
const { portal, close } = await openPortal(services);
const passing: readonly FakeFault[] = [FAULTS.unavailable, FAULTS.tooFast, FAULTS.truncated, FAULTS.maintenance];
let faults = 0;
portal.faultFor = () => {
  if (random() >= share) return undefined;
  faults += 1;
  return passing[Math.floor(random() * passing.length)];
};

const knowledge = await mkdtemp(join(tmpdir(), 'bokji-bench-'));
const data = await mkdtemp(join(tmpdir(), 'bokji-bench-'));
await writeFile(join(knowledge, 'note.txt'), '복지과는 월요일에 엽니다.');

/** Runs the import to its end, or kills it after a while. */
async function run(killAfterMs?: number): Promise<{ code: number | null; report: string; ms: number }> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [BOKJI, 'import', 'bokjiro', '--json', '--knowledge', knowledge, '--data', data],
    {
      env: { PATH: process.env.PATH, ...settingsFor(portal) },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let report = '';
  child.stdout.on('data', (chunk) => {
    report += String(chunk);
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  if (killAfterMs !== undefined) {
    await Promise.race([sleep(killAfterMs), ended]);
    child.kill('SIGKILL');
  }
  return { code: await ended, report, ms: performance.now() - begun };
}

const begun = performance.now();
for (let kill = 0; kill < kills; kill += 1) await run(1_000 + random() * 2_000);
const last = await run();
const wholeMs = performance.now() - begun;
const asked = portal.asked.length;
const again = await run();
const files = (await readdir(join(knowledge, 'imported', 'bokjiro'))).filter((name) => name.endsWith('.md'));
const texts = await Promise.all(files.map((name) => readFile(join(knowledge, 'imported', 'bokjiro', name), 'utf8')));
const held = texts.map((text) => /^ {2}serviceId: (\S+)$/m.exec(text)?.[1] ?? '');
const wrong = services.filter(({ id }, n) => {
  const text = texts[held.indexOf(id)];
  return (
    text === undefined ||
    (!text.includes(`- 예시 지원 ${n + 1}호, 지원 내용`) && !text.includes(`월 ${wonOf(n)}을 지급합니다.`))
  );
});
const leftover = (await readdir(join(knowledge, 'imported', 'bokjiro'))).length - files.length;

process.stdout.write(
  `${[
    `services ${count}, faults ${faults} (${((100 * faults) / portal.asked.length).toFixed(1)} % of ${portal.asked.length} calls), kills ${kills}, load ${loadavg()[0]?.toFixed(1)}`,
    `lost ${services.length - new Set(held).size}, doubled ${held.length - new Set(held).size}, figure missing ${wrong.length}, files left behind ${leftover}`,
    `exit ${last.code}; calls to the end ${asked}; ${(wholeMs / 1000).toFixed(1)} s with the kills, last run ${(last.ms / 1000).toFixed(1)} s`,
    `second import: ${again.report.slice(0, 60).trim()}… ${(again.ms / 1000).toFixed(1)} s`,
  ].join('\n')}\n`,
);
close();
await rm(knowledge, { recursive: true, force: true });
await rm(data, { recursive: true, force: true });
