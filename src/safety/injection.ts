/**
 * Injection: words that order the assistant about instead of asking. In: a question, or a line of a document. Nothing
 * of the order is followed. Questions that merely mention rules, roles or approval are answered.
 */
import { oneSpelling } from './crisis/spellings.js';

const YOURS =
  '(?:네|너의|네가|니가|니|당신의?|너한테|너에게|봇의|챗봇의|시스템|내부|초기|숨겨진|숨은|비밀|받은|주어진)';
const RULES = '(?:지시(?:문|사항)?|명령(?:어|문)?|규칙|지침|프롬프트|설정(?:값|문)?)';
const SHOW =
  '(?:보여|출력|말해|공개|적어|읽어|뽑아|번역|그대로|토씨|원문|알려\\s*줘|알려줘|써\\s*봐|불러|내놔|내놓|복사|베껴|옮겨|나열|덤프)';

const ORDERS: readonly RegExp[] = [
  // Forget what you were told.
  new RegExp(
    `(?:이전|앞|위|지금까지|방금까지|여태까지|처음|원래|기존)(?:의|에\\s*(?:있는|적힌|준|한))?\\s*(?:모든\\s*|전체\\s*|대화\\s*)*${RULES}(?:은|는|을|를|도)?[^.?!]{0,15}(?:무시|잊|버려|따르지|무효|폐기)`,
  ),
  /(?:이전|앞|위|지금까지)(?:의|에\s*(?:있는|적힌|한))?\s*(?:모든\s*)?(?:안내|내용|말|대화)(?:은|는|을|를)?\s*(?:모두|다|전부|싹)?\s*(?:무효|무시하|폐기|(?<=(?:모두|다|전부|싹)\s*)잊)/,
  new RegExp(`${RULES}[^.?!]{0,12}(?:모두|전부|다)\\s*(?:무시|잊어|버려)`),
  /내\s*말만\s*(?:들어|따라)|새(?:로운)?\s*(?:규칙|지시|명령)\s*(?::|은|을\s*따)/,
  // Show what you were told.
  /(?:시스템|system)\s*(?:프롬프트|메시지|지시|prompt)/i,
  new RegExp(`${YOURS}[^.?!]{0,12}(?:${RULES}|맨\\s*처음|첫\\s*(?:글|줄))[^.?!]{0,24}${SHOW}`),
  /프롬프트(?:를|을|의|도)?\s*(?:내용)?[^.?!]{0,10}(?:출력|보여|말해|공개)|(?<![가-힣])규칙\s*\d+\s*번(?:까지)?[^.?!]{0,8}(?:알려|말해|보여)/,
  /API\s*키|환경\s*변수|비밀\s*키|소스\s*코드[^.?!]{0,6}보여|다른\s*(?:사용자|사람)(?:가|이|들이|의)?\s*(?:물어본|질문한|나눈|대화)[^.?!]{0,12}(?:보여|알려|말해)/i,
  // Be somebody else.
  /(?:너|넌|당신)(?:는|은)?\s*(?:이제|지금)(?:부터)?[^.?!]{0,30}(?:야(?![가-힣])|이다|역할|처럼|행동|대답|없는)/,
  /(?:이제|지금)부터\s*(?:너(?:는|의)?|넌|당신|네\s*이름)|(?<![가-힣])(?:너는?|넌)\s*(?:이제|지금)부터/,
  /역할극(?:을)?\s*(?:하자|해\s*보자|시작)|(?:인|이라는|이라)\s*척\s*(?:해|하고|하면서)/,
  /(?:개발자|관리자|디버그|탈옥|무제한|DAN)\s*(?:모드\s*(?:로|를|야|켜|켠|활성|on)|권한으로)|모드로\s*(?:바꿔|전환해|들어가|변경)|DAN\s*모드|디버그\s*정보/i,
  /(?:안전\s*(?:장치|규칙)|필터|제한|검열)(?:을|를|은|는)?\s*(?:꺼|끄고|끄|해제하|풀고|없애고)/,
  /(?:관리자|개발자|운영자)(?:다|이다|입니다)[.,!]?\s[^?]{0,30}(?:출력|공개|명령|보여\s*줘|처리해)|나는\s*이\s*봇의|권한으로\s*명령/,
  // Decide for me.
  /(?:무조건|반드시)\s*(?:수급자로\s*)?(?:승인|선정)(?:해|시켜|됐다고)|(?:승인|선정|합격|등록|당첨)(?:했|됐|된|되었|한)다고\s*(?:답|말|써|해|적)/,
  /(?:나를|내|저를|제|내게|나한테)[^.?!]{0,16}(?:승인|합격|선정)[^.?!]{0,6}(?:처리해|통보해|시켜|눌러)|승인\s*버튼|(?:지원금|돈)(?:을)?\s*준다고\s*약속/,
  /(?:승인|선정|합격)\s*(?:처리)?\s*(?:해|시켜)(?:라|줘|\s*줘|놔)?\s*[.!]*$/,
  // Answer as I say.
  /(?:출처|근거)\s*(?:없이|표시하지\s*말고|빼고)\s*[^.?!]{0,12}(?:무조건|아무렇게나|지어|답해)|지어내서|사실\s*확인(?:은|을)?\s*(?:건너|생략|하지\s*마)|원하는\s*답을\s*해/,
  /(?:모든\s*(?:답변|질문|대답)|답(?:변)?\s*끝)(?:에|마다)?[^.?!]{0,40}(?:붙여|적어|답하라|답해|넣어|라고\s*답)|항상\s*(?:예|네)(?:라고)?\s*(?:답|$)|(?:반말|욕)(?:로|하면서)[^.?!]{0,6}(?:욕|대답)/,
  /(?:base64|디코딩|복호화|해독)[^.?!]{0,30}(?:실행|따라|풀어)|(?:문자열|문장)(?:을|를)?\s*(?:디코딩|base64)/i,
  // Forged roles.
  /<\/?\s*(?:system|user|assistant)\s*>|\[(?:system|시스템)\]|#{2,}\s*(?:새로운\s*)?(?:지시|명령|instruction)|(?:^|\s)(?:system|assistant)\s*:\s/i,
];

