/**
 * Foreign figures: sums, ages, dates and spans as English, Vietnamese, Chinese and Japanese write them → the Korean
 * notation that `figuresOf` reads, so that one fact lock serves every language. Words that are not figures stay.
 */
const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?`;
const WON = '(?:won|KRW|韩元|韩币|韓元|韓幣|ウォン|вон)';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH = String.raw`(${MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`).join('|')})\.?`;
const monthOf = (name: string): string =>
  String(MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3).toLowerCase())) + 1).padStart(2, '0');

const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  nghìn: 1e3,
  ngàn: 1e3,
  triệu: 1e6,
  tỷ: 1e9,
};

export function inKoreanNotation(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/(\d)万/gu, '$1만')
      .replace(/(\d)[亿億]/gu, '$1억')
      .replace(
        new RegExp(String.raw`(${NUMBER})\s*(${Object.keys(SCALES).join('|')})\b`, 'giu'),
        (_whole, number: string, scale: string) =>
          String(Math.round(Number(number.replaceAll(',', '')) * (SCALES[scale.toLowerCase()] ?? 1))),
      )
      // Vietnamese groups by points: 342.510 won.
      .replace(
        /(?<!\d)(\d{1,3})((?:\.\d{3})+)(?=\s*(?:won|KRW)\b)/giu,
        (_whole, head: string, groups: string) => `${head}${groups.replaceAll('.', '')}`,
      )
      .replace(new RegExp(String.raw`(?:₩|KRW\s?)(${NUMBER})`, 'giu'), '$1원')
      .replace(new RegExp(String.raw`(${NUMBER}(?:\s*[만억]\s*(?:[\d,]+)?)*)\s*${WON}`, 'giu'), '$1원')
      .replace(
        new RegExp(String.raw`${MONTH}\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`, 'giu'),
        (_whole, month: string, day: string, year: string) => `${year}-${monthOf(month)}-${day.padStart(2, '0')}`,
      )
      .replace(
        new RegExp(String.raw`(\d{1,2})(?:st|nd|rd|th)?\s+${MONTH},?\s+(\d{4})`, 'giu'),
        (_whole, day: string, month: string, year: string) => `${year}-${monthOf(month)}-${day.padStart(2, '0')}`,
      )
      .replace(
        new RegExp(String.raw`${MONTH}\s+(\d{4})`, 'giu'),
        (_whole, month: string, year: string) => `${year}년 ${Number(monthOf(month))}월`,
      )
      .replace(/(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日/gu, '$1년 $2월 $3일')
      .replace(/(\d{4})年\s*(\d{1,2})月/gu, '$1년 $2월')
      .replace(/(\d{1,2})月\s*(\d{1,2})日/gu, '$1월 $2일')
      .replace(/(\d+)\s*(?:percent|per cent|phần trăm)/giu, '$1%')
      .replace(/(\d+)[\s-]*(?:years?[\s-]*(?:old|of age)|岁|歲|歳|tuổi)/giu, '$1세')
      .replace(/(\d+)[\s-]*(?:months?\b|个月|個月|か月|ヶ月|tháng)/giu, '$1개월')
      .replace(/(\d+)[\s-]*(?:days?\b|天|ngày)/giu, '$1일')
      .replace(/(\d+)[\s-]*(?:hours?\b|小时|小時|時間|giờ)/giu, '$1시간')
      .replace(/(\d+)[\s-]*(?:people|persons?|人|người)/giu, '$1명')
      .replace(/(\d+)[\s-]*(?:times\b|次|lần)/giu, '$1회')
  );
}

/** Scales in words that no digit stands before ("half a million won"): not read, so not to be trusted. */
export const UNREAD_SCALE =
  /(?<!\d\s?)\b(?:hundred|thousand|million|billion|trăm|nghìn|ngàn|triệu)\b|[一二三四五六七八九十百千]+[万萬亿億]/iu;
