/**
 * Tone: insults and threats against staff are taken out of the words, so that the question inside is answered. Out:
 * the words that are left, and what was heard. No word is ever given back.
 */
const INSULTS: readonly RegExp[] = [
  /(?:씨+발|(?<![가-힣])시발(?!점|역|택시|유적|표)|(?<![가-힣])씨+바(?![가-힣])|ㅅㅂ|ㅆㅂ|ㅅ1ㅂ|씹|아이씨|에이씨)[가-힣]{0,2}/g,
  /(?:병신(?!년에)|ㅂㅅ|븅신|등신|멍청[이한아]?|돌대가리|머저리|바보(?!\s*같은\s*질문)|쓰레기(?:\s*같은|들아|야(?![가-힣]))|쓸모\s*없(?:다|네|어)?)[가-힣]{0,3}/g,
  /개\s*(?:새끼|같은|소리|판|짓)[가-힣]{0,3}|(?:이|저|그|야)?\s*새끼(?!손|발|강아지|고양|돼지)[가-힣]{0,2}|(?:사기꾼|도둑놈|세금\s*도둑)[가-힣]{0,3}/g,
  /(?:챗봇|로봇|기계|깡통)[아야](?=\s|$)|존나|졸라|ㅈㄴ|지랄[가-힣]{0,4}|염병할?|닥치[고라]|꺼져(?![서])|꺼지라|미친\s*(?:놈|년|것|새끼)[가-힣]{0,2}|니\s*애미|느금|엠창|재수\s*없[어다네]|(?:뒤|뒈)져라/g,
];
const STAFF =
  '(?:담당자?|공무원|직원|팀장|과장|주무관|상담원|상담사|구청|시청|주민센터|동사무소|복지사|(?<![가-힣])(?:니들|너희|너네|느그|당신들))';
const THREATS: readonly RegExp[] = [
  new RegExp(
    `${STAFF}(?:들|놈|년|새끼)?(?:을|를|은|는|이|가|들을)?[^.?!]{0,16}(?:죽여|죽일|죽인|찔러|찌를|때려|팰|패\\s*버|불\\s*(?:을\\s*)?(?:질러|지르|지를)|부순|부숴|부술|폭파|가만\\s*(?:안|두지)|칼)[가-힣]{0,3}(?:\\s*(?:칠|할|줄|버릴|버려|거야|거다|겠다|테다|다)(?![가-힣]))*`,
    'g',
  ),
  /(?:찾아가서|쳐들어가서|가서)\s*[^.?!]{0,8}(?:다\s*)?(?:깽판|엎어|때려\s*부|죽여|불\s*질러|부숴|난동)[가-힣]{0,3}(?:\s*(?:칠|할|줄|버릴|버려|거야|거다|겠다|테다|다)(?![가-힣]))*/g,
  /가만\s*(?:안\s*둔?다|두지\s*않겠다|안\s*둘\s*거)[가-힣]*/g,
];
const HANDOFF = /사람(?:이랑|하고|과)?\s*(?:바꿔|통화|연결|불러)|상담원\s*(?:바꿔|연결|불러)|직원\s*(?:바꿔|연결|불러)/;

export interface Toned {
  /** The words without insults and threats. */
  readonly text: string;
  readonly insult: boolean;
  readonly threat: boolean;
  /** A human is asked for. */
  readonly wantsPerson: boolean;
}

export function toneOf(text: string): Toned {
  const calm = without(text, THREATS);
  const rest = without(calm, INSULTS);
  return {
    text:
      rest === text
        ? text
        : rest
            .replace(/\s+/g, ' ')
            .replace(/^[\s,.!]+/, '')
            .trim(),
    insult: rest !== calm,
    threat: calm !== text,
    wantsPerson: HANDOFF.test(text),
  };
}

/** Threats against those who work for people; they are no danger to the one who writes. */
export function withoutThreats(text: string): string {
  return without(text, THREATS);
}

function without(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, ' '), text);
}
