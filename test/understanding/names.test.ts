import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNameFinder } from '../../src/understanding/names.js';
import { documentWith } from '../fixtures/documents.js';

const DOCUMENTS = [
  documentWith({ id: 'basic-pension', title: '기초연금', aliases: ['노령연금', '수급'] }),
  documentWith({ id: 'employment-support', title: '국민취업지원제도', aliases: ['국취제'] }),
  documentWith({ id: 'goyang-birth', title: '출산지원금', region: '경기도 고양시' }),
  documentWith({ id: 'gwangyang-birth', title: '출산지원금', region: '전라남도 광양시' }),
  documentWith({ id: 'third-birth', title: '다자녀출산지원금(셋째)' }),
  documentWith({ id: 'funeral', title: '장제급여·해산급여' }),
  documentWith({ id: 'upload', title: '복지회관 공지', form: 'plain' }),
];
const find = createNameFinder(DOCUMENTS);
const idsIn = (text: string) => find(text).map(({ unit }) => DOCUMENTS[unit]?.id);

describe('a programme is named', () => {
  it.each([
    '기초연금',
    '기초연금은요',
    '기초연금이란 뭔가요',
    '기초 연금 얼마예요',
    '그럼 「기초연금」은',
    '노령연금도 되나요',
  ])('in "%s"', (text) => {
    expect(idsIn(text)).toEqual(['basic-pension']);
  });

  it('by an alias of three syllables', () => {
    expect(idsIn('국취제 신청')).toEqual(['employment-support']);
  });

  it('not by an alias of two, which names too many things', () => {
    expect(idsIn('수급 자격')).toEqual([]);
  });

  it('by either half of a double name', () => {
    expect(idsIn('해산급여 서류')).toEqual(['funeral']);
  });

  it('without the bracket of its name', () => {
    expect(idsIn('다자녀출산지원금 얼마')).toEqual(['third-birth']);
  });

  it('not by the title of a plain text', () => {
    expect(idsIn('복지회관 공지')).toEqual([]);
  });

  it('not by part of its name', () => {
    expect(idsIn('기초 수급 연금')).toEqual([]);
  });
});

describe('names', () => {
  it('that several regions share name them all', () => {
    expect(idsIn('출산지원금 얼마예요')).toEqual(['goyang-birth', 'gwangyang-birth']);
  });

  it('inside a longer name do not count', () => {
    expect(idsIn('다자녀출산지원금')).not.toContain('goyang-birth');
  });

  it('inside a longer name count where they stand alone too', () => {
    expect(idsIn('다자녀출산지원금 말고 그냥 출산지원금')).toContain('goyang-birth');
  });

  it('come with the words as the text holds them, and whether they are the title', () => {
    expect(find('노령 연금은')).toEqual([{ unit: 0, name: '노령연금', isTitle: false }]);
    expect(find('기초 연금은')).toEqual([{ unit: 0, name: '기초연금', isTitle: true }]);
  });

  it('come once each', () => {
    expect(idsIn('기초연금이 노령연금인가요, 기초연금')).toEqual(['basic-pension']);
  });

  it('are found wherever they stand in a sentence', () => {
    const around = fc.constantFrom('', '저희 어머니 ', '그럼 ', '혹시 ');
    const after = fc.constantFrom('', '은요', ' 얼마예요', '이랑 다른 거', '도 받나요?');
    const record = fc.constantFrom(...DOCUMENTS.filter(({ form }) => form === 'record'));
    fc.assert(
      fc.property(around, record, after, (before, document, behind) => {
        expect(idsIn(`${before}${document.title}${behind}`)).toContain(document.id);
      }),
    );
  });
});
