/** Every kind of channel this installation can tell people by: one line each. */
import type { ChannelName } from '#domain/notify/notice.schema';
import type { Channel } from './channel.kind.ts';
import { createMailChannel, type MailSettings } from './mail/mail.kind.ts';
import { createMailboxChannel } from './mailbox/mailbox.kind.ts';

/** `mail` null: no server is set. */
export const createChannels = (mail: MailSettings | null): ReadonlyMap<ChannelName, Channel> => new Map<ChannelName, Channel>([
  ['mailbox', createMailboxChannel() as Channel],
  ...(mail === null ? [] : [['mail', createMailChannel(mail) as Channel] as const]),
]);
