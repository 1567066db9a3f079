/**
 * Personal data: numbers that name a person are replaced by what they are, before anything else sees the text.
 *
 * Sums of money, ages, dates and public office numbers are left alone. Kinds are short names for `Answer.masked`.
 */
interface Rule {
  readonly kind: string;
  readonly name: string;
  readonly pattern: RegExp;
  readonly accepts?: (digits: string) => boolean;
}

const GAP = '[\\s.·ㆍ-]*';
const RULES: readonly Rule[] = [
  { kind: 'email', name: '전자우편', pattern: /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu },
  {
    kind: 'rrn',
    name: '주민등록번호',
    pattern:
      /(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\s.·ㆍ–—~-]*[1-8](?:\d{6}|[*xX●○]{6}|\d[*xX●○]{5})(?!\d)/gu,
  },
  { kind: 'card', name: '카드번호', pattern: new RegExp(`(?<!\\d)(?:\\d{4}${GAP}){3}\\d{4}(?!\\d)`, 'gu') },
  {
    kind: 'mobile',
    name: '휴대전화번호',
    pattern: new RegExp(`(?<!\\d)(?:\\+?82${GAP}0?|0)1[016789]${GAP}\\d{3,4}${GAP}\\d{4}(?!\\d)`, 'gu'),
  },
  { kind: 'licence', name: '운전면허번호', pattern: /(?<!\d)\d{2}-\d{2}-\d{6}-\d{2}(?!\d)/gu },
  { kind: 'passport', name: '여권번호', pattern: /(?<![A-Za-z0-9])[MSRODG]\d{3}[A-Z]?\d{4,5}(?![A-Za-z0-9])/gu },
  {
    kind: 'account',
    name: '계좌번호',
    pattern:
      /(?<=계좌(?:번호)?\S{0,3}\s?|은행\s?|농협\s?|뱅크\s?)\d{2,6}[-\s]?\d{2,6}[-\s]?\d{3,8}(?:-\d{1,3})?(?!\d|\s*(?:만|원))/gu,
    accepts: (digits) => digits.length >= 10,
  },
];

export interface Masked {
  readonly text: string;
  /** Kinds removed, each once, in the order of the rules. */
  readonly kinds: readonly string[];
}

export function maskPersonalData(text: string): Masked {
  const kinds: string[] = [];
  let masked = text;
  for (const { kind, name, pattern, accepts } of RULES) {
    masked = masked.replace(pattern, (found) => {
      if (accepts && !accepts(found.replace(/\D/g, ''))) return found;
      if (!kinds.includes(kind)) kinds.push(kind);
      return `[${name}]`;
    });
  }
  return { text: masked, kinds };
}

export function kindName(kind: string): string {
  return RULES.find((rule) => rule.kind === kind)?.name ?? kind;
}
