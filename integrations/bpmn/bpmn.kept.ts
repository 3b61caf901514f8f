/** Small words of what is kept. */
import type { Json } from '#domain/values';

/** Without these attributes. */
export const without = (attributes: Readonly<Record<string, string>> = {}, ...names: string[]): Record<string, string> => Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)));

const isEmpty = (value: unknown): boolean => value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
/** Without what is empty. */
export const compact = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, one]) => !isEmpty(one))) as T;

/** An attribute as the model has it, where that is not the flow's; null: the model has none. */
export function saidOf(attributes: Readonly<Record<string, string>> | undefined, name: string, flow: string | undefined): string | null | undefined {
  const raw = attributes?.[name];
  return raw === flow ? undefined : raw ?? null;
}

export function put(holder: { extension?: Record<string, Json> | undefined }, kept: object): void {
  holder.extension = { ...holder.extension, bpmn: kept as Json };
}
