import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { NoticeMessage } from '../channel.kind.ts';
import { letterOf } from '../letter.ts';
import { createMailboxChannel } from './mailbox.kind.ts';

const message = JSON.parse(readFileSync(new URL('fixtures/message.json', import.meta.url), 'utf8')) as NoticeMessage;

it('the mailbox keeps the letter as it is, also for who has no address', async () => {
  const mailbox = createMailboxChannel();
  expect(mailbox.render(message, 'ar')).toEqual(letterOf(message, 'ar'));
  expect(await mailbox.send(mailbox.render(message, 'en'), { name: 'Ana', email: '' })).toEqual({ to: '' });
});
