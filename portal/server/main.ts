/** Composition root of the portal: reads the environment, connects the parts, listens, makes itself ready when MongoDB answers, and ends cleanly. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { CatalogueError, codeOf, errorShape } from '#domain/errors';
import { openCrashPoints, withCrashPointsBeforeBells } from '#activities/core/crash-points';
import { parseSettings, type Settings } from '#domain/settings';
import { portalEvent } from '#domain/audit/portal-event';
import { instantOf } from '#domain/values';
import { createAlarmEngine } from '#integrations/engine/alarm-engine';
import { createExecutors } from '#integrations/executors/index';
import { createProbes } from '#integrations/probes/index';
import { createFlowEngine } from '#integrations/engine/engine';
import { openEngineConnection } from '#integrations/engine/connection';
import { createEmbeddedIdp, makeSigningKey } from '#integrations/identity/embedded/embedded-idp';
import { isLoopbackHost } from '#integrations/identity/embedded/loopback';
import { openConnection } from '#store/core/connection';
import { createIdempotencyRepo } from '#store/core/idempotency.repo';
import { createLockRepo } from '#store/core/lock.repo';
import { createEventRepo } from '#store/audit/event.repo';
import { createOutboxRepo } from '#store/audit/outbox.repo';
import { createIdpRecordRepo } from '#store/identity/idp-record.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createSessionRepo } from '#store/identity/session.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createSecretCipher } from '#store/secret/secret.cipher';
import { createSecretRepo } from '#store/secret/secret.repo';
import { bootstrap } from './demo/bootstrap.ts';
import { createFeatures, routesToCome } from './features.ts';
import { createApp } from './http/app.ts';
import { missingRoutes } from './http/api-router.ts';
import { describe } from './http/error-answer.ts';
import { createLog, type Log } from './http/log.ts';
import { createRateLimits } from './http/rate-limits.ts';
import { createGrants } from './http/sign-in/grants.ts';
import { createKeycloak } from './http/sign-in/keycloak.ts';
import { createSessionStore, openToken, sealToken, sessionMiddleware } from './http/sign-in/session-store.ts';
import { createActors } from './identity/actors.ts';
import { createIdpAccounts } from './identity/idp-accounts.ts';
import { createIdpHost } from './identity/idp-host.ts';
import { createSignedIn } from './identity/signed-in.ts';
import { createLive } from './live/live.ts';
import { liveLookups } from './live/lookups.ts';
import { createOutboxClerk } from './audit/outbox-clerk.ts';

z.config({ jitless: true });
const seedFolder = fileURLToPath(new URL('../../seed', import.meta.url));
const nowMs = () => Date.now();

function settingsOrExit(): Settings {
  try {
    const settings = parseSettings(process.env);
    const { hostname } = new URL(settings.publicUrl);
    const isOpen = !isLoopbackHost(settings.host) ? settings.host : !isLoopbackHost(hostname) ? hostname : null;
    if (!settings.keycloakUrl && isOpen) throw new CatalogueError('IDP_NOT_LOOPBACK', { address: isOpen });
    return settings;
  } catch (fault) {
    if (!(fault instanceof CatalogueError)) throw fault;
    const { message, hint } = errorShape(fault.code, fault.params);
    process.stderr.write(`${message} ${hint}\n`);
    return process.exit(1);
  }
}

const settings = settingsOrExit();
const log = createLog(settings.logLevel, [settings.sessionSecret, settings.idpClientSecret, settings.dataKey]);
const mongo = openConnection(settings.mongodbUri, { appName: 'signalbox-portal', onAway: (fault) => log.warn({ fault: describe(fault) }, 'MongoDB is away; trying again') });
const { connection } = mongo;
const [people, teams, roles] = [createPersonRepo(connection), createTeamRepo(connection), createRoleRepo(connection)];
const [sessions, locks, idempotency, events] = [createSessionRepo(connection), createLockRepo(connection), createIdempotencyRepo(connection), createEventRepo(connection)];
const secrets = createSecretRepo(connection, settings.dataKey);
const cipher = createSecretCipher(settings.dataKey);
const idpRecords = createIdpRecordRepo(connection);
const outbox = createOutboxRepo(connection, locks);
const engineConnection = openEngineConnection({ address: settings.temporalAddress, namespace: settings.temporalNamespace, run: { maxUpdates: settings.continueAfterUpdates, maxSignals: settings.continueAfterSignals } });

let missing: string | null = 'MongoDB';
let markReady: () => void = () => undefined;
const prepared = new Promise<void>((resolve) => { markReady = resolve; });

const idpSettings = { baseUrl: (settings.keycloakUrl ?? settings.publicUrl).replace(/\/+$/, ''), realm: settings.keycloakRealm, clientId: settings.keycloakClientId, clientSecret: settings.idpClientSecret };
// The library opens the collection when this resolves, and would keep a failure for ever: by then the database was reached and its indexes stand.
const store = createSessionStore(prepared.then(() => connection.getClient()), () => new URL(settings.mongodbUri).pathname.slice(1), cipher);
const session = sessionMiddleware(store, settings.sessionSecret, settings.publicUrl);
const keycloak = createKeycloak(idpSettings, store);
const grants = createGrants({
  keycloak, locks, log,
  tokens: {
    read: async (sessionId) => { const sealed = await sessions.token(sessionId); return sealed ? openToken(cipher, sealed) : null; },
    replace: (sessionId, token) => sessions.replaceToken(sessionId, sealToken(cipher, token)),
  },
});
const actors = createActors({ people, teams, roles }, nowMs);
const signedIn = createSignedIn({ actors, grants });
const idp = settings.keycloakUrl ? null : createIdpHost(`/realms/${settings.keycloakRealm}`, async () => createEmbeddedIdp({
  address: settings.publicUrl, realm: settings.keycloakRealm, accounts: createIdpAccounts({ people, roles, teams }), records: idpRecords,
  portal: { clientId: settings.keycloakClientId, clientSecret: settings.idpClientSecret, redirectUri: `${settings.publicUrl}/auth/callback`, postLogoutRedirectUri: `${settings.publicUrl}/`, backchannelLogoutUri: `${settings.publicUrl}/auth/backchannel-logout` },
  signingKey: JSON.parse(await secrets.resolveOrStore({ name: 'signalbox.idp-signing-key', use: 'system', hosts: [] }, makeSigningKey)) as Record<string, unknown>,
  cookieKey: createHmac('sha256', settings.sessionSecret).update('embedded idp cookies').digest('hex'),
  onFault: (fault, where) => log.warn({ fault: describe(fault), where }, 'embedded sign-in'),
}));
const features = createFeatures({
  connection, actors, secrets, log, publicUrl: settings.publicUrl, nowMs, engine: createFlowEngine(engineConnection), alarmEngine: withCrashPointsBeforeBells(createAlarmEngine(engineConnection.client), openCrashPoints(process.env['SIGNALBOX_CRASH_POINTS'])),
  executors: Object.keys(createExecutors({ allowedLoopback: [] })), probes: Object.keys(createProbes({ allowedLoopback: [] })),
});
const absent = missingRoutes(features.handlers).filter((name) => !routesToCome.includes(name));
if (absent.length > 0) throw new Error(`routes without a handler: ${absent.join(', ')}`);

const app = createApp({
  log, publicUrl: settings.publicUrl, idpOrigin: new URL(idpSettings.baseUrl).origin, trustProxy: settings.trustProxy, isOnlyOwnAddress: idp !== null, webFolder: settings.webFolder,
  missing: () => missing ?? (connection.readyState === 1 ? null : 'MongoDB'), idp, session, keycloak, grants, limits: createRateLimits(),
  signIn: {
    keycloak, settings: idpSettings, publicUrl: settings.publicUrl,
    personOf: signedIn.welcome,
    ended: { byIdpSession: sessions.endByIdpSession, byIdpSubject: sessions.endByIdpSubject },
    onSession: async (action, person, request) => events.append([portalEvent({ requestId: request.id, at: instantOf(nowMs()), action, actor: { kind: 'person', id: person }, refs: [{ kind: 'person', id: person }] })]),
  },
  api: { handlers: features.handlers, publicUrl: settings.publicUrl, actorOf: signedIn.actorOf, idempotency },
});
const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000, keepAliveTimeout: 65_000 }, app);
const live = createLive({
  server, connection, session, publicUrl: settings.publicUrl, log, revalidateMs: settings.liveRevalidateSeconds * 1_000, lookups: liveLookups(connection), onDirectoryChange: actors.forget,
  actorOfSession: async (sessionId, token) => {
    const sealed = token === null ? await sessions.token(sessionId) : null;
    const known = token ?? (sealed ? openToken(cipher, sealed) : null);
    if (known === null) throw new CatalogueError('SIGN_IN_NEEDED');
    return signedIn.actorOfGrant(await grants.ofSession(sessionId, known));
  },
});
const clerk = createOutboxClerk({ outbox, log, nowMs });

/** Everything that needs the database, once; until it is done the portal answers 503. */
async function prepare(): Promise<void> {
  await mongo.whenConnected;
  const present = new Set((await connection.listCollections()).map(({ name }) => name));
  await Promise.all(Object.values(connection.models).map(async (model) => {
    if (!present.has(model.collection.collectionName)) await model.createCollection();
    await model.createIndexes();
  }));
  await Promise.all([sessions, outbox].map((repo) => repo.ensureIndexes()));
  await secrets.sortByUse();
  const { deviceSnmpPort, deviceHttpPort, deviceToken } = settings;
  const { isFirst } = await bootstrap({
    connection, secrets, seedFolder, hasDemoSeed: settings.hasDemoSeed, checkFlow: features.checkFlow, now: () => new Date(),
    device: deviceSnmpPort && deviceHttpPort && deviceToken ? { snmp: `127.0.0.1:${deviceSnmpPort}`, http: `http://127.0.0.1:${deviceHttpPort}`, token: deviceToken } : null,
  });
  await idp?.make();
  await live.follow();
  clerk.start();
  missing = null;
  markReady();
  log.info({ address: settings.publicUrl, isFirst, signIn: idp ? 'embedded' : idpSettings.baseUrl }, 'portal is ready');
}

async function prepareUntilDone(): Promise<void> {
  for (;;) {
    try {
      return await prepare();
    } catch (fault) {
      if (isStopping) return;
      // Trying again changes no file.
      if (codeOf(fault) === 'SEED_INVALID') { surprised(log)(fault); return; }
      log.error({ fault: describe(fault) }, 'the portal is not ready; trying again');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

let isStopping = false;
async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(code), 8_000).unref();
  server.close();
  await live.stop().catch(() => undefined);
  server.closeIdleConnections();
  await Promise.allSettled([clerk.stop(), features.stop()]);
  await Promise.allSettled([mongo.close(), engineConnection.close()]);
  process.exit(code);
}

const surprised = (log: Log) => (fault: unknown) => {
  log.fatal({ fault: describe(fault) }, 'the portal stops: something nobody expected');
  void stop(1);
};
process.on('uncaughtException', surprised(log));
process.on('unhandledRejection', surprised(log));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(0));
server.listen(settings.port, settings.host, () => log.info({ host: settings.host, port: settings.port }, 'portal listens'));
server.on('error', surprised(log));
void prepareUntilDone();
