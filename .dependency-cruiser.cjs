/**
 * Walls: who may import whom (strictly downwards, types too). One named rule per arrow; test/architecture/walls.test.ts proves each with a fixture
 * that must fail. Tests beside the code may import test/ and vitest; production code may not.
 */
const ours = '^(domain|store|integrations|activities|workflows|worker|portal|cli|test|tools)/';
const tests = '\\.test\\.tsx?$';
const notTest = { pathNot: tests };

/** A layer may import itself and the listed ones. */
const only = (name, comment, layer, allowed, except = []) => ({
  name, comment, severity: 'error',
  from: { path: layer, pathNot: [tests, ...except] },
  to: { path: ours, pathNot: [layer, ...allowed] },
});
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from: { ...notTest, ...from }, to });
/** Nothing that `from` pulls in, however far away, may be one of these packages. */
const outOfReach = (name, comment, from, packages) => ({
  name, comment, severity: 'error',
  from: { path: from, pathNot: tests },
  to: { path: `(^|/)node_modules/(${packages.join('|')})(/|$)`, reachable: true },
});

/** Composition roots: they wire everything together. */
const roots = ['^worker/main\\.ts$', '^portal/server/main\\.ts$', '^cli/'];

module.exports = {
  forbidden: [
    only('domain-imports-no-layer', 'The vocabulary and rules are below everything and know nobody.', '^domain/', []),
    only('store-imports-domain', 'The store persists what domain says; it decides nothing and reaches no outside world.', '^store/', ['^domain/']),
    only('integrations-import-domain', 'The sockets to the outside world know the vocabulary, not where data lives. The engine socket may name workflow messages.', '^integrations/', ['^domain/', '^workflows/.*\\.messages\\.ts$']),
    never('only-the-engine-names-messages', 'Signals, updates and queries are sent through one socket, integrations/engine.', { path: '^integrations/', pathNot: [tests, '^integrations/engine/'] }, { path: '^workflows/' }),
    only('workflows-import-domain', 'Workflows run in an isolate: activities reach them as interfaces of domain.', '^workflows/', ['^domain/']),
    only('api-imports-domain', 'Request and response shapes are shared by both halves of the portal.', '^portal/api/', ['^domain/']),
    only('activities-import-domain-store-integrations', 'Activities are the verbs that touch the world.', '^activities/', ['^domain/', '^store/', '^integrations/']),
    never('workflows-share-one-core', 'What a workflow file takes from the domain by itself is evaluated again for every run; workflows/core.ts is shared by all.', { path: '^workflows/', pathNot: [tests, '^workflows/core\\.ts$'] }, { path: '^domain/', dependencyTypesNot: ['type-only'] }),
    only('worker-imports-activities-and-below', 'The worker wires activities; workflows reach it only as the path of a bundle.', '^worker/', ['^domain/', '^store/', '^integrations/', '^activities/'], ['^worker/main\\.ts$']),
    only('server-imports-api-domain-store-sources', 'Everything else a route needs is handed in by the composition root.', '^portal/server/', ['^portal/api/', '^domain/', '^store/', '^integrations/sources/', '^integrations/catalog'], ['^portal/server/main\\.ts$']),
    only('web-imports-api-domain', 'The browser shares shapes and rules with the server, nothing else.', '^portal/web/', ['^portal/api/', '^domain/']),
    never('workflows-are-a-bundle', 'Workflow code runs in the isolate only; outside it even a composition root may name its messages, nothing more.', { path: '^(worker|portal|cli|activities)/' }, { path: '^workflows/', pathNot: '\\.messages\\.ts$' }),
    never('nobody-imports-a-root', 'A composition root that is imported becomes a library with side effects.', { path: ours, pathNot: [...roots, '^(test|tools)/', tests] }, { path: roots }),
    never('nobody-imports-tests', 'Builders and fixtures are for tests.', { path: '^(domain|store|integrations|activities|workflows|worker|portal|cli)/' }, { path: ['^test/', tests] }),
    never('domain-knows-no-node', 'domain runs in the browser and in the isolate.', { path: '^domain/' }, { dependencyTypes: ['core'] }),
    never('domain-uses-few-packages', 'zod, luxon, feelin with its parser, and an eval-free JSON Schema validator; bpmn-moddle only under flow/bpmn.', { path: '^domain/', pathNot: [tests, '^domain/flow/bpmn/'] }, { path: 'node_modules', pathNot: '(^|/)node_modules/(zod|luxon|@types/luxon|feelin|lezer-feel|@lezer/[^/]+|@cfworker/json-schema)(/|$)' }),
    never('workflows-use-few-packages', 'What the isolate runs must be deterministic.', { path: '^workflows/' }, { path: 'node_modules', pathNot: '(^|/)node_modules/(@temporalio/(workflow|common)|zod)(/|$)' }),
    never('workflows-know-no-node', 'Workflows run in an isolate without Node.', { path: '^workflows/' }, { dependencyTypes: ['core'] }),
    never('only-the-store-speaks-mongodb', 'One place knows collections; composition roots open the connection. Others may name its type to hand it on; lint keeps them from reaching into it.', { path: ours, pathNot: [tests, '^store/', ...roots, '^test/'] }, { path: '(^|/)node_modules/(mongoose|mongodb)(/|$)', dependencyTypesNot: ['type-only'] }),
    never('only-the-engine-speaks-temporal', 'The client stands behind a port of domain, in integrations/engine.', { path: ours, pathNot: [tests, '^integrations/engine/', ...roots, '^(test|tools)/'] }, { path: '(^|/)node_modules/@temporalio/client(/|$)' }),
    outOfReach('workflows-reach-no-time-zones', 'Time zones never run in the isolate: node and browser differ in their tables, and a replay would too.', '^workflows/', ['luxon']),
    outOfReach('workflows-reach-no-outside-world', 'A workflow that pulls in a driver breaks its bundle, or worse, works until it replays.', '^workflows/', ['mongoose', 'mongodb', 'net-snmp', 'puppeteer-core', 'bpmn-moddle', 'express', 'undici', '@temporalio/client', '@temporalio/worker', '@temporalio/activity']),
    {
      name: 'workflows-reach-no-upper-layer', severity: 'error', comment: 'However indirectly: workflow code reaches only workflows and domain.',
      from: { path: '^workflows/', pathNot: tests }, to: { path: '^(store|integrations|activities|worker|portal|cli)/', reachable: true },
    },
    outOfReach('web-reaches-no-server', 'What the browser loads never pulls in a server library.', '^portal/web/', ['mongoose', 'mongodb', 'net-snmp', 'puppeteer-core', 'express', 'pino', '@temporalio/[^/]+']),
    never('web-knows-no-node', 'The browser has no Node.', { path: '^portal/(web|api)/', pathNot: [tests, '\\.config\\.ts$'] }, { dependencyTypes: ['core'] }),
    {
      name: 'no-circles', severity: 'error', comment: 'Two files that need each other at run time are one file, or three.',
      from: { path: ours }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'type-import'] } },
    },
    never('no-unknown-modules', 'A name that resolves to nothing fails only when that line runs.', { path: ours }, { couldNotResolve: true, pathNot: '\\?(raw|url|worker)$' }),
    never('no-undeclared-packages', 'A package that package.json does not name may vanish with the next install.', { path: ours }, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: '/@types/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.build|\\.signalbox)/|^test/architecture/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.base.json` },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'], mainFields: ['module', 'main', 'types'] },
  },
};
