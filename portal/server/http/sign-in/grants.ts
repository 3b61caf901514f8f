/**
 * Good grants for requests and sockets: validated by keycloak-connect, refreshed once however many ask, within a time limit. An identity provider that is
 * away or hangs is "unavailable" and costs nobody the session; only its word that the session is over ends it.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, RequestHandler } from 'express';
import type { Grant, Keycloak } from 'keycloak-connect';
import { CatalogueError } from '#domain/errors';
import type { LockRepo } from '#store/core/lock.repo';
import { describe } from '../error-answer.ts';
import type { Log } from '../log.ts';
import { createRecentGrants } from './recent-grants.ts';

export interface GrantDeps {
  keycloak: Keycloak;
  /** The session's token as stored now, and replacing it without bringing an ended session back. */
  tokens: { read(sessionId: string): Promise<string | null>; replace(sessionId: string, token: string): Promise<boolean> };
  locks: LockRepo;
  log: Log;
  /** A request waits this long for the identity provider. Default 5,000. */
  timeoutMs?: number;
}

export interface Grants {
  /** Throws SIGN_IN_NEEDED when the session is over, SERVICE_UNAVAILABLE when nobody can tell. */
  ofSession(sessionId: string, token: string): Promise<Grant>;
  /** Throws SIGN_IN_NEEDED for a token that is not good here. */
  ofBearer(token: string): Promise<Grant>;
  /** Puts the grant on the request; leaves it off (so that `protect` answers 401) when there is none or it is over. */
  attach: RequestHandler;
}

/** How long one refresh may hold others up, in this process and across portals. */
const refreshMs = 15_000;
const idpAway = () => new CatalogueError('SERVICE_UNAVAILABLE', { service: 'identity-provider' });

export function createGrants(deps: GrantDeps): Grants {
  const timeoutMs = deps.timeoutMs ?? 5_000;
  const flights = new Map<string, Promise<Grant>>();
  const manager = deps.keycloak.grantManager;
  const recent = createRecentGrants({ nowMs: () => Date.now() });
  const validate = async (token: string, isBearer: boolean): Promise<Grant> => {
    try {
      return await manager.createGrant(token);
    } catch (fault) {
      throw verdictOn(fault, isBearer, deps.log);
    }
  };

  async function refresh(sessionId: string, token: string, key: string): Promise<Grant> {
    const deadline = Date.now() + refreshMs;
    let release = await deps.locks.tryHold(`grant/${key}`, refreshMs, Date.now());
    while (!release && Date.now() < deadline) {
      await sleep(50);
      release = await deps.locks.tryHold(`grant/${key}`, refreshMs, Date.now());
    }
    try {
      const stored = await deps.tokens.read(sessionId);
      if (stored === null) throw new CatalogueError('SIGN_IN_NEEDED');
      // Another portal was faster.
      if (stored !== token && !isExpired(stored)) return await validate(stored, false);
      const grant = await validate(stored, false);
      if (!await deps.tokens.replace(sessionId, grant.__raw)) throw new CatalogueError('SIGN_IN_NEEDED');
      return grant;
    } finally {
      await release?.();
    }
  }

  function ofSession(sessionId: string, token: string): Promise<Grant> {
    if (!isExpired(token)) return withinLimit(current(sessionId, token), timeoutMs);
    return withinLimit(shared(sessionId, token), timeoutMs);
  }

  /** The grant of a token that is good now. One that runs out while it is looked at is refreshed as one that ran out before. */
  async function current(sessionId: string, token: string): Promise<Grant> {
    try {
      return await recent.of(token, () => validate(token, false));
    } catch (fault) {
      if (!isExpired(token)) throw fault;
      return shared(sessionId, token);
    }
  }

  /** One refresh of a token, however many ask. */
  function shared(sessionId: string, token: string): Promise<Grant> {
    const key = createHash('sha256').update(`${sessionId} ${token}`).digest('base64url');
    let flight = flights.get(key);
    if (!flight) {
      flight = refresh(sessionId, token, key);
      flights.set(key, flight);
      const land = () => { if (flights.get(key) === flight) flights.delete(key); };
      // A hanging identity provider must not hold the session for ever: after this a new attempt may start.
      const timer = setTimeout(land, refreshMs);
      flight.then(() => undefined, () => undefined).finally(() => { clearTimeout(timer); land(); });
    }
    return flight;
  }

  const ofBearer = (token: string): Promise<Grant> => withinLimit(validate(JSON.stringify({ access_token: token }), true), timeoutMs);

  return {
    ofSession, ofBearer,
    attach: async (request, _response, next) => {
      const bearer = bearerOf(request);
      const token = request.session?.['keycloak-token'];
      try {
        if (bearer !== null) request.kauth = { grant: await ofBearer(bearer) };
        else if (token) request.kauth = { grant: await ofSession(request.session.id, token) };
      } catch (fault) {
        if (!(fault instanceof CatalogueError) || fault.code !== 'SIGN_IN_NEEDED') return next(fault);
        if (bearer === null) await new Promise<void>((resolve) => request.session.destroy(() => resolve()));
      }
      next();
    },
  };
}

const bearerOf = (request: Request): string | null => /^bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? null;

/** Whether the access token inside has run out; what cannot be read counts as run out. */
export function isExpired(token: string): boolean {
  try {
    const { access_token: access } = JSON.parse(token) as { access_token: string };
    const { exp } = JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString('utf8')) as { exp: number };
    return exp * 1_000 < Date.now();
  } catch {
    return true;
  }
}

function withinLimit<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(idpAway()), timeoutMs); });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

/**
 * What a fault of keycloak-connect means. It only throws texts, so they are read here, and nowhere else: a refusal of the token or of the refresh (400)
 * means the session is over; anything else means that nobody could tell. Texts are those of 26.1.1, held by the sign-in scenario.
 */
export function verdictOn(fault: unknown, isBearer: boolean, log?: Pick<Log, 'warn'>): CatalogueError | Error {
  if (fault instanceof CatalogueError) return fault;
  const text = fault instanceof Error ? fault.message : String(fault);
  const isOver = /^Grant validation failed\. Reason: invalid token|^invalid token|^Unable to refresh|^400:/.test(text);
  const isAway = /ECONN|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|EPIPE|socket hang up|Error fetching JWK|^5\d\d:|^429:/.test(text);
  if (isOver || (isBearer && !isAway)) return new CatalogueError('SIGN_IN_NEEDED');
  log?.warn({ fault: describe(fault) }, 'the identity provider cannot be asked');
  return idpAway();
}
