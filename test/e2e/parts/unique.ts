/** Words nobody else in a run uses, so that tests on one portal never meet each other's tickets. */
import { randomBytes } from 'node:crypto';

export const unique = (word: string): string => `${word}-${randomBytes(3).toString('hex')}`;
