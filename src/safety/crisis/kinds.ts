/**
 * What a crisis rule is. One file per kind of danger holds its signs; `../crisis.ts` reads them in order.
 */
export const CRISES = [
  'suicide',
  'emergency',
  'disability-abuse',
  'elder-abuse',
  'child-abuse',
  'sexual-violence',
  'violence',
  'stalking',
  'school-violence',
  'youth',
  'missing',
  'pregnancy',
  'mental-health',
  'livelihood',
] as const;
export type CrisisKind = (typeof CRISES)[number];

/** Kinds that one telephone line is for. */
export const SAME_LINE: readonly (readonly CrisisKind[])[] = [['violence', 'sexual-violence', 'stalking']];

export interface CrisisRule {
  readonly kind: CrisisKind;
  /** Any one of these tells of this danger. */
  readonly signs: readonly RegExp[];
  /** With one of these beside a sign it happens now: 112 and 119 come before any other line. */
  readonly immediate?: RegExp;
  /** Words beside which the signs speak of something else: a programme, a cost, the past. */
  readonly unless?: RegExp;
  /** Words that overrule `unless`. */
  readonly despite?: RegExp;
}

/** What hands do to people. 맞다 alone also means "to be right", so only its forms for blows are here. */
export const BLOW =
  '(?:때려|때리|때렸|때린|때릴|때립|때맀|쳐맞|얻어맞|두들겨|두드려\\s*패|패(?:요|고|는|서|네|기)|팼|폭행|폭력을|손찌검|손을\\s*대|주먹|발로\\s*[차찼]|밀치|밀쳐|밀쳤|매\\s*맞|맞고|맞았|맞으며|맞아서|맞는\\s*(?:소리|것\\s*같|걸\\s*봤)|꼬집(?:었|어|는|으)|밀쳐|걷어\\s*차|내동댕이)';
export const CONFINED =
  '(?:감금|가뒀|가둬|가두|갇혔|갇혀|묶어\\s*(?:놓|놨|두|둬|뒀|둔)|묶여\\s*(?:있|계)|못\\s*나가게)';
export const BLADE = '(?:칼(?!국수|슘|럼|로리|갈|퇴|라[^도]|같|럼|집|\\s*가는)|흉기|망치를|도끼)';
