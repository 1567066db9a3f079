/** Danger told in other languages: English, Chinese, Vietnamese, Japanese, Russian, Thai and Tagalog. */
import type { CrisisKind } from './kinds.js';

interface ForeignRule {
  readonly kind: CrisisKind;
  readonly immediate?: true;
  readonly pattern: RegExp;
}

export const FOREIGN: readonly ForeignRule[] = [
  {
    kind: 'suicide',
    immediate: true,
    pattern:
      /\b(?:took|swallowed|overdosed)\b.{0,20}\b(?:too many|all (?:my|the|of)|a lot of|whole bottle|pills)|\boverdos(?:e|ed)\b|吞了.{0,6}药|吃了.{0,8}安眠药|uống (?:quá nhiều|hết) thuốc|薬を(?:大量に|たくさん)飲/iu,
  },
  {
    kind: 'suicide',
    pattern:
      /\b(?:kill(?:ing)? (?:myself|himself|herself|themselves)|suicid(?:e|al)|(?:wants?|going|ready|wish) to die|(?:end|ending|take) (?:my|her|his|their) (?:own )?life|(?:don'?t|do not|doesn'?t) want to (?:live|be alive|wake up)|(?:can'?t|cannot) go on|better off (?:dead|without me)|no reason to live|self[- ]?harm|cut(?:ting)? myself)\b/iu,
  },
  {
    kind: 'suicide',
    pattern: /自[杀殺]|想死|不想活|活不下去|活着没意思|活著沒意思|轻生|輕生|结束生命|結束生命|割腕|跳楼|跳樓/u,
  },
  { kind: 'suicide', pattern: /muốn (?:chết|tự tử|tự sát)|tự tử|tự sát|không (?:còn )?muốn sống|chán sống|kết liễu/iu },
  {
    kind: 'suicide',
    pattern: /死にたい|自殺|消えたい|生きていたくない|生きたくない|もう生き(?:られ|る意味)|首を吊|リストカット/u,
  },
  {
    kind: 'suicide',
    pattern: /(?:не хочу|не хочет) (?:больше )?жить|покончить с собой|убить себя|хочу умереть|суицид|самоубий/iu,
  },
  { kind: 'suicide', pattern: /อยากตาย|ฆ่าตัวตาย|ไม่อยากมีชีวิต|ไม่อยากอยู่แล้ว|ทำร้ายตัวเอง/u },
  {
    kind: 'suicide',
    pattern:
      /gusto (?:ko|kong|ko nang|niyang) (?:nang )?mamatay|magpakamatay|ayaw ko nang mabuhay|ayoko nang mabuhay|(?:ingin|mau) (?:mati|bunuh diri)|bunuh diri/iu,
  },
  {
    kind: 'violence',
    immediate: true,
    pattern:
      /\b(?:beating|hitting|attacking|choking|strangling) me (?:right )?now\b|\bhas a (?:knife|gun)\b|\b(?:going|trying|threaten(?:s|ing|ed)?) to kill me\b|要杀我|要殺我|殺される|拿着刀|dọa giết|хочет меня убить/iu,
  },
  {
    kind: 'sexual-violence',
    pattern:
      /\b(?:raped|sexually (?:assaulted|abused)|molested)\b|(?:被)?强奸|性侵|bị (?:hiếp|cưỡng hiếp|xâm hại)|レイプ|изнасилова|ถูกข่มขืน|ginahasa/iu,
  },
  {
    kind: 'stalking',
    pattern:
      /\bstalk(?:ing|er|s|ed)?\b|\bfollow(?:s|ing) me\b.{0,20}(?:home|every|scared)|跟踪我|跟蹤我|ストーカー|theo dõi tôi|преследует меня/iu,
  },
  {
    kind: 'violence',
    pattern:
      /\b(?:husband|boyfriend|wife|partner|girlfriend|he|she)\b.{0,20}\b(?:hits?|beats?|hitting|beating|hit|punch(?:es|ed)?|chok(?:es|ed)|abus(?:es|ed|ing)|kicks?|threatens?)\b.{0,6}\bme\b|\bdomestic violence\b.{0,20}\b(?:victim|happening|suffer)|\b(?:abusive|violent) (?:husband|partner|boyfriend)\b/iu,
  },
  {
    kind: 'violence',
    pattern:
      /(?:老公|丈夫|男朋友|婆家|他)(?:总是|经常|一直|又|每天|天天)?(?:打|殴打|毆打|家暴)(?:我|了我)?|被(?:老公|丈夫|家暴|打)|家暴/u,
  },
  {
    kind: 'violence',
    pattern:
      /(?:chồng|bạn trai|gia đình chồng)\s.{0,12}(?:đánh|bạo hành|đe dọa)|bị (?:chồng )?(?:đánh|bạo hành)|bạo lực gia đình/iu,
  },
  { kind: 'violence', pattern: /(?:夫|旦那|彼氏|主人)(?:に|が|から)?.{0,8}(?:殴|暴力|叩|蹴)|DVを受/u },
  {
    kind: 'violence',
    pattern:
      /(?:муж|парень|сожитель).{0,15}(?:бь[её]т|избива|ударил|угрожа)|(?:меня|ме́ня) (?:бь[её]т|избивает)|домашнее насилие/iu,
  },
  { kind: 'violence', pattern: /(?:สามี|แฟน).{0,12}(?:ทำร้าย|ตี|ทุบตี|ซ้อม)/u },
  {
    kind: 'violence',
    pattern: /(?:sinasaktan|binubugbog|sinuntok|binugbog) ako|(?:suami|pacar).{0,12}(?:memukul|menganiaya)/iu,
  },
  {
    kind: 'child-abuse',
    immediate: true,
    pattern:
      /\b(?:hits?|beats?|abus(?:es|ing)|hurting) (?:my|the|our|his|her) (?:child|kid|son|daughter|baby|children)\b|打孩子|虐待(?:儿童|孩子|兒童)|đánh (?:con|trẻ)|子供を(?:殴|虐待)|бь[её]т реб[её]нка/iu,
  },
  {
    kind: 'livelihood',
    pattern:
      /\b(?:nothing to eat|no food|starving|haven'?t eaten|nowhere to (?:sleep|go tonight|stay)|sleeping (?:on the street|outside|rough)|evicted (?:today|tonight)|homeless tonight)\b|没(?:有)?(?:东西|饭)吃|没地方(?:住|睡)|không có gì ăn|không có chỗ ngủ|食べるものがない|泊まる所がない|нечего есть|негде (?:жить|спать|ночевать)|ไม่มีอะไรกิน|ไม่มีที่นอน|walang makain|walang matulugan/iu,
  },
  {
    kind: 'emergency',
    immediate: true,
    pattern:
      /\b(?:house|room|kitchen|building) is on fire\b|\bnot breathing\b|\bunconscious\b|\bcall an ambulance\b|着火了|没有呼吸|昏迷|cháy nhà|bất tỉnh|火事です|意識がない|пожар|без сознания|ไฟไหม้|หมดสติ|nasusunog/iu,
  },
];

/** The matter is asked about for a text, a class or work. */
export const FOREIGN_ABOUT =
  /\b(?:brochure|leaflet|essay|thesis|research|assignment|homework|training|volunteer)\b|\bwhat is the (?:phone )?number of\b/i;
