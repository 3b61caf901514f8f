/** The mailbox of the portal: nothing leaves the house, what would have been sent is read there. In use while no mail server is set. */
import type { Channel } from '../channel.kind.ts';
import { letterOf, type Letter } from '../letter.ts';

export const createMailboxChannel = (): Channel<Letter> => ({
  kind: 'mailbox', title: { en: 'Mailbox of the portal', zh: '门户信箱', ar: 'صندوق بريد البوابة' },
  render: (message, locale) => letterOf(message, locale),
  // Who has no address is told here too.
  send: async (_letter, to) => ({ to: to.email }),
  close: () => undefined,
});
