/**
 * Messages that are answered exactly once, also where the process ends in the midst of it.
 *
 * A message is taken on (committed, before the platform is told that it arrived), answered, its answer written down,
 * sent piece by piece, and finished; a finished one holds no words. What another process left is taken up where it
 * stopped. Only the piece that was being sent then is in doubt: the platform is asked for it by its key, or told the key
 * with the piece.
 */
import type { Logger } from 'pino';
import { z } from 'zod';
import { maskedWords } from '../conversation/memory.js';
import type { Deliveries, Delivery } from '../store/ports.js';
import type { InOrder } from './in-order.js';

/** What a channel does for the outbox. `Work` says where to answer what; its words are masked when it is kept. */
export interface Courier<Work extends { readonly text: string }, Piece> {
  readonly channel: string;
  readonly work: z.ZodType<Work>;
  readonly piece: z.ZodType<Piece>;
  answer(work: Work): Promise<readonly Piece[]>;
  send(work: Work, piece: Piece, key: DeliveryKey): Promise<void>;
  /** Whether the piece stands there already; asked only for what another process may have sent. */
  wasSent(work: Work, key: DeliveryKey): Promise<boolean>;
  /** Says that no answer can be delivered. */
  fail(work: Work): Promise<unknown>;
  /** Told when a delivery is over, whatever came of it: nothing about it need be kept in memory any more. */
  ended?(work: Work): void;
  /** The platform's name for a fault, never people's words. */
  reasonOf(error: unknown): string;
}

export interface DeliveryKey {
  readonly delivery: string;
  readonly row: number;
}

export interface NewMessage<Work> {
  readonly eventIds: readonly [string, ...string[]];
  readonly conversationId: string;
  readonly work: Work;
}

/** Answers and sends by itself; calls `ready` with the pieces before the last word is out. */
export type Live<Piece> = (ready: (pieces: readonly Piece[]) => Promise<void>) => Promise<void>;

export interface Outbox<Work, Piece> {
  /** True where it is this process's to deliver. */
  take(message: NewMessage<Work>): Promise<boolean>;
  /** After everything taken before it in the same conversation. */
  deliver(message: NewMessage<Work>, live?: Live<Piece>): Promise<void>;
  /** Takes up what was left, now and again and again. */
  start(): Promise<void>;
  stop(): void;
}

export interface OutboxOptions<Work extends { readonly text: string }, Piece> {
  readonly courier: Courier<Work, Piece>;
  readonly deliveries: Deliveries;
  readonly order: InOrder;
  readonly log: Logger;
  readonly beatMs?: number;
}

/** Well within the lease of a delivery. */
const BEAT_MS = 10_000;
const RESUMED_AT_ONCE = 50;

export function createOutbox<Work extends { readonly text: string }, Piece>(
  options: OutboxOptions<Work, Piece>,
): Outbox<Work, Piece> {
  const { courier, deliveries, order, log, beatMs = BEAT_MS } = options;
  const { channel } = courier;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const sendFrom = async (
    id: string,
    work: Work,
    pieces: readonly Piece[],
    from: number,
    inDoubt: boolean,
  ): Promise<void> => {
    for (const [row, piece] of pieces.entries()) {
      if (row < from) continue;
      const key = { delivery: id, row };
      if (!(inDoubt && (await courier.wasSent(work, key)))) await courier.send(work, piece, key);
      await deliveries.sent(id, row + 1);
    }
  };

  /** A fault is told to the person and ends the delivery: what failed once for good is not tried for ever. */
  const finished = async (id: string, work: Work, todo: () => Promise<void>): Promise<void> => {
    try {
      await todo();
    } catch (error) {
      log.error({ channel, what: 'message', reason: courier.reasonOf(error) }, 'not delivered');
      try {
        await courier.fail(work);
      } catch (failure) {
        log.error({ channel, what: 'message', reason: courier.reasonOf(failure) }, 'failure could not be told');
      }
    }
    courier.ended?.(work);
    await deliveries.finish(id);
  };

  const answered = async (id: string, work: Work): Promise<readonly Piece[]> => {
    const pieces = await courier.answer(work);
    await deliveries.ready(id, pieces);
    return pieces;
  };

  const takeUp = (delivery: Delivery): void => {
    const { id, conversationId, sent } = delivery;
    const work = courier.work.safeParse(delivery.work);
    const outgoing = z.array(courier.piece).optional().safeParse(delivery.outgoing);
    if (!work.success || !outgoing.success) {
      log.error({ channel, delivery: id }, 'what was left cannot be read; given up');
      deliveries.finish(id).catch(() => undefined);
      return;
    }
    log.warn({ channel, delivery: id, ready: outgoing.data !== undefined, sent }, 'taken up where it was left');
    run(conversationId, () =>
      finished(id, work.data, async () => {
        const pieces = outgoing.data ?? (await answered(id, work.data));
        await sendFrom(id, work.data, pieces, sent, true);
      }),
    );
  };

  const run = (conversationId: string, work: () => Promise<void>): Promise<void> =>
    order
      .run(conversationId, work)
      .catch((error: unknown) => log.error({ channel, reason: courier.reasonOf(error) }, 'delivery not finished'));

  const takeUpLeft = async (): Promise<void> => {
    for (const delivery of await deliveries.resume(channel, RESUMED_AT_ONCE)) takeUp(delivery);
  };

  const beat = (): void => {
    timer = setTimeout(async () => {
      try {
        await deliveries.renew();
        await takeUpLeft();
      } catch (error) {
        log.warn({ channel, reason: courier.reasonOf(error) }, 'outbox not looked at');
      }
      if (!stopped) beat();
    }, beatMs);
    timer.unref();
  };

  return {
    take: ({ eventIds, conversationId, work }) =>
      deliveries.take({
        eventIds,
        channel,
        conversationId,
        work: { ...work, text: maskedWords(work.text) },
      }),
    deliver: ({ eventIds: [id], conversationId, work }, live) =>
      run(conversationId, () =>
        finished(id, work, async () => {
          if (live) return live((pieces) => deliveries.ready(id, pieces));
          await sendFrom(id, work, await answered(id, work), 0, false);
        }),
      ),
    async start() {
      stopped = false;
      await takeUpLeft();
      beat();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
