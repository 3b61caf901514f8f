/** The contract of a channel: it renders what a notice says, without looking anywhere, and sends it. When, how often and to whom is the delivery's. */
import type { ChannelName, NoticeKind, NoticeParams } from '#domain/notify/notice.schema';
import type { Instant, Locale, Text } from '#domain/values';

/** A notice with what its text needs. Addresses are whole ones of the portal. */
export interface NoticeMessage {
  id: string; kind: NoticeKind; params: NoticeParams;
  /** IANA name of the recipient's zone. */
  zone: string;
  /** Page of what it is about; page of what the recipient is told. */
  url: string; settingsUrl: string;
  /** Where the approval can be answered without signing in, and until when. */
  approve: { url: string; until: Instant } | null;
  /** Notices of one ticket belong together. */
  thread: string | null;
  /** What comes with it. Absent: nothing. */
  files?: readonly NoticeAttachment[];
}

/** A file whose name has letters, digits, hyphen and dot only. */
export interface NoticeAttachment { name: string; contentType: string; content: Uint8Array }

export interface Addressee { name: string; email: string }

export interface Channel<Rendered = unknown> {
  readonly kind: ChannelName;
  readonly title: Required<Text>;
  /** Pure. Throws NOTICE_TEMPLATE_DATA when a parameter is missing or cannot be told. */
  render(message: NoticeMessage, locale: Locale): Rendered;
  /** Answers the address it went to. Throws NOTICE_ADDRESS_MISSING, CHANNEL_REFUSED (do not try again), CHANNEL_UNAVAILABLE (do; parameter `scope` "server": nothing else can be sent either). */
  send(rendered: Rendered, to: Addressee): Promise<{ to: string }>;
  /** Lets go of connections. */
  close(): void;
}
