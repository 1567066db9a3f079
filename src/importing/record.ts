/**
 * An official service → a knowledge record. Declines (with the reason, for the admin) where the region of a local service
 * cannot be known or nothing is said that could be cited.
 *
 * The record says the portal's words, one claim a bullet; what the portal leaves open is said in 꼭 확인할 점.
 */
import { withParticle } from '../answering/particles.js';
import { sha256 } from '../indexing/files.js';
import { type FrontMatter, type KnowledgeDocument, phoneNumber, type Section } from '../knowledge/schema.js';
import type { Regions } from '../knowledge/support.js';
import { SECTIONS } from '../knowledge/vocabulary.js';
import { recordKey } from '../knowledge/write-record.js';
import { figuresOf } from '../korean/figures.js';
import { normaliseLine, squeeze } from '../korean/normalise.js';
import { contradicting } from './conflicts.js';
import { linesOf } from './lines.js';
import { locate } from './region.js';
import { sentenceOf } from './sentences.js';
import type { OfficialService, OfficialSource, ServiceTexts } from './service.js';
import { lifeStagesOf, targetGroupsOf, themesOf } from './words.js';

export type Made = { readonly document: KnowledgeDocument } | { readonly refused: string };

export const PORTALS: Readonly<Record<OfficialSource, string>> = {
  bokjiro: '복지로',
  'bokjiro-local': '복지로',
  gov24: '정부24',
};

const LABELS: readonly (readonly [keyof ServiceTexts, string])[] = [
  ['overview', '사업 소개'],
  ['eligibility', '지원 대상'],
  ['benefit', '지원 내용'],
  ['apply', '신청 방법'],
  ['documents', '제출 서류'],
  ['deadline', '신청 기한'],
  ['caution', '꼭 확인할 점'],
];

function recordIdOf(source: OfficialSource, serviceId: string): string {
  return `${source === 'gov24' ? 'gov24' : 'bokjiro'}-${serviceId.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

/** `seenOn` is the day this text was first seen: the date of a source that names none itself. */
export function recordOf(service: OfficialService, regions: Regions, seenOn: string): Made {
  const title = normaliseLine(service.title);
  if (title === '') return { refused: '서비스 이름이 없습니다' };
  const located = locate(service, regions);
  if (!located) return { refused: `어느 지역의 사업인지 알 수 없습니다(${service.office.name || '기관 이름 없음'})` };
  const id = recordIdOf(service.source, service.serviceId);
  const contacts = contactsOf(service);
  const cautions: string[] = [];
  if (located.isInferred)
    cautions.push(
      `${withParticle(title, '은')} 공개 자료에 시·군·구가 적혀 있지 않아 담당 기관의 이름을 보고 ${located.region} 사업으로 적었습니다.`,
    );
  const told = new Set<string>();
  const bodies = LABELS.map(([name, label]) => {
    const lines = service.texts[name].flatMap(linesOf);
    const doubtful = contradicting(lines);
    if (doubtful.size > 0)
      cautions.push(
        `${title} ${label}에는 금액이 서로 다른 표가 날짜 없이 함께 적혀 있어, 금액은 담당 부서에 확인하세요.`,
        `이 자료에는 지금 맞는 금액이 나와 있지 않습니다.`,
      );
    const sentences = lines
      .filter((line) => !line.hasChildren && !doubtful.has(line))
      .map((line) => normaliseLine(sentenceOf(line, title, label)))
      .filter((sentence) => isNew(sentence, told));
    return { slug: name, sentences };
  });
  if (bodies.every(({ slug, sentences }) => slug === 'overview' || slug === 'caution' || sentences.length === 0))
    return { refused: '누가 무엇을 받는지 적은 글이 없습니다' };
  const sentencesOf: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(bodies.map(({ slug, sentences }) => [slug, sentences])),
    contact: contacts.map(({ name, phone }) => `${name}(☎ ${phone})에 문의할 수 있습니다.`),
    caution: [...cautions, ...(bodies.find(({ slug }) => slug === 'caution')?.sentences ?? [])],
  };
  const front: FrontMatter = {
    id,
    title,
    aliases: [],
    kind: 'program',
    region: located.region,
    audience: 'public',
    status: '시행',
    confidence: cautions.length > 0 ? 'low' : 'high',
    lifeStages: lifeStagesOf(service.lifeStages),
    targetGroups: targetGroupsOf(service.targetGroups),
    themes: themesOf(service.themes),
    asOf: service.asOf ?? seenOn,
    ...(service.validFrom ? { validFrom: service.validFrom } : {}),
    ...(service.validUntil ? { validUntil: service.validUntil } : {}),
    source: {
      title: `${PORTALS[service.source]} 「${title}」(${service.serviceId})`,
      publisher: publisherOf(service),
      date: service.asOf !== undefined && service.asOf.length === 10 ? service.asOf : seenOn,
      ...(service.url ? { url: service.url } : {}),
      trust: 'official',
    },
    ...(service.laws.length > 0 ? { law: [...new Set(service.laws)].join(', ') } : {}),
    contacts,
    apply: linksOf(service),
    questions: [],
  };
  const sections: Section[] = SECTIONS.flatMap(({ slug, heading }) => {
    const claims = (sentencesOf[slug] ?? []).map((text, at) => ({ id: `${id}#${slug}.${at + 1}`, text }));
    return claims.length > 0 ? [{ slug, heading, claims }] : [];
  });
  const document: KnowledgeDocument = { ...front, sections, form: 'record' };
  return { document: marked(document, service) };
}

