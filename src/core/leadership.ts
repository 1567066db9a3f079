/**
 * What only one of several processes may do at a time, such as holding the gateway of Discord: the port, the way it is
 * where one process is all there is, and a channel that is open in the leader alone.
 */
import type { Channel } from './ports.js';

export interface Duty {
  /** This process leads now. Where it rejects, another may try. */
  begin(): Promise<void>;
  /** Another leads now. */
  end(): Promise<void>;
}

export interface Candidacy {
  readonly isLeading: boolean;
  /** This process does the duty or another is known to. */
  readonly isServed: boolean;
  /** Ends the duty where it had begun, and lets another lead. */
  withdraw(): Promise<void>;
}

export interface Leadership {
  /** Resolves after the first attempt, whether it leads by then or not. */
  campaign(role: string, duty: Duty): Promise<Candidacy>;
}

/** One process: it leads at once, and a fault at the start is the caller's. */
export const ALWAYS_LEADING: Leadership = {
  async campaign(_role, duty) {
    await duty.begin();
    return { isLeading: true, isServed: true, withdraw: () => duty.end() };
  },
};

export function createLedChannel(channel: Channel, role: string, leadership: Leadership): Channel {
  let candidacy: Candidacy | undefined;
  return {
    get name() {
      return candidacy?.isLeading === false && candidacy.isServed ? `${channel.name}(다른 서버가 맡음)` : channel.name;
    },
    async start() {
      candidacy = await leadership.campaign(role, { begin: () => channel.start(), end: () => channel.stop() });
    },
    stop: async () => candidacy?.withdraw(),
    isServed: () => candidacy?.isServed === true,
  };
}
