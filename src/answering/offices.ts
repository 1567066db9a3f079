/**
 * Offices: whom to ask about a matter that no record answers. The topics stand in `hotlines.yaml`; a pension of the
 * national scheme is asked of its own corporation, not of whoever answers for welfare in general.
 *
 * In: the hotlines, then a question's words and the contact of its place. Out: the contact to name; the general one
 * where no topic is spoken of. The longest topic that is said decides.
 */
import type { Hotlines } from '../knowledge/support.js';

export interface Contact {
  readonly name: string;
  readonly phone: string;
}

export interface Asked {
  readonly words: string;
  readonly placeContact?: Contact | undefined;
}

export type Offices = (asked: Asked) => Contact | undefined;

interface Topic {
  readonly letters: number;
  readonly pattern: RegExp;
  readonly office: Contact;
  readonly isOfTown: boolean;
}

export function createOffices(hotlines: Hotlines | undefined): Offices {
  const topics = (hotlines?.hotlines ?? [])
    .flatMap(({ name, phone, topics: own = [], townTopics = [] }) => [
      ...own.map((word) => topicOf(word, { name, phone }, false)),
      ...townTopics.map((word) => topicOf(word, { name, phone }, true)),
    ])
    .sort((one, other) => other.letters - one.letters);
  return ({ words, placeContact }) => {
    const topic = topics.find(({ pattern }) => pattern.test(words));
    return topic === undefined || (topic.isOfTown && placeContact) ? placeContact : topic.office;
  };
}

/** At the beginning of a word ("소비자" is no "비자"), with or without the spaces inside it. */
function topicOf(topic: string, office: Contact, isOfTown: boolean): Topic {
  const parts = topic.split(/\s+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![가-힣\\w])${parts.join('\\s*')}`, 'iu');
  return { letters: parts.join('').length, pattern, office, isOfTown };
}
