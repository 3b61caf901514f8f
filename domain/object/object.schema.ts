/** What can be pointed at: devices, services, applications. One ObjectRef is used on alarms, tickets, probes and events. */
import { z } from 'zod';
import { textSchema } from '../values.ts';

export const objectKinds = ['device', 'interface', 'service', 'application', 'ci', 'laptop', 'deviceGroup'] as const;
/** Things an event or a link can point at: managed objects and the portal's own records. */
export const refKinds = [...objectKinds, 'ticket', 'run', 'task', 'flow', 'alarmGroup', 'alarmSource', 'person', 'team', 'role', 'calendar', 'slaPolicy', 'secret', 'comment', 'catalogItem', 'webhook', 'report', 'file'] as const;

export const objectRefSchema = z.object({ kind: z.enum(refKinds), id: z.string().min(1).max(200) });
export type ObjectRef = z.infer<typeof objectRefSchema>;

/** Kinds of objects a role's scope can name as a service. Its device groups are of kind deviceGroup. */
export const serviceKinds = ['service', 'application'] as const satisfies readonly (typeof objectKinds)[number][];

/** A managed object. `parents` may be several; unlinking is not deleting. `labels` are matched against alarm labels; those of a device group pick its devices: every object that has all of them. */
export const managedObjectSchema = z.object({
  id: z.string().min(1).max(100),
  kind: z.enum(objectKinds),
  name: z.string().min(1).max(200),
  title: textSchema.optional(),
  parents: z.array(z.string()).default([]),
  labels: z.record(z.string(), z.string()).default({}),
  /** Person id of the owner: asked first when an alarm's ticket has a question. */
  owner: z.string().nullable().default(null),
  /** Team that handles its tickets. */
  team: z.string().nullable().default(null),
  /** 1 = whole company ... 4 = one person. Sets the ticket's priority. */
  impact: z.number().int().min(1).max(4).default(3),
  /** Address a probe or a repair talks to, e.g. { "snmp": "127.0.0.1:1161", "http": "http://127.0.0.1:8081" }. */
  endpoints: z.record(z.string(), z.string()).default({}),
});
export type ManagedObject = z.infer<typeof managedObjectSchema>;
