import { expect, it } from 'vitest';
import { nodeKinds } from '#domain/flow/nodes/index';
import { pluginSockets } from '#integrations/catalog';
import { routes } from '#api/routes';
import { createCatalogRoutes } from './catalog.routes.ts';

it('the catalogue answers every plug-in with its form and its help page, in the shape the API says', async () => {
  const answer = routes['catalog.read'].response.parse(await createCatalogRoutes({ kinds: nodeKinds, sockets: pluginSockets })['catalog.read']!({} as never));
  expect(answer.nodes.map(({ kind }) => kind)).toEqual(Object.values(nodeKinds).map(({ kind }) => kind));
  expect(answer.probes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['snmp', 'http-probe']));
  for (const { kind, help } of [...answer.nodes, ...answer.sources, ...answer.executors, ...answer.probes]) expect(help, kind).toMatch(/^# /);
  expect(answer.probes.find(({ kind }) => kind === 'http-probe')).toMatchObject({ form: { schema: { properties: { tls: { properties: { minDaysLeft: { type: 'integer' } } } } } }, result: { properties: { isUp: { type: 'boolean' } } } });
});
