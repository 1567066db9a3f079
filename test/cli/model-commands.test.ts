/** `bokji demo-model`, `doctor` and `--engine` as a person at a terminal meets them. */
import { afterEach, describe, expect, it } from 'vitest';
import { type DemoMode, type DemoModel, startDemoModel } from '../../adapters/demo-model/index.js';
import { UsageError } from '../../src/cli/arguments.js';
import { withEngine } from '../../src/cli/engine-choice.js';
import { probeModel } from '../../src/cli/model-probe.js';
import { ConfigError, readConfig } from '../../src/config.js';

let demo: DemoModel | undefined;
afterEach(() => demo?.close());

async function configFor(mode: DemoMode, more: Readonly<Record<string, string>> = {}) {
  demo = await startDemoModel({ mode });
  return readConfig({ BOKJI_LLM_BASE_URL: demo.baseUrl, BOKJI_LLM_MODEL: 'demo', ...more });
}

describe('doctor', () => {
  it('says how fast the model answers', async () => {
    expect(await probeModel(await configFor('honest'))).toMatch(/demo: \d+ ms 만에 답함, 토큰 \d+\+\d+/);
  });

  it('says that none is set', async () => {
    expect(await probeModel(readConfig({}))).toContain('설정하지 않음');
  });

  it.each([
    ['429', '사용 한도'],
    ['500', '서버의 기록'],
    ['garbage', '구조화된 출력'],
    ['no-end', '스트리밍'],
  ] as const)('says what is wrong and what to do: %s', async (mode, remedy) => {
    const probing = probeModel(await configFor(mode));
    await expect(probing).rejects.toThrow(ConfigError);
    await expect(probing).rejects.toThrow(remedy);
  });

  it('names the address where nothing listens', async () => {
    const config = readConfig({ BOKJI_LLM_BASE_URL: 'http://127.0.0.1:9/v1', BOKJI_LLM_MODEL: 'demo' });
    await expect(probeModel(config)).rejects.toThrow(
      /127\.0\.0\.1:9\/demo: 서버에 연결할 수 없습니다[\s\S]+BOKJI_LLM_BASE_URL/,
    );
  });
});

describe('the engine', () => {
  const set = readConfig({ BOKJI_LLM_BASE_URL: 'http://127.0.0.1:9/v1', BOKJI_LLM_MODEL: 'demo' });

  it('is the model where one is set, unless it is told otherwise', () => {
    expect(withEngine(set, undefined).model?.model).toBe('demo');
    expect(withEngine(set, 'llm').model?.model).toBe('demo');
    expect(withEngine(set, 'extractive').model).toBeUndefined();
  });

  it('cannot be a model where none is set', () => {
    expect(() => withEngine(readConfig({}), 'llm')).toThrow(/BOKJI_LLM_BASE_URL[\s\S]+demo-model/);
    expect(() => withEngine(set, 'magic')).toThrow(UsageError);
  });
});
