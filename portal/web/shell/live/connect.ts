/** Makes the real socket of live.ts: socket.io over websocket only, reconnecting on its own for ever. Its code is fetched once the page stands. */
import { createLive, type Live, type LiveSocket } from './live.ts';
import { lateSocket } from './late-socket.ts';

export function connectLive(onSignedOut: () => void): Live {
  return createLive(lateSocket(async () => {
    const { io } = await import('socket.io-client');
    const socket = io({ transports: ['websocket'], reconnectionDelay: 400, reconnectionDelayMax: 5_000 });
    socket.on('connect_error', (error: Error & { data?: { code?: string } }) => { if (error.data?.code === 'SIGN_IN_NEEDED' || error.message === 'SIGN_IN_NEEDED') onSignedOut(); });
    return socket as unknown as LiveSocket;
  }));
}
