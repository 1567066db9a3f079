/**
 * Markdown: verified statements → the answer's text. Blocks begin with a name in bold, lists with what they give,
 * comparisons are a table; every line carries the markers of what it cites. No raw HTML, no images.
 */
import type { VerifiedStatement } from './stages/verify.js';

export function markdownOf(statements: readonly VerifiedStatement[]): string {
  const lines: string[] = [];
  statements.forEach((statement, index) => {
    const { citations, title, heading, label, cell } = statement;
    if (cell) {
      if (!statements[index - 1]?.cell) lines.push('', ...tableOf(runOfCells(statements, index)), '');
      return;
    }
    if (citations.length === 0) {
      lines.push('', escapeMarkdown(statement.text), '');
      return;
    }
    if (heading) lines.push('', `**${escapeMarkdown(heading)}**`, '');
    if (title) lines.push('', `**${escapeMarkdown(title)}**`, '');
    lines.push(`- ${label ? `**${escapeMarkdown(label)}**: ` : ''}${marked(statement)}`);
  });
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const marked = ({ text, citations }: VerifiedStatement): string =>
  `${escapeMarkdown(text)}${citations.map((n) => `[${n}]`).join('')}`;

function runOfCells(statements: readonly VerifiedStatement[], start: number): readonly VerifiedStatement[] {
  const end = statements.findIndex(({ cell }, index) => index > start && !cell);
  return statements.slice(start, end < 0 ? undefined : end);
}

/** Rows and columns in the order in which they come; a value that no record tells is a dash. */
function tableOf(cells: readonly VerifiedStatement[]): string[] {
  const columns = [...new Set(cells.map(({ cell }) => cell?.column ?? ''))];
  const rows = [...new Set(cells.map(({ cell }) => cell?.row ?? ''))];
  const at = (row: string, column: string): string =>
    cells
      .filter(({ cell }) => cell?.row === row && cell.column === column)
      .map(marked)
      .join(' ')
      .replaceAll('|', '\\|') || '–';
  return [
    `| | ${columns.map((column) => escapeMarkdown(column).replaceAll('|', '\\|')).join(' | ')} |`,
    `|---|${columns.map(() => '---|').join('')}`,
    ...rows.map((row) => `| ${row} | ${columns.map((column) => at(row, column)).join(' | ')} |`),
  ];
}

// Knowledge may be uploaded by anyone: its words stay words in every channel.
export function escapeMarkdown(text: string): string {
  return text
    .replace(/&(?=#?\w{1,31};)/g, '&amp;')
    .replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'))
    .replace(/([\\*_`[\]])/g, '\\$1');
}
