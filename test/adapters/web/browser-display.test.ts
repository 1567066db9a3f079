/** The pages and the widget as different people see them: zoomed, without motion, in easy words, inside a frame. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEFT_OUT, launchBrowser } from '../../fixtures/browser.js';
import { startWeb, type WebFixture, webOverShipped } from '../../fixtures/web.js';

/** A window of 1280 × 720 at 200 %: half as many CSS pixels, each twice as large. */
const ZOOMED: BrowserContextOptions = { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 };

/** Asked inside the page, in the widget's own tree. */
const WIDGET = "document.querySelector('bokji-chat').shadowRoot";
const DOT_ANIMATION = `getComputedStyle(${WIDGET}.querySelector('.dots i')).animationName`;
const SIDEWAYS = `${WIDGET}.querySelector('.log').scrollWidth - ${WIDGET}.querySelector('.log').clientWidth`;

describe.skipIf(LEFT_OUT)('in a browser', { timeout: 60_000 }, () => {
  let fixture: WebFixture;
  let web: Awaited<ReturnType<typeof startWeb>>;
  let browser: Browser;
  let host: Server;
  let hostUrl: string;

  beforeAll(async () => {
    host = createServer((request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      const framed = `<iframe title="복지 상담" width="360" height="640" src="${web.url}/widget/frame?region=%EA%B3%A0%EC%96%91%EC%8B%9C&amp;title=%EA%B3%A0%EC%96%91%20%EC%83%81%EB%8B%B4"></iframe>`;
      const script = `<script async src="${web.url}/widget/v1.js" data-region="고양시"></script>`;
      // No script at all where the widget stands in a frame.
      const isFramed = request.url === '/framed';
      response.setHeader(
        'content-security-policy',
        isFramed
          ? `default-src 'none'; frame-src ${web.url}`
          : `default-src 'none'; script-src ${web.url}; connect-src ${web.url}`,
      );
      response.end(
        `<!doctype html><html lang="ko"><head><title>시청</title><meta name="viewport" content="width=device-width"></head><body><main><h1>시청 누리집</h1>${isFramed ? framed : ''}</main>${isFramed ? '' : script}</body></html>`,
      );
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    fixture = await webOverShipped({ allowedOrigins: [hostUrl] });
    web = await startWeb(fixture.options);
    browser = await launchBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    host.close();
    await web.stop();
    fixture.close();
  });

  const open = async (url: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await browser.newContext({ locale: 'ko-KR', ...options })).newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(url);
    return page;
  };
  const ask = async (page: Page | Frame, text: string): Promise<void> => {
    const box = page.getByRole('textbox', { name: '질문', exact: true });
    await box.fill(text);
    await box.press('Enter');
  };
  const violations = async (page: Page) =>
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  const widthOf = (page: Page) => page.evaluate('document.documentElement.scrollWidth');

  it.each(['/', '/programs', '/programs/national-basic-pension', '/docs'])(
    'fits when zoomed to twice the size: %s',
    async (path) => {
      const page = await open(`${web.url}${path}`, ZOOMED);
      await page.waitForLoadState('networkidle');
      expect(await widthOf(page)).toBeLessThanOrEqual(640);
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
  );

  it.each([
    ['200 % zoom', ZOOMED],
    ['320 px', { viewport: { width: 320, height: 640 } }],
  ])('keeps an answer, its sources and the box to ask in within reach at %s', async (_name, options) => {
    const page = await open(hostUrl, options);
    await page.getByRole('button', { name: '복지 물어보기' }).click();
    await ask(page, '기초연금과 장애인연금을 비교해 주세요');
    await page.getByText(/이 답변의 근거 \d+건/).click();
    const { width = 0, height = 0 } = page.viewportSize() ?? {};
    expect(await widthOf(page)).toBeLessThanOrEqual(width);
    const inside = async (name: string) => {
      const box = await page.getByRole('dialog').getByRole('button', { name, exact: true }).boundingBox();
      return box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    };
    expect(await inside('보내기')).toBe(true);
    expect(await inside('닫기')).toBe(true);
    // What is read has at least a third of the height for itself.
    expect((await page.getByRole('log').boundingBox())?.height).toBeGreaterThanOrEqual(height / 3);
    expect(await page.evaluate(SIDEWAYS)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('moves nothing where the person wants no motion', async () => {
    const page = await open(web.url, { reducedMotion: 'reduce' });
    await page.route('**/v1/answers', () => undefined);
    await ask(page, '기초연금이 뭐예요?');
    const dot = page.locator('.dots i').first();
    await dot.waitFor();
    expect(await page.evaluate(DOT_ANIMATION)).toBe('none');
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    await page.context().close();
  });

  it('moves its dots for everyone else', async () => {
    const page = await open(web.url);
    await page.route('**/v1/answers', () => undefined);
    await ask(page, '기초연금이 뭐예요?');
    const dot = page.locator('.dots i').first();
    await dot.waitFor();
    expect(await page.evaluate(DOT_ANIMATION)).not.toBe('none');
    await page.context().close();
  });

  it('speaks easy Korean once it is chosen', async () => {
    const page = await open(web.url);
    await page.getByRole('button', { name: '설정' }).click();
    await page.getByRole('button', { name: '쉬운 한국어' }).click();
    await page.getByText('무엇을 도와드릴까요?').waitFor();
    await ask(page, '기초연금이 뭐예요?');
    await page.getByText(/답을 찾은 곳 \d+곳/).waitFor();
    expect(await page.getByRole('log').innerText()).toContain('틀릴 수 있습니다. 근거를 꼭 확인하세요.');
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('names the columns and rows of a comparison', async () => {
    const page = await open(web.url);
    await ask(page, '기초연금과 장애인연금을 비교해 주세요');
    await page.locator('article').getByRole('columnheader').first().waitFor();
    expect(await page.locator('article').getByRole('rowheader').count()).toBeGreaterThan(1);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  describe('in a frame of a site that runs no script of others', () => {
    const frameOf = (page: Page): Frame => {
      const frame = page.frames().find((one) => one.url().includes('/widget/frame'));
      if (!frame) throw new Error('no frame');
      return frame;
    };

    it('answers there, for the region in its address', async () => {
      const page = await open(`${hostUrl}/framed`);
      const frame = frameOf(page);
      await frame.getByRole('heading', { name: '고양 상담' }).waitFor();
      await ask(frame, '출산하면 얼마 주나요?');
      await frame.getByText(/이 답변의 근거 \d+건/).waitFor();
      expect(await frame.getByRole('log').innerText()).toContain('고양시');
      expect(await frame.evaluate('document.documentElement.scrollHeight <= innerHeight')).toBe(true);
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    });

    it('is refused to sites that are not allowed', async () => {
      const other = createServer((_request, response) =>
        response.end(`<!doctype html><title>x</title><iframe title="x" src="${web.url}/widget/frame"></iframe>`),
      );
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const page = await open(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
      await page.waitForLoadState('networkidle');
      expect(await page.frames()[1]?.locator('bokji-chat').count()).toBe(0);
      await page.context().close();
      other.close();
    });
  });
});
