/**
 * The live connection: sockets with the session's rights, rooms checked at joining and again while they last, hints from the database's change stream.
 * Every portal node follows the stream itself, so nodes need no channel between them. Hints say what to read anew, never the data.
 */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { RequestHandler } from 'express';
import type { Connection } from '#store/core/connection';
import { Server, type Socket } from 'socket.io';
import type { JoinAnswer } from '#api/live.api';
import { CatalogueError, codeOf, errorShape, type ErrorShape } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { anonymous } from '#domain/identity/rights';
import { watchChanges, type Change } from '#store/core/change-feed';
import { describe, errorAnswerOf } from '../http/error-answer.ts';
import type { Log } from '../http/log.ts';
import { createHintMaker, hintedCollections, nameless } from './hints.ts';
import { createHintSender } from './hint-sender.ts';
import { checkRoom, type RoomLookups } from './rooms.ts';
import { createSocketLimits, type SocketLimits } from './socket-limits.ts';

export interface LiveDeps {
  server: HttpServer;
  connection: Connection;
  /** Nobody is let in while MongoDB is away: the page tries again by itself. */
  isAway(): boolean;
  session: RequestHandler;
  publicUrl: string;
  /** The actor of a session now. Throws SIGN_IN_NEEDED, ACCOUNT_INACTIVE, SERVICE_UNAVAILABLE. */
  actorOfSession: (sessionId: string, token: string | null) => Promise<Actor>;
  lookups: RoomLookups & { ticketById(id: string): Promise<Record<string, unknown> | null> };
  /** People, teams, roles or objects changed: what is known of actors is old. */
  onDirectoryChange: () => void;
  log: Log;
  /** Sockets a session may have; of more the oldest is closed. Default 20. */
  socketsPerSession?: number;
  /** Milliseconds between looks at whether a socket may still be here. Default 30,000. */
  revalidateMs?: number;
}

export interface Live {
  /** Starts following changes; resolves when the stream stands. */
  follow(): Promise<void>;
  stop(): Promise<void>;
}

/** Every socket is in a room of its own and in that of its session. */
const ownRooms = 2;
const directory = ['people', 'teams', 'roles'];
/** Where scopes of roles are looked up. */
const registry = 'objects';
const directoryMs = 500;
interface SocketData { sessionId: string; actor: Actor; limits: SocketLimits }
interface Said { changed: (changed: unknown) => void; left: (room: string) => void; resync: () => void; ended: (why: ErrorShape) => void }
type LiveSocket = Socket<Record<string, (...args: never[]) => void>, Said, Record<string, never>, SocketData>;
type Ack = (answer: JoinAnswer) => void;