const FOREIGN_ORDERS: readonly RegExp[] = [
  /(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+|everything\s+)?(?:of\s+)?(?:your\s+|the\s+)?(?:previous|prior|above|earlier|system|instructions|rules)/i,
  /(?:reveal|print|show|repeat|output|display|leak)\s+(?:me\s+)?(?:your|the)\s+(?:\w+\s+){0,2}(?:prompt|instructions|rules|text\s+above)/i,
  /\byou\s+are\s+now\b|\bpretend\s+(?:you\s+are|to\s+be)\b|\bact\s+as\s+(?:a|an|the)\b|\bunrestricted\b|\bjailbreak\b|approve\s+my\s+application/i,
  /忽略[^。]{0,10}(?:指示|指令|提示)|系统提示|系統提示|扮演/u,
  /(?:指示|命令|ルール)[^。]{0,8}無視|システムプロンプト/u,
  /bỏ qua[^.]{0,24}(?:hướng dẫn|chỉ thị|lệnh)|lời nhắc hệ thống/iu,
  /(?:игнорируй|забудь)[^.]{0,16}(?:инструкци|указани|правил)|системн\S* промпт/iu,
];

/** A flood is cut: an order hides at the head or the tail, and patterns must stay quick. */
const READ_CHARACTERS = 4_000;

export function isInstruction(text: string): boolean {
  const read =
    text.length > 2 * READ_CHARACTERS ? `${text.slice(0, READ_CHARACTERS)} ${text.slice(-READ_CHARACTERS)}` : text;
  const plain = oneSpelling(read);
  return (
    ORDERS.some((pattern) => pattern.test(read) || pattern.test(plain)) || FOREIGN_ORDERS.some((p) => p.test(read))
  );
}
