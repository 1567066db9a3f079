/** Units of tables: told once over the table or a column ("단위: 천원/월"), they belong to each bare number under it. */
const UNIT = '(?:조|억|백만|만|천)?원|명|가구|개소|건|회|시간|일|개월|%|점|세';
const TOLD = new RegExp(
  String.raw`[(（[]\s*(?:단위\s*[:：]?\s*)?((?:월\s*)?(?:${UNIT})(?:\s*\/\s*(?:월|년|일|인|명))?)(?:\s*[,·]\s*[^()）\]]*)?\s*[)）\]]|단위\s*[:：]\s*((?:${UNIT})(?:\s*\/\s*(?:월|년|일))?)`,
  'u',
);
const NUMBER = /^[△▲-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^[△▲-]?\d+(?:\.\d+)?$/;
/** How often, put before the value as it is said. */
const OFTEN: Readonly<Record<string, string>> = { 월: '월 ', 년: '연 ', 일: '하루 ', 인: '1인당 ', 명: '1명당 ' };

export function unitIn(text: string): string | undefined {
  const found = TOLD.exec(text);
  return (found?.[1] ?? found?.[2])?.replace(/\s+/g, '');
}

export function withoutUnit(text: string): string {
  return text.replace(TOLD, '').replace(/\s+/g, ' ').trim();
}

/** Only a bare number takes the unit: `2,010,000` → `월 2,010,000원`; `무료` and `5만원` stay. */
export function inUnit(value: string, unit: string): string {
  if (!NUMBER.test(value.trim())) return value;
  const [name = '', per = ''] = unit.replace(/^월/, '').split('/');
  const often = unit.startsWith('월') ? '월 ' : (OFTEN[per] ?? '');
  return `${often}${value.trim()}${name}`;
}
