/** Staff knowledge in Slack: only for full members, in configured places that nobody outside can see. */
import { expect, it } from 'vitest';
import { audienceIn } from '../../../adapters/slack/audience.js';
import { sendSigned } from '../../fakes/slack.js';
import { slackChannel, until } from '../../fakes/slack-channel.js';
import { answerWith } from '../../fixtures/answers.js';
import { directMessage, mention, press } from '../../fixtures/slack/payloads.js';

const staff = { workspaces: ['T1'], channels: ['CSTAFF', 'dm'] };
const place = { team: 'T1', user: 'U1', channel: 'CSTAFF', direct: false, shared: false };
const member = { team: 'T1', guest: false };

it('gives staff knowledge to a member in a configured channel', () => {
  expect(audienceIn(place, staff, member, false)).toBe('staff');
});

it.each([
  ['in another channel', { channel: 'COTHER' }, member, false],
  ['in another workspace', { team: 'T2' }, { team: 'T2', guest: false }, false],
  ['to a guest', {}, { team: 'T1', guest: true }, false],
  ['to someone of another organisation', {}, { team: 'T2', guest: false }, false],
  ['when Slack says so in the event', { userTeam: 'T2' }, member, false],
  ['in a channel shared outside', {}, member, true],
  ['in a channel that the event calls shared', { shared: true }, member, false],
  ['when the person cannot be looked up', {}, undefined, false],
  ['when the channel cannot be looked up', {}, member, undefined],
])('gives only public knowledge %s', (_name, change, who, shared) => {
  expect(audienceIn({ ...place, ...change }, staff, who, shared)).toBe('public');
});

it('asks as staff only there, over the real road of an event', async () => {
  const { port, questions } = await slackChannel({ answer: () => answerWith() });
  await sendSigned(port, mention('직원', { channel: 'CSTAFF' }));
  await sendSigned(port, mention('손님', { channel: 'CSTAFF', user: 'UGUEST' }));
  await sendSigned(port, mention('다른 기관', { channel: 'CSTAFF', user: 'UOTHER', user_team: 'T2' }));
  await sendSigned(port, mention('공유 채널', { channel: 'CSHARED' }));
  await sendSigned(port, directMessage('쪽지'));
  await sendSigned(port, directMessage('손님 쪽지', { user: 'UGUEST', channel: 'DGUEST' }));
  await until(() => questions.length === 6);
  expect(Object.fromEntries(questions.map(({ text, audience }) => [text, audience]))).toEqual({
    직원: 'staff',
    손님: 'public',
    '다른 기관': 'public',
    '공유 채널': 'public',
    쪽지: 'staff',
    '손님 쪽지': 'public',
  });
});

it('does not open a staff answer for a guest or share it in a public channel', async () => {
  const made = answerWith();
  const { port, fake, desk } = await slackChannel({ answer: () => made });
  await desk.ask({ conversationId: 'slack:T1:CSTAFF', text: '질문', audience: 'staff' });
  const guest = { user: { id: 'UGUEST', team_id: 'T1' }, channel: { id: 'CSTAFF' } };
  await sendSigned(port, press('show_quotes', `staff:${made.id}`, fake.responseUrl, guest), { form: true });
  await sendSigned(port, press('share_answer', `staff:${made.id}`, fake.responseUrl), { form: true });
  await until(() => fake.callsOf('views.open').length === 1 && fake.responses.length === 1);
  const seen = JSON.stringify([fake.callsOf('views.open'), fake.responses]);
  expect(seen).toContain('직원용 자료');
  expect(seen).not.toContain('만원');
});
