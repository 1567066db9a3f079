/** Different questions in turn, so that no cache answers for the engine. */
export const QUESTIONS = [
  '기초연금 얼마 받을 수 있어요?',
  '임신했는데 무엇을 받을 수 있나요',
  '광양시 출산 지원금 알려 주세요',
  '전기요금 할인 어디서 신청해요?',
  '아버지가 치매인데 어디에 물어봐야 하나요',
  '한부모 가정 지원 서류가 뭐예요',
  '고양시 청년 월세',
  '긴급복지 생계지원 조건',
];
