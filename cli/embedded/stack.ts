/**
 * A stack: the real servers and Signalbox's own processes on one data folder, supervised. `signalbox start`, the scenario, browser and chaos tests
 * and the benches all bring it up through startStack. Where the programs come from is decided in the component files.
 */
import { delimiter, join } from 'node:path';
import { parseStarterSettings, type SettingSource, type StarterSettings } from '#domain/settings';
import { browserPlaces } from './browser.ts';
import { buildServer, buildWeb, buildWorkflows } from './builds.ts';
import { SupervisedChild, type ChildSpec, type ComponentName } from './child.ts';
import { holdDataFolder, stackMark, type HeldDataFolder } from './data-folder.ts';
import { silentLog, type Log } from './located.ts';
import { trimLog } from './log-files.ts';
import { locateMongod, mongodbUriOf, mongodChild } from './mongod.ts';
import { claimPorts, type Ports, type PortUse } from './ports.ts';
import { deviceChild, portalChild, workerChild } from './processes.ts';
import { projectFolder } from './project.ts';
import { claimSecrets } from './secrets.ts';
import { locateTemporal, temporalChild } from './temporal.ts';
import { prepareNamespace } from './temporal-namespace.ts';
import { startWatchdog } from './watchdog.ts';

export type { ComponentName } from './child.ts';

export interface StackOptions {
  /** Created when missing. One stack at a time. */
  dataDir: string;
  /** What to start. Temporal and MongoDB given by address in `env` are used and not started. Default: everything. */
  components?: readonly ComponentName[];
  /**
   * Settings for the starter and for every process, over what is set here by default. Addresses in the environment of the caller are not looked at unless given here;
   * paths of programs and the cache folder are.
   */
  env?: SettingSource;
  log?: Log;
  /** Try the well-known ports first instead of random ones. */
  isMemorable?: boolean;
  /** Database name in the MongoDB address. Default "signalbox". */
  database?: string;
  /** Ends the start: what is up already is stopped and startStack throws. */
  signal?: AbortSignal;
}

export interface Stack {
  /** Public address of the portal, no final slash. */
  address: string;
  mongoUri: string;
  /** host:port */
  temporalAddress: string;
  temporalNamespace: string;
  dataDir: string;
  ports: Ports;
  /** What the processes got, secrets included; for tests that run a composition root in their own process. */
  env: Readonly<Record<string, string>>;
  components: readonly ComponentName[];
  pid(component: ComponentName): number | null;
  /** Times the supervisor brought it back. */
  restarts(component: ComponentName): number;
  /** SIGKILL by default: the supervisor brings the component back. SIGSTOP and SIGCONT freeze and thaw it. */
  kill(component: ComponentName, signal?: NodeJS.Signals): Promise<void>;
  /** Resolves when the component is up and ready, also after a kill. */
  ready(component: ComponentName): Promise<void>;
  /** In order down, then up and ready. */
  restart(component: ComponentName): Promise<void>;
  /** Down until startAgain. */
  stopComponent(component: ComponentName): Promise<void>;
  startAgain(component: ComponentName): Promise<void>;
  logFile(component: ComponentName): string;
  /** Ends everything in order. Idempotent. */
  stop(): Promise<void>;
}

const everything: readonly ComponentName[] = ['temporal', 'mongodb', 'worker', 'device', 'portal'];
const portsOf: Record<ComponentName, readonly PortUse[]> = { temporal: ['temporal'], mongodb: ['mongodb'], worker: [], portal: ['portal'], device: ['deviceHttp', 'deviceSnmp'] };
/** Stopped from left to right: what writes before what is written to. */
const stopOrder: readonly (readonly ComponentName[])[] = [['portal', 'device'], ['worker'], ['temporal'], ['mongodb']];
const inherited = [
  'SIGNALBOX_TEMPORAL_BIN', 'SIGNALBOX_MONGOD_BIN', 'SIGNALBOX_ALERTMANAGER_BIN', 'CHROME_BIN', 'SIGNALBOX_CACHE', 'SIGNALBOX_MIRROR_TEMPORAL', 'SIGNALBOX_MIRROR_MONGODB',
] as const;

