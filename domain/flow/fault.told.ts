/** Why something a flow asked for failed, as it stands inside a message: by its code and parameters, so that every reader is told in their language; what a machine said in its own words is quoted. */
import { faultPhrase, isErrorCode } from '../errors.ts';
import { phrase, type MessageParams, type Phrase } from '../message.ts';

/** `message` is English, or a machine's own words. `params`: absent in what was told before they went along. */
export interface Failed { code: string; message: string; params?: MessageParams | undefined }

const quotedChars = 300;

export const faultTold = ({ code, message, params }: Failed): Phrase =>
  (params !== undefined && code !== 'INTERNAL' && isErrorCode(code) ? faultPhrase(code, params) : phrase('flow.quoted', { name: message.slice(0, quotedChars) }));
