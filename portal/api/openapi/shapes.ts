/** JSON Schemas of the routes' shapes. What has a name is written once under components and pointed at. */
import { z } from 'zod';
import { instantSchema, jsonSchema, textSchema } from '#domain/values';
import { alarmGroupSchema, deadLetterSchema } from '#domain/alarm/alarm.schema';
import { domainEventSchema } from '#domain/audit/event.schema';
import { flowFileSchema, flowFormSchema } from '#domain/flow/flow.schema';
import { actorRefSchema, apiTokenSchema, personSchema, scopeSchema, teamSchema } from '#domain/identity/identity.schema';
import { ticketTypeSchema } from '#domain/ticket/ticket.schema';
import { alarmGroupView } from '../alarm.api.ts';
import { documentView } from '../document.api.ts';
import { errorAnswerSchema, errorDetailSchema } from '../error.api.ts';
import { fileViewSchema } from '../file.api.ts';
import { findingSchema, flowRow, nodeKindView, versionRow } from '../flow.api.ts';
import { personView } from '../identity.api.ts';
import { taskViewSchema } from '../task.api.ts';
import { commentView, logLineView, objectViewSchema, ticketRow, ticketView } from '../ticket.api.ts';

export type JsonSchema = { [keyword: string]: unknown };

const named: Readonly<Record<string, z.ZodType>> = {
  Instant: instantSchema, Json: jsonSchema, Text: textSchema, ActorRef: actorRefSchema, Scope: scopeSchema, Person: personSchema, PersonName: personView, Team: teamSchema, ApiToken: apiTokenSchema,
  Ticket: ticketView, TicketRow: ticketRow, TicketType: ticketTypeSchema, Comment: commentView, File: fileViewSchema, Event: domainEventSchema, ManagedObject: objectViewSchema, LogLine: logLineView,
  Task: taskViewSchema, Form: flowFormSchema, FlowFile: flowFileSchema, FlowRow: flowRow, FlowVersion: versionRow, Finding: findingSchema, NodeKind: nodeKindView,
  AlarmGroup: alarmGroupView, AlarmGroupFacts: alarmGroupSchema, DeadLetter: deadLetterSchema, Document: documentView, Error: errorAnswerSchema, ErrorDetail: errorDetailSchema,
};

export interface Shapes {
  /** `input`: what may be sent; `output`: what comes. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema;
  components(): Record<string, JsonSchema>;
}

export function createShapes(): Shapes {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) names.add(schema, { id });
  const components = new Map<string, JsonSchema>();
  /** Takes the parts of one conversion into the common list. The same name may look different where it is sent: then all of that conversion get names of their own. */
  function keep(parts: Readonly<Record<string, JsonSchema>>): (name: string) => string {
    const isOther = (name: string, part: JsonSchema, rename: (name: string) => string): boolean => {
      const there = components.get(rename(name));
      return there !== undefined && JSON.stringify(there) !== JSON.stringify(pointed(part, rename));
    };
    const rename = [(name: string) => name, (name: string) => `${name}Input`].find((way) => !Object.entries(parts).some(([name, part]) => isOther(name, part, way)));
    if (!rename) throw new Error(`two shapes under one name among ${Object.keys(parts).join(', ')}`);
    for (const [name, part] of Object.entries(parts)) components.set(rename(name), pointed(part, rename));
    return rename;
  }
  return {
    of(schema, io) {
      const { $schema: _dialect, $defs = {}, ...shape } = z.toJSONSchema(schema, { io, metadata: names, unrepresentable: 'any', target: 'draft-2020-12' }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
      return pointed(shape, keep($defs));
    },
    components: () => Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The shape with its local pointers leading to components, without the ids the conversion leaves behind. */
function pointed(shape: JsonSchema, rename: (name: string) => string): JsonSchema {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).filter(([key, part]) => !(key === 'id' && typeof part === 'string')).map(([key, part]) =>
      [key, key === '$ref' && typeof part === 'string' ? `#/components/schemas/${rename(part.replace('#/$defs/', ''))}` : walk(part)]));
  };
  return walk(shape) as JsonSchema;
}
