/**
 * Other languages: words in no Korean → the language they are in and the programme they seem to ask for. Undefined
 * for Korean, for bare names and codes (LH, EITC) and for what is no language at all.
 */
export const LANGUAGES = ['en', 'zh', 'vi', 'ja', 'ru', 'th', 'tl', 'id', 'mn', 'uz'] as const;
export type Language = (typeof LANGUAGES)[number];

const SCRIPTS: readonly { readonly language: Language; readonly pattern: RegExp }[] = [
  { language: 'ja', pattern: /[\u3041-\u30fa]/ },
  { language: 'zh', pattern: /[\u4e00-\u9fff]{2}/ },
  { language: 'th', pattern: /[\u0e01-\u0e4e]{2}/ },
  { language: 'mn', pattern: /[өүӨҮ]|\b(?:байна|тусламж)/ },
  { language: 'ru', pattern: /[\u0400-\u04ff]{3}/ },
  { language: 'vi', pattern: /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i },
  // Scripts this program has no words in: English beside the Korean line is the best it can do.
  { language: 'en', pattern: /[\u0900-\u097f\u1000-\u109f\u1780-\u17ff\u0600-\u06ff]{3}/ },
];

/** Little words that give a language away; two of them are needed. */
const LITTLE_WORDS: readonly { readonly language: Language; readonly words: RegExp }[] = [
  {
    language: 'tl',
    words: /\b(?:ako|ko|ang|ng|sa|po|ba|para|saan|paano|may|mga|ano|naman|lang|akong|pwedeng|humingi)\b/gi,
  },
  { language: 'id', words: /\b(?:saya|di|mana|bisa|apa|yang|untuk|dari|dengan|tidak|ada|bantuan|mendapat|anak)\b/gi },
  {
    language: 'uz',
    words: /\b(?:bormi|men|uchun|qanday|qayerda|yordam|nafaqa\w*|ishsizlik|bola|olish|mumkin|kerak)\b/gi,
  },
  {
    language: 'en',
    words:
      /\b(?:i|my|the|a|an|is|are|am|do|does|can|how|where|what|when|who|to|for|of|in|on|with|and|get|need|help|have|lost|there|any|me|we|you|want|he|she|his|her|not|much|it)\b/gi,
  },
];

const KOREAN = /[가-힣ㄱ-ㅣ]/;
const WORDS_NEEDED = 2;

export function languageOf(text: string): Language | undefined {
  if (KOREAN.test(text)) return undefined;
  const byScript = SCRIPTS.find(({ pattern }) => pattern.test(text));
  if (byScript) return byScript.language;
  const counted = LITTLE_WORDS.map(({ language, words }) => ({ language, count: (text.match(words) ?? []).length }));
  const best = counted.reduce((most, each) => (each.count > most.count ? each : most));
  return best.count >= WORDS_NEEDED ? best.language : undefined;
}

/** What is asked for, by words of ten languages → the Korean name that every office knows. */
const PROGRAMMES: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  {
    name: '주거급여',
    pattern:
      /\brent|housing|房租|租房|住房|thuê nhà|tiền nhà|家賃|住居|住宅|аренд|жиль|ค่าเช่า|บ้าน|\bupa\b|tirahan|sewa|түрээс|ijara|uy-joy/iu,
  },
  {
    name: '장애인연금',
    pattern:
      /disab|handicap|残疾|残障|殘障|khuyết tật|障害|障がい|инвалид|พิการ|kapansanan|disabilitas|cacat|хөгжлийн бэрхшээл|nogiron/iu,
  },
  {
    name: '임신·출산 진료비 지원',
    pattern:
      /pregnan|maternity|childbirth|怀孕|孕妇|懷孕|生孩子|mang thai|sinh con|妊娠|出産|беремен|роды|ตั้งครรภ์|คลอด|buntis|panganganak|hamil|melahirkan|жирэмсэн|homilador/iu,
  },
  {
    name: '실업급여',
    pattern:
      /unemploy|lost (?:my|his|her) job|laid off|失业|失業|mất việc|thất nghiệp|безработ|потерял[аи]? работу|ตกงาน|ว่างงาน|walang trabaho|nawalan ng trabaho|pengangguran|kehilangan pekerjaan|ажилгүй|ishsiz/iu,
  },
  {
    name: '기초연금',
    pattern:
      /pension|elderly|old age|senior|养老|老人|老年|lương hưu|người già|người cao tuổi|年金|高齢|お年寄り|пенси|пожил|เบี้ยคนชรา|ผู้สูงอายุ|pensyon|matanda|lansia|тэтгэвэр|pensiya/iu,
  },
  {
    name: '아동수당',
    pattern:
      /child|kids?\b|baby|儿童|孩子|兒童|婴儿|trẻ em|con tôi|con cái|子供|子ども|児童|赤ちゃん|реб[её]н|дет(?:и|ей|ск)|เด็ก|ลูก|anak|bata|хүүхэд|bola/iu,
  },
  {
    name: '의료급여',
    pattern:
      /medical|hospital|health|医疗|看病|医院|醫療|y tế|bệnh viện|医療|病院|медицин|больниц|лечени|รักษา|โรงพยาบาล|ospital|rumah sakit|эмнэлэг|kasalxona/iu,
  },
  {
    name: '긴급복지지원',
    pattern:
      /emergency|food|hungry|紧急|粮食|饿|khẩn cấp|đói|緊急|食べ物|срочн|голод|ฉุกเฉิน|อาหาร|pagkain|makanan|darurat|яаралтай/iu,
  },
  {
    name: '생계급여',
    pattern:
      /living|income|poor|money|allowance|benefit|welfare|support|生活|补助|補助|低保|福利|trợ cấp|hỗ trợ|sinh hoạt|手当|支援|生活費|пособи|помощь|ช่วยเหลือ|tulong|bantuan|тусламж|yordam|nafaqa/iu,
  },
];

/** The general allowance where nothing more exact was said. */
export function programmeAskedFor(text: string): string {
  return PROGRAMMES.find(({ pattern }) => pattern.test(text))?.name ?? '생계급여';
}
