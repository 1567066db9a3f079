/**
 * Place rows: sentences of one section that are rows of a table by place, "2급지(경기·인천) …", "4급지(그 밖의 지역) …" →
 * what each gains or loses where the person's place is known. One row is theirs; the amount of another is wrong.
 */
import type { Claim } from '../knowledge/schema.js';
import type { Place } from '../understanding/regions.js';

const GAIN = 1.5;
const LOSS = 2;
const PROVINCES = '서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주';
const REST = /그\s*(?:밖|외)의?\s*(?:지역|곳)|나머지/;
const ONE = `(?:(?:${PROVINCES})(?:특별시|광역시|도)?|광역시|특별시|(?:수도권 밖 )?특례시|수도권|그 ?(?:밖|외)의? ?지역|나머지 지역)`;
const ROW = new RegExp(`^[^()]{0,20}\\((${ONE}(?:[·,]\\s?${ONE})*)\\)`);
/** 특례시 by the Local Autonomy Act: cities of a million. */
const SPECIAL_CITIES = new Set(['수원시', '고양시', '용인시', '화성시', '창원시']);
const CAPITAL_AREA = new Set(['서울', '경기', '인천']);

export function placeRows(claims: readonly Claim[], place: Place | undefined): ReadonlyMap<Claim, number> {
  if (!place) return NONE;
  const rows = claims.flatMap((claim) => {
    const places = ROW.exec(claim.text)?.[1];
    return places === undefined ? [] : [{ claim, places: places.split(/[·,]\s?/) }];
  });
  if (rows.length < 2) return NONE;
  const province = shortProvince(place.province);
  // The name itself says more than the kind of place, and "the rest" is what no other row means.
  const own =
    rows.find(({ places }) => places.some((name) => shortProvince(name) === province)) ??
    rows.find(({ places }) => places.some((name) => isOfKind(name, place, province))) ??
    rows.find(({ places }) => places.some((name) => REST.test(name)));
  return new Map(rows.map((row) => [row.claim, row === own ? GAIN : -LOSS]));
}

const NONE: ReadonlyMap<Claim, number> = new Map();

function isOfKind(name: string, { province, city }: Place, short: string): boolean {
  if (name === '광역시' || name === '특별시') return province.endsWith(name);
  if (name.endsWith('특례시'))
    return SPECIAL_CITIES.has(city ?? '') && !(name.startsWith('수도권 밖') && CAPITAL_AREA.has(short));
  return name === '수도권' && CAPITAL_AREA.has(short);
}

/** 경기도 → 경기, 서울특별시 → 서울, 전라남도 → 전남. */
export function shortProvince(name: string): string {
  const bare = name.replace(/(?:특별자치시|특별자치도|특별시|광역시|도)$/, '');
  return /^(?:전라|경상|충청)[남북]$/.test(bare) ? `${bare[0]}${bare[2]}` : bare;
}
