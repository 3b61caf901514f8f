/** How an evaluation is stopped inside this folder. It never leaves it: the public door turns a fault into a value. */
import type { MessageParams } from '../../message.ts';
import type { FeelCode } from './feel.errors.ts';

export type FaultParams = MessageParams;

/** `offset` is the character of the expression where it happened; null when it belongs to no place. */
export class FeelFault extends Error {
  readonly code: FeelCode;
  readonly params: FaultParams;
  readonly offset: number | null;
  constructor(code: FeelCode, params: FaultParams = {}, offset: number | null = null) {
    super(code);
    this.code = code;
    this.params = params;
    this.offset = offset;
  }
}
