/**
 * The region of a service: its office → a name of `regions.yaml`, or undefined where it cannot be known. A local
 * service is never taken for a national one, and a city's not for its province's.
 *
 * 복지로 leaves the city empty in places where one city runs the service; then the office, the contacts and the title
 * are read: exactly one city named there is the city.
 */
import type { Regions } from '../knowledge/support.js';
import { squeeze } from '../korean/normalise.js';
import type { OfficialService } from './service.js';

export interface Located {
  readonly region: string;
  /** The portal did not name the city; it was read from the office or the contacts. */
  readonly isInferred: boolean;
}

type Province = Regions['provinces'][number];

/** The merged province of 2026 is told apart by the older codes of its two offices. */
const OFFICE_CODES: Readonly<Record<string, string>> = { '629': '광주광역시', '646': '전라남도' };
const MERGED = '전남광주통합특별시';

export function locate(service: OfficialService, regions: Regions): Located | undefined {
  const { office } = service;
  if (office.scope === 'national') return { region: '전국', isInferred: false };
  const named = provincesNamed(office.province ?? office.name, regions);
  const provinces = named.length > 0 ? named : office.province === undefined ? regions.provinces : [];
  const cityName = office.city ?? office.name.replace(/^\S+\s+/, '');
  const cities = office.city !== undefined || /\s/.test(office.name) ? citiesNamed(cityName, provinces) : [];
  if (cities.length === 1) return { region: cities[0] ?? '', isInferred: false };
  if (office.city !== undefined) return undefined;
  if (named.length === 0) return byBody(office.name, regions);
  const inferred = inferredCity(service, provinces);
  if (inferred !== undefined) return { region: inferred, isInferred: true };
  const province = named.length === 1 ? named[0] : byCode(service, named);
  return province && { region: province.name, isInferred: false };
}

/** A local service, by the names that a list gives: whether it is plainly for people of another place than `wanted`. */
export function isElsewhere(place: { province: string; city: string }, wanted: string, regions: Regions): boolean {
  if (place.province === '') return false;
  const provinces = provincesNamed(place.province, regions);
  if (provinces.length === 0) return false;
  const [wantedProvince = '', wantedCity] = wanted.split(' ');
  const inside = provinces.filter(({ name }) => name === wantedProvince);
  if (inside.length === 0) return true;
  const cities = citiesNamed(place.city, inside);
  return wantedCity !== undefined && cities.length === 1 && cities[0] !== wanted;
}

/** Provinces whose name begins the text; the merged province stands for both of its parts. */
function provincesNamed(text: string, regions: Regions): Province[] {
  const [first = ''] = text.trim().split(/\s+/);
  if (first === MERGED) return regions.provinces.filter(({ name }) => Object.values(OFFICE_CODES).includes(name));
  return regions.provinces.filter(
    ({ name, short, formerly = [] }) =>
      [name, ...formerly].some((known) => first.startsWith(known)) || short.includes(first),
  );
}

function citiesNamed(text: string, provinces: readonly Province[]): string[] {
  const [first = ''] = text.trim().split(/\s+/);
  return provinces.flatMap(({ name, cities }) =>
    cities
      .filter((city) => city.name === first || city.formerly?.includes(first) === true)
      .map((city) => `${name} ${city.name}`),
  );
}

function byCode({ office, serviceId }: OfficialService, provinces: readonly Province[]): Province | undefined {
  const name = OFFICE_CODES[office.code?.slice(0, 3) ?? ''] ?? OFFICE_CODES[serviceId.slice(0, 3)];
  return provinces.find((province) => province.name === name);
}

/** A local body without a region in front: 고양도시관리공사 belongs to the only place whose name begins it. */
function byBody(name: string, regions: Regions): Located | undefined {
  const owners = regions.provinces.flatMap((province) => [
    ...province.cities
      .filter((city) =>
        [city.name, city.name.replace(/[시군구]$/, ''), ...(city.short ?? [])].some(
          (known) => known.length > 1 && name.startsWith(known),
        ),
      )
      .map((city) => `${province.name} ${city.name}`),
    ...province.short.filter((short) => name.startsWith(short)).map(() => province.name),
  ]);
  const [owner, ...others] = new Set(owners);
  return owner !== undefined && others.length === 0 ? { region: owner, isInferred: true } : undefined;
}

function inferredCity(service: OfficialService, provinces: readonly Province[]): string | undefined {
  const told = squeeze([service.title, service.office.name, ...service.contacts.map(({ name }) => name)].join(' '));
  const lived = squeeze(service.texts.eligibility.join(' '));
  const found = provinces.flatMap(({ name, cities }) =>
    cities
      .filter((city) => city.name.length > 2)
      .filter(
        (city) =>
          told.includes(city.name) || new RegExp(`${city.name}(?:에|내|관내)?(?:주민등록|주소|거주)`).test(lived),
      )
      .map((city) => `${name} ${city.name}`),
  );
  return found.length === 1 ? found[0] : undefined;
}
