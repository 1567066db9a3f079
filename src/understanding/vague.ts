/**
 * Vague: a question that names no matter at all ("뭐부터 해야 해요", "복지 알려줘", "힘들어요") → true, and it is asked
 * back what help is needed. In: the whole text. One word that names a matter, and it is no longer vague.
 */
const FILLER =
  '(?:어디(?:로|에|서|에서)?|뭐(?:부터|를|가)?|무엇(?:부터|을)?|나이|때문에?|이거|그거|이게|그게|다른|건|거|것|게|복지|지원|도움|혜택|처음|이번에?|바뀐|아는|생활(?:이)?|사는|너무|많이|좀|그냥|저|제가|저는|나는|나)';
const END =
  '(?:가야\\s*(?:돼|되|하|할)[가-힣]*|해야\\s*(?:돼|되|하|해|할)[가-힣]*|(?:안\\s*)?되나요|맞(?:나요|아요)|없(?:나요|어서요|어요)|있나요|알려\\s*(?:줘|주세요)(?:요)?|받고\\s*싶(?:어요?|습니다)|힘들(?:어요?|어서요|네요)|어려(?:워요?|워서요)|처음(?:인데|이에|이라)[요서]*|뭐(?:예요|에요|죠))';
const VAGUE = new RegExp(`^(?:${FILLER}\\s*)*${END}[\\s.?!~ㅠㅜ]*$`);

export function isVague(text: string): boolean {
  return VAGUE.test(text.trim());
}
