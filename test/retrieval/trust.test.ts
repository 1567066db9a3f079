import { describe, expect, it } from 'vitest';
import { documentWith } from '../fixtures/documents.js';
import { engineOver, sections } from '../fixtures/engine.js';

const meals = (id: string, trust: 'official' | 'uploaded', fee: string) =>
  documentWith({
    id,
    title: '어울림 나눔밥상',
    source: { title: '안내', publisher: '누군가', date: '2026-01-02', trust },
    sections: sections(id, { benefit: [`어울림 나눔밥상의 이용료는 ${fee}입니다.`] }),
  });

describe('two texts that fit alike', () => {
  it.each([
    ['a-uploaded', 'z-official'],
    ['z-uploaded', 'a-official'],
  ])('are told from the official one first, whatever their names (%s, %s)', async (uploaded, official) => {
    const { ask } = await engineOver([meals(uploaded, 'uploaded', '5만원'), meals(official, 'official', '1천원')]);
    const answer = await ask('어울림 나눔밥상 이용료가 얼마예요?');
    expect(answer.citations[0]?.documentId).toBe(official);
  });
});
