import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestTo } from '../../src/cli/nearest.js';

const KNOWN = ['ask', 'search', 'serve', 'versions', 'doctor', 'knowledge'];

it.each([
  ['seach', 'search'],
  ['serach', 'search'],
  ['sreve', 'serve'],
  ['asl', 'ask'],
  ['Doctor', 'doctor'],
  ['knowlege', 'knowledge'],
])('finds the word that was meant by %s', (written, meant) => {
  expect(nearestTo(written, KNOWN)).toBe(meant);
});

it.each(['', 'x', 'deploy', '기초연금', 'versionsandmore'])('guesses nothing for %j', (written) => {
  expect(nearestTo(written, KNOWN)).toBeUndefined();
});

it('finds every known word itself', () => {
  fc.assert(fc.property(fc.constantFrom(...KNOWN), (word) => nearestTo(word, KNOWN) === word));
});
