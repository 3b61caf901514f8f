/** What an address of a mail is here, and its subject: nothing in them can end a header or begin another address. */
import { z } from 'zod';
import { says } from '../issue.ts';

/** One address, without a name. */
export const isMailAddress = (text: string): boolean => /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]{1,255}$/.test(text) && isOneLine(text);
const isOneLine = (text: string): boolean => [...text].every((sign) => sign >= ' ' && sign !== '\u007f' && sign !== '\u2028' && sign !== '\u2029');

export const mailAddressSchema = z.string().max(320).refine(isMailAddress, says('config.mail-address'));
export const mailSubjectSchema = z.string().min(1).max(200).refine(isOneLine, says('config.one-line'));