/** The record with the marks by which a later import recognises it. */
function marked(document: KnowledgeDocument, service: OfficialService): KnowledgeDocument {
  return {
    ...document,
    imported: {
      from: service.source,
      serviceId: service.serviceId,
      content: contentOf(service),
      written: writtenHash(document),
      ...(service.updated ? { updated: service.updated } : {}),
    },
  };
}

/** Hash of what the portal says of the service. */
export function contentOf(service: OfficialService): string {
  return sha256(JSON.stringify({ ...service, updated: undefined })).slice(0, 16);
}

/** Hash of a record as the importer writes it: without the marks, and without what people may add to it. */
export function writtenHash(document: KnowledgeDocument): string {
  const { imported: _, ...rest } = document;
  return sha256(recordKey({ ...rest, questions: [], aliases: [] })).slice(0, 16);
}

function isNew(sentence: string, told: Set<string>): boolean {
  const key = squeeze(sentence);
  if (told.has(key)) return false;
  told.add(key);
  return true;
}

function publisherOf({ office, source }: OfficialService): string {
  return normaliseLine(office.name) || PORTALS[source];
}

/** Numbers as the record dials them; words beside them ("국번없이", 안내 시간) are left out. */
function contactsOf({ contacts, title }: OfficialService): FrontMatter['contacts'] {
  const found = contacts.flatMap(({ name, text }) =>
    phonesIn(text).map((phone) => ({ name: normaliseLine(name) || `${normaliseLine(title)} 담당`, phone })),
  );
  return found
    .filter(({ phone }, at) => found.findIndex((other) => other.phone === phone) === at)
    .slice(0, CONTACTS_MAX);
}
const CONTACTS_MAX = 40;

function phonesIn(text: string): string[] {
  const plain = normaliseLine(text);
  const short = /^(?:\D*\s)?\(?(\d{3,4})\)?\s*\D{0,8}$/.exec(plain)?.[1];
  const numbers =
    short === undefined
      ? figuresOf(plain).flatMap(({ kind, value }) => (kind === 'phone' ? [value.slice(4)] : []))
      : [short];
  return [...new Set(numbers)].filter((number) => phoneNumber.safeParse(number).success);
}

function linksOf({ links, source, url }: OfficialService): FrontMatter['apply'] {
  const own = url === undefined ? [] : [{ label: `${PORTALS[source]}에서 자세히 보기`, url }];
  const all = [...links.map(({ label, url: address }) => ({ label: normaliseLine(label), url: address })), ...own];
  return all.filter(({ label, url: address }, at) => {
    const isFirst = all.findIndex((other) => other.url === address) === at;
    return isFirst && label !== '' && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  });
}
