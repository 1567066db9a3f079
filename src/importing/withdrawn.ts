/**
 * A service that has left the official list: its record stays, says so, and carries the day on which that was seen.
 * In: an imported record. Out: the same with status 종료.
 */
import { withParticle } from '../answering/particles.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { SECTIONS } from '../knowledge/vocabulary.js';
import { PORTALS, writtenHash } from './record.js';

export function withdrawn(document: KnowledgeDocument, today: string): KnowledgeDocument {
  const { imported, id, title } = document;
  if (!imported) return document;
  const portal = PORTALS[imported.from];
  const said = `${withParticle(title, '은')} ${portal} 목록에서 빠져 ${today}에 끝난 것으로 적었으니, 아직 받을 수 있는지 담당 부서에 확인하세요.`;
  const earlier = document.sections.find(({ slug }) => slug === 'caution')?.claims.map(({ text }) => text) ?? [];
  const claims = [said, ...earlier].map((text, at) => ({ id: `${id}#caution.${at + 1}`, text }));
  const sections = SECTIONS.flatMap(({ slug, heading }) =>
    slug === 'caution' ? [{ slug, heading, claims }] : document.sections.filter((section) => section.slug === slug),
  );
  const { validUntil } = document;
  const closed: KnowledgeDocument = {
    ...document,
    status: '종료',
    validUntil: validUntil !== undefined && validUntil < today ? validUntil : today,
    sections,
  };
  return { ...closed, imported: { ...imported, written: writtenHash(closed) } };
}
