/** What the engine fills in when a run starts, as examples, so that a flow can be tried without an installation. What a script gives stands instead. */
import type { Json } from '../../values.ts';
import type { FlowFile } from '../flow.schema.ts';
import type { Vars } from '../kernel/kernel.types.ts';

const examples: Vars = {
  ticket: { key: 'EXAMPLE-1', type: 'incident', title: 'Example', description: '', state: 'new', priority: 'p3', team: 'example-team', assignee: null, requester: 'example-requester', fields: {} },
  object: { id: 'example-object', name: 'Example object', kind: 'device', owner: 'example-owner', labels: {}, endpoints: { http: 'http://example.invalid', snmp: 'example.invalid:161' } },
  team: { id: 'example-team', name: { en: 'Example team' }, lead: 'example-lead', manager: 'example-manager' },
  requester: { id: 'example-requester', name: 'Example requester', manager: 'example-manager' },
  alarm: { group: 'example-group', severity: 'major', isFiring: true, labels: {} },
};

/** The variables a dry run starts with: given ones as they are, declared ones by their own `initial`. */
export function startVariables(file: FlowFile, given: Vars): Vars {
  const own = Object.entries(examples).filter(([name]) => !Object.hasOwn(file.variables, name) && !Object.hasOwn(given, name)).map(([name, value]): [string, Json] => [name, structured(value)]);
  return { ...Object.fromEntries(own), ...given };
}

const structured = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;
