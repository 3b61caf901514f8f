/** Makes the real socket of live.ts: socket.io over websocket only, reconnecting on its own for ever. */
import { io } from 'socket.io-client';
import { createLive, type Live, type LiveSocket } from './live.ts';

export function connectLive(onSignedOut: () => void): Live {
  const socket = io({ transports: ['websocket'], reconnectionDelay: 400, reconnectionDelayMax: 5_000 });
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => { if (error.data?.code === 'SIGN_IN_NEEDED' || error.message === 'SIGN_IN_NEEDED') onSignedOut(); });
  return createLive(socket as unknown as LiveSocket);
}
