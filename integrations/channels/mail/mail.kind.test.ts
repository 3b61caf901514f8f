import { describe, expect, it } from 'vitest';
import { noticeKinds } from '#domain/notify/notice.schema';
import { noticeTemplates } from '#domain/notify/templates/index';
import { locales } from '#domain/values';
import type { NoticeMessage } from '../channel.kind.ts';
import { letterOf } from '../letter.ts';
import { createMailChannel, messageIdOf, mostAttachedBytes, renderMail } from './mail.kind.ts';
import { layout } from './mail.layout.ts';

const message = (kind: (typeof noticeKinds)[number], more: Partial<NoticeMessage> = {}): NoticeMessage => ({
  id: 'n0123456789abcdef', kind, params: noticeTemplates[kind].example, zone: 'Europe/Berlin', url: 'https://desk.example/tickets/INC-1042', settingsUrl: 'https://desk.example/mailbox?settings=true', thread: 't1',
  approve: kind === 'approval.asked' ? { url: 'https://desk.example/approve/a0.signature', until: '2026-12-04T10:00:00.000Z' } : null, ...more,
});
const all = noticeKinds.flatMap((kind) => locales.map((locale) => [kind, locale] as const));

describe('a mail', () => {
  it.each(all)('of %s reads the same as ever in %s', async (kind, locale) => {
    const { subject, text, html } = renderMail(message(kind), locale);
    await expect(`Subject: ${subject}\n\n${text}`).toMatchFileSnapshot(`fixtures/${kind}.${locale}.txt`);
    if (kind === 'approval.asked') await expect(html).toMatchFileSnapshot(`fixtures/${kind}.${locale}.html`);
  });
  it.each(all)('of %s fills every hole in %s', (kind, locale) => {
    const { subject, text, html } = renderMail(message(kind), locale);
    for (const part of [subject, text, html]) expect(part).not.toMatch(/\{\{|\bundefined\b|\bnull\b|\[object/);
  });
  it('runs from right to left in Arabic and keeps other scripts the way they run', () => {
    const { html, subject } = renderMail(message('ticket.commented'), 'ar');
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(subject).toContain('\u2068Uplink of sw-core-2 is down\u2069');
  });
  it('needs no image and knows dark mode', () => {
    expect(layout).not.toMatch(/<img|background-image|url\(/);
    expect(layout).toMatch(/prefers-color-scheme:dark/);
  });
  it('has no word of its own in its layout', () => {
    const words = layout.replace(/<style>[^]*?<\/style>/g, '').replace(/<[^>]*>/g, ' ').replace(/\{\{[^}]*\}\}/g, ' ').replace(/&nbsp;/g, ' ');
    expect(words.match(/\p{L}{2,}/gu)).toBeNull();
  });
  it('puts nobody\'s text in as HTML', () => {
    const { html } = renderMail(message('ticket.commented', { params: { ...noticeTemplates['ticket.commented'].example, title: '<script>alert(1)</script>', text: '<img src=x onerror=alert(1)>', actor: '<b>Ana</b>' } }), 'en');
    expect(html).not.toMatch(/<script>alert|<img src=x|<b>Ana/);
    expect(html).toContain('&lt;script&gt;');
  });
  it('keeps a subject on one line, whatever a title holds', () => {
    const { subject } = renderMail(message('ticket.resolved', { params: { ...noticeTemplates['ticket.resolved'].example, title: 'Down\r\nBcc: everybody@example.org\r\n\r\nHello' } }), 'en');
    expect(subject).toBe('INC-1042 is resolved: Down Bcc: everybody@example.org Hello');
  });
  it('cuts a title that never ends', () => expect([...renderMail(message('ticket.resolved', { params: { ...noticeTemplates['ticket.resolved'].example, title: 'x'.repeat(5_000) } }), 'en').subject].length).toBe(200));
  it('takes out signs that turn a text around', () => expect(letterOf(message('ticket.commented', { params: { ...noticeTemplates['ticket.commented'].example, text: 'pay \u202Etxt.exe\u202C now\u0000' } }), 'en').quote).toBe('pay txt.exe now'));
  it.each([
    ['a parameter is missing', { key: 'INC-1', title: 'x', priority: 'P1' }, 'actor'], ['an instant is none', { ...noticeTemplates['clock.warned'].example, due: { at: 'yesterday' } }, 'date|time'], ['a word is unknown', { ...noticeTemplates['clock.warned'].example, clock: { word: 'clock.cuckoo' } }, 'cuckoo'],
  ])('is not made when %s, and says so', (_, params, reason) => {
    const kind = 'due' in params ? 'clock.warned' : 'ticket.commented';
    expect(() => renderMail(message(kind, { params: params as NoticeMessage['params'] }), 'en')).toThrowError(expect.objectContaining({ code: 'NOTICE_TEMPLATE_DATA', params: { reason: expect.stringMatching(new RegExp(reason, 'i')) } }) as Error);
  });
  it('says in whose place somebody is asked, and of a notice from before that could be so nothing', () => {
    const { behalf: _behalf, ...before } = noticeTemplates['approval.asked'].example;
    expect(renderMail(message('approval.asked', { params: { ...before, behalf: 'Mia Larsen' } }), 'en').text).toContain('because Mia Larsen is away');
    expect(renderMail(message('approval.asked', { params: before }), 'en').text).not.toContain('is away');
  });
  it('tells time in the zone of whom it is for; in an unknown one in UTC', () => {
    expect(renderMail(message('clock.warned'), 'en').text).toContain('16:30 CET');
    expect(renderMail(message('clock.warned', { zone: 'Mars/Olympus' }), 'en').text).toContain('15:30 UTC');
  });
  it('carries the files of its notice; too large ones stay in the mailbox, and it says so', () => {
    const file = (bytes: number) => ({ name: `f${bytes}.pdf`, contentType: 'application/pdf', content: new Uint8Array(bytes) });
    const [small, large] = [renderMail(message('report.sent', { files: [file(1_000), file(2_000)] }), 'en'), renderMail(message('report.sent', { files: [file(1_000), file(mostAttachedBytes)] }), 'en')];
    expect([small.attachments.map(({ name }) => name), small.text.includes('too large for a mail')]).toEqual([['f1000.pdf', 'f2000.pdf'], false]);
    expect([large.attachments, large.text.includes('too large for a mail')]).toEqual([[], true]);
  });
  it('has a Message-ID of its notice alone', () => {
    expect(messageIdOf('n1', 'Signalbox <desk@example.org>')).toMatch(/^<[0-9a-f]{32}@example\.org>$/);
    expect(messageIdOf('n1', 'desk@example.org')).not.toBe(messageIdOf('n2', 'desk@example.org'));
  });
  it.each(['', 'nobody', 'a@b@c', 'a b@example.org', 'x@example.org\r\nBcc: y@example.org', 'a@example.org,b@example.org', '<a@example.org>'])('is not sent to %j, which is no address', async (email) => {
    const channel = createMailChannel({ host: '127.0.0.1', port: 1, security: 'none', user: null, password: async () => '', from: 'desk@example.org', timeoutMs: 100 });
    await expect(channel.send(renderMail(message('ticket.resolved'), 'en'), { name: 'Rita', email })).rejects.toMatchObject({ code: 'NOTICE_ADDRESS_MISSING' });
  });
});
