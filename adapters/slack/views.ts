/** Slack's windows: the words behind an answer, why it was not helpful, a call for a person, a draft, the Home. Pure. */
import type { types } from '@slack/bolt';
import { placeOf } from '../../src/core/place.js';
import type { Answer } from '../../src/core/types.js';
import type { IndexSummary } from '../../src/messaging/desk.js';
import { linesOf, plainText, visible } from '../../src/messaging/lines.js';
import { markersOf, sourcesOf, webAddress } from '../../src/messaging/sources.js';
import { shorten, splitText } from '../../src/messaging/split.js';
import { REASONS, WORDS } from '../../src/messaging/wording.js';
import { boldSection, plainSection, textBlock } from './render.js';

const VIEW_BLOCKS_MAX = 95;
const INPUT_LENGTH_MAX = 2_900;
const PRIVATE_LENGTH_MAX = 2_900;
const HOME_TITLES_MAX = 10;

export const VIEWS = { reason: 'rate_reason', human: 'human_request', draft: 'draft_reply' } as const;

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });
const modal = (title: string, blocks: types.KnownBlock[]): types.ModalView => ({
  type: 'modal',
  title: plain(title),
  close: plain(WORDS.close),
  blocks,
});

/** The exact words each sentence rests on, with where they stand. */
export function quotesView(answer: Answer): types.ModalView {
  const blocks = answer.citations.flatMap(
    ({ n, title, section, page, path, quote, asOf, source }): types.KnownBlock[] => {
      const url = webAddress(source.url);
      const from = visible(
        `[${n}] ${title} · ${placeOf({ page, path, section })} — ${source.publisher}, ${source.title}, ${source.date} (${asOf} 기준)`,
      );
      const link: types.RichTextElement[] = url ? [{ type: 'link', url, text: WORDS.openSource }] : [];
      const pieces = splitText(visible(quote), INPUT_LENGTH_MAX);
      return pieces.map((text, row) => ({
        type: 'rich_text',
        elements: [
          ...(row === 0 ? [boldSection(from)] : []),
          { type: 'rich_text_quote', elements: [{ type: 'text', text }] },
          ...(row === pieces.length - 1 && link.length > 0
            ? [{ type: 'rich_text_section' as const, elements: link }]
            : []),
        ],
      }));
    },
  );
  // A view takes 100 blocks: beyond, neighbours are put together rather than left out.
  return modal(WORDS.showQuotes, blocks.length > 0 ? merged(blocks) : messageBlocks(WORDS.noCitations));
}

export function messageView(title: string, text: string): types.ModalView {
  return modal(title, messageBlocks(text));
}

export function reasonView(answerId: string): types.ModalView {
  return {
    ...modal(WORDS.reasonTitle, [
      {
        type: 'input',
        block_id: 'reason',
        label: plain(WORDS.reasonLabel),
        element: {
          type: 'radio_buttons',
          action_id: 'reason',
          options: REASONS.map((reason) => ({ text: plain(WORDS.reasons[reason]), value: reason })),
        },
      },
      {
        type: 'input',
        block_id: 'comment',
        optional: true,
        label: plain(WORDS.commentLabel),
        element: { type: 'plain_text_input', action_id: 'comment', multiline: true, max_length: 500 },
      },
    ]),
    callback_id: VIEWS.reason,
    submit: plain(WORDS.send),
    private_metadata: answerId,
  };
}

export function humanView(metadata: string): types.ModalView {
  return {
    ...modal(WORDS.dutyTitle, [
      {
        type: 'input',
        block_id: 'note',
        label: plain(WORDS.dutyLabel),
        element: { type: 'plain_text_input', action_id: 'note', multiline: true, max_length: 1_000 },
      },
    ]),
    callback_id: VIEWS.human,
    submit: plain(WORDS.send),
    private_metadata: metadata.slice(0, PRIVATE_LENGTH_MAX),
  };
}

/** A reply to a citizen as plain words: greeting, statements, sources, closing. */
export function draftReply(answer: Answer): string {
  const lines = linesOf(answer.text).map((line) => `${line.kind === 'bullet' ? '- ' : ''}${plainText(line)}`);
  const sources = sourcesOf(answer.citations).map((source) =>
    [markersOf(source), source.label, source.url].filter(Boolean).join(' '),
  );
  const steps = answer.nextActions.flatMap(({ kind, label, value }) =>
    kind === 'call'
      ? [`- ${visible(label)}`]
      : kind === 'link'
        ? [`- ${visible(label)}: ${webAddress(value) ?? ''}`]
        : [],
  );
  return [
    WORDS.draftGreeting,
    lines.join('\n'),
    steps.length > 0 ? [WORDS.nextSteps, ...steps].join('\n') : '',
    sources.length > 0 ? [WORDS.sources, ...sources].join('\n') : '',
    answer.notices.map(({ text }) => `※ ${visible(text)}`).join('\n'),
    WORDS.draftClosing,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

export function draftView(answer: Answer): types.ModalView {
  const pieces = splitText(draftReply(answer), INPUT_LENGTH_MAX);
  return {
    ...modal(WORDS.draftTitle, [
      ...messageBlocks(WORDS.draftHint),
      ...pieces.map(
        (text, row): types.KnownBlock => ({
          type: 'input',
          block_id: `draft_${row}`,
          optional: true,
          label: plain(pieces.length > 1 ? `${WORDS.draftTitle} ${row + 1}/${pieces.length}` : WORDS.draftTitle),
          element: { type: 'plain_text_input', action_id: 'draft', multiline: true, initial_value: text },
        }),
      ),
    ]),
    callback_id: VIEWS.draft,
    submit: plain(WORDS.close),
  };
}

export function homeView({ version, builtAt, documents, changes }: IndexSummary): types.HomeView {
  const told = changes
    ? ([
        [WORDS.added, changes.added],
        [WORDS.changed, changes.changed],
        [WORDS.removed, changes.removed],
      ] as const)
    : [];
  const lines = told
    .filter(([, titles]) => titles.length > 0)
    .map(([word, titles]) => {
      const more = titles.length > HOME_TITLES_MAX ? ` 외 ${titles.length - HOME_TITLES_MAX}건` : '';
      return `${word} ${titles.length}건: ${shorten(visible(titles.slice(0, HOME_TITLES_MAX).join(', ')), 900)}${more}`;
    });
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain(WORDS.homeTitle) },
      ...messageBlocks(WORDS.homeIntro),
      { type: 'divider' },
      textBlock([boldSection(WORDS.homeIndex)]),
      ...messageBlocks(`문서 ${documents}건 · ${koreanTime(builtAt)}에 만든 색인 · ${version}`),
      ...(changes
        ? [
            textBlock([boldSection(WORDS.homeChanges)]),
            ...(lines.length > 0 ? lines : [WORDS.homeNoChanges]).flatMap(messageBlocks),
          ]
        : []),
    ],
  };
}

function messageBlocks(text: string): types.KnownBlock[] {
  return splitText(text, INPUT_LENGTH_MAX).map((piece) => textBlock([plainSection(piece)]));
}

function merged(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  const share = Math.ceil(blocks.length / VIEW_BLOCKS_MAX);
  const result: types.KnownBlock[] = [];
  for (let row = 0; row < blocks.length; row += share) {
    const elements = blocks
      .slice(row, row + share)
      .flatMap((block) => (block.type === 'rich_text' ? block.elements : []));
    result.push({ type: 'rich_text', elements });
  }
  return result;
}

function koreanTime(iso: string): string {
  return new Intl.DateTimeFormat('ko', {
    timeZone: 'Asia/Seoul',
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(new Date(iso));
}
