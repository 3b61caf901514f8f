/**
 * Settings: every name a person may set in the environment, its form, default and meaning. Parses a record it is given and never reads
 * the environment itself; composition roots do that. docs/settings.md is generated from the two lists below.
 */
import { z } from 'zod';
import { CatalogueError } from './errors.ts';

/** One setting. `schema` gets the text as it was set, or undefined when it was not set or empty. */
export interface SettingField {
  env: string;
  schema: z.ZodType;
  /** One sentence for docs/settings.md: what it is, its unit. */
  help: string;
  /** Never printed, never logged. */
  isSecret: boolean;
}
const field = <S extends z.ZodType>(env: string, schema: S, help: string) => ({ env, schema, help, isSecret: false }) satisfies SettingField;
const secret = <S extends z.ZodType>(env: string, schema: S, help: string) => ({ env, schema, help, isSecret: true }) satisfies SettingField;

const portNumber = z.coerce.number().int().min(1).max(65_535);
const count = z.coerce.number().int().min(1);
const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
const hexKey = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');

/** What portal, worker and demo device are told. `signalbox start` and the tests fill these in; on a cluster an operator does. */
export const processFields = {
  dataFolder: field('SIGNALBOX_DATA', z.string().default('.signalbox'), 'Folder of everything this installation keeps on disk. Relative to the project.'),
  host: field('SIGNALBOX_HOST', z.string().default('127.0.0.1'), 'Address the portal listens on. The embedded sign-in refuses anything but the loopback address.'),
  port: field('PORT', portNumber.default(8640), 'Port the portal listens on. Kept in the data folder after the first start.'),
  publicUrl: field('PUBLIC_URL', z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')).default('http://127.0.0.1:8640'), 'The address people type, without a final slash. Redirects and cookies are built from it, never from headers.'),
  trustProxy: field('SIGNALBOX_TRUST_PROXY', z.coerce.number().int().min(0).default(0), 'Number of reverse proxies in front of the portal whose X-Forwarded-For is believed.'),
  mongodbUri: field('MONGODB_URI', z.string().regex(/^mongodb(\+srv)?:\/\//, 'expected mongodb://...').default('mongodb://127.0.0.1:27017/signalbox?replicaSet=rs0'), 'MongoDB, a replica set or sharded cluster, with the database in the path.'),
  temporalAddress: field('TEMPORAL_ADDRESS', z.string().regex(/^[^\s/]+:\d+$/, 'expected host:port').default('127.0.0.1:7233'), 'gRPC address of the Temporal frontend, host:port.'),
  temporalNamespace: field('TEMPORAL_NAMESPACE', z.string().min(1).default('default'), 'Temporal namespace of this installation.'),
  sessionSecret: secret('SIGNALBOX_SESSION_SECRET', z.string().min(32), 'Signs session cookies, at least 32 characters. Made at the first start.'),
  idpClientSecret: secret('SIGNALBOX_IDP_CLIENT_SECRET', z.string().regex(/^[0-9a-f]{32,}$/, 'expected at least 32 hexadecimal digits'), 'Secret of the portal at the identity provider, in hexadecimal. Made at the first start.'),
  dataKey: secret('SIGNALBOX_DATA_KEY', hexKey, 'Key (32 bytes, hexadecimal) that encrypts stored secrets. Made at the first start; without it they are lost.'),
  keycloakUrl: field('KEYCLOAK_URL', z.url().optional(), 'Base address of a Keycloak. When absent the portal runs its own identity provider under the same paths.'),
  keycloakRealm: field('KEYCLOAK_REALM', z.string().default('signalbox'), 'Realm of the portal at the identity provider.'),
  keycloakClientId: field('KEYCLOAK_CLIENT_ID', z.string().default('signalbox-portal'), 'Client id of the portal at the identity provider.'),
  hasWorkflowStacks: field('SIGNALBOX_WORKFLOW_STACKS', flag.default(false), 'Whether Temporal can be asked where a run\'s code stands. Costs processor time for every promise of every run.'),
  logLevel: field('SIGNALBOX_LOG_LEVEL', z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'), 'Least severe line that is logged.'),
  webFolder: field('SIGNALBOX_WEB_FOLDER', z.string().default('.build/web'), 'Folder of the built browser half.'),
  workflowBundle: field('SIGNALBOX_WORKFLOW_BUNDLE', z.string().default('.build/workflow-bundle.js'), 'File of the built workflow code.'),
  chromeBin: field('CHROME_BIN', z.string().optional(), 'Program of a Chromium browser, for PDF and the browser tests.'),
  deviceHttpPort: field('SIGNALBOX_DEVICE_HTTP_PORT', portNumber.optional(), 'Port of the demo device\'s HTTP interface. Absent: no demo device.'),
  deviceSnmpPort: field('SIGNALBOX_DEVICE_SNMP_PORT', portNumber.optional(), 'UDP port of the demo device\'s SNMP agent.'),
  deviceToken: secret('SIGNALBOX_DEVICE_TOKEN', z.string().min(8).optional(), 'Bearer token of the demo device\'s HTTP interface. Made at the first start.'),
  liveRevalidateSeconds: field('SIGNALBOX_LIVE_REVALIDATE_SECONDS', count.default(30), 'Seconds between looks at whether open pages may still listen: session, account, rights.'),
  hasDemoSeed: field('SIGNALBOX_DEMO', flag.optional(), 'Whether an empty installation fills itself with the demonstration company, whose accounts and alarm secret anybody can read in the project. Default: true with the embedded sign-in, which stays on this machine; false with KEYCLOAK_URL. False also replaces an open alarm secret of before.'),
  hasDemoTickets: field('SIGNALBOX_DEMO_TICKETS', flag.default(true), 'Whether the demonstration company comes with two weeks of tickets.'),
  continueAfterUpdates: field('SIGNALBOX_CONTINUE_AFTER_UPDATES', count.default(1_500), 'Updates a run takes before it continues as new (Temporal ends a run at 2,000).'),
  continueAfterSignals: field('SIGNALBOX_CONTINUE_AFTER_SIGNALS', count.default(8_000), 'Signals a run takes before it continues as new (Temporal ends a run at 10,000).'),
} satisfies Record<string, SettingField>;

/** What only finding and starting the servers looks at. Absent means: find it yourself. */
export const starterFields = {
  temporalBin: field('SIGNALBOX_TEMPORAL_BIN', z.string().optional(), 'Program of the Temporal CLI that the embedded server is started from.'),
  mongodBin: field('SIGNALBOX_MONGOD_BIN', z.string().optional(), 'Program of the mongod that the embedded database is started from.'),
  alertmanagerBin: field('SIGNALBOX_ALERTMANAGER_BIN', z.string().optional(), 'Program of the Alertmanager that the tests send real alarms through.'),
  chromeBin: field('CHROME_BIN', z.string().optional(), 'Program of a Chromium browser, for PDF and the browser tests.'),
  temporalAddress: field('TEMPORAL_ADDRESS', z.string().optional(), 'A Temporal that already runs; none is started then.'),
  mongodbUri: field('MONGODB_URI', z.string().optional(), 'A MongoDB replica set that already runs; none is started then.'),
  keycloakUrl: field('KEYCLOAK_URL', z.string().optional(), 'A Keycloak that already runs; the embedded sign-in stays off then.'),
  cacheFolder: field('SIGNALBOX_CACHE', z.string().optional(), 'Folder where fetched programs are kept. Default: signalbox in the user\'s cache folder.'),
  dataFolder: field('SIGNALBOX_DATA', z.string().default('.signalbox'), 'Folder of everything this installation keeps on disk. Relative to the project.'),
  port: field('PORT', portNumber.optional(), 'Port of the portal, instead of the one kept in the data folder.'),
  publicUrl: field('PUBLIC_URL', z.string().optional(), 'The address people type, when a proxy stands in front.'),
} satisfies Record<string, SettingField>;

type Parsed<F extends Record<string, SettingField>> = { -readonly [K in keyof F]: z.output<F[K]['schema']> };
export type Settings = Omit<Parsed<typeof processFields>, 'hasDemoSeed'> & { hasDemoSeed: boolean };
export type StarterSettings = Parsed<typeof starterFields>;

/** Names and texts, as process.env has them. */
export type SettingSource = Readonly<Record<string, string | undefined>>;

function parseFields<F extends Record<string, SettingField>>(fields: F, source: SettingSource): Parsed<F> {
  const parsed: Record<string, unknown> = {};
  const faults: { path: string; code: string; message: string }[] = [];
  for (const [name, { env, schema }] of Object.entries(fields)) {
    const result = schema.safeParse(source[env] === '' ? undefined : source[env]);
    if (result.success) parsed[name] = result.data;
    else faults.push({ path: env, code: 'SETTING_INVALID', message: source[env] ? result.error.issues.map((issue) => issue.message).join('; ') : 'is needed and not set' });
  }
  if (faults.length > 0) throw new CatalogueError('SETTING_INVALID', { names: faults.map((fault) => `${fault.path} (${fault.message})`).join(', ') }, faults);
  return parsed as Parsed<F>;
}

/** Settings of a process of this installation. Throws SETTING_INVALID naming every fault at once; values are never repeated in it. */
export function parseSettings(source: SettingSource): Settings {
  const settings = parseFields(processFields, source);
  return { ...settings, hasDemoSeed: settings.hasDemoSeed ?? settings.keycloakUrl === undefined };
}

/** Settings of the starter. Throws SETTING_INVALID. */
export const parseStarterSettings = (source: SettingSource): StarterSettings => parseFields(starterFields, source);
