/** One question and what came of it: stages, statements, the answer with its sources, or a failure with a way on. */
import { useMemo, useRef } from 'preact/hooks';
import { safeHref } from '../markdown.js';
import type { Answer, NextAction, Statement } from './answer.js';
import { FeedbackForm } from './feedback.js';
import { copyText, printElement } from './output.js';
import { Rich } from './rich.js';
import { quoteId, Sources } from './sources.js';
import type { Texts } from './texts.js';
import { withoutUnseen } from './unseen.js';

export interface Exchange {
  readonly key: string;
  readonly question: string;
  readonly stage?: string | undefined;
  readonly statements: readonly Statement[];
  readonly answer?: Answer | undefined;
  readonly failure?: string | undefined;
}

export interface ExchangeProps {
  readonly exchange: Exchange;
  readonly isLast: boolean;
  readonly isBusy: boolean;
  readonly server: string;
  readonly texts: Texts;
  readonly ask: (text: string) => void;
  readonly retry: (exchange: Exchange) => void;
  readonly say: (text: string) => void;
  readonly sendFeedback: (
    answerId: string,
    body: { helpful: boolean; reason?: string; comment?: string },
  ) => Promise<boolean>;
}

export function ExchangeView(props: ExchangeProps) {
  const { exchange, texts, retry, isBusy } = props;
  const { question, stage, statements, answer, failure } = useMemo(() => withoutUnseen(exchange), [exchange]);
  return (
    <article>
      <div class="q">
        <span class="v">{texts.you}: </span>
        {question}
      </div>
      {answer ? <AnswerView {...props} answer={answer} /> : null}
      {!answer && failure === undefined ? (
        <div class="a">
          {statements.map(({ text }, row) => (
            <Rich key={row} text={text} onMark={() => undefined} newWindow={texts.newWindow} table={texts.table} />
          ))}
          <p class="wait">
            <span class="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {texts.stages[stage ?? ''] ?? texts.waiting}
          </p>
        </div>
      ) : null}
      {failure !== undefined && !answer ? (
        <div class="fail" role="alert">
          <p>{failure === 'stopped' ? texts.stopped : (texts.fail[failure] ?? texts.fail.fault)}</p>
          <div class="next">
            <button type="button" class="primary" disabled={isBusy} onClick={() => retry(exchange)}>
              {texts.retry}
            </button>
            <a class="b" href="tel:129">
              {texts.phone}
            </a>
          </div>
        </div>
      ) : null}
    </article>
  );
}

function AnswerView({
  answer,
  exchange,
  isLast,
  isBusy,
  server,
  texts,
  ask,
  say,
  sendFeedback,
}: ExchangeProps & { readonly answer: Answer }) {
  const box = useRef<HTMLDivElement>(null);
  const showSource = (n: number): void => {
    const details = box.current?.querySelector('details');
    if (details) details.open = true;
    const quote = box.current?.querySelector<HTMLElement>(`[id="${quoteId(answer.id, n)}"]`);
    quote?.scrollIntoView({ block: 'nearest' });
    quote?.focus();
  };
  const choices = answer.nextActions.filter(({ kind }) => kind === 'ask');
  const steps = answer.nextActions.filter(({ kind }) => kind !== 'ask');
  const followUps = isLast && answer.outcome === 'answered' ? followUpsOf(answer, texts) : [];
  const notices = answer.notices.filter(({ kind }) => kind !== 'ai');
  const ownNote = answer.notices.flatMap(({ kind, text }) => (kind === 'ai' ? [text] : [])).join(' ');
  return (
    <div class="a" ref={box} lang="ko">
      <span class="v">{texts.me}: </span>
      <div class={answer.outcome === 'crisis' ? 'crisis' : ''}>
        <Rich text={answer.text} onMark={showSource} newWindow={texts.newWindow} table={texts.table} />
      </div>
      {steps.length > 0 ? (
        <>
          <p class="t">{texts.nextStep}</p>
          <div class={answer.outcome === 'crisis' ? 'next urgent' : 'next'}>
            {steps.map((action) => (
              <Step key={action.value} action={action} texts={texts} />
            ))}
          </div>
        </>
      ) : null}
      {notices.length > 0 ? (
        <div class="n">
          {notices.map(({ text }) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      ) : null}
      <Sources answerId={answer.id} citations={answer.citations} server={server} texts={texts} />
      <Choices title={texts.choose} items={choices} ask={ask} isBusy={isBusy} />
      <Choices title={texts.more} items={followUps} ask={ask} isBusy={isBusy} />
      <p class="n">
        {answer.citations.length > 0 ? texts.aiNote : ''} {ownNote}
      </p>
      <div class="acts">
        <button
          type="button"
          class="quiet"
          onClick={() => copyText(exchange.question, answer).then((done) => say(done ? texts.copied : texts.notCopied))}
        >
          {texts.copy}
        </button>
        <button type="button" class="quiet" onClick={() => printElement(exchange.question, answer)}>
          {texts.print}
        </button>
      </div>
      <div class="acts">
        <FeedbackForm texts={texts} send={(body) => sendFeedback(answer.id, body)} say={say} />
      </div>
    </div>
  );
}

function Step({ action: { label, value }, texts }: { readonly action: NextAction; readonly texts: Texts }) {
  const href = safeHref(value);
  if (href === undefined) return <span>{label}</span>;
  if (href.startsWith('tel:'))
    return (
      <a class="b call" href={href}>
        <span aria-hidden="true">☎</span> {label}
      </a>
    );
  return (
    <a class="b" href={href} target="_blank" rel="noopener noreferrer">
      {label}
      <span class="v"> ({texts.newWindow})</span>
    </a>
  );
}

interface ChoicesProps {
  readonly title: string;
  readonly items: readonly { readonly label: string; readonly value: string }[];
  readonly ask: (text: string) => void;
  readonly isBusy: boolean;
}

function Choices({ title, items, ask, isBusy }: ChoicesProps) {
  if (items.length === 0) return null;
  return (
    <>
      <p class="t">{title}</p>
      <div class="chips">
        {items.map(({ label, value }) => (
          <button key={value} type="button" aria-disabled={isBusy} onClick={() => isBusy || ask(value)}>
            {label}
          </button>
        ))}
      </div>
    </>
  );
}

/** What the answer does not tell yet is what is asked next. */
function followUpsOf({ statements }: Answer, { followUps }: Texts): readonly { label: string; value: string }[] {
  const told = new Set<string>(statements.map(({ role }) => role));
  return (['apply', 'documents'] as const)
    .flatMap((role, row) => (told.has(role) ? [] : [followUps[row] ?? '']))
    .filter((text) => text !== '')
    .map((text) => ({ label: text, value: text }));
}
