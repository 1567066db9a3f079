/** The page and the widget as people use them, in a real Chromium over the real engine. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { madeOf } from '../../fixtures/answers.js';
import { LEFT_OUT } from '../../fixtures/browser.js';
import { HOSTILE } from '../../fixtures/hostile.js';
import { ask, questionBox as box, violations, webStage } from '../../fixtures/web-stage.js';

describe.skipIf(LEFT_OUT)('in a browser', { timeout: 60_000 }, () => {
  const stage = webStage((path, url) => ({
    policy: `default-src 'none'; script-src ${url}; connect-src ${url}; require-trusted-types-for 'script'; trusted-types 'none'`,
    script: `<script async src="${url}/widget/v1.js"${path === '/library' ? ' data-shared' : ''} data-region="고양시" data-title="고양 복지 상담" data-color="#0b50d0" data-starters="기초연금은 얼마 받나요?|출산 지원금"></script>`,
  }));
  const log = (page: Page) => page.getByRole('log');

  it('answers with its sources, and goes on from there', async () => {
    const page = await stage().open(stage().url);
    await ask(page, '칠순 아버지 기초연금 얼마 받을 수 있어요?');
    const sources = page.getByText(/이 답변의 근거 \d+건/);
    await sources.waitFor();
    await sources.click();
    expect(await log(page).innerText()).toContain('보건복지부');
    expect(await page.locator('blockquote').count()).toBeGreaterThan(0);
    expect(await log(page).innerText()).toContain('AI 답변은 틀릴 수 있습니다');
    expect(await page.getByRole('status').first().innerText()).toMatch(/답변이 도착했습니다. 근거 \d+건/);
    await page.getByRole('button', { name: '무엇을 준비해야 하나요?' }).click();
    await expect.poll(() => page.getByText('도움이 되었나요?').count()).toBe(2);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('shows the right line at once where there is danger', async () => {
    const page = await stage().open(stage().url);
    await ask(page, '죽고 싶어요');
    const line = page.locator('article').getByRole('link', { name: /자살예방상담전화 109/ });
    expect(await line.getAttribute('href')).toBe('tel:109');
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('offers choices where it has to ask back, and takes one', async () => {
    const page = await stage().open(stage().url);
    await ask(page, '저 고양시 살아요');
    const choice = page.locator('article').getByRole('button', { name: '아이를 키우고 있어요' });
    await choice.waitFor();
    expect(await violations(page)).toEqual([]);
    await choice.click();
    await page.getByText(/이 답변의 근거 \d+건/).waitFor();
    await page.context().close();
  });

  it('takes feedback with a reason', async () => {
    const page = await stage().open(stage().url);
    await ask(page, '기초연금이 뭐예요?');
    await page.getByRole('button', { name: '아니요' }).click();
    await page.getByRole('button', { name: '오래된 내용이에요' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: '의견 보내기' }).click();
    await page.locator('.acts').getByText('의견을 보내 주셔서 고맙습니다.').waitFor();
    expect(stage().answers.feedback.at(-1)).toMatchObject({ helpful: false, reason: 'outdated' });
    await page.context().close();
  });

  it('keeps a hostile comment as the words it is', async () => {
    const page = await stage().open(stage().url);
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(stage().url)) foreign.push(request.url());
    });
    const comment = HOSTILE.join(' ').slice(0, 1_000);
    await ask(page, '기초연금이 뭐예요?');
    await page.getByRole('button', { name: '아니요' }).click();
    await page.locator('.fb textarea').fill(comment);
    await page.getByRole('button', { name: '의견 보내기' }).click();
    await page.locator('.acts').getByText('의견을 보내 주셔서 고맙습니다.').waitFor();
    expect(stage().answers.feedback.at(-1)).toMatchObject({ helpful: false, comment });
    expect(await page.evaluate('window.__ran')).toBeUndefined();
    expect(foreign).toEqual([]);
    await page.context().close();
  });

  it('copies an answer with its sources', async () => {
    const page = await stage().open(stage().url, { permissions: ['clipboard-read', 'clipboard-write'] });
    await ask(page, '기초연금이 뭐예요?');
    await page.getByRole('button', { name: '복사', exact: true }).click();
    await page.getByText('출처와 함께 복사했습니다.').first().waitFor();
    const copied = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(copied).toMatch(/^질문: 기초연금이 뭐예요\?\n/);
    expect(copied).toMatch(/\n\[1\] .*\(20\d\d-\d\d-\d\d 기준\) .+https?:/);
    expect(copied).not.toMatch(/\*\*|&lt;|\\\[/);
    await page.context().close();
  });

  it('prints one answer with its sources, not the page around it', async () => {
    const page = await stage().open(
      stage().url,
      {},
      'window.print = () => { window.top.printed = document.body.textContent; };',
    );
    await ask(page, '기초연금이 뭐예요?');
    await page.locator('article .acts').first().waitFor();
    await ask(page, '장애인연금이 뭐예요?');
    await expect.poll(() => page.getByRole('button', { name: '인쇄' }).count()).toBe(2);
    await page.getByRole('button', { name: '인쇄' }).last().click();
    const printed = String(await page.evaluate('window.printed'));
    expect(printed).toMatch(/^질문: 장애인연금이 뭐예요\?/);
    expect(printed).toMatch(/\n\[1\] .+ 기준\)/);
    expect(printed).not.toContain('질문: 기초연금');
    expect(printed).not.toContain('생애주기로 찾기');
    await page.context().close();
  });

  it('wipes the conversation on a shared computer that nobody touches, with a warning before', async () => {
    const page = await stage().open(`${stage().hostUrl}/library`);
    await page.clock.install();
    const forgotten: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'DELETE') forgotten.push(new URL(request.url()).pathname);
    });
    await page.getByRole('button', { name: '고양 복지 상담' }).click();
    await ask(page, '기초연금이 뭐예요?');
    await page.getByText(/이 답변의 근거 \d+건/).waitFor();
    expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(0);
    const warning = page.getByText('곧 대화를 지웁니다');
    await page.clock.fastForward(155_000);
    await warning.waitFor();
    await page.getByText(/이 답변의 근거 \d+건/).click();
    await expect.poll(() => warning.count()).toBe(0);
    await page.clock.fastForward(155_000);
    await warning.waitFor();
    expect(await page.locator('article').count()).toBe(1);
    await page.clock.fastForward(40_000);
    await expect.poll(() => page.locator('article').count()).toBe(0);
    expect(await page.getByRole('dialog').innerText()).not.toContain('기초연금이 뭐예요?');
    expect(forgotten).toHaveLength(1);
    await page.context().close();
  });

  it('keeps the question while offline and asks it by itself once the line is back', async () => {
    const page = await stage().open(stage().url);
    await box(page).fill('기초연금이 뭐예요?');
    await page.context().setOffline(true);
    await box(page).press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('인터넷에 연결되어 있지 않습니다');
    expect(await log(page).innerText()).toContain('기초연금이 뭐예요?');
    expect(await violations(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText(/이 답변의 근거 \d+건/).waitFor();
    await page.context().close();
  });

  it('picks an answer up again where the line broke in the middle of it', async () => {
    const page = await stage().open(stage().url);
    let broken = false;
    await page.route('**/v1/answers', async (route) => {
      if (broken) return route.continue();
      broken = true;
      await route.abort('connectionreset');
    });
    await ask(page, '기초연금이 뭐예요?');
    await page.getByText(/이 답변의 근거 \d+건/).waitFor();
    expect(await page.locator('article').count()).toBe(1);
    await page.context().close();
  });

  it('keeps the conversation over a reload, and wipes it when told to', async () => {
    const page = await stage().open(stage().url);
    await ask(page, '기초연금이 뭐예요?');
    await page.getByText(/이 답변의 근거 \d+건/).waitFor();
    await page.reload();
    await page.getByText(/이 답변의 근거 \d+건/).waitFor();
    await page.getByRole('button', { name: '대화 지우기' }).click();
    await expect.poll(() => page.locator('article').count()).toBe(0);
    await page.reload();
    await page.getByText('무엇이 궁금하신가요?').waitFor();
    await page.context().close();
  });

  it('sends one question once, whatever Enter an input method makes', async () => {
    const page = await stage().open(stage().url);
    await box(page).focus();
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: '기초연그', selectionStart: 4, selectionEnd: 4 });
    await session.send('Input.imeSetComposition', { text: '기초연금', selectionStart: 4, selectionEnd: 4 });
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    await session.send('Input.insertText', { text: '기초연금' });
    await page.keyboard.press('Enter');
    await page.locator('article .acts').first().waitFor();
    expect(await page.locator('article .q').allInnerTexts()).toEqual([expect.stringContaining('기초연금')]);
    expect(await box(page).inputValue()).toBe('');
    await page.context().close();
  });

  it('is used on a host page with a strict policy, by keyboard alone', async () => {
    const page = await stage().open(stage().hostUrl, { viewport: { width: 390, height: 800 } });
    await page.getByRole('button', { name: '고양 복지 상담' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type('출산하면 얼마 주나요?');
    await page.keyboard.press('Enter');
    await page.getByText(/이 답변의 근거 \d+건/).waitFor();
    expect(await log(page).innerText()).toContain('고양시');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.context().close();
  });

  it('shows its settings: larger text, high contrast, other languages', async () => {
    const page = await stage().open(stage().url);
    await page.getByRole('button', { name: '설정' }).click();
    await page.getByRole('button', { name: '가장 크게' }).click();
    await page.getByRole('button', { name: '선명한 화면' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('What would you like to know?').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('works without JavaScript: asks, follows up, reads a programme', async () => {
    const page = await stage().open(stage().url, { javaScriptEnabled: false });
    await page.locator('#question').fill('기초연금 얼마 받나요?');
    await page.getByRole('button', { name: '물어보기' }).click();
    expect(await page.locator('main').innerText()).toMatch(/이 답변의 근거 \d+건/);
    await page.locator('#question').fill('어디서 신청하나요?');
    await page.getByRole('button', { name: '물어보기' }).click();
    expect(await page.locator('main').innerText()).toContain('기초연금');
    await page.getByRole('link', { name: '기초연금', exact: true }).first().click();
    expect(await page.locator('h1').innerText()).toBe('기초연금');
    await page.context().close();
  });

  it.each(['/', '/programs?lifeStage=%EB%85%B8%EB%85%84', '/programs/national-basic-pension', '/docs'])(
    'fits 320 px and has no fault that axe finds: %s',
    async (path) => {
      const page = await stage().open(`${stage().url}${path}`, { viewport: { width: 320, height: 640 } });
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
  );

  it(`runs none of ${HOSTILE.length} hostile strings, in whatever field they come, and calls nobody`, async () => {
    const page = await stage().open(stage().url);
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(stage().url) && !request.url().startsWith('data:')) foreign.push(request.url());
    });
    page.on('dialog', (dialog) => dialog.dismiss());
    await page.route('**/v1/answers', (route) =>
      route.fulfill({
        contentType: 'text/event-stream',
        body: `id: 00000000-0000-4000-8000-000000000000:1\nevent: answer\ndata: ${JSON.stringify(madeOf(HOSTILE))}\n\n`,
      }),
    );
    await ask(page, HOSTILE.slice(0, 4).join(' '));
    const sources = page.getByText(/이 답변의 근거 \d+건/);
    await sources.waitFor();
    await sources.click();
    const shown = await log(page).innerText();
    expect(shown).toContain('<script>window.__ran=1</script>');
    for (const text of HOSTILE) {
      const response = await page
        .context()
        .request.post(`${stage().url}/ask`, { form: { question: text.slice(0, 480) } });
      expect(await response.text()).not.toMatch(/<(?:script|img|svg|iframe|object|embed|base)(?![^>]*nonce)/i);
    }
    expect(await page.evaluate('window.__ran')).toBeUndefined();
    expect(await page.locator('article :is(img,script,iframe,object,embed,style,base)').count()).toBe(0);
    expect(await page.locator('article :is(a[href^="javascript" i],a[href^="data" i],a[href^="vb" i])').count()).toBe(
      0,
    );
    expect(foreign).toEqual([]);
    await page.context().close();
  });

  it('met no error of a script in all of this', () => {
    expect(stage().faults).toEqual([]);
  });
});
