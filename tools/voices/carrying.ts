/** Which sections of a record can answer what is asked: the first sentence is learnt and measured by it. */
import type { Aspect } from '../../src/understanding/hearing.js';

export const CARRYING: Readonly<Record<Aspect, readonly string[]>> = {
  what: ['benefit', 'overview', 'eligibility'],
  eligibility: ['eligibility', 'caution', 'overview', 'deadline'],
  amount: ['benefit', 'eligibility', 'overview', 'press'],
  benefit: ['benefit', 'overview'],
  apply: ['apply', 'contact'],
  documents: ['documents', 'apply'],
  deadline: ['deadline', 'apply', 'eligibility', 'caution'],
  date: ['deadline', 'benefit', 'overview', 'apply', 'eligibility', 'press'],
  place: ['apply', 'overview', 'benefit', 'contact', 'press'],
  contact: ['contact', 'apply'],
  count: ['benefit', 'eligibility', 'overview', 'deadline', 'press'],
};
