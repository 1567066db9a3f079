/**
 * An official service: what one row of open data says, in one shape whichever portal it came from. Adapters make it,
 * `record.ts` turns it into a record. Texts are the portal's own, decoded but otherwise untouched.
 */
import type { OFFICIAL_SOURCES } from '../knowledge/vocabulary.js';

export type OfficialSource = (typeof OFFICIAL_SOURCES)[number];

/** Who runs it: national bodies serve everyone; of local ones only the names are known, the region is worked out. */
export interface Office {
  readonly scope: 'national' | 'local';
  readonly province?: string | undefined;
  readonly city?: string | undefined;
  /** The office's name as the portal has it: `경기도 고양시`, `고양도시관리공사`. */
  readonly name: string;
  /** The portal's code of the office. */
  readonly code?: string | undefined;
}

/** The texts of a service by section; several texts of one section are told one after the other. */
export interface ServiceTexts {
  readonly overview: readonly string[];
  readonly eligibility: readonly string[];
  readonly benefit: readonly string[];
  readonly apply: readonly string[];
  readonly documents: readonly string[];
  readonly deadline: readonly string[];
  readonly caution: readonly string[];
}

export interface OfficialService {
  readonly source: OfficialSource;
  readonly serviceId: string;
  readonly title: string;
  readonly office: Office;
  readonly texts: ServiceTexts;
  readonly lifeStages: readonly string[];
  readonly targetGroups: readonly string[];
  readonly themes: readonly string[];
  readonly contacts: readonly { readonly name: string; readonly text: string }[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly laws: readonly string[];
  readonly url?: string | undefined;
  /** The year or day the text is true for, as the portal says: `2026`, `2026-07-14`. */
  readonly asOf?: string | undefined;
  /** When the list says it last changed; other than `asOf`, which is the text's own date. */
  readonly updated?: string | undefined;
  readonly validFrom?: string | undefined;
  readonly validUntil?: string | undefined;
}

/** What a run of an importer brought, whole or not. */
export interface Harvest {
  readonly source: OfficialSource;
  readonly services: readonly OfficialService[];
  /** Every id of the list; `isWhole` only when all of it was seen, else nothing can be said to be gone. */
  readonly listed: { readonly ids: ReadonlySet<string>; readonly isWhole: boolean };
  /** Listed, and known to be unchanged without reading it again. */
  readonly unchanged: readonly string[];
  /** Listed, and not read because they serve another region. */
  readonly elsewhere: number;
  /** Listed, but not read: the day's quota, a fault, no file. */
  readonly pending: readonly string[];
  /** From files saved earlier: what is pending does not come by running again. */
  readonly isFromFiles: boolean;
  readonly troubles: readonly Trouble[];
}

/** What went wrong with one answer or file, in Korean. */
export interface Trouble {
  readonly what: string;
  readonly cause: string;
  readonly remedy: string;
}
