/**
 * An Answer → Discord messages. Pure. Every sign that means something in Discord's Markdown stands for itself, so that
 * no mention, link or mark-up of the words comes to life; what is too long goes on in the next message, and a source
 * stays with its link.
 */
import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { placeOf } from '../../src/core/place.js';
import type { Answer, NextAction } from '../../src/core/types.js';
import { type Line, linesOf, plainText, visible } from '../../src/messaging/lines.js';
import { markersOf, type SourceNote, sourcesOf, webAddress } from '../../src/messaging/sources.js';
import { shorten, splitText } from '../../src/messaging/split.js';
import { WORDS } from '../../src/messaging/wording.js';

type Button = APIButtonComponentWithCustomId | APIButtonComponentWithURL;

export interface DiscordMessage {
  readonly content: string;
  readonly components: APIActionRowComponent<Button>[];
}

const CONTENT_LENGTH_MAX = 2_000;
/** Each letter may take two after escaping. */
const WORDS_LENGTH_MAX = 950;
const BUTTON_LENGTH_MAX = 80;
const BUTTONS_IN_ROW_MAX = 5;
const CHOICES_MAX = 15;
const LINK_BUTTON_LENGTH_MAX = 512;

export const PRESSES = {
  quotes: 'quotes',
  helpful: 'helpful',
  notHelpful: 'not-helpful',
  ask: 'ask',
  reason: 'reason',
} as const;

export function renderAnswer(answer: Answer, question?: string): DiscordMessage[] {
  const asked = question
    ? escapedPieces(`${WORDS.asked}: ${visible(question)}`).map((line) => `> ${line.replaceAll('\n', ' ')}`)
    : [];
  const steps = answer.nextActions.flatMap(stepLines);
  const sources = sourcesOf(answer.citations).flatMap(sourceLines);
  const notices = answer.notices.flatMap(({ text }) => escapedPieces(`※ ${visible(text)}`));
  return packed(
    [
      ...asked,
      ...linesOf(answer.text).flatMap(bodyLines),
      ...(steps.length > 0 ? ['', `**${WORDS.nextSteps}**`, ...steps] : []),
      ...(sources.length > 0 ? ['', `**${WORDS.sources}**`, ...sources] : []),
      ...(notices.length > 0 ? ['', ...notices] : []),
    ],
    rowsOf(answer),
  );
}

/** The exact words each sentence rests on. */
export function renderQuotes(answer: Answer): DiscordMessage[] {
  const lines = answer.citations.flatMap(({ n, title, section, page, path, quote, asOf, source }) => {
    const url = webAddress(source.url);
    const from = `[${n}] ${title} · ${placeOf({ page, path, section })} — ${source.publisher}, ${source.title}, ${source.date} (${asOf} 기준)`;
    return [
      ...escapedPieces(visible(from)).map((line) => `**${line}**`),
      ...escapedPieces(visible(quote)).flatMap((piece) => piece.split('\n').map((line) => `> ${line}`)),
      ...(url ? [`<${url}>`] : []),
      '',
    ];
  });
  return packed(lines.length > 0 ? lines : [WORDS.noCitations], []);
}

export function plainMessage(text: string): DiscordMessage {
  return { content: escapeDiscord(text), components: [] };
}

