/**
 * The conversation's state: exchanges, the one under way, and what the status region says. A question is never lost:
 * whatever goes wrong, it stays in its exchange and can be asked again.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createClient, Failure } from './client.js';
import type { Exchange } from './exchange.js';
import { createMemory, newConversation, randomId } from './memory.js';
import type { Settings } from './settings.js';
import type { Texts } from './texts.js';

const EXCHANGES_KEPT_MAX = 30;

export function useConversation(settings: Settings, texts: Texts, emit: (name: string, detail: unknown) => void) {
  const memory = useMemo(() => createMemory(settings.server, settings.shared), [settings]);
  const client = useMemo(() => createClient(settings.server), [settings]);
  const [kept, setKept] = useState(memory.load);
  const [status, setStatus] = useState('');
  const [isBusy, setBusy] = useState(false);
  const running = useRef<{ readonly abort: AbortController; readonly question: string } | undefined>(undefined);

  useEffect(() => {
    const exchanges = kept.exchanges.filter(({ answer }) => answer !== undefined).slice(-EXCHANGES_KEPT_MAX);
    if (exchanges.length > 0) memory.save({ ...kept, exchanges });
  }, [kept, memory]);

  const change = (key: string, update: (exchange: Exchange) => Exchange): void =>
    setKept((before) => ({
      ...before,
      exchanges: before.exchanges.map((exchange) => (exchange.key === key ? update(exchange) : exchange)),
    }));

  const run = async (key: string, question: string): Promise<void> => {
    const abort = new AbortController();
    const mine = { abort, question };
    running.current = mine;
    setBusy(true);
    setStatus(texts.waiting);
    emit('question', {});
    try {
      const answer = await client.ask(
        {
          question,
          conversationId: kept.conversationId,
          ...(settings.region === undefined ? {} : { region: settings.region }),
        },
        key,
        {
          signal: abort.signal,
          onStage: (stage) => change(key, (exchange) => ({ ...exchange, stage })),
          onStatement: (statement) =>
            change(key, (exchange) => ({ ...exchange, statements: [...exchange.statements, statement] })),
          onRestart: () => change(key, (exchange) => ({ ...exchange, statements: [] })),
        },
      );
      change(key, (exchange) => ({ ...exchange, answer, statements: [] }));
      setStatus(texts.arrived(answer.citations.length));
      emit('answer', { id: answer.id, outcome: answer.outcome });
    } catch (error) {
      const failure = abort.signal.aborted ? 'stopped' : error instanceof Failure ? error.kind : 'network';
      change(key, (exchange) => ({ ...exchange, failure, statements: [] }));
      setStatus(failure === 'stopped' ? texts.stopped : '');
      emit('error', { code: failure });
    } finally {
      if (running.current === mine) {
        running.current = undefined;
        setBusy(false);
      }
    }
  };

  const retry = ({ key: before, question, failure }: Exchange): void => {
    if (running.current) return;
    // What broke is asked again under its key. What the person stopped may have been cut short: that is asked anew.
    const key = failure === 'stopped' ? randomId() : before;
    change(before, () => ({ key, question, statements: [] }));
    void run(key, question);
  };

  const last = kept.exchanges.at(-1);
  useEffect(() => {
    if (last?.failure !== 'offline') return;
    const onOnline = (): void => retry(last);
    window.addEventListener('online', onOnline);
    return () => window.removeEventListener('online', onOnline);
  }, [last]);

  return {
    exchanges: kept.exchanges,
    status,
    isBusy,
    say: setStatus,
    retry,
    /** False where a question is under way already. */
    ask(text: string): boolean {
      const question = text.trim();
      if (running.current || question === '') return false;
      const key = randomId();
      setKept((before) => ({ ...before, exchanges: [...before.exchanges, { key, question, statements: [] }] }));
      void run(key, question);
      return true;
    },
    /** Gives the question back that was stopped. */
    stop(): string | undefined {
      const stopped = running.current;
      stopped?.abort.abort();
      return stopped?.question;
    },
    clear(): void {
      running.current?.abort.abort();
      client.forget(kept.conversationId);
      memory.clear();
      setKept({ conversationId: newConversation(), exchanges: [] });
      setStatus(texts.cleared);
      emit('clear', {});
    },
    async sendFeedback(
      answerId: string,
      body: { helpful: boolean; reason?: string; comment?: string },
    ): Promise<boolean> {
      const done = await client.feedback(answerId, body);
      if (done) emit('feedback', { answerId, helpful: body.helpful });
      return done;
    },
  };
}
