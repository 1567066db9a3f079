/** The frame of every page: head, skip link, top, main and foot. */
import { type Html, html, trusted } from './html.js';
import { PAGE_STYLES } from './styles.js';

interface Page {
  readonly title: string;
  readonly nonce: string;
  readonly main: Html;
}

export function layout({ title, nonce, main }: Page): string {
  return html`<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="복지 제도와 신청 방법을 출처와 함께 알려 드립니다.">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style nonce="${nonce}">${trusted(PAGE_STYLES)}</style>
</head>
<body>
<a class="skip" href="#main">본문 바로가기</a>
<header class="top"><div class="w"><a class="brand" href="/">복지길잡이</a><nav aria-label="주요 메뉴"><a href="/programs">제도 찾기</a><a href="/#phones">상담 전화</a></nav></div></header>
<main id="main" class="w" tabindex="-1">${main}</main>
<footer><div class="w"><p>자동으로 찾은 안내이며 틀릴 수 있습니다. 실제 지원 여부는 주민센터나 담당 기관이 정합니다. 급하면 보건복지상담센터 <a href="tel:129">129</a>로 전화하세요.</p><nav aria-label="바닥 메뉴"><a href="/docs">API 설명</a></nav></div></footer>
</body>
</html>`.html;
}
