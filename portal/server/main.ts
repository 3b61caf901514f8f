/** Composition root of the portal: reads the environment, connects the parts, listens, makes itself ready when MongoDB answers, and ends cleanly. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { CatalogueError, codeOf, errorShape } from '#domain/errors';
import { openCrashPoints, withCrashPointsBeforeBells } from '#activities/core/crash-points';
import { createMessagePost } from '#activities/flow/message-post';
import { startersOn } from '#activities/flow/starter-on';
import { parseSettings, type Settings } from '#domain/settings';
import { portalEvent } from '#domain/audit/portal-event';
import { fileLimitsOf } from '#domain/file/file.schema';
import { instantOf } from '#domain/values';
import { createAlarmEngine } from '#integrations/engine/alarm-engine';
import { createReportEngine } from '#integrations/engine/report-engine';
import { createWebhookEngine } from '#integrations/engine/webhook-engine';
import { checkWebhookAddress } from '#integrations/notify/webhook.send';
import { makeWebhookSecret } from '#integrations/notify/webhook.signature';
import { createWebhookRepo } from '#store/notify/webhook.repo';
import { createDocumentEngine } from '#integrations/engine/document-engine';
import { readICal } from '#integrations/sla/ical';
import { createHolidayPacks } from '#integrations/sla/packs';
import { letterOf } from '#integrations/channels/letter';
import { createFlowEngine } from '#integrations/engine/engine';
import { openEngineConnection } from '#integrations/engine/connection';
import { createEmbeddedIdp, makeSigningKey } from '#integrations/identity/embedded/embedded-idp';
import { isLoopbackHost } from '#integrations/identity/embedded/loopback';
import { openConnection } from '#store/core/connection';
import { createIdempotencyRepo } from '#store/core/idempotency.repo';
import { createLockRepo } from '#store/core/lock.repo';
import { prepareCollections } from '#store/core/prepare-collections';
import { createEventRepo } from '#store/audit/event.repo';
import { createOutboxRepo } from '#store/audit/outbox.repo';
import { createAbsenceRepo } from '#store/identity/absence.repo';
import { createMessageRepo } from '#store/flow/message.repo';
import { createMessageWaitRepo } from '#store/flow/message-wait.repo';
import { createAccountRepo } from '#store/identity/account.repo';
import { createApiTokenRepo } from '#store/identity/api-token.repo';
import { createIdpRecordRepo } from '#store/identity/idp-record.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createSessionRepo } from '#store/identity/session.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createRunListRepo } from '#store/flow/run-list.repo';
import { createTaskRepo } from '#store/ticket/task.repo';
import { createApprovalLinkRepo } from '#store/notify/approval-link.repo';
import { createSecretCipher } from '#store/secret/secret.cipher';
import { createSecretRepo } from '#store/secret/secret.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { bootstrap } from './demo/bootstrap.ts';
import { createFeatures, routesToCome } from './features.ts';
import { createApp, listenerOf } from './http/app.ts';
import { longestRequestMs } from './http/body-deadline.ts';
import { missingRoutes } from './http/api-router.ts';
import { describe, errorAnswerOf } from './http/error-answer.ts';
import { createLog, type Log } from './http/log.ts';
import { createRateLimits } from './http/rate-limits.ts';
import { createGrants } from './http/sign-in/grants.ts';
import { createKeycloak } from './http/sign-in/keycloak.ts';
import { createSessionStore, openToken, sealToken, sessionMiddleware } from './http/sign-in/session-store.ts';
import { createAbsentActor } from './identity/absent-actor.ts';
import { createAccounts } from './identity/accounts.ts';
import { createActors } from './identity/actors.ts';
import { createApiTokenDoor } from './identity/api-token.door.ts';
import { createIdpAccounts } from './identity/idp-accounts.ts';
import { createIdpHost } from './identity/idp-host.ts';
import { createStandIns } from '#store/identity/stand-in.repo';
import { createReach } from './identity/reach.ts';
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
const standIns = createStandIns({ absences: createAbsenceRepo(connection), people, nowMs });
const reach = createReach(createObjectRepo(connection), log, nowMs);
const actors = createActors({ people, teams, roles, reach, standsInFor: standIns.standsInFor, rolesFrom: settings.keycloakUrl ? 'token' : 'directory' }, nowMs);
const accounts = createAccounts({ accounts: createAccountRepo(connection), log, nowMs });
const apiTokens = createApiTokenDoor({ tokens: createApiTokenRepo(connection), accounts, actors, nowMs });
const signedIn = createSignedIn({ actors, accounts, door: apiTokens });
const idp = settings.keycloakUrl ? null : createIdpHost(`/realms/${settings.keycloakRealm}`, async () => createEmbeddedIdp({
  address: settings.publicUrl, realm: settings.keycloakRealm, accounts: createIdpAccounts({ people, roles, teams }), records: idpRecords,
  portal: { clientId: settings.keycloakClientId, clientSecret: settings.idpClientSecret, redirectUri: `${settings.publicUrl}/auth/callback`, postLogoutRedirectUri: `${settings.publicUrl}/`, backchannelLogoutUri: `${settings.publicUrl}/auth/backchannel-logout` },
  signingKey: JSON.parse(await secrets.resolveOrStore({ name: 'signalbox.idp-signing-key', use: 'system', hosts: [] }, makeSigningKey)) as Record<string, unknown>,
  cookieKey: createHmac('sha256', settings.sessionSecret).update('embedded idp cookies').digest('hex'),
  onFault: (fault, where) => log.warn({ fault: describe(fault), where }, 'embedded sign-in'),
}));
const flowEngine = createFlowEngine(engineConnection);
const { starter, messageStarts } = startersOn({ connection, engine: flowEngine, nowMs });
const post = createMessagePost({ messages: createMessageRepo(connection), waits: createMessageWaitRepo(connection), engine: flowEngine, starts: messageStarts, nowMs });
const features = createFeatures({
  isRoleGiver: !settings.keycloakUrl, connection, fileLimits: fileLimitsOf(settings), actors, reach, standIns, secrets, log, publicUrl: settings.publicUrl, nowMs, engine: flowEngine, post, starter, alarmEngine: withCrashPointsBeforeBells(createAlarmEngine(engineConnection.client), openCrashPoints(process.env['SIGNALBOX_CRASH_POINTS'])),
  documentEngine: createDocumentEngine(engineConnection.client), mailSecret: settings.smtpHost !== undefined && settings.smtpUser !== undefined ? settings.smtpSecret : null,
  reportEngine: createReportEngine(engineConnection.client),
  webhooks: {
    repo: createWebhookRepo(connection, settings.dataKey), engine: createWebhookEngine(engineConnection.client),
    world: { checkAddress: (url) => checkWebhookAddress(url, { allowedLoopback: settings.allowedLoopback }), makeSecret: makeWebhookSecret },
  },
  links: createApprovalLinkRepo(connection, settings.dataKey), renderLetter: letterOf, actorOfPerson: createAbsentActor({ accounts, actors, teams, roles, standIns, reach }),
  holidays: { ...createHolidayPacks(), readICal: (text, zone) => readICal(text, zone, new Date(nowMs()).getUTCFullYear()) },
});
const absent = missingRoutes(features.handlers).filter((name) => !routesToCome.includes(name));
if (absent.length > 0) throw new Error(`routes without a handler: ${absent.join(', ')}`);

const app = createApp({
  log, publicUrl: settings.publicUrl, idpOrigin: new URL(idpSettings.baseUrl).origin, trustProxy: settings.trustProxy, isOnlyOwnAddress: idp !== null, webFolder: settings.webFolder,
  missing: () => missing ?? (mongo.isAway() ? 'MongoDB' : null), idp, session, keycloak, grants, apiTokens, limits: createRateLimits(),
  signIn: {
    keycloak, settings: idpSettings, publicUrl: settings.publicUrl,
    personOf: signedIn.welcome,
    ended: { byIdpSession: sessions.endByIdpSession, byIdpSubject: sessions.endByIdpSubject },
    onSession: async (action, person, request) => events.append([portalEvent({ requestId: request.id, at: instantOf(nowMs()), action, actor: { kind: 'person', id: person }, refs: [{ kind: 'person', id: person }] })]),
  },
  api: { handlers: features.handlers, publicUrl: settings.publicUrl, actorOf: signedIn.actorOf, idempotency },
});
const server = createServer({ requestTimeout: longestRequestMs, headersTimeout: 20_000, keepAliveTimeout: 65_000 }, listenerOf(app));
const live = createLive({
  server, connection, isAway: mongo.isAway, session, publicUrl: settings.publicUrl, log, revalidateMs: settings.liveRevalidateSeconds * 1_000, socketsPerSession: settings.liveSocketsPerSession, lookups: liveLookups(connection), onDirectoryChange: actors.forget,
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
  await prepareCollections(Object.values(connection.models));
  await Promise.all([sessions, outbox].map((repo) => repo.ensureIndexes()));
  await secrets.sortByUse();
  await sessions.endWithoutIdpSubject();
  await createTaskRepo(connection).nameObjects();
  await createRunListRepo(connection).fillIn();
  const { deviceSnmpPort, deviceHttpPort, deviceToken } = settings;
  const { isFirst, added } = await bootstrap({
    connection, secrets, seedFolder, hasDemoSeed: settings.hasDemoSeed, checkFlow: features.checkFlow, now: () => new Date(),
    device: deviceSnmpPort && deviceHttpPort && deviceToken ? { snmp: `127.0.0.1:${deviceSnmpPort}`, http: `http://127.0.0.1:${deviceHttpPort}`, token: deviceToken } : null,
  });
  if (added.length > 0) log.info({ added }, 'the installation was given what is shipped since');
  await tellStoredFaults();
  await idp?.make();
  await live.follow();
  clerk.start();
  features.start();
  missing = null;
  markReady();
  log.info({ address: settings.publicUrl, isFirst, signIn: idp ? 'embedded' : idpSettings.baseUrl }, 'portal is ready');
}

/** What is stored wrongly is no reason not to start. */
async function tellStoredFaults(): Promise<void> {
  try {
    for (const { findings } of await createSlaPolicyRepo(connection).checked()) for (const { code, message } of findings) log.warn({ code }, message);
  } catch (fault) {
    log.warn({ fault: describe(fault) }, 'a stored service level cannot be read');
  }
}

async function prepareUntilDone(): Promise<void> {
  for (;;) {
    try {
      return await prepare();
    } catch (fault) {
      if (isStopping) return;
      // Trying again changes no file.
      if (codeOf(fault) === 'SEED_INVALID') return endWith(fault);
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

/** What a person must mend before the next start, in their words. */
function endWith(fault: unknown): void {
  const { code, message, hint } = errorAnswerOf(fault).shape;
  log.fatal({ code }, `the portal stops: ${message} ${hint}`);
  void stop(1);
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