export function createLive(deps: LiveDeps): Live {
  const { socketsPerSession: limit = 20 } = deps;
  const io = new Server<Record<string, (...args: never[]) => void>, Said, Record<string, never>, SocketData>(deps.server, {
    transports: ['websocket'], serveClient: false, maxHttpBufferSize: 10_000, perMessageDeflate: false, pingInterval: 20_000, pingTimeout: 15_000,
    allowRequest: (request, decide) => decide(null, isOwnOrigin(request, deps.publicUrl) && !deps.isAway()),
  });
  io.engine.use((request: IncomingMessage & { _query?: Record<string, unknown> }, response: Parameters<RequestHandler>[1], next: Parameters<RequestHandler>[2]) => {
    // Only the handshake carries the session; later packets belong to the socket.
    if (request._query?.['sid'] === undefined) void deps.session(request as Parameters<RequestHandler>[0], response, next);
    else next();
  });
  io.use((socket, next) => {
    const { session } = socket.request as Parameters<RequestHandler>[0];
    admit(socket as LiveSocket, session?.id ?? '', session?.['keycloak-token'] ?? null).then(() => next(), (fault: unknown) => next(asConnectError(fault)));
  });
  async function admit(socket: LiveSocket, sessionId: string, token: string | null): Promise<void> {
    if (!token) throw new CatalogueError('SIGN_IN_NEEDED');
    socket.data = { sessionId, actor: await deps.actorOfSession(sessionId, token), limits: createSocketLimits(() => performance.now()) };
  }
  io.on('connection', (socket: LiveSocket) => {
    void socket.join(`session/${socket.data.sessionId}`);
    endOldest(socket.data.sessionId);
    socket.use((_packet, next) => { if (socket.data.limits.hear()) next(); else socket.disconnect(true); });
    socket.on('join', ((room: unknown, ack?: unknown) => {
      const answer: Ack = typeof ack === 'function' ? ack as Ack : () => undefined;
      join(socket, room).then(() => answer({ ok: true }), (fault: unknown) => answer({ ok: false, error: errorAnswerOf(fault).shape }));
    }) as (...args: never[]) => void);
    socket.on('leave', ((room: unknown) => { if (typeof room === 'string' && !room.startsWith('session/')) void socket.leave(room); }) as (...args: never[]) => void);
  });
  /** Somebody's newest page is the one they look at. Rooms keep the order in which sockets came. */
  function endOldest(sessionId: string): void {
    const ids = [...io.sockets.adapter.rooms.get(`session/${sessionId}`) ?? []];
    for (const id of ids.slice(0, Math.max(0, ids.length - limit))) {
      const oldest = io.sockets.sockets.get(id);
      oldest?.emit('ended', errorShape('SOCKETS_TOO_MANY', { limit }));
      oldest?.disconnect(true);
    }
  }
  async function join(socket: LiveSocket, room: unknown): Promise<void> {
    const { actor, limits } = socket.data;
    await limits.enter(socket.rooms.size - ownRooms, async () => {
      const name = await checkRoom(actor, room, deps.lookups);
      await socket.join(name);
      sender.recall(name, { actor, send: (changed) => { socket.emit('changed', changed); } });
    });
  }

  const sender = createHintSender(function* listenersOf(wanted: string) {
    const names = wanted.endsWith(':*') ? [...io.sockets.adapter.rooms.keys()].filter((name) => name.startsWith(wanted.slice(0, -1))) : [wanted];
    for (const room of names) for (const id of io.sockets.adapter.rooms.get(room) ?? []) {
      const socket = io.sockets.sockets.get(id) as LiveSocket | undefined;
      if (socket) yield { room, listener: { actor: socket.data.actor, send: (changed) => { socket.emit('changed', changed); } } };
    }
  });
  const hints = createHintMaker(deps.lookups.ticketById);
  /** One after the other, so that hints leave in the order of changes. */
  let work = Promise.resolve();
  const take = (change: Change) => {
    if (change.collection === 'sessions') return void io.in(`session/${change.id}`).disconnectSockets(true);
    if (directory.includes(change.collection) || change.collection === registry) { deps.onDirectoryChange(); lookSoon(); }
    if (change.collection === 'absences') deps.onDirectoryChange();
    work = work.then(async () => { if (change.collection === 'absences') await revalidate(); sender.push(await hints.of(change)); }).catch((fault: unknown) => deps.log.warn({ fault: describe(fault) }, 'a change could not be hinted'));
  };

  async function revalidate(): Promise<void> {
    const bySession = new Map<string, LiveSocket[]>();
    for (const socket of io.sockets.sockets.values() as IterableIterator<LiveSocket>) bySession.set(socket.data.sessionId, [...bySession.get(socket.data.sessionId) ?? [], socket]);
    for (const [sessionId, sockets] of bySession) {
      try {
        const actor = await deps.actorOfSession(sessionId, null);
        for (const socket of sockets) await keepWhatIsAllowed(socket, actor);
      } catch (fault) {
        if (codeOf(fault) === 'SIGN_IN_NEEDED' || codeOf(fault) === 'ACCOUNT_INACTIVE') for (const socket of sockets) socket.disconnect(true);
        else deps.log.warn({ fault: describe(fault) }, 'a live session could not be looked at');
      }
    }
  }
  async function keepWhatIsAllowed(socket: LiveSocket, actor: Actor): Promise<void> {
    if (actor.person !== socket.data.actor.person) return void socket.disconnect(true);
    socket.data.actor = actor;
    for (const room of [...socket.rooms]) {
      if (room === socket.id || room.startsWith('session/')) continue;
      const fault: unknown = await checkRoom(actor, room, deps.lookups).then(() => null, (thrown: unknown) => thrown);
      if (fault instanceof CatalogueError && fault.code !== 'SERVICE_UNAVAILABLE') {
        await socket.leave(room);
        socket.emit('left', room);
      }
    }
  }
  let looking: Promise<void> | null = null;
  const look = (): void => { looking ??= revalidate().finally(() => { looking = null; }); };
  const timer = setInterval(look, deps.revalidateMs ?? 30_000);
  timer.unref();
  /** Who was switched off or lost a role leaves within a second or two; many changes at once are one look. */
  let soon: NodeJS.Timeout | null = null;
  function lookSoon(): void {
    if (soon !== null) return;
    soon = setTimeout(() => { soon = null; work = work.then(revalidate).catch(() => undefined); }, directoryMs);
    soon.unref();
  }

  let feed: { stop(): Promise<void> } | null = null;
  return {
    async follow() {
      feed = await watchChanges(deps.connection, {
        collections: [...hintedCollections, ...directory], nameless: [...nameless, registry], removalsOf: ['sessions'], onChange: take,
        onGap: () => { deps.log.warn('changes may have been missed: all pages read anew'); io.emit('resync'); },
        onFault: (fault) => deps.log.warn({ fault: describe(fault) }, 'the change stream broke off and is resumed'),
      });
    },
    async stop() {
      clearInterval(timer);
      if (soon !== null) clearTimeout(soon);
      sender.stop();
      for (const socket of io.sockets.sockets.values()) (socket as LiveSocket).data.actor = anonymous;
      io.disconnectSockets(true);
      await feed?.stop();
      await work;
      io.engine.close();
    },
  };
}

function isOwnOrigin(request: IncomingMessage, publicUrl: string): boolean {
  const { origin } = request.headers;
  return origin === undefined || origin === new URL(publicUrl).origin;
}

/** socket.io hands `message` and `data` of this to the client's connect_error. */
function asConnectError(fault: unknown): Error {
  const shape = fault instanceof CatalogueError ? errorShape(fault.code, fault.params) : errorAnswerOf(fault).shape;
  return Object.assign(new Error(shape.code), { data: shape });
}
