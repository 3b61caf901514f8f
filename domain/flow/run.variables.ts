/** The variables a stopped step sees, and which of them a person may set before it is tried again. */
import { CatalogueError } from '../errors.ts';
import type { Json } from '../values.ts';
import type { FlowFile } from './flow.schema.ts';
import { own } from './kernel/kernel.paths.ts';
import { rootScope } from './kernel/kernel.tokens.ts';
import type { RunState, ScopeId, Vars } from './kernel/kernel.types.ts';

/** Kept by the ticket, the directory, the registry and monitoring: what is set here would be set over by them, or say what is not so. */
const keptElsewhere: readonly string[] = ['ticket', 'object', 'team', 'requester', 'alarm'];
export const isEditable = (name: string): boolean => !keptElsewhere.includes(name);

/** What is visible in a scope: its own first, then those around it. */
export function visibleIn(state: Pick<RunState, 'scopes'>, from: ScopeId | null): Vars {
  const seen: Vars = {};
  for (let scope = state.scopes[from ?? rootScope]; scope; scope = scope.parent === null ? undefined : state.scopes[scope.parent]) {
    for (const name of Object.keys(scope.vars)) if (own(seen, name) === undefined) seen[name] = scope.vars[name]!;
  }
  return seen;
}

const isText = (value: Json): boolean => typeof value === 'string';
const isObject = (value: Json): boolean => typeof value === 'object' && !Array.isArray(value);
/** People, teams and objects are named by id or carried whole. */
const fits: Readonly<Record<FlowFile['variables'][string]['type'], (value: Json) => boolean>> = {
  text: isText, number: (value) => typeof value === 'number', boolean: (value) => typeof value === 'boolean', list: (value) => Array.isArray(value), context: isObject, any: () => true,
  date: (value) => isText(value) || isObject(value), dateTime: (value) => isText(value) || isObject(value), duration: (value) => isText(value) || isObject(value),
  person: (value) => isText(value) || isObject(value), team: (value) => isText(value) || isObject(value), object: (value) => isText(value) || isObject(value),
};

/** Whether a value is of a variable's type; null is asked for elsewhere. */
export const fitsVariable = (type: FlowFile['variables'][string]['type'], value: Json): boolean => fits[type](value);

/** Throws RUN_VARIABLE_NOT_EDITABLE, RUN_VARIABLE_TYPE. Null fits everywhere; what the flow does not declare takes anything. */
export function checkEdits(edits: Vars, file: Pick<FlowFile, 'variables'>): void {
  for (const [name, value] of Object.entries(edits)) {
    if (!isEditable(name)) throw new CatalogueError('RUN_VARIABLE_NOT_EDITABLE', { name });
    const declared = Object.hasOwn(file.variables, name) ? file.variables[name] : undefined;
    if (declared && value !== null && !fits[declared.type](value)) throw new CatalogueError('RUN_VARIABLE_TYPE', { name });
  }
}
