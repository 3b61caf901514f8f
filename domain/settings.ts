/**
 * Settings: every name a person may set in the environment, its form, default and meaning. Parses a record it is given and never reads
 * the environment itself; composition roots do that. docs/settings.md is generated from the two lists below.
 */
import { z } from 'zod';
import { CatalogueError } from './errors.ts';
import { channelKinds } from './notify/notice.schema.ts';

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
/** "host:port,[::1]:8080" -> each without brackets, as addresses are asked for. */
const hostPorts = z.string().default('').transform((text) => text.toLowerCase().split(',').map((part) => part.trim()).filter((part) => part !== ''))
  .pipe(z.array(z.string().regex(/^(\[[0-9a-f:.]+\]|[^\s/:[\]]+):\d{1,5}$/, 'expected host:port, with commas between several').transform((part) => part.replace(/[[\]]/g, ''))));
/** The vendor's own address is the default, so that the page of settings shows it. */
const mirror = (vendor: string) => z.union([z.literal('off'), z.url({ protocol: /^https?$/ })]).default(vendor);
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
  chromeBin: field('CHROME_BIN', z.string().optional(), 'Program of a Chromium browser (131 or later): documents as PDF, and the browser tests.'),
  chromePlaces: field('SIGNALBOX_CHROME_PLACES', z.string().default('/usr/lib/chromium/chromium-headless-shell:chromium:chromium-browser:google-chrome:google-chrome-stable:chrome'), 'Where the worker looks for a browser when CHROME_BIN is not set: paths, and names on the PATH, separated as in PATH. signalbox start fills it in with the places it looks in itself.'),
  deviceHttpPort: field('SIGNALBOX_DEVICE_HTTP_PORT', portNumber.optional(), 'Port of the demo device\'s HTTP interface. Absent: no demo device.'),
  deviceSnmpPort: field('SIGNALBOX_DEVICE_SNMP_PORT', portNumber.optional(), 'UDP port of the demo device\'s SNMP agent.'),
  deviceToken: secret('SIGNALBOX_DEVICE_TOKEN', z.string().min(8).optional(), 'Bearer token of the demo device\'s HTTP interface. Made at the first start.'),
  allowedLoopback: field('SIGNALBOX_ALLOWED_LOOPBACK', hostPorts, 'Services on the portal\'s and the worker\'s own machine that flows and webhooks may call: host:port, with commas between several. The demo device is allowed without being named.'),
  liveRevalidateSeconds: field('SIGNALBOX_LIVE_REVALIDATE_SECONDS', count.default(30), 'Seconds between looks at whether open pages may still listen: session, account, rights.'),
  liveSocketsPerSession: field('SIGNALBOX_LIVE_SOCKETS_PER_SESSION', count.default(20), 'Open pages of one sign-in that hear of changes as they happen, at each portal process. Beyond it the one opened first stops listening and says why.'),
  hasDemoSeed: field('SIGNALBOX_DEMO', flag.optional(), 'Whether an empty installation fills itself with the demonstration company, whose accounts and alarm secret anybody can read in the project. Default: true with the embedded sign-in, which stays on this machine; false with KEYCLOAK_URL. False also replaces an open alarm secret of before.'),
  hasDemoTickets: field('SIGNALBOX_DEMO_TICKETS', flag.default(true), 'Whether the demonstration company comes with six weeks of tickets.'),
  demoEverydayTickets: field('SIGNALBOX_DEMO_EVERYDAY', z.coerce.number().int().min(0).max(5_000).optional(), 'Everyday tickets among them, beside the forty that are told in full. Default: 400.'),
  fileMegabytes: field('SIGNALBOX_FILE_MB', count.max(2_000).default(25), 'Largest file that is taken, in MB.'),
  filesPerMessage: field('SIGNALBOX_FILES_PER_MESSAGE', count.max(100).default(10), 'Files that go with one message, or with the opening of a ticket.'),
  filesPerTicket: field('SIGNALBOX_FILES_PER_TICKET', count.max(10_000).default(200), 'Files of one ticket. Removed ones do not count.'),
  filesPerDayMegabytes: field('SIGNALBOX_FILE_MB_PER_DAY', count.default(500), 'MB of files one person may send in a day (UTC).'),
  smtpHost: field('SIGNALBOX_SMTP_HOST', z.string().regex(/^[^\s/:]+$/, 'expected a host name').optional(), 'Mail server that notices are sent through. Absent: they are kept in the mailbox of the portal, which shows what would have been sent.'),
  smtpPort: field('SIGNALBOX_SMTP_PORT', portNumber.default(587), 'Port of the mail server.'),
  smtpSecurity: field('SIGNALBOX_SMTP_SECURITY', z.enum(['starttls', 'tls', 'none']).default('starttls'), 'starttls: encrypted after the greeting, or not at all; tls: encrypted from the first byte (port 465); none: only for a mail server on the same machine.'),
  smtpUser: field('SIGNALBOX_SMTP_USER', z.string().optional(), 'Account at the mail server. Absent: it is not asked to sign in.'),
  smtpSecret: field('SIGNALBOX_SMTP_SECRET', z.string().min(1).default('smtp-password'), 'Name of the stored secret with the password of that account (signalbox secret set, use channel).'),
  smtpTimeoutSeconds: field('SIGNALBOX_SMTP_TIMEOUT_SECONDS', count.default(15), 'Seconds after which a mail server that does not answer counts as away.'),
  mailFrom: field('SIGNALBOX_MAIL_FROM', z.string().max(320).regex(/^(?:[^<>\r\n]{1,200} <[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/, 'expected an address or Name <address>').default('Signalbox <signalbox@localhost>'), 'Sender of the mails.'),
  noticeChannel: field('SIGNALBOX_NOTICE_CHANNEL', z.enum(channelKinds).optional(), 'Channel that people are told by. Absent: mail where a mail server is set, else the mailbox of the portal.'),
  noticeRetrySeconds: field('SIGNALBOX_NOTICE_RETRY_SECONDS', count.default(30), 'Seconds before a notice that could not be sent is tried again; each further wait is twice as long, up to an hour, for five days.'),
  continueAfterUpdates: field('SIGNALBOX_CONTINUE_AFTER_UPDATES', count.default(1_500), 'Updates a run takes before it continues as new (Temporal ends a run at 2,000).'),
  continueAfterSignals: field('SIGNALBOX_CONTINUE_AFTER_SIGNALS', count.default(8_000), 'Signals a run takes before it continues as new (Temporal ends a run at 10,000).'),
} satisfies Record<string, SettingField>;

/** What only finding and starting the servers looks at. Absent means: find it yourself. */
export const starterFields = {
  temporalBin: field('SIGNALBOX_TEMPORAL_BIN', z.string().optional(), 'Program of the Temporal CLI that the embedded server is started from.'),
  mongodBin: field('SIGNALBOX_MONGOD_BIN', z.string().optional(), 'Program of the mongod that the embedded database is started from.'),
  alertmanagerBin: field('SIGNALBOX_ALERTMANAGER_BIN', z.string().optional(), 'Program of the Alertmanager that the tests send real alarms through.'),
  keycloakBin: field('SIGNALBOX_KEYCLOAK_BIN', z.string().optional(), 'kc.sh of a Keycloak built for the database dev-mem, which the tests sign in at.'),
  testServerBin: field('SIGNALBOX_TEMPORAL_TEST_SERVER_BIN', z.string().optional(), 'Program of the Temporal test server that the tests skip time with.'),
  chromeBin: field('CHROME_BIN', z.string().optional(), 'Program of a Chromium browser (131 or later): documents as PDF, and the browser tests.'),
  temporalAddress: field('TEMPORAL_ADDRESS', z.string().optional(), 'A Temporal that already runs; none is started then.'),
  mongodbUri: field('MONGODB_URI', z.string().optional(), 'A MongoDB replica set that already runs; none is started then.'),
  keycloakUrl: field('KEYCLOAK_URL', z.string().optional(), 'A Keycloak that already runs; the embedded sign-in stays off then.'),
  temporalMirror: field('SIGNALBOX_MIRROR_TEMPORAL', mirror('https://github.com/temporalio/cli/releases/download'), 'Where the Temporal CLI is downloaded from: the address that stands in place of the default, with user:password@ where it wants them, or off. HTTPS_PROXY and NO_PROXY are heeded.'),
  mongodbMirror: field('SIGNALBOX_MIRROR_MONGODB', mirror('https://fastdl.mongodb.org'), 'Where MongoDB is downloaded from, in the same form.'),
  chromeMirror: field('SIGNALBOX_MIRROR_CHROME', mirror('https://storage.googleapis.com/chrome-for-testing-public'), 'Where Chrome for Testing is downloaded from, in the same form.'),
  alertmanagerMirror: field('SIGNALBOX_MIRROR_ALERTMANAGER', mirror('https://github.com/prometheus/alertmanager/releases/download'), 'Where Alertmanager, for the tests, is downloaded from, in the same form.'),
  mavenMirror: field('SIGNALBOX_MIRROR_MAVEN', mirror('https://repo1.maven.org/maven2'), 'Maven repository that Keycloak and the Temporal test server, for the tests, are downloaded from, in the same form.'),
  cacheFolder: field('SIGNALBOX_CACHE', z.string().optional(), 'Folder where fetched programs are kept. Default: signalbox in the user\'s cache folder.'),
  dataFolder: field('SIGNALBOX_DATA', z.string().default('.signalbox'), 'Folder of everything this installation keeps on disk. Relative to the project.'),
  port: field('PORT', portNumber.optional(), 'Port of the portal, instead of the one kept in the data folder.'),
  publicUrl: field('PUBLIC_URL', z.string().optional(), 'The address people type, when a proxy stands in front.'),
} satisfies Record<string, SettingField>;

type Parsed<F extends Record<string, SettingField>> = { -readonly [K in keyof F]: z.output<F[K]['schema']> };
export type Settings = Omit<Parsed<typeof processFields>, 'hasDemoSeed'> & { hasDemoSeed: boolean };
export type StarterSettings = Parsed<typeof starterFields>;
/** An address below which a vendor's files lie, or "off": nothing is downloaded there. */
export type VendorMirror = StarterSettings['mongodbMirror'];

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

/** The data key alone, for a command that needs no other setting. Throws SETTING_INVALID. */
export const parseDataKey = (text: string): string => parseFields({ dataKey: processFields.dataKey }, { [processFields.dataKey.env]: text }).dataKey;

/** Settings of the starter. Throws SETTING_INVALID. */
export const parseStarterSettings = (source: SettingSource): StarterSettings => parseFields(starterFields, source);
