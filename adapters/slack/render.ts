/**
 * An Answer → Slack messages. Pure. Words go into rich text and plain text only, which Slack shows letter by letter: no
 * mention, link or mark-up in them comes to life. What is too long goes on in the next message; no source is cut.
 */
import type { types } from '@slack/bolt';
import type { Answer, NextAction } from '../../src/core/types.js';
import type { Audience } from '../../src/knowledge/schema.js';
import { type Line, linesOf, plainText, visible } from '../../src/messaging/lines.js';
import { markersOf, type SourceNote, sourcesOf, webAddress } from '../../src/messaging/sources.js';
import { shorten, splitText } from '../../src/messaging/split.js';
import { WORDS } from '../../src/messaging/wording.js';

type KnownBlock = types.KnownBlock;
type RichTextBlock = types.RichTextBlock;
type RichTextElement = types.RichTextElement;
type RichTextList = types.RichTextList;
type RichTextSection = types.RichTextSection;

export interface SlackMessage {
  /** For notifications and screen readers; safe, as Slack reads mark-up here. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Slack takes 50 blocks and refuses a message near 13,200 characters. */
const BLOCKS_MAX = 45;
export const MESSAGE_LENGTH_MAX = 9_000;
const BLOCK_LENGTH_MAX = 2_800;
const BUTTON_LENGTH_MAX = 75;
const VALUE_LENGTH_MAX = 1_900;
const NOTIFICATION_LENGTH_MAX = 200;

export const ACTIONS = {
  quotes: 'show_quotes',
  helpful: 'rate_helpful',
  notHelpful: 'rate_not_helpful',
  human: 'human_help',
  share: 'share_answer',
  resolve: 'resolve_help',
  ask: /^ask_\d+$/,
} as const;

export interface RenderOptions {
  /** Whose knowledge the answer was made from; travels in the buttons. */
  readonly audience: Audience;
  /** Restated above an answer that stands apart from its question. */
  readonly question?: string | undefined;
  readonly shareable?: boolean;
}

export function renderAnswer(answer: Answer, options: RenderOptions): SlackMessage[] {
  const asked = options.question
    ? [textBlock(splitText(`${WORDS.asked}: ${visible(options.question)}`, BLOCK_LENGTH_MAX).map(plainSection))]
    : [];
  return pack(
    [...asked, ...bodyBlocks(linesOf(answer.text)), ...tailBlocks(answer)],
    lastBlocks(answer, options),
    answer,
  );
}

/** What follows a body that has been streamed already. */
export function renderTail(answer: Answer, options: RenderOptions): SlackMessage[] {
  return pack(tailBlocks(answer), lastBlocks(answer, options), answer);
}

/** Text for places that read Markdown (streams): every sign that means something there stands for itself. */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/([\\`*_[\]()#+|~!])/g, '\\$1')
    .replace(/^(\s*)(\d+)([.)])/gm, '$1$2\\$3')
    .replace(/^(\s*)-/gm, '$1\\-');
}

/** Text for places that read Slack's mark-up. */
export function escapeMrkdwn(text: string): string {
  return visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function streamedLine({ kind, runs }: Line): string {
  const text = runs.map((run) => (run.bold ? `**${escapeMarkdown(run.text)}**` : escapeMarkdown(run.text))).join('');
  return `${kind === 'bullet' ? '- ' : ''}${text}\n\n`;
}

function buttonValue(answer: Answer, audience: Audience): string {
  return `${audience}:${answer.id}`;
}

export function readButtonValue(value: string): { readonly audience: Audience; readonly answerId: string } | undefined {
  const [, audience, answerId] = /^(public|staff):(\S+)$/.exec(value) ?? [];
  return answerId === undefined ? undefined : { audience: audience === 'staff' ? 'staff' : 'public', answerId };
}

export function textBlock(elements: readonly (RichTextSection | RichTextList)[]): RichTextBlock {
  return { type: 'rich_text', elements: [...elements] };
}

export function plainSection(text: string): RichTextSection {
  return { type: 'rich_text_section', elements: [{ type: 'text', text }] };
}

export function boldSection(text: string): RichTextSection {
  return { type: 'rich_text_section', elements: [{ type: 'text', text, style: { bold: true } }] };
}

function bodyBlocks(lines: readonly Line[]): KnownBlock[] {
  return blocksOf(lines.flatMap(lineSections));
}

interface Piece {
  readonly bullet: boolean;
  readonly section: RichTextSection;
  readonly length: number;
}

function lineSections(line: Line): Piece[] {
  const bullet = line.kind === 'bullet';
  const whole = plainText(line);
  if (whole.length <= BLOCK_LENGTH_MAX) {
    const elements = line.runs.map(
      ({ text, bold }): RichTextElement => ({ type: 'text', text, ...(bold ? { style: { bold } } : {}) }),
    );
    return [{ bullet, section: { type: 'rich_text_section', elements }, length: whole.length }];
  }
  return splitText(whole, BLOCK_LENGTH_MAX).map((text) => ({
    bullet,
    section: plainSection(text),
    length: text.length,
  }));
}

/** Neighbouring lines share a block until it is full; neighbouring bullets share a list. */
function blocksOf(pieces: readonly Piece[]): KnownBlock[] {
  const blocks: RichTextBlock[] = [];
  let elements: (RichTextSection | RichTextList)[] = [];
  let length = 0;
  const close = () => {
    if (elements.length > 0) blocks.push(textBlock(elements));
    elements = [];
    length = 0;
  };
  for (const piece of pieces) {
    if (length + piece.length > BLOCK_LENGTH_MAX) close();
    length += piece.length;
    const last = elements.at(-1);
    if (!piece.bullet) {
      // Sections of one block run together: the line ends here.
      const ended: RichTextSection = {
        ...piece.section,
        elements: [...piece.section.elements, { type: 'text', text: '\n' }],
      };
      elements.push(ended);
    } else if (last?.type === 'rich_text_list') last.elements.push(piece.section);
    else elements.push({ type: 'rich_text_list', style: 'bullet', elements: [piece.section] });
  }
  close();
  return blocks;
}

function tailBlocks(answer: Answer): KnownBlock[] {
  const steps = answer.nextActions.filter(({ kind }) => kind !== 'ask').map(stepPiece);
  // A choice whose name does not fit on its button is also told in full.
  const choices = answer.nextActions
    .filter(
      ({ kind, label, value }) =>
        kind === 'ask' && (label.length > BUTTON_LENGTH_MAX || value.length > VALUE_LENGTH_MAX),
    )
    .flatMap(({ label }) => lineSections({ kind: 'bullet', runs: [{ text: visible(label), bold: false }] }));
  const sources = sourcesOf(answer.citations).flatMap(sourcePieces);
  const heading = (text: string): Piece => ({ bullet: false, section: boldSection(text), length: text.length });
  const notices = answer.notices.flatMap(({ text }) => splitText(`※ ${visible(text)}`, BLOCK_LENGTH_MAX));
  return [
    ...(steps.length + choices.length > 0 ? blocksOf([heading(WORDS.nextSteps), ...steps, ...choices]) : []),
    ...(sources.length > 0 ? blocksOf([heading(WORDS.sources), ...sources]) : []),
    ...notices.map((text): KnownBlock => ({ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] })),
  ];
}

function stepPiece({ kind, label, value }: NextAction): Piece {
  const text = visible(label);
  const url = kind === 'link' ? webAddress(value) : undefined;
  const elements: RichTextElement[] = url ? [{ type: 'link', url, text }] : [{ type: 'text', text }];
  return { bullet: true, section: { type: 'rich_text_section', elements }, length: text.length + (url?.length ?? 0) };
}

function sourcePieces(source: SourceNote): Piece[] {
  const pieces = splitText(`${markersOf(source)} ${source.label}`, BLOCK_LENGTH_MAX - 100);
  return pieces.map((text, row) => {
    const link: RichTextElement[] =
      source.url && row === pieces.length - 1
        ? [
            { type: 'text', text: ' ' },
            { type: 'link', url: source.url, text: WORDS.openSource },
          ]
        : [];
    const section: RichTextSection = { type: 'rich_text_section', elements: [{ type: 'text', text }, ...link] };
    return { bullet: true, section, length: text.length + (source.url?.length ?? 0) };
  });
}

function lastBlocks(answer: Answer, { audience, shareable = false }: RenderOptions): KnownBlock[] {
  const value = buttonValue(answer, audience);
  const button = (id: string, label: string, text = value, primary = false) => ({
    type: 'button' as const,
    action_id: id,
    text: { type: 'plain_text' as const, text: shorten(visible(label), BUTTON_LENGTH_MAX), emoji: false },
    value: text,
    ...(primary ? { style: 'primary' as const } : {}),
  });
  const choices = answer.nextActions
    .filter(({ kind, value: words }) => kind === 'ask' && words.length <= VALUE_LENGTH_MAX)
    .map(({ label, value: words }, row) => button(`ask_${row}`, label, words));
  const chunks: (typeof choices)[] = [];
  for (let row = 0; row < choices.length; row += 20) chunks.push(choices.slice(row, row + 20));
  return [
    ...chunks.map((elements): KnownBlock => ({ type: 'actions', elements })),
    {
      type: 'actions',
      elements: [
        ...(shareable ? [button(ACTIONS.share, WORDS.share, value, true)] : []),
        ...(answer.citations.length > 0 ? [button(ACTIONS.quotes, WORDS.showQuotes)] : []),
        button(ACTIONS.helpful, WORDS.helpful),
        button(ACTIONS.notHelpful, WORDS.notHelpful),
        button(ACTIONS.human, WORDS.humanHelp),
      ],
    },
  ];
}

/** Blocks → as few messages as the limits allow; the buttons stand at the end of the last. */
function pack(blocks: readonly KnownBlock[], last: readonly KnownBlock[], answer: Answer): SlackMessage[] {
  const pages: KnownBlock[][] = [[]];
  let length = 0;
  const place = (group: readonly KnownBlock[]) => {
    const page = pages.at(-1) ?? [];
    const more = group.reduce((sum, block) => sum + shownLength(block), 0);
    if (page.length > 0 && (page.length + group.length > BLOCKS_MAX || length + more > MESSAGE_LENGTH_MAX)) {
      pages.push([...group]);
      length = more;
    } else {
      page.push(...group);
      length += more;
    }
  };
  for (const block of blocks) place([block]);
  place(last);
  const text = escapeMrkdwn(shorten(linesOf(answer.text).map(plainText).join(' '), NOTIFICATION_LENGTH_MAX));
  return pages.map((page) => ({ text, blocks: page }));
}

/** Letters of a block that are shown or followed. */
function shownLength(block: KnownBlock): number {
  let length = 0;
  JSON.stringify(block, (key, value: unknown) => {
    if ((key === 'text' || key === 'url') && typeof value === 'string') length += value.length;
    return value;
  });
  return length;
}
