/** What a start makes of a message or of a firing: whether it is meant, the ticket it opens, and the variables its run begins with. Pure: who is in the directory is looked up elsewhere. */
import { CatalogueError, faultPhrase } from '../../errors.ts';
import { phrase } from '../../message.ts';
import { priorities, type Priority } from '../../ticket/ticket.schema.ts';
import { instantOf, type Instant, type Json } from '../../values.ts';
import { compileExpression, encodeFeel, evaluate, isCompiled, variablesOf } from '../feel/feel.ts';
import { parseTemporal } from '../feel/feel.temporal.ts';
import type { FlowFile } from '../flow.schema.ts';
import { isSecret } from '../kernel/kernel.expressions.ts';
import { jsonBytes } from '../kernel/kernel.size.ts';
import type { Vars } from '../kernel/kernel.types.ts';
import { builtInVariables } from '../nodes/node.config.ts';
import { fitsVariable } from '../run.variables.ts';
import { startConfigSchema, type StartConfig } from './start.schema.ts';

/** A start of the flow itself, with its settings. */
export interface FoundStart { node: string; config: StartConfig }

/** Starts of the flow that a message or a schedule begins, by id. Settings nobody can read begin nothing. */
export function startsFromOutside(file: Pick<FlowFile, 'nodes'>): FoundStart[] {
  return Object.keys(file.nodes).sort().flatMap((node): FoundStart[] => {
    const { kind, scope, config } = file.nodes[node]!;
    if (kind !== 'start' || scope !== undefined) return [];
    const read = startConfigSchema.safeParse(config);
    return read.success && (read.data.trigger === 'message' || read.data.trigger === 'schedule') ? [{ node, config: read.data }] : [];
  });
}

/** What has come: `data` is what the message carries, or {dueAt}. */
export interface Occasion { data: Vars; now: Instant }

/** As the start says; null where it says nothing. */
export interface AskedTicket {
  type: string; title: string; description: string; priority: Priority | null; team: string | null;
  /** Undefined: whoever sent it. */
  requester: string | null | undefined;
  fields: Vars; variables: Vars;
}

/** UTF-8 bytes of a ticket with its variables: a run takes 64 KB in one input, with what it knows of object, team and people. */
const largestBytes = 56_000;
const [titleChars, descriptionChars] = [500, 20_000];

/** Whether a message is meant by a condition. Throws START_VALUE_FAILED. A condition that gives null is not true. */
export function isMeant({ config }: FoundStart, file: Pick<FlowFile, 'variables'>, { data, now }: Occasion): boolean {
  const { condition } = config;
  return condition === undefined || condition.trim() === '' || valueOf('condition', condition, { ...initialsOf(file), ...data }, now) === true;
}

/** Throws START_DATA_UNFIT, START_DATA_MISSING, START_VALUE_FAILED, START_VALUE_UNFIT, START_TYPE_MISSING, START_TOO_LARGE. */
export function askedTicket({ config }: FoundStart, file: FlowFile, { data, now }: Occasion): AskedTicket {
  const taken = variablesFrom(file, data);
  const seen: Vars = { ...initialsOf(file), ...data, ...taken };
  const worked = (field: keyof StartConfig): Json | undefined => {
    const given = config[field] as Json | undefined;
    return given === undefined || given === '' ? undefined : workedOut(field, given, seen, now);
  };
  const [type, title] = [config.type || file.ticketType, worked('title')];
  if (!type) throw new CatalogueError('START_TYPE_MISSING');
  const asked: AskedTicket = {
    type, title: oneLine(textOf('title', title === undefined ? file.name.en : title)), description: textOf('description', worked('description') ?? '').slice(0, descriptionChars),
    priority: priorityOf(worked('priority') ?? null), team: idOf('team', worked('team')) ?? null, requester: idOf('requester', worked('requester')),
    fields: (worked('fields') ?? {}) as Vars, variables: { ...taken, ...(config.resultVariable === undefined ? {} : { [config.resultVariable]: data }) },
  };
  const bytes = jsonBytes({ ...asked, requester: asked.requester ?? null });
  if (bytes > largestBytes) throw new CatalogueError('START_TOO_LARGE', { bytes, limit: largestBytes });
  return asked;
}

