/** The pages and the widget as different people see them: zoomed, without motion, in easy words, inside a frame. */
import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LEFT_OUT } from '../../fixtures/browser.js';
import { listenWith } from '../../fixtures/listening.js';
import { ask, violations, webStage } from '../../fixtures/web-stage.js';

/** A window of 1280 × 720 at 200 %: half as many CSS pixels, each twice as large. */
const ZOOMED: BrowserContextOptions = { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 };

/** What the site says of the look, by the path of its page. */
const LOOKS: Readonly<Record<string, string>> = {
  '/coloured': ' data-color="#0b6b3a"',
  '/light': ' data-theme="light"',
};

/** Asked inside the page, in the widget's own tree. */
const WIDGET = "document.querySelector('bokji-chat').shadowRoot";
const DOT_ANIMATION = `getComputedStyle(${WIDGET}.querySelector('.dots i')).animationName`;
const SIDEWAYS = `${WIDGET}.querySelector('.log').scrollWidth - ${WIDGET}.querySelector('.log').clientWidth`;

describe.skipIf(LEFT_OUT)('in a browser', { timeout: 60_000 }, () => {
  const stage = webStage((path, url) =>
    path === '/framed'
      ? {
          // No script at all where the widget stands in a frame.
          policy: `default-src 'none'; frame-src ${url}`,
          main: `<iframe title="복지 상담" width="360" height="640" src="${url}/widget/frame?region=%EA%B3%A0%EC%96%91%EC%8B%9C&amp;title=%EA%B3%A0%EC%96%91%20%EC%83%81%EB%8B%B4"></iframe>`,
        }
      : {
          policy: `default-src 'none'; script-src ${url}; connect-src ${url}`,
          script: `<script async src="${url}/widget/v1.js" data-region="고양시"${LOOKS[path] ?? ''}></script>`,
        },
  );
  const widthOf = (page: Page) => page.evaluate('document.documentElement.scrollWidth');

  it.each(['/', '/programs', '/programs/national-basic-pension', '/docs'])(
    'fits when zoomed to twice the size: %s',
    async (path) => {
      const page = await stage().open(`${stage().url}${path}`, ZOOMED);
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
    const page = await stage().open(stage().hostUrl, options);
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

  describe('where the system is set to dark', () => {
    const DARK: BrowserContextOptions = { colorScheme: 'dark' };
    /** Of the widget's panel, or of a page without one: red, green and blue together. */
    const GROUND = `(() => { const panel = document.querySelector('bokji-chat')?.shadowRoot?.querySelector('.panel'); return getComputedStyle(panel ?? document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number).reduce((sum, part) => sum + part); })()`;
    const DARK_MAX = 150;

    it.each(['/', '/programs?lifeStage=%EB%85%B8%EB%85%84', '/programs/national-basic-pension', '/docs'])(
      'is dark, with enough contrast everywhere: %s',
      async (path) => {
        const page = await stage().open(`${stage().url}${path}`, DARK);
        await page.waitForLoadState('networkidle');
        expect(await page.evaluate(GROUND)).toBeLessThan(DARK_MAX);
        expect(await violations(page)).toEqual([]);
        await page.context().close();
      },
    );

    it('shows an answer, its sources, choices and feedback with enough contrast', async () => {
      const page = await stage().open(stage().url, DARK);
      await ask(page, '기초연금과 장애인연금을 비교해 주세요');
      await page.getByText(/이 답변의 근거 \d+건/).click();
      await page.getByRole('button', { name: '아니요' }).click();
      await page.getByRole('button', { name: '오래된 내용이에요' }).click();
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    });

    it('shows the right line for danger with enough contrast', async () => {
      const page = await stage().open(stage().url, DARK);
      await ask(page, '죽고 싶어요');
      await page.locator('article').getByRole('link', { name: /109/ }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    });

    it('answers without JavaScript in the dark too', async () => {
      const page = await stage().open(stage().url, { ...DARK, javaScriptEnabled: false });
      await page.locator('#question').fill('기초연금 얼마 받나요?');
      await page.getByRole('button', { name: '물어보기' }).click();
      await page.getByText(/이 답변의 근거 \d+건/).waitFor();
      await page.context().close();
    });

    it('keeps the high contrast that is chosen', async () => {
      const page = await stage().open(stage().url, DARK);
      await page.getByRole('button', { name: '설정' }).click();
      await page.getByRole('button', { name: '선명한 화면' }).click();
      await ask(page, '기초연금이 뭐예요?');
      await page.getByText(/이 답변의 근거 \d+건/).click();
      expect(await page.evaluate(GROUND)).toBe(0);
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    });

    it('reads the site’s own colour on the dark ground', async () => {
      const page = await stage().open(`${stage().hostUrl}/coloured`, DARK);
      await page.getByRole('button', { name: '복지 물어보기' }).click();
      await ask(page, '기초연금이 뭐예요?');
      await page.getByText(/이 답변의 근거 \d+건/).click();
      expect(await page.evaluate(GROUND)).toBeLessThan(DARK_MAX);
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    });

    it('stays light where the site says so', async () => {
      const page = await stage().open(`${stage().hostUrl}/light`, DARK);
      await page.getByRole('button', { name: '복지 물어보기' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await page.evaluate(GROUND)).toBe(3 * 255);
      await page.context().close();
    });
  });

  it('moves nothing where the person wants no motion', async () => {
    const page = await stage().open(stage().url, { reducedMotion: 'reduce' });
    await page.route('**/v1/answers', () => undefined);
    await ask(page, '기초연금이 뭐예요?');
    const dot = page.locator('.dots i').first();
    await dot.waitFor();
    expect(await page.evaluate(DOT_ANIMATION)).toBe('none');
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    await page.context().close();
  });

  it('moves its dots for everyone else', async () => {
    const page = await stage().open(stage().url);
    await page.route('**/v1/answers', () => undefined);
    await ask(page, '기초연금이 뭐예요?');
    const dot = page.locator('.dots i').first();
    await dot.waitFor();
    expect(await page.evaluate(DOT_ANIMATION)).not.toBe('none');
    await page.context().close();
  });

  it('speaks easy Korean once it is chosen', async () => {
    const page = await stage().open(stage().url);
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
    const page = await stage().open(stage().url);
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
      const page = await stage().open(`${stage().hostUrl}/framed`);
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
      const other = await listenWith((_request, response) =>
        response.end(`<!doctype html><title>x</title><iframe title="x" src="${stage().url}/widget/frame"></iframe>`),
      );
      const page = await stage().open(other.url);
      await page.waitForLoadState('networkidle');
      expect(await page.frames()[1]?.locator('bokji-chat').count()).toBe(0);
      await page.context().close();
      await other.close();
    });
  });
});
