import { describe, expect, it } from 'vitest';
import { markdownOf } from '../../src/core/markdown.js';
import type { VerifiedStatement } from '../../src/core/stages/verify.js';

const line = (text: string, fields: Partial<VerifiedStatement> = {}): VerifiedStatement => ({
  text,
  role: 'benefit',
  citations: [1],
  ...fields,
});

describe('the text of an answer', () => {
  it('begins a block with its title and a group with its heading', () => {
    expect(markdownOf([line('하나.', { heading: '전국 · 돈', label: '수당' }), line('둘.', { title: '급여' })])).toBe(
      '**전국 · 돈**\n\n- **수당**: 하나.[1]\n\n**급여**\n\n- 둘.[1]',
    );
  });

  it('puts cells into one table, and a dash where nothing is told', () => {
    const cell = (row: string, column: string) => ({ cell: { row, column } });
    expect(
      markdownOf([
        line('가.', cell('대상', '하나')),
        line('나.', cell('대상', '둘')),
        line('다|라.', cell('신청', '둘')),
      ]),
    ).toBe(['| | 하나 | 둘 |', '|---|---|---|', '| 대상 | 가.[1] | 나.[1] |', '| 신청 | – | 다\\|라.[1] |'].join('\n'));
  });

  it('lets no markup of a source through', () => {
    expect(markdownOf([line('<b>*별*</b> [1](x)')])).toBe('- &lt;b&gt;\\*별\\*&lt;/b&gt; \\[1\\](x)[1]');
  });
});
