/** Takes the data of a form apart into plain JSON of our own, within bounds. What comes out shares nothing with what came in. */
import { phrase, type MessageParams } from '../../message.ts';
import type { Json } from '../../values.ts';
import type { FormCode } from './form.errors.ts';
import { formLimits, isRefusedName } from './form.limits.ts';

export interface DataFault { code: FormCode; path: string; params: MessageParams }

const escaped = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');
class Stop extends Error {
  readonly fault: DataFault;
  constructor(code: FormCode, path: string, params: MessageParams = {}) {
    super(code);
    this.fault = { code, path, params };
  }
}

/** A copy of the data; fields that are undefined are left out, as JSON does. Null-free of names JavaScript objects know. */
export function copyData(data: unknown): { ok: true; data: Json } | { ok: false; fault: DataFault } {
  let chars = 0;
  let nodes = 0;
  const spend = (amount: number): void => {
    chars += amount;
    if (chars > formLimits.dataChars) throw new Stop('FORM_DATA_TOO_LARGE', '', { limit: phrase('form.amount.kilobytes', { amount: formLimits.dataChars / 1_024 }) });
  };
  const copy = (value: unknown, path: string, depth: number): Json => {
    nodes += 1;
    if (nodes > formLimits.dataNodes) throw new Stop('FORM_DATA_TOO_LARGE', '', { limit: phrase('form.amount.values', { amount: formLimits.dataNodes }) });
    if (depth > formLimits.dataDepth) throw new Stop('FORM_DATA_TOO_DEEP', path, { limit: formLimits.dataDepth });
    if (value === null || typeof value === 'boolean') {
      spend(5);
      return value;
    }
    if (typeof value === 'string') {
      spend(value.length + 3);
      return value;
    }
    if (typeof value === 'number' && Number.isFinite(value)) {
      spend(String(value).length + 1);
      return value;
    }
    if (Array.isArray(value)) {
      if (value.length > formLimits.listItems) throw new Stop('FORM_TOO_MANY', path, { limit: formLimits.listItems });
      spend(2);
      return Array.from(value, (item: unknown, i) => copy(item, `${path}/${i}`, depth + 1));
    }
    if (typeof value !== 'object' || !isPlain(value)) throw new Stop('FORM_NOT_JSON', path);
    spend(2);
    const result: { [name: string]: Json } = {};
    for (const [name, item] of Object.entries(value)) {
      if (isRefusedName(name)) throw new Stop('FORM_NAME_REFUSED', `${path}/${escaped(name)}`, { name });
      if (item === undefined) continue;
      spend(name.length + 4);
      result[name] = copy(item, `${path}/${escaped(name)}`, depth + 1);
    }
    return result;
  };
  try {
    return { ok: true, data: copy(data, '', 0) };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return { ok: false, fault: stop.fault };
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object from another realm (the workflow isolate) has another Object.prototype, whose own prototype is null all the same.
  return prototype === null || Object.getPrototypeOf(prototype as object) === null;
}
