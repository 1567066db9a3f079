import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.js';

describe('settings', () => {
  it('need nothing to be set', () => {
    expect(readConfig({})).toEqual({
      knowledgeFolder: undefined,
      dataFolder: undefined,
      region: undefined,
      logLevel: 'warn',
      now: undefined,
      model: undefined,
      embeddings: undefined,
    });
  });

  it('are read by their names', () => {
    expect(
      readConfig({
        BOKJI_KNOWLEDGE: '/knowledge',
        BOKJI_DATA: '/data',
        BOKJI_REGION: '고양시',
        BOKJI_LOG_LEVEL: 'silent',
        BOKJI_NOW: '2027-01-01T00:00:00+09:00',
      }),
    ).toEqual({
      knowledgeFolder: '/knowledge',
      dataFolder: '/data',
      region: '고양시',
      logLevel: 'silent',
      now: new Date('2026-12-31T15:00:00Z'),
      model: undefined,
      embeddings: undefined,
    });
  });

  it('take an empty value for none, as a line of .env leaves it', () => {
    expect(readConfig({ BOKJI_REGION: '', BOKJI_LOG_LEVEL: '' })).toEqual(readConfig({}));
  });

  it('ignore what is not theirs', () => {
    expect(readConfig({ PATH: '/bin', BOKJI_OTHER: 'x' })).toEqual(readConfig({}));
  });

  it.each([
    ['BOKJI_LOG_LEVEL', 'loud'],
    ['BOKJI_NOW', '내일'],
    ['BOKJI_NOW', '2027-01-01'],
  ])('that are wrong are named, with what to do: %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`설정 ${name}의 값이.+\\n {2}→ `));
  });

  it('name the levels of the log where the level is wrong', () => {
    expect(() => readConfig({ BOKJI_LOG_LEVEL: 'loud' })).toThrow('trace, debug, info, warn, error, silent');
  });

  it('never repeat a wrong value, which may be a secret', () => {
    expect(() => readConfig({ BOKJI_LOG_LEVEL: 'sk-secret' })).not.toThrow(/sk-secret/);
    expect(() => readConfig({ BOKJI_LOG_LEVEL: 'sk-secret' })).toThrow();
  });
});
