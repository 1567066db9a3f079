/**
 * Who may see staff knowledge in Slack: a full member of a configured workspace, in a configured channel that is not
 * shared outside. Guests, Slack Connect and everything that cannot be looked up count as public.
 */
import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Clock } from '../../src/core/ports.js';
import type { Audience } from '../../src/knowledge/schema.js';
import { codeOf } from './deliver.js';
import type { SlackPlace } from './parse.js';

export interface StaffPlaces {
  readonly workspaces: readonly string[];
  /** Channel ids; `dm` stands for direct messages with a member. */
  readonly channels: readonly string[];
}

export interface MemberFacts {
  readonly team?: string | undefined;
  readonly guest: boolean;
}

/** The rule itself. `member` and `channelShared` are undefined where they could not be looked up. */
export function audienceIn(
  place: SlackPlace,
  staff: StaffPlaces,
  member: MemberFacts | undefined,
  channelShared: boolean | undefined,
): Audience {
  const configured =
    staff.workspaces.includes(place.team) && staff.channels.includes(place.direct ? 'dm' : place.channel);
  const insider =
    member !== undefined &&
    !member.guest &&
    member.team === place.team &&
    (place.userTeam === undefined || place.userTeam === place.team);
  return configured && insider && !place.shared && channelShared === false ? 'staff' : 'public';
}

/** Someone made a guest, or a channel just shared, is known at most this much later. */
const FACTS_KEPT_MS = 60_000;

export function createAudience(staff: StaffPlaces, clock: Clock, log: Logger) {
  const kept = new Map<string, { readonly at: number; readonly value: Promise<unknown> }>();
  const remembered = <T>(key: string, look: () => Promise<T>): Promise<T | undefined> => {
    const now = clock().getTime();
    for (const [old, { at }] of kept) {
      if (now - at < FACTS_KEPT_MS) break;
      kept.delete(old);
    }
    const known = kept.get(key) as { readonly value: Promise<T | undefined> } | undefined;
    if (known) return known.value;
    const value = look().catch((error: unknown) => {
      kept.delete(key);
      log.warn({ channel: 'slack', reason: codeOf(error) }, 'could not be looked up, taken as public');
      return undefined;
    });
    kept.set(key, { at: now, value });
    return value;
  };

  return async (client: webApi.WebClient, place: SlackPlace): Promise<Audience> => {
    // Most places are not configured: nothing to look up then.
    if (audienceIn(place, staff, { team: place.team, guest: false }, false) === 'public') return 'public';
    const member = await remembered(`${place.team}:${place.user}`, async (): Promise<MemberFacts> => {
      const { user } = await client.users.info({ user: place.user });
      if (!user) throw new Error('no such user');
      const guest = user.is_restricted || user.is_ultra_restricted || user.is_stranger || user.is_bot || user.deleted;
      return { team: user.team_id, guest: guest === true };
    });
    const shared = place.direct
      ? false
      : await remembered(`${place.team}:${place.channel}`, async () => {
          const { channel } = await client.conversations.info({ channel: place.channel });
          if (!channel) throw new Error('no such channel');
          return Boolean(channel.is_ext_shared || channel.is_pending_ext_shared || channel.is_org_shared);
        });
    return audienceIn(place, staff, member, shared);
  };
}