/** Brings a stack up; resolves when every component is ready. Throws STACK_RUNNING, PORT_TAKEN, COMPONENT_MISSING, COMPONENT_NOT_READY, SETTING_INVALID; nothing is left running then. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const log = options.log ?? silentLog;
  const given: SettingSource = { ...Object.fromEntries(inherited.map((name) => [name, process.env[name]])), ...options.env };
  const settings = parseStarterSettings({ ...given, SIGNALBOX_DATA: options.dataDir });
  const components = (options.components ?? everything).filter((name) => !isGiven(name, settings));
  const folder = await holdDataFolder(options.dataDir, log);
  const watchdog = startWatchdog();
  const children = new Map<ComponentName, SupervisedChild>();
  let isStopped = false;
  const trimming = setInterval(() => components.forEach((name) => trimLog(folder.logFile(name))), 60_000).unref();
  let stopped: Promise<void> | null = null;
  const stop = () => stopped ??= (async () => {
    isStopped = true;
    clearInterval(trimming);
    for (const turn of stopOrder) await Promise.all(turn.flatMap((name) => children.get(name)?.stop() ?? []));
    await folder.release();
    watchdog.dismiss();
  })();
  options.signal?.addEventListener('abort', () => { void stop(); }, { once: true });
  try {
    const ports = await claimPorts(folder.path, components.flatMap((name) => portsOf[name]), { portal: settings.port, isMemorable: options.isMemorable });
    const env = environment(settings, given, folder, ports, options.database);
    const bringUp = (spec: ChildSpec) => {
      if (isStopped) throw new Error('stopped while starting');
      const child = new SupervisedChild(spec, {
        log, logFile: folder.logFile(spec.name), env: { ...definedOnly(process.env), ...env },
        onBirth: (pid) => { folder.born(pid); watchdog.born(pid); },
        onDeath: (pid) => { folder.died(pid); watchdog.died(pid); },
      });
      children.set(spec.name, child);
      return child.start();
    };
    const wants = (name: ComponentName) => components.includes(name);
    const isOurs = wants('worker') || wants('portal') || wants('device');
    const built = isOurs ? buildServer(log) : undefined;
    await allOrFirstFault([
      built,
      wants('portal') ? buildWeb(log) : undefined,
      wants('worker') ? buildWorkflows(log) : undefined,
      wants('temporal') ? locateTemporal(settings, log).then((located) => bringUp(temporalChild(located, folder.path, ports)))
        : settings.temporalAddress ? locateTemporal(settings, log).then(() => prepareNamespace(settings.temporalAddress ?? '', env['TEMPORAL_NAMESPACE'] ?? 'default')) : undefined,
      wants('mongodb') ? locateMongod(settings, log).then((located) => bringUp(mongodChild(located, folder.path, ports)))
        : settings.mongodbUri ? locateMongod(settings, log) : undefined,
    ]);
    if (wants('temporal') && (env['TEMPORAL_NAMESPACE'] ?? 'default') !== 'default') await prepareNamespace(env['TEMPORAL_ADDRESS'] ?? '', env['TEMPORAL_NAMESPACE'] ?? 'default');
    const code = await built;
    const specs = code ? [wants('device') && deviceChild(projectFolder, code, ports), wants('worker') && workerChild(projectFolder, code), wants('portal') && portalChild(projectFolder, code, ports)] : [];
    await allOrFirstFault(specs.map((spec) => (spec ? bringUp(spec) : undefined)));

    const child = (name: ComponentName): SupervisedChild => {
      const found = children.get(name);
      if (!found) throw new RangeError(`this stack has no ${name}`);
      return found;
    };
    return {
      address: env['PUBLIC_URL'] ?? '', mongoUri: env['MONGODB_URI'] ?? '', temporalAddress: env['TEMPORAL_ADDRESS'] ?? '', temporalNamespace: env['TEMPORAL_NAMESPACE'] ?? 'default',
      dataDir: folder.path, ports, env, components,
      pid: (name) => child(name).pid,
      restarts: (name) => child(name).restarts,
      kill: (name, signal) => child(name).kill(signal),
      ready: (name) => child(name).ready(),
      restart: (name) => child(name).restart(),
      stopComponent: (name) => child(name).stop(),
      startAgain: (name) => child(name).start(),
      logFile: (name) => folder.logFile(name),
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

const isGiven = (name: ComponentName, settings: StarterSettings): boolean =>
  (name === 'temporal' && Boolean(settings.temporalAddress)) || (name === 'mongodb' && Boolean(settings.mongodbUri));

/** What every process of the stack is told. */
function environment(settings: StarterSettings, given: SettingSource, folder: HeldDataFolder, ports: Ports, database: string | undefined): Record<string, string> {
  const secrets = claimSecrets(folder.path, given);
  return {
    PORT: String(ports.portal), PUBLIC_URL: `http://127.0.0.1:${ports.portal}`,
    MONGODB_URI: mongodbUriOf(ports.mongodb, database), TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`, TEMPORAL_NAMESPACE: 'default',
    SIGNALBOX_DEVICE_HTTP_PORT: String(ports.deviceHttp), SIGNALBOX_DEVICE_SNMP_PORT: String(ports.deviceSnmp),
    SIGNALBOX_CHROME_PLACES: browserPlaces(settings).join(delimiter),
    SIGNALBOX_WEB_FOLDER: join(projectFolder, '.build/web'), SIGNALBOX_WORKFLOW_BUNDLE: join(projectFolder, '.build/workflow-bundle.js'),
    ...definedOnly(given), ...secrets,
    SIGNALBOX_DATA: folder.path, [stackMark]: folder.mark,
    // Proxies are for the outside world; gRPC would send loopback connections through them too.
    NO_PROXY: loopbackToo(process.env['NO_PROXY']), no_proxy: loopbackToo(process.env['no_proxy']),
  };
}

const loopbackToo = (list: string | undefined): string => [...new Set([...(list ?? '').split(',').filter(Boolean), '127.0.0.1', 'localhost'])].join(',');

const definedOnly = (source: SettingSource): Record<string, string> =>
  Object.fromEntries(Object.entries(source).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));

/** Waits for all of them, so that nothing is still being started when the first fault is thrown. */
async function allOrFirstFault(work: (Promise<unknown> | undefined)[]): Promise<void> {
  const results = await Promise.allSettled(work.filter((each) => each !== undefined));
  const fault = results.find((result) => result.status === 'rejected');
  if (fault?.status === 'rejected') throw fault.reason;
}