function escapeDiscord(text: string): string {
  return visible(text)
    .replace(/([\\*_~`|<>@[\]()])/g, '\\$1')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(discord(?:app)?)\.(?=gg|com|me)/gi, '$1\\.')
    .replace(/^(\s*)([#-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)\./gm, '$1\\.');
}

/** `ask:<answer id>:<row of the next action>`; ids of answers hold no colon. */
export function pressOf(customId: string): { readonly press: string; readonly answerId: string; readonly row: number } {
  const [press = '', answerId = '', row = '0'] = customId.split(':');
  return { press, answerId, row: Number(row) };
}

function escapedPieces(text: string): string[] {
  return splitText(text, WORDS_LENGTH_MAX).map(escapeDiscord);
}

function bodyLines(line: Line): string[] {
  const mark = line.kind === 'bullet' ? '- ' : '';
  const whole = plainText(line);
  if (whole.length > WORDS_LENGTH_MAX)
    return escapedPieces(whole).map((piece, row) => `${row === 0 ? mark : ''}${piece}`);
  // Escaped as one line, so that only the line's own beginning counts as one.
  return [
    `${mark}${line.runs.map(({ text, bold }) => (bold ? `**${escapeDiscord(text).trim()}**` : escapeDiscord(text))).join('')}`,
  ];
}

function stepLines({ kind, label, value }: NextAction): string[] {
  const pieces = escapedPieces(visible(label)).map((text, row) => `${row === 0 ? '- ' : ''}${text}`);
  const url = kind === 'link' ? webAddress(value) : undefined;
  return url ? [...pieces.slice(0, -1), `${pieces.at(-1) ?? '- '} <${url}>`] : pieces;
}

function sourceLines(source: SourceNote): string[] {
  const text = `${markersOf(source)} ${source.label}`;
  const link = source.url ? ` <${source.url}>` : '';
  const whole = `- ${escapeDiscord(text)}${link}`;
  if (whole.length <= CONTENT_LENGTH_MAX) return [whole];
  return [
    ...escapedPieces(text).map((piece, row) => `${row === 0 ? '- ' : ''}${piece}`),
    ...(source.url ? [`<${source.url}>`] : []),
  ];
}

function rowsOf(answer: Answer): APIActionRowComponent<Button>[] {
  const button = (press: string, label: string, style: ButtonStyle.Primary | ButtonStyle.Secondary): Button => ({
    type: ComponentType.Button,
    style,
    custom_id: press,
    label: shorten(visible(label), BUTTON_LENGTH_MAX),
  });
  const choices = answer.nextActions
    .flatMap(({ kind, label }, row) =>
      kind === 'ask' ? [button(`${PRESSES.ask}:${answer.id}:${row}`, label, ButtonStyle.Primary)] : [],
    )
    .slice(0, CHOICES_MAX);
  const links = answer.nextActions.flatMap(({ kind, label, value }): Button[] => {
    const url = kind === 'link' ? webAddress(value) : undefined;
    return url && url.length <= LINK_BUTTON_LENGTH_MAX
      ? [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Link,
            url,
            label: shorten(visible(label), BUTTON_LENGTH_MAX),
          },
        ]
      : [];
  });
  const own = [
    ...(answer.citations.length > 0
      ? [button(`${PRESSES.quotes}:${answer.id}`, WORDS.showQuotes, ButtonStyle.Secondary)]
      : []),
    button(`${PRESSES.helpful}:${answer.id}`, WORDS.helpful, ButtonStyle.Secondary),
    button(`${PRESSES.notHelpful}:${answer.id}`, WORDS.notHelpful, ButtonStyle.Secondary),
  ];
  return [choices, links.slice(0, BUTTONS_IN_ROW_MAX), own].flatMap((buttons) => {
    const rows: APIActionRowComponent<Button>[] = [];
    for (let row = 0; row < buttons.length; row += BUTTONS_IN_ROW_MAX)
      rows.push({ type: ComponentType.ActionRow, components: buttons.slice(row, row + BUTTONS_IN_ROW_MAX) });
    return rows;
  });
}

/** Lines → as few messages as the limit allows; the buttons stand under the last. */
function packed(lines: readonly string[], rows: APIActionRowComponent<Button>[]): DiscordMessage[] {
  const contents: string[] = [];
  let content = '';
  for (const line of lines) {
    if (content !== '' && content.length + 1 + line.length > CONTENT_LENGTH_MAX) {
      contents.push(content);
      content = line;
    } else content = content === '' ? line : `${content}\n${line}`;
  }
  contents.push(content);
  const filled = contents.map((text) => text.trim()).filter((text) => text !== '');
  return filled.map((text, row) => ({ content: text, components: row === filled.length - 1 ? rows : [] }));
}
