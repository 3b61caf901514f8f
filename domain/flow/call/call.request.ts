/** What a step that calls a flow asks for, and what comes back. The step makes it, whoever carries it out (the run's shell, a dry run) reads it. */
import { z } from 'zod';
import { errorShape } from '../../errors.ts';
import type { MessageParams } from '../../message.ts';
import { jsonSchema, type Json } from '../../values.ts';
import type { CalledVersion, CallOutcome } from './call.ports.ts';
import type { ActivityRequest, Vars } from '../kernel/kernel.types.ts';
import { builtInVariables } from '../nodes/node.config.ts';

/** Activity of a request that calls a flow. */
export const callActivity = 'call-flow';
/** How deep calls may stand in each other. The run of a ticket is at depth 0. */
export const mostCallDepth = 16;

export const calledVersionSchema: z.ZodType<CalledVersion> = z.union([z.literal('latest'), z.number().int().min(1).max(1_000_000_000)]);

const callSchema = z.object({
  flow: z.string(), version: calledVersionSchema,
  /** First values of the called run's variables. */
  variables: z.record(z.string(), jsonSchema),
  /** Its variables that are wanted in the end; null: all but those the engine fills in. */
  wanted: z.array(z.string()).nullable(),
});
export type FlowCall = z.infer<typeof callSchema>;

export const isCall = ({ activity }: Pick<ActivityRequest, 'activity'>): boolean => activity === callActivity;

/** The request of a call. It has no tries: a call that fails is made anew by whoever retries the step. */
export const callRequest = (call: FlowCall, resultVariable: string | null): ActivityRequest =>
  ({ activity: callActivity, config: { ...call, variables: { ...call.variables } }, resultVariable, timeoutSeconds: 1, maxAttempts: 1, retrySeconds: 1 });

/** The call in a request; null where it holds none. */
export function callIn({ config }: Pick<ActivityRequest, 'config'>): FlowCall | null {
  const parsed = callSchema.safeParse(config);
  return parsed.success ? parsed.data : null;
}

/** What a run that has ended hands back. */
export function resultOfCall(variables: Vars, wanted: FlowCall['wanted']): Vars {
  const isGiven = ([name]: [string, Json]): boolean => (wanted === null ? !(builtInVariables as readonly string[]).includes(name) : wanted.includes(name));
  return Object.fromEntries(Object.entries(variables).filter(isGiven));
}

/** What the engine has filled in for the run that calls: the called run sees the same. */
export const handedDown = (variables: Vars): Vars => Object.fromEntries(builtInVariables.flatMap((name) => (Object.hasOwn(variables, name) ? [[name, variables[name]!]] : [])));

/** A call that came to nothing, by a code of the catalogue. */
export const callFailure = (code: string, params: MessageParams): CallOutcome => ({ is: 'failed', code, message: errorShape(code, params as never).message, params });
