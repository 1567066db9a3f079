/**
 * The closed vocabularies of a record. A word outside them is a fault that `bokji knowledge check`
 * names, so that filters and facets never meet two spellings of one idea.
 */
export const LIFE_STAGES = ['임신·출산', '영유아', '아동', '청소년', '청년', '중장년', '노년', '전생애'] as const;

export const TARGET_GROUPS = [
  '1인가구',
  '가정위탁',
  '경력단절여성',
  '고립·고독사위험',
  '구직자',
  '근로자',
  '기업',
  '난임부부',
  '노숙인',
  '노인',
  '다문화',
  '다자녀',
  '대학생',
  '맞벌이',
  '무주택',
  '보훈',
  '시민전체',
  '신혼부부',
  '양육가구',
  '여성',
  '예비창업자',
  '위기가구',
  '의사상자',
  '임산부',
  '자살위험군',
  '장애인',
  '저소득',
  '전입자',
  '정신장애인',
  '종사자',
  '중증환자',
  '취약계층',
  '치매',
  '학교밖청소년',
  '학대피해아동',
  '학생',
  '한부모',
] as const;

export const THEMES = [
  '교육',
  '교통',
  '금융·자산형성',
  '긴급지원',
  '돌봄',
  '디지털서비스',
  '문화',
  '복지행정',
  '사회참여',
  '상담·보호',
  '생활지원',
  '소득·생계',
  '안전',
  '양육',
  '에너지',
  '의료·건강',
  '일자리',
  '임신·출산',
  '주거',
] as const;

/** Section headings in the order of a record, with the slug that makes a passage id and the role of its claims. */
export const SECTIONS = [
  { heading: '사업 소개', slug: 'overview', role: 'lead' },
  { heading: '지원 대상', slug: 'eligibility', role: 'eligibility' },
  { heading: '지원 내용', slug: 'benefit', role: 'benefit' },
  { heading: '신청 방법', slug: 'apply', role: 'apply' },
  { heading: '제출 서류', slug: 'documents', role: 'documents' },
  { heading: '신청 기한', slug: 'deadline', role: 'deadline' },
  { heading: '문의처', slug: 'contact', role: 'contact' },
  { heading: '꼭 확인할 점', slug: 'caution', role: 'caution' },
  { heading: '지난 보도', slug: 'press', role: 'status' },
] as const;

/** Official open data that records may be imported from; also the words of `bokji import`. */
export const OFFICIAL_SOURCES = ['bokjiro', 'bokjiro-local', 'gov24'] as const;

/** Groups that a programme is for and nobody else: without a word of them it is not theirs. */
export const CLOSED_GROUPS: ReadonlySet<string> = new Set([
  '장애인',
  '정신장애인',
  '다문화',
  '한부모',
  '보훈',
  '치매',
  '학교밖청소년',
  '노숙인',
  '의사상자',
  '가정위탁',
  '종사자',
  '기업',
  '난임부부',
  '예비창업자',
]);
