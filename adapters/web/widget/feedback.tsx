/** Was it helpful? Yes is one press; no asks why, and words are optional. */
import { useState } from 'preact/hooks';
import type { Texts } from './texts.js';

interface FeedbackProps {
  readonly texts: Texts;
  readonly send: (body: { helpful: boolean; reason?: string; comment?: string }) => Promise<boolean>;
  readonly say: (text: string) => void;
}

export function FeedbackForm({ texts, send, say }: FeedbackProps) {
  const [state, setState] = useState<'asking' | 'why' | 'sent'>('asking');
  const [reason, setReason] = useState<string>();
  const [comment, setComment] = useState('');
  const deliver = async (body: Parameters<typeof send>[0]): Promise<void> => {
    const done = await send(body);
    say(done ? texts.thanks : texts.notSent);
    if (done) setState('sent');
  };
  if (state === 'sent') return <span>{texts.thanks}</span>;
  return (
    <>
      <span>{texts.helpful}</span>
      <button type="button" class="quiet" onClick={() => deliver({ helpful: true })}>
        {texts.yes}
      </button>
      <button type="button" class="quiet" aria-expanded={state === 'why'} onClick={() => setState('why')}>
        {texts.no}
      </button>
      {state === 'why' ? (
        <fieldset class="fb">
          <legend class="t">{texts.why}</legend>
          <div class="chips">
            {Object.entries(texts.reasons).map(([name, label]) => (
              <button key={name} type="button" aria-pressed={reason === name} onClick={() => setReason(name)}>
                {label}
              </button>
            ))}
          </div>
          <textarea
            aria-label={texts.comment}
            placeholder={texts.comment}
            maxLength={1000}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          <button
            type="button"
            class="primary"
            onClick={() =>
              deliver({
                helpful: false,
                ...(reason === undefined ? {} : { reason }),
                ...(comment.trim() === '' ? {} : { comment }),
              })
            }
          >
            {texts.submit}
          </button>
        </fieldset>
      ) : null}
    </>
  );
}
