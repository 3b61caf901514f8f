import { expect, it } from 'vitest';
import { mailInputsSchema } from './mail.form.ts';

const fine = { to: ['help@supplier.example'], subject: 'Line down', text: 'Please look.' };
const isUsable = (more: object): boolean => mailInputsSchema.safeParse({ ...fine, ...more }).success;

it.each([
  ['a line break in its subject', { subject: 'Line down\r\nBcc: all@example.org' }], ['a line feed alone', { subject: 'a\nb' }], ['a carriage return alone', { subject: 'a\rb' }], ['a line separator', { subject: 'a\u2028b' }],
  ['no address', { to: [] }], ['an address with a name in it', { to: ['Ana <ana@example.org>'] }], ['two in one', { to: ['a@example.org,b@example.org'] }], ['a line break in an address', { to: ['a@example.org\r\nBcc: b@example.org'] }], ['a space in an address', { to: ['a b@example.org'] }],
  ['twenty-one addresses', { to: Array.from({ length: 21 }, (_, at) => `a${at}@example.org`) }], ['ten thousand addresses', { to: Array.from({ length: 10_000 }, (_, at) => `a${at}@example.org`) }],
  ['no text', { text: '' }], ['a text without end', { text: 'x'.repeat(20_001) }], ['a subject that is a list', { subject: ['a'] }],
])('a mail with %s is refused', (_, more) => expect(isUsable(more)).toBe(false));

it.each([{}, { subject: 'الخط معطل' }, { text: '<b>bold</b>\nsecond line' }, { to: ['a+b@sub.example.org', 'x@localhost'] }])('a mail is taken: %j', (more) => expect(isUsable(more)).toBe(true));
