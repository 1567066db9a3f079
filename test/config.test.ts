import { describe, expect, it } from 'vitest';
import { ConfigError, idleSettings, readConfig, unknownSettings } from '../src/config.js';

describe('settings', () => {
  it('need nothing to be set', () => {
    expect(readConfig({})).toEqual({
      knowledgeFolder: undefined,
      dataFolder: undefined,
      versionsKept: 5,
      region: undefined,
      logLevel: 'warn',
      documents: { fileBytes: 52_428_800, timeoutMs: 60_000, memoryBytes: 838_860_800 },
      now: undefined,
      model: undefined,
      web: {
        host: '127.0.0.1',
        port: 3000,
        allowedOrigins: [],
        trustedProxies: [],
        personPerMinute: 20,
        addressPerMinute: 300,
        staffToken: undefined,
      },
      store: {
        conversationIdleMs: 1_800_000,
        days: { answers: 30, feedback: 180, events: 7, audit: 730 },
      },
      shutdownMs: 10_000,
      leaveMs: 0,
      slack: undefined,
      discord: undefined,
      database: undefined,
      openData: {
        key: undefined,
        urls: {
          bokjiro: 'https://apis.data.go.kr/B554287/NationalWelfareInformationsV001',
          'bokjiro-local': 'https://apis.data.go.kr/B554287/LocalGovernmentWelfareInformations',
          gov24: 'https://api.odcloud.kr/api/gov24/v3',
        },
        paceMs: 250,
        dailyCalls: undefined,
      },
    });
  });

  it('name a database that servers share, and whether vectors are searched there', () => {
    const url = 'postgres://bokji:secret@db.example.org:5432/bokji';
    expect(readConfig({ DATABASE_URL: url }).database).toEqual({ url, searchesVectors: false });
    expect(readConfig({ DATABASE_URL: url, VECTOR_INDEX: 'pgvector' }).database?.searchesVectors).toBe(true);
    expect(() => readConfig({ VECTOR_INDEX: 'pgvector' })).toThrow(/DATABASE_URL/);
  });

  it('open Slack and Discord where their tokens are set', () => {
    const config = readConfig({
      BOKJI_SLACK_BOT_TOKEN: 'xoxb-1',
      BOKJI_SLACK_SIGNING_SECRET: 'secret',
      BOKJI_SLACK_STAFF_WORKSPACES: 'T1, T2',
      BOKJI_SLACK_STAFF_CHANNELS: 'C1,dm',
      BOKJI_DISCORD_TOKEN: 'token',
    });
    expect(config.slack).toMatchObject({ port: 3001, staffWorkspaces: ['T1', 'T2'], staffChannels: ['C1', 'dm'] });
    expect(config.discord).toEqual({ token: 'token', readsThreads: false, apiUrl: undefined });
    expect(() => readConfig({ BOKJI_SLACK_STAFF_CHANNELS: '#general' })).toThrow(/BOKJI_SLACK_STAFF_CHANNELS/);
  });

  it('want a way for questions of Slack to come in', () => {
    expect(() => readConfig({ BOKJI_SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(
      /BOKJI_SLACK_APP_TOKEN이나 BOKJI_SLACK_SIGNING_SECRET/,
    );
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
    ).toMatchObject({
      knowledgeFolder: '/knowledge',
      dataFolder: '/data',
      region: '고양시',
      logLevel: 'silent',
      now: new Date('2026-12-31T15:00:00Z'),
      model: undefined,
    });
  });

  it('take the port that a host gives, unless they say one themselves', () => {
    expect(readConfig({ PORT: '8080' }).web.port).toBe(8080);
    expect(readConfig({ PORT: '8080', BOKJI_PORT: '9000' }).web.port).toBe(9000);
    expect(readConfig({ PORT: 'tcp://10.0.0.1:80', BOKJI_PORT: '9000' }).web.port).toBe(9000);
    expect(() => readConfig({ PORT: 'tcp://10.0.0.1:80' })).toThrow('설정 PORT의 값이');
  });

  it('take an IPv6 address as it stands in an address', () => {
    expect(readConfig({ BOKJI_HOST: '[::1]' }).web.host).toBe('::1');
  });

  it('take addresses, networks and the names of private ones for proxies', () => {
    const trusted = '10.0.0.1, 10.0.0.0/8 fd00::/8 loopback';
    expect(readConfig({ BOKJI_TRUST_PROXY: trusted }).web.trustedProxies).toHaveLength(4);
  });

  it('want both prices or none', () => {
    const model = { BOKJI_LLM_BASE_URL: 'http://127.0.0.1/v1', BOKJI_LLM_MODEL: 'm' };
    expect(() => readConfig({ ...model, BOKJI_LLM_PRICE_INPUT: '1' })).toThrow('BOKJI_LLM_PRICE_OUTPUT');
    expect(() => readConfig({ ...model, BOKJI_LLM_PRICE_OUTPUT: '1' })).toThrow('BOKJI_LLM_PRICE_INPUT');
  });

  it('tell which wait for another', () => {
    expect(idleSettings({ BOKJI_SLACK_APP_TOKEN: 'xapp-1', BOKJI_VECTOR_STORE: './store.mjs' })).toEqual([
      { name: 'BOKJI_SLACK_APP_TOKEN', needs: 'BOKJI_SLACK_BOT_TOKEN' },
      { name: 'BOKJI_VECTOR_STORE', needs: 'VECTOR_INDEX=langchain' },
    ]);
    expect(idleSettings({ BOKJI_SLACK_APP_TOKEN: 'xapp-1', BOKJI_SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([]);
    expect(idleSettings({ BOKJI_SLACK_APP_TOKEN: '' })).toEqual([]);
  });

  it('name what looks like a setting and is none', () => {
    expect(unknownSettings({ PATH: '/bin', BOKJI_PORT: '1', BOKJI_PROT: '1' })).toEqual(['BOKJI_PROT']);
  });

  it('take an empty value for none, as a line of .env leaves it', () => {
    expect(readConfig({ BOKJI_REGION: '', BOKJI_LOG_LEVEL: '' })).toEqual(readConfig({}));
  });

  it('read a list of sites by commas or spaces', () => {
    const { web } = readConfig({ BOKJI_ALLOWED_ORIGINS: 'https://www.city.go.kr, https://*.gu.go.kr' });
    expect(web.allowedOrigins).toEqual(['https://www.city.go.kr', 'https://*.gu.go.kr']);
  });

  it('ignore what is not theirs', () => {
    expect(readConfig({ PATH: '/bin', BOKJI_OTHER: 'x' })).toEqual(readConfig({}));
  });

  it.each([
    ['BOKJI_LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://127.0.0.1/bokji'],
    ['VECTOR_INDEX', 'faiss'],
    ['BOKJI_PORT', '99999'],
    ['BOKJI_ALLOWED_ORIGINS', 'www.city.go.kr'],
    ['BOKJI_STAFF_TOKEN', 'short'],
    ['BOKJI_SHUTDOWN_SECONDS', '0'],
    ['BOKJI_KEEP_ANSWERS_DAYS', '0'],
    ['BOKJI_NOW', '내일'],
    ['BOKJI_NOW', '2027-01-01'],
  ])('that are wrong are named, with what to do: %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`설정 ${name}의 값이.+\\n {2}→ `));
  });

  it('switch a language model on with two variables', () => {
    const { model } = readConfig({ BOKJI_LLM_BASE_URL: 'http://127.0.0.1:8000/v1', BOKJI_LLM_MODEL: 'm' });
    expect(model).toMatchObject({ provider: 'openai', model: 'm', answerMs: 7_500, apiKey: undefined });
  });

  it.each([
    [{ BOKJI_LLM_MODEL: 'm' }, 'BOKJI_LLM_BASE_URL'],
    [{ BOKJI_LLM_BASE_URL: 'http://127.0.0.1/v1' }, 'BOKJI_LLM_MODEL'],
    [{ BOKJI_LLM_BASE_URL: 'no address', BOKJI_LLM_MODEL: 'm' }, 'BOKJI_LLM_BASE_URL'],
  ])('name what a half-set model lacks: %j', (settings, name) => {
    expect(() => readConfig(settings)).toThrow(new RegExp(`설정 ${name}의 값이`));
  });

  it('name the levels of the log where the level is wrong', () => {
    expect(() => readConfig({ BOKJI_LOG_LEVEL: 'loud' })).toThrow('trace, debug, info, warn, error, silent');
  });

  it.each([
    ['BOKJI_PORT', '99999', '65535 이하'],
    ['BOKJI_PORT', '-1', '0 이상'],
    ['BOKJI_PORT', 'http', '수여야'],
    ['BOKJI_INDEX_KEEP', '2.5', '정수여야'],
    ['BOKJI_STAFF_TOKEN', 'short', '24자 이상'],
    ['BOKJI_LLM_BASE_URL', 'localhost:8000', 'http://'],
    ['BOKJI_NOW', '2027-01-01', '2027-01-01T09:00:00+09:00'],
    ['BOKJI_ALLOWED_ORIGINS', 'https://a.go.kr, b.go.kr', 'https://www.city.go.kr'],
    ['BOKJI_SLACK_STAFF_CHANNELS', '#general', 'C나 G'],
    ['BOKJI_TRUST_PROXY', '10.0.0.1, proxy.local', '10.0.0.0/8'],
    ['BOKJI_TRUST_PROXY', '10.0.0.0/64', '10.0.0.0/8'],
    ['DATABASE_URL', 'localhost', 'postgres://'],
    ['VECTOR_INDEX', 'faiss', 'embedded, pgvector, langchain'],
  ])('tell what may stand there: %s=%s', (name, value, form) => {
    expect(() => readConfig({ [name]: value })).toThrow(form);
  });

  it('that are wrong are all named at once, so that they are mended at once', () => {
    const wrong = { BOKJI_PORT: 'x', BOKJI_LOG_LEVEL: 'loud', BOKJI_STAFF_TOKEN: 'short' };
    for (const name of Object.keys(wrong)) expect(() => readConfig(wrong)).toThrow(`설정 ${name}의 값이`);
  });

  it('never repeat a wrong value, which may be a secret', () => {
    expect(() => readConfig({ BOKJI_LOG_LEVEL: 'sk-secret' })).not.toThrow(/sk-secret/);
    expect(() => readConfig({ BOKJI_LOG_LEVEL: 'sk-secret' })).toThrow();
  });
});
