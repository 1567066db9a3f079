/** Markdown tree → elements; a marker [n] is a button that leads to its source. */
import type { ComponentChild } from 'preact';
import { type Block, type HeldInline, heldTogether, type Inline, type Row, readMarkdown } from '../markdown.js';

interface Links {
  readonly onMark: (n: number) => void;
  readonly newWindow: string;
  readonly table: string;
}

export function Rich({ text, ...links }: Links & { readonly text: string }) {
  return readMarkdown(text).map((block) => drawBlock(block, links));
}

function drawBlock(block: Block, links: Links): ComponentChild {
  const draw = (inlines: readonly Inline[]) => heldTogether(inlines).map((inline) => drawInline(inline, links));
  switch (block.kind) {
    case 'paragraph':
      return <p>{draw(block.children)}</p>;
    case 'heading':
      return <h3>{draw(block.children)}</h3>;
    case 'list': {
      const items = block.items.map((item) => <li>{draw(item)}</li>);
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table': {
      const drawRow = ([name = [], ...cells]: Row) => (
        <tr>
          <th scope="row">{draw(name)}</th>
          {cells.map((cell) => (
            <td>{draw(cell)}</td>
          ))}
        </tr>
      );
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard
        <section class="wide" aria-label={links.table} tabIndex={0}>
          <table>
            {block.head === undefined ? null : (
              <thead>
                <tr>{block.head.map((cell) => (cell.length === 0 ? <td /> : <th scope="col">{draw(cell)}</th>))}</tr>
              </thead>
            )}
            <tbody>{block.rows.map(drawRow)}</tbody>
          </table>
        </section>
      );
    }
  }
}

function drawInline(inline: HeldInline, links: Links): ComponentChild {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'strong':
      return <strong>{inline.children.map((child) => drawInline(child, links))}</strong>;
    case 'link':
      return (
        <a href={inline.href} target="_blank" rel="noopener noreferrer">
          {inline.children.map((child) => drawInline(child, links))}
          <span class="v"> ({links.newWindow})</span>
        </a>
      );
    case 'held':
      return <span class="nb">{inline.children.map((child) => drawInline(child, links))}</span>;
    case 'mark':
      return (
        <button type="button" class="m" aria-label={`근거 ${inline.n}`} onClick={() => links.onMark(inline.n)}>
          {inline.n}
        </button>
      );
  }
}
