/** Every route of the web API over loopback: what it gives, and what it says to bad input. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebServer, type WebServer } from '../../../adapters/web/server.js';
import { answerSchema } from '../../../src/core/types.js';
import { type WebFixture, webOverShipped } from '../../fixtures/web.js';

let fixture: WebFixture;
let server: WebServer;
const CONVERSATION = 'web:0123456789abcdef';
const STAFF_TOKEN = 'a-token-of-the-test-0123456789';

beforeAll(async () => {
  fixture = await webOverShipped({ staffToken: STAFF_TOKEN, allowedOrigins: ['https://www.city.go.kr'] });
  server = await createWebServer(fixture.options);
}, 60_000);
afterAll(async () => {
  await server.app.close();
  fixture.close();
});

type Payload = Record<string, unknown> | string;
const post = (url: string, payload: Payload, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });
const ask = (question: string, more: Record<string, unknown> = {}) => post('/v1/answers', { question, ...more });
const idOf = async (question: string) => answerSchema.parse((await ask(question)).json()).id;

describe('POST /v1/answers', () => {
  it('gives one Answer of the contract', async () => {
    const response = await ask('기초연금 얼마 받을 수 있어요?');
    expect(response.statusCode).toBe(200);
    expect(response.headers['cache-control']).toBe('no-store');
    const answer = answerSchema.parse(response.json());
    expect(answer.outcome).toBe('answered');
    expect(answer.conversationId).toMatch(/^web:[0-9a-f-]{36}$/);
  });

  it('goes on with a conversation, with or without its prefix', async () => {
    await ask('기초연금이 뭐예요?', { conversationId: CONVERSATION });
    const response = await ask('어디서 신청해요?', { conversationId: CONVERSATION.slice(4) });
    const answer = answerSchema.parse(response.json());
    expect(answer.conversationId).toBe(CONVERSATION);
    expect(answer.citations.map(({ documentId }) => documentId)).toContain('national-basic-pension');
  });

  it('takes a conversation it does not know for a new one', async () => {
    const response = await ask('기초연금이 뭐예요?', { conversationId: 'web:never-heard-of-this-one' });
    expect(response.json().outcome).toBe('answered');
  });

  it('uses the region it is given', async () => {
    const answer = answerSchema.parse((await ask('출산하면 뭐 받아요?', { region: '광양시' })).json());
    expect(answer.citations.some(({ region }) => region.includes('광양시'))).toBe(true);
  });

  it('answers no words with a question back', async () => {
    expect((await ask('   ')).json().outcome).toBe('clarify');
  });

  it.each([
    ['a question that is too long', { question: '가'.repeat(3_001) }, 400, { field: 'question', limit: 3_000 }],
    ['a question that is no text', { question: 7 }, 400, { field: 'question' }],
    ['no question', {}, 400, { field: 'question' }],
    ['a field that does not exist', { question: '기초연금', regoin: '고양시' }, 400, { field: 'regoin' }],
    ['a short conversation id', { question: '기초연금', conversationId: 'web:1' }, 400, { field: 'conversationId' }],
    ['an unknown region', { question: '기초연금', region: '아틀란티스' }, 400, { field: 'region' }],
  ])('names what is wrong with %s', async (_name, payload, status, expected) => {
    const response = await post('/v1/answers', payload);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.json()).toMatchObject({ status, ...expected });
    expect(response.json().detail).toMatch(/[가-힣].*주세요|[가-힣].*적어/);
  });

  it.each([
    ['broken JSON', '{"question":', {}, 400],
    ['an empty body', '', {}, 400],
    ['a list instead of an object', '[]', {}, 400],
    ['another media type', 'question', { 'content-type': 'text/plain' }, 415],
    ['a body above 16 KB', JSON.stringify({ question: 'a'.repeat(20_000) }), {}, 413],
  ])('tells of %s in Korean', async (_name, payload, headers, status) => {
    const response = await post('/v1/answers', payload, headers);
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ status });
    expect(response.json().detail).toMatch(/[가-힣]/);
  });
});

describe('origins', () => {
  const from = (origin: string) => post('/v1/answers', { question: '기초연금' }, { origin, host: 'bokji.example' });

  it('refuses a foreign site', async () => {
    const response = await from('https://evil.example');
    expect(response.statusCode).toBe(403);
    expect(response.json().code).toBe('foreign-origin');
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('refuses a page without an origin of its own', async () => {
    expect((await from('null')).statusCode).toBe(403);
  });

  it('takes its own pages and listed sites', async () => {
    expect((await from('https://bokji.example')).statusCode).toBe(200);
    const listed = await from('https://www.city.go.kr');
    expect(listed.statusCode).toBe(200);
    expect(listed.headers['access-control-allow-origin']).toBe('https://www.city.go.kr');
  });

  it('answers the preflight of a listed site only', async () => {
    const preflight = (origin: string) =>
      server.app.inject({
        method: 'OPTIONS',
        url: '/v1/answers',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    expect((await preflight('https://www.city.go.kr')).headers['access-control-allow-origin']).toBe(
      'https://www.city.go.kr',
    );
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('an address that leads nowhere', () => {
  const get = (url: string, accept?: string) =>
    server.app.inject({ url, headers: accept === undefined ? {} : { accept } });

  it('is a page with ways on for a browser', async () => {
    const response = await get('/program/기초연금', 'text/html,application/xhtml+xml');
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toContain('text/html');
    expect(response.headers['content-security-policy']).toContain("script-src 'nonce-");
    expect(response.body).toContain('href="/programs"');
    expect(response.body).toContain('tel:129');
  });

  it.each([
    ['/v1/nothing', 'text/html'],
    ['/nothing', undefined],
    ['/nothing', 'application/json'],
  ])('is a problem for a program: %s asking for %s', async (url, accept) => {
    const response = await get(url, accept);
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ code: 'not-found', detail: expect.stringContaining('주소가 없습니다') });
  });
});

describe('feedback', () => {
  it('is kept with its personal data masked', async () => {
    const id = await idOf('기초연금이 뭐예요?');
    const response = await post(`/v1/answers/${id}/feedback`, {
      helpful: false,
      reason: 'outdated',
      comment: '제 번호는 010-1234-5678 입니다',
    });
    expect(response.statusCode).toBe(204);
    const kept = fixture.answers.feedback.find(({ answerId }) => answerId === id);
    expect(kept).toMatchObject({ helpful: false, reason: 'outdated' });
    expect(kept?.comment).not.toContain('1234');
  });

  it('names an answer that is not known and a reason that is none', async () => {
    expect((await post('/v1/answers/ans_none/feedback', { helpful: true })).statusCode).toBe(404);
    const id = await idOf('기초연금이 뭐예요?');
    const response = await post(`/v1/answers/${id}/feedback`, { helpful: true, reason: 'because' });
    expect(response.json()).toMatchObject({ status: 400, field: 'reason' });
  });
});

describe('stored answers', () => {
  it('are read by staff alone', async () => {
    const id = await idOf('기초연금이 뭐예요?');
    const read = (authorization?: string) =>
      server.app.inject({ url: `/v1/answers/${id}`, headers: authorization ? { authorization } : {} });
    expect((await read()).statusCode).toBe(401);
    expect((await read('Bearer wrong')).statusCode).toBe(401);
    expect((await read(`Bearer ${STAFF_TOKEN}`)).json().id).toBe(id);
  });
});

describe('DELETE /v1/conversations/{id}', () => {
  it('forgets, so that a follow-up finds nothing to follow', async () => {
    const conversationId = 'web:forget-me-0123456789';
    await ask('기초연금이 뭐예요?', { conversationId });
    const response = await server.app.inject({ method: 'DELETE', url: `/v1/conversations/${conversationId}` });
    expect(response.statusCode).toBe(204);
    expect(
      await fixture.options.conversations.ask({ conversationId, text: '그거 어디서 신청해요?', audience: 'public' }),
    ).not.toMatchObject({ citations: [{ documentId: 'national-basic-pension' }] });
  });
});

describe('the catalogue', () => {
  it('filters by region and life stage, nearest first', async () => {
    const url = `/v1/programs?region=${encodeURIComponent('고양시')}&lifeStage=${encodeURIComponent('노년')}&limit=500`;
    const { total, items } = (await server.app.inject({ url })).json();
    expect(total).toBe(items.length);
    expect(items[0].region).toBe('경기도 고양시');
    const regions = new Set(items.map(({ region }: { region: string }) => region));
    expect([...regions].sort()).toEqual(['경기도', '경기도 고양시', '전국'].filter((name) => regions.has(name)).sort());
  });

  it('finds by words', async () => {
    const { items } = (await server.app.inject({ url: `/v1/programs?q=${encodeURIComponent('기초연금')}` })).json();
    expect(items[0].id).toBe('national-basic-pension');
  });

  it('gives one programme with sections and source, and nothing of what is not public', async () => {
    const program = (await server.app.inject({ url: '/v1/programs/national-basic-pension' })).json();
    expect(program.source.publisher).toBe('보건복지부');
    expect(program.sections[0].claims.length).toBeGreaterThan(0);
    const staff = fixture.options.assistant().index.documents.find(({ audience }) => audience === 'staff');
    expect((await server.app.inject({ url: `/v1/programs/${staff?.id}` })).statusCode).toBe(404);
  });

  it('names a filter that cannot be', async () => {
    const response = await server.app.inject({ url: '/v1/programs?lifeStage=teen' });
    expect(response.json()).toMatchObject({ status: 400, field: 'lifeStage' });
    expect((await server.app.inject({ url: '/v1/programs?limit=9999' })).json()).toMatchObject({ limit: 500 });
  });
});

describe('operations', () => {
  it('says that it lives, is ready and counts', async () => {
    expect((await server.app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
    expect((await server.app.inject({ url: '/readyz' })).json()).toMatchObject({ status: 'ready' });
    await ask('기초연금이 뭐예요?');
    const { body } = await server.app.inject({ url: '/metrics' });
    expect(body).toMatch(/bokji_http_requests_total\{method="POST",route="\/v1\/answers",status="200"\} \d+/);
    expect(body).not.toContain('기초연금');
  });

  it('is not ready where a part is missing that answers need', async () => {
    const findings = [
      { name: 'index', ok: false, optional: false },
      { name: 'store', ok: true, optional: true },
    ];
    const readiness = async () => ({ ready: false, findings });
    const { app } = await createWebServer({ ...fixture.options, readiness });
    const response = await app.inject({ url: '/readyz' });
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({ code: 'not-ready', detail: expect.stringContaining('index') });
    expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200);
    await app.close();
  });

  it('stays ready without a part that answers do without, unless all are asked for', async () => {
    const findings = [
      { name: 'index', ok: true, optional: false },
      { name: 'store', ok: false, optional: true },
    ];
    const { app } = await createWebServer({ ...fixture.options, readiness: async () => ({ ready: true, findings }) });
    expect((await app.inject({ url: '/readyz' })).json().parts).toEqual(findings);
    const all = await app.inject({ url: '/readyz?parts=all' });
    expect(all.json()).toMatchObject({ status: 503, detail: expect.stringContaining('store') });
    await app.close();
  });

  it('describes every route of the API in OpenAPI 3.1', async () => {
    const document = (await server.app.inject({ url: '/openapi.json' })).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([...new Set(server.routes.map(({ path }) => path))].sort());
    expect(document.paths['/v1/answers'].post.requestBody.content['application/json'].schema.required).toEqual([
      'question',
    ]);
  });

  it.each(['/v1/eligibility', '/v1/chat/completions', '/v1/models', '/mcp', '/admin', '/nothing/here'])(
    'answers %s with a problem until it exists',
    async (url) => {
      const response = await server.app.inject({ url });
      expect(response.statusCode).toBe(404);
      expect(response.headers['content-type']).toContain('application/problem+json');
    },
  );

  it('takes no questions while it drains', async () => {
    server.state.draining = true;
    const response = await ask('기초연금');
    const ready = await server.app.inject({ url: '/readyz' });
    server.state.draining = false;
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe('5');
    expect(ready.statusCode).toBe(503);
  });
});

describe('limits', () => {
  it('of one conversation and of one address are told apart, with the time to wait', async () => {
    const limited = await createWebServer({ ...fixture.options, personPerMinute: 2, addressPerMinute: 3 });
    const from = async (conversationId: string) => {
      const response = await limited.app.inject({
        method: 'POST',
        url: '/v1/answers',
        payload: { question: '안녕하세요', conversationId },
      });
      return { status: response.statusCode, ...response.json(), wait: Number(response.headers['retry-after']) };
    };
    await from('web:one-person-012345678');
    await from('web:one-person-012345678');
    const third = await from('web:one-person-012345678');
    expect(third).toMatchObject({ status: 429, code: 'too-many', limit: 2 });
    expect(third.wait).toBeGreaterThan(0);
    expect(await from('web:other-person-0123456')).toMatchObject({ status: 429, limit: 3 });
    await limited.app.close();
  });

  it('count over several servers where these share a counter', async () => {
    const counts = new Map<string, number>();
    const hits = {
      hit: (key: string) => {
        counts.set(key, (counts.get(key) ?? 0) + 1);
        return { count: counts.get(key) ?? 0, endsInMs: 1_500 };
      },
    };
    const options = { ...fixture.options, personPerMinute: 2, hits };
    const servers = [await createWebServer(options), await createWebServer(options)];
    const statuses: (number | string | undefined)[] = [];
    for (const one of [...servers, ...servers]) {
      const response = await one.app.inject({
        method: 'POST',
        url: '/v1/answers',
        payload: { question: '안녕하세요', conversationId: 'web:one-person-012345678' },
      });
      statuses.push(response.statusCode, response.headers['retry-after']?.toString());
    }
    expect(statuses).toEqual([200, undefined, 200, undefined, 429, '2', 429, '2']);
    for (const one of servers) await one.app.close();
  });
});

describe('a question with an Idempotency-Key', () => {
  const keyed = (key: string, conversationId = 'web:keyed-person-0123456') =>
    server.app.inject({
      method: 'POST',
      url: '/v1/answers',
      headers: { 'idempotency-key': key },
      payload: { question: '기초연금은 얼마 받나요?', conversationId },
    });

  it('is answered once, however often it is sent', async () => {
    const [first, again] = [(await keyed('question-0001')).json(), (await keyed('question-0001')).json()];
    expect(again).toEqual(first);
    expect(await fixture.answers.find(first.id)).toEqual(first);
  });

  it('is another question under another key', async () => {
    expect((await keyed('question-0002')).json().id).not.toBe((await keyed('question-0003')).json().id);
  });

  it('is refused where the key is none', async () => {
    const response = await keyed('열쇠');
    expect([response.statusCode, response.json().field]).toEqual([400, 'Idempotency-Key']);
  });
});
