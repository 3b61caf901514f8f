/** What a kind of executor or probe is, and how a call reaches it: the inputs are read by its schema, and from the same schema its form is made. Decides nothing about what is done. */
import type { z } from 'zod';
import { CatalogueError } from '#domain/errors';
import type { Executor, ExecutorCall, ExecutorCatalog } from '#domain/flow/executor.ports';
import { problemOf } from '#domain/issue';
import { phrase } from '#domain/message';
import type { Json, Text } from '#domain/values';
import type { AddressPolicy } from './address.ts';

/** What is known of a kind without doing anything: its names, its inputs, its result. */
export interface ExecutorForm<C = unknown> {
  /** Name in flows, one for all sockets: letters, digits, "-". */
  kind: string;
  title: Text;
  /** One sentence below the choice in the designer. */
  about: Text;
  /** Inputs as they are when the flow calls: expressions evaluated, secrets still references. Fields are told by `told` (input.form.ts). */
  config: z.ZodType<C>;
  /** Inputs a step starts with when the kind is chosen. May hold expressions. */
  initial: Record<string, Json>;
  /** Shape of the result, for who writes the step after it. */
  result: z.ZodType;
}
/** One folder: `<kind>.executor.ts` or `<kind>.probe.ts`, README.md (the help page), fixtures/*.json (inputs it accepts), a test. One line in the index beside it. */
export interface ExecutorKind<C = unknown> extends ExecutorForm<C> {
  /** Does it once. Throws CatalogueError: `unavailable` is retried, `invalid` is not; an answer to decide on is a result. */
  perform(config: C, call: ExecutorCall, policy: AddressPolicy): Promise<Json>;
}
/** By folder. */
export type ExecutorKinds = Readonly<Record<string, ExecutorKind>>;

/** What a flow gave, as the kind reads it. Throws ACTIVITY_CONFIG_INVALID for inputs the schema refuses, with each field. */
export function inputsOf<C>({ kind, config }: Pick<ExecutorForm<C>, 'kind' | 'config'>, call: Pick<ExecutorCall, 'config'>): C {
  const read = config.safeParse(call.config);
  if (!read.success) throw new CatalogueError('ACTIVITY_CONFIG_INVALID', { kind, fault: read.error.issues.slice(0, 5).map((issue) => phrase('word.at', { path: issue.path.map(String).join('.'), problem: problemOf(issue) })) });
  return read.data;
}

/** The kind as a flow calls it. `perform` throws ACTIVITY_CONFIG_INVALID too. */
export const executorOf = <C>(kind: ExecutorKind<C>, policy: AddressPolicy): Executor => ({
  kind: kind.kind,
  perform: async (call) => kind.perform(inputsOf(kind, call), call, policy),
});

/** Executors by the name flows call them by. */
export const executorsOf = (kinds: ExecutorKinds, policy: AddressPolicy): ExecutorCatalog => Object.fromEntries(Object.values(kinds).map((kind) => [kind.kind, executorOf(kind, policy)]));
