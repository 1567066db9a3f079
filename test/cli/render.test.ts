/** The terminal's rendering, against what every channel must show. */
import { renderAnswer } from '../../src/cli/render.js';
import { behavesLikeChannel } from '../conformance/channel.js';

behavesLikeChannel('the terminal', (answer) => {
  const text = renderAnswer(answer);
  // A terminal follows nothing by itself: the addresses it prints for sources and links are what a person can open.
  const printed = [
    ...answer.citations.map(({ source }) => source.url ?? ''),
    ...answer.nextActions.map(({ value }) => value),
  ].flatMap((url) => (URL.canParse(url) && text.includes(new URL(url).href) ? [new URL(url).href] : []));
  return [{ text, links: printed.filter((url) => url.startsWith('http')), alive: [], faults: [] }];
});
