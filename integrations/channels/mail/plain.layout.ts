/** A mail that says what somebody wrote and nothing else: as plain text, and as the same text in HTML, where none of it is markup. */
import Handlebars from 'handlebars';
import type { RenderedMail } from './mail.kind.ts';

const html = Handlebars.compile('<!doctype html>\n<html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>{{subject}}</title></head><body><div dir="auto" style="white-space:pre-wrap;word-break:break-word;font-family:-apple-system,\'Segoe UI\',Roboto,Arial,sans-serif;font-size:14px;line-height:22px">{{text}}</div></body></html>\n', { strict: true });

/** `id` makes its Message-ID; mails of one `thread` belong together. */
export const plainMail = ({ id, thread, subject, text }: { id: string; thread: string; subject: string; text: string }): RenderedMail =>
  ({ id, thread, locale: 'en', subject, text, html: html({ subject, text }), attachments: [] });
