/** `bokji eval` as a person or a build server runs it: what it prints, and when it refuses. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startDemoModel } from '../../adapters/demo-model/index.js';
import { reportSchema } from '../../src/evaluation/report.js';
import { folderWith } from '../fixtures/folders.js';

const BOKJI = new URL('../../bin/bokji.mjs', import.meta.url).pathname;
const GUIDE = '# 이사 지원\n이사 지원은 이사비 30만원을 드립니다.\n이사 지원은 주민센터에서 신청합니다.\n';
const CASES = [
  { id: 'a', kind: 'direct', turns: ['이사 지원 얼마예요'], expect: ['moving'], must: ['30만원'] },
  { id: 'b', kind: 'direct', turns: ['이사 지원 어디서 신청해요'], expect: ['moving'], must: ['우체국'] },
];

/** A set of two cases over one small guide: where it lies, and the command that asks it. */
async function twoCases(): Promise<{ readonly folder: string; readonly flags: readonly string[] }> {
  const knowledge = await folderWith({ 'moving.md': GUIDE });
  const folder = await folderWith({ 'set.jsonl': CASES.map((line) => JSON.stringify(line)).join('\n') });
  return { folder, flags: ['eval', join(folder, 'set.jsonl'), '--knowledge', knowledge] };
}

function bokji(...args: readonly string[]) {
  return bokjiWith({}, ...args);
}

function bokjiWith(
  settings: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, ...settings };
    execFile(process.execPath, [BOKJI, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('bokji eval', () => {
  it('reports as JSON what was right and why the others were not', async () => {
    const { flags } = await twoCases();
    const { code, stdout } = await bokji(...flags, '--json');
    expect(code).toBe(0);
    const report = reportSchema.parse(JSON.parse(stdout));
    expect(report.measures.find(({ name }) => name === 'right')).toMatchObject({ hits: 1, of: 2, value: 0.5 });
    expect(report.cases.find(({ id }) => id === 'b')?.why).toEqual(['빠진 말: 우체국']);
  });

  it('refuses with code 4 where a limit is not kept, names it, and still writes the report', async () => {
    const { folder, flags } = await twoCases();
    const markdown = join(folder, 'out', 'report.md');
    const { code, stderr } = await bokji(...flags, '--markdown', markdown, '--fail-under', 'right=0.9');
    expect(code).toBe(4);
    expect(stderr).toContain('right 0.5000');
    expect(await readFile(markdown, 'utf8')).toContain('| right |');
    expect((await bokji(...flags, '--fail-under', 'right=0.5')).code).toBe(0);
  });

  it.each([
    [2, 'beauty', ['--fail-under', 'beauty=1']],
    [2, 'magic', ['--engine', 'magic']],
    [3, 'BOKJI_LLM_MODEL', ['--engine', 'llm']],
  ])('ends with code %i and names %s where that cannot be measured', async (code, name, choice) => {
    const { flags } = await twoCases();
    const run = await bokji(...flags, ...choice);
    expect([run.code, run.stderr]).toEqual([code, expect.stringContaining(name)]);
  });

  it('prints what a language model made of the same set beside the embedded engine', async () => {
    const demo = await startDemoModel();
    const { flags } = await twoCases();
    const model = { BOKJI_LLM_BASE_URL: demo.baseUrl, BOKJI_LLM_MODEL: 'demo-honest' };
    const { code, stdout } = await bokjiWith(model, ...flags, '--engine', 'llm');
    await demo.close();
    expect(code).toBe(0);
    expect(stdout).toContain('| 이름 | extractive | llm |');
    expect(stdout).toMatch(/\| right \| 50\.0 % \| \d+\.0 % \|/);
    expect(demo.requests.length).toBeGreaterThan(0);
  });
});