/** What the data says of variables the flow declares; what the engine fills in is not the sender's to say. */
function variablesFrom({ variables }: Pick<FlowFile, 'variables'>, data: Vars): Vars {
  const taken: [string, Json][] = [];
  for (const [name, { type, isRequired, initial }] of Object.entries(variables)) {
    const value = Object.hasOwn(data, name) && !isBuiltIn(name) ? data[name]! : null;
    if (value === null) {
      if (isRequired && (initial === undefined || initial === null)) throw new CatalogueError('START_DATA_MISSING', { name });
      continue;
    }
    const fit = type === 'date' || type === 'dateTime' || type === 'duration' ? temporalOf(type, value) : value;
    if (fit === null || !fitsVariable(type, fit)) throw new CatalogueError('START_DATA_UNFIT', { name, type: phrase(`flow.type.${type}`) });
    taken.push([name, fit]);
  }
  return Object.fromEntries(taken);
}
const isBuiltIn = (name: string): boolean => (builtInVariables as readonly string[]).includes(name);

const temporalKinds = { date: ['date'], dateTime: ['date and time'], duration: ['days and time duration', 'years and months duration'] } as const;
/** A text in the form of its type becomes what FEEL counts with; what is that already stays. */
function temporalOf(type: keyof typeof temporalKinds, value: Json): Json | null {
  if (typeof value !== 'string') return typeof value === 'object' && value !== null && !Array.isArray(value) && (temporalKinds[type] as readonly Json[]).includes(value['@feel'] ?? null) ? value : null;
  const read = parseTemporal(value);
  const encoded = read === null ? null : encodeFeel(read);
  return encoded !== null && typeof encoded === 'object' && !Array.isArray(encoded) && (temporalKinds[type] as readonly Json[]).includes(encoded['@feel'] ?? null) ? encoded : null;
}

const initialsOf = ({ variables }: Pick<FlowFile, 'variables'>): Vars => Object.fromEntries(Object.entries(variables).flatMap(([name, { initial }]) => (initial === undefined ? [] : [[name, initial]])));

/** Text with "=" in front, in lists and objects too. */
function workedOut(field: string, value: Json, seen: Vars, now: Instant): Json {
  if (typeof value === 'string') return value.startsWith('=') ? valueOf(field, value.slice(1), seen, now) : value;
  if (typeof value !== 'object' || value === null || isSecret(value)) return value;
  if (Array.isArray(value)) return value.map((one) => workedOut(field, one, seen, now));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, workedOut(`${field}.${name}`, one, seen, now)]));
}

function valueOf(field: string, text: string, seen: Vars, now: Instant): Json {
  const compiled = compileExpression(text);
  if (!isCompiled(compiled)) throw new CatalogueError('START_VALUE_FAILED', { field, fault: compiled[0] === undefined ? '' : faultPhrase(compiled[0].code, compiled[0].params) });
  const vars = Object.fromEntries(variablesOf(compiled).flatMap((name) => (Object.hasOwn(seen, name) ? [[name, seen[name]!]] : [])));
  const result = evaluate(compiled, vars, { now: instantOf(Date.parse(now)) });
  if (!result.ok) throw new CatalogueError('START_VALUE_FAILED', { field, fault: faultPhrase(result.code, result.params) });
  return result.value;
}

const unfit = (field: string, actual: Json): CatalogueError => new CatalogueError('START_VALUE_UNFIT', { field, actual: JSON.stringify(actual).slice(0, 100) });
function textOf(field: string, value: Json): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw unfit(field, value);
  return value;
}
/** Titles are one line without control characters, whatever was sent. */
function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim().slice(0, titleChars);
  if (line === '') throw unfit('title', text);
  return line;
}
function priorityOf(value: Json): Priority | null {
  if (value === null || (priorities as readonly Json[]).includes(value)) return value as Priority | null;
  throw unfit('priority', value);
}
/** Undefined stays: it was not said. */
function idOf(field: string, value: Json | undefined): string | null | undefined {
  if (value === undefined || value === null || (typeof value === 'string' && value !== '' && value.length <= 200)) return value;
  throw unfit(field, value);
}
