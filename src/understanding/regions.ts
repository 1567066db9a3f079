/**
 * Region: which 시·도 and 시·군·구 the words name. "고양 사는데", "광양이요", "부산 해운대구" → a place with its full
 * name; "고양이 키우는데" names none.
 */
import type { Regions } from '../knowledge/support.js';

export interface Place {
  /** `경기도 고양시`, or `경기도` where only the province is named. */
  readonly name: string;
  readonly province: string;
  readonly city?: string | undefined;
  readonly contact?: { readonly name: string; readonly phone: string } | undefined;
}

export interface Gazetteer {
  /** Places in the order they are named; the last one said wins a correction ("아니 광명이요"). */
  find(text: string): readonly Place[];
  /** A setting such as `고양시` or `경기도 고양시` → the place, undefined where there is none. */
  resolve(name: string): Place | undefined;
}

/** What may follow a short name for it to be a place: a suffix, a particle, or the end of the word. */
const SUFFIX = '(?:특례시|광역시|특별시|시|군|구|도)?(?:청|민|시민|주민)?';
const PARTICLE =
  '(?:에서도|에서는|에서|에도|에는|에|으로|로|은|는|을|를|과|와|까지|부터|처럼|은요|는요|도요|이요|이에요|이예요|예요|에요|이라서요?|라서요?|거든요|이거든요|였어요|이었어요|이고요|이고|이며|이라|인데요?|입니다|요|도|의|만|이랑|랑|하고|이|가|사는|살아|살고|살며|살지|쪽|형|사람|맘|댁)?';
const AFTER = `${SUFFIX}${PARTICLE}(?![가-힣])`;
const NOT_A_PLACE = /고양이(?!요|에요|예요|고(?![가-힣])|고요)/g;

export function createGazetteer(regions: Regions | undefined): Gazetteer {
  const byName = new Map<string, Place>();
  for (const province of regions?.provinces ?? []) {
    const place: Place = { name: province.name, province: province.name, contact: province.contact };
    for (const name of [province.name, ...province.short, ...(province.formerly ?? [])]) addOnce(byName, name, place);
  }
  for (const province of regions?.provinces ?? []) {
    for (const city of province.cities) {
      const place: Place = {
        name: `${province.name} ${city.name}`,
        province: province.name,
        city: city.name,
        contact: city.contact ?? province.contact,
      };
      const names = [...(city.short ?? []), ...(city.formerly ?? [])];
      addOnce(byName, place.name, place);
      for (const short of province.short) addOnce(byName, `${short} ${city.name}`, place);
      // A bare 중구 or 동구 is many places; only names that stand alone are taken alone.
      if (city.name.length > 2) names.push(city.name);
      for (const name of names) addOnce(byName, name, place);
    }
  }
  const names = [...byName.keys()].sort((a, b) => b.length - a.length);
  const pattern = names.length > 0 ? new RegExp(`(?<![가-힣])(${names.join('|')})${AFTER}`, 'gu') : undefined;
  const starts = new Set(names.map(startOf));
  return {
    find(text) {
      const read = text.replace(NOT_A_PLACE, ' ');
      // Most questions name no place, and two letters tell that sooner than a pattern of hundreds of names.
      if (!pattern || !holdsStart(read, starts)) return [];
      const found: Place[] = [];
      for (const match of read.matchAll(pattern)) {
        const place = byName.get(match[1] ?? '');
        if (!place) continue;
        // "경기도 고양시" names one place: the city swallows its province.
        const last = found.at(-1);
        if (last && place.city && last.name === place.province) found.pop();
        // A place said again moves to the end: it is the one meant now.
        if (found.includes(place)) found.splice(found.indexOf(place), 1);
        found.push(place);
      }
      return found;
    },
    resolve: (name) => byName.get(name.normalize('NFC').replace(/\s+/g, ' ').trim()),
  };
}

/** National and the person's province serve everywhere in it; a city serves only itself. */
export function servesPlace(region: string, place: Place): boolean {
  if (region === '전국') return true;
  if (place.city === undefined) return region === place.province || region.startsWith(`${place.province} `);
  return region === place.name || region === place.province;
}

const START_LETTERS = 2;
const startOf = (name: string): string => name.slice(0, START_LETTERS);

/** Some two letters of the text begin a name. */
function holdsStart(text: string, starts: ReadonlySet<string>): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (starts.has(text.slice(at, at + START_LETTERS))) return true;
  }
  return false;
}

function addOnce(map: Map<string, Place>, name: string, place: Place): void {
  if (!map.has(name)) map.set(name, place);
}
