/**
 * The widget as a page to put into an `<iframe>`, for sites that take no script of others: nothing of ours runs in the
 * site, nothing of the site reaches in. Only the sites that may call the API may frame it.
 */
import { z } from 'zod';
import { type Html, html } from './html.js';

/** The widget's settings by their names; it judges the values itself, and what it does not know it leaves. */
const SETTINGS = ['title', 'region', 'color', 'starters', 'language', 'shared', 'theme'] as const;
const value = z.string().max(400).optional().catch(undefined);

export const frameQuery = z.object({
  title: value,
  region: value,
  color: value,
  starters: value,
  language: value,
  shared: value,
  theme: value,
});

/** Before the widget is there the page already has its ground. */
const COLOR_SCHEMES: Readonly<Record<string, string>> = { light: 'light', dark: 'dark' };

export function framePage(settings: z.infer<typeof frameQuery>, nonce: string): Html {
  const attributes = SETTINGS.map((name) =>
    settings[name] === undefined ? '' : html` data-${name}="${settings[name]}"`,
  );
  const title = settings.title ?? '복지길잡이';
  return html`<!doctype html>
<html lang="${settings.language === 'en' ? 'en' : 'ko'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">:root{color-scheme:${COLOR_SCHEMES[settings.theme ?? ''] ?? 'light dark'}}body{margin:0;font:17px/1.6 system-ui,sans-serif}p{padding:0 1em}</style>
</head>
<body>
<bokji-chat data-mode="frame"${attributes}><p><a href="/" target="_blank" rel="noopener">${title} 새 창으로 열기</a></p><p><a href="tel:129">☎ 전화 상담 129</a></p></bokji-chat>
<script async src="/widget/v1.js" nonce="${nonce}"></script>
</body>
</html>`;
}
