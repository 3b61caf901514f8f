/** A socket before its code is there: what is asked of it waits, in order, and is asked when it is. Code that cannot be fetched is asked for again. */
import type { LiveSocket } from './live.ts';

const againMs = 3_000;

export function lateSocket(load: () => Promise<LiveSocket>): LiveSocket {
  let socket: LiveSocket | null = null;
  let isWanted = true;
  const waiting: ((socket: LiveSocket) => void)[] = [];
  const asked = (what: (socket: LiveSocket) => void): void => { if (socket === null) waiting.push(what); else what(socket); };
  const fetched = (): void => {
    load().then((loaded) => {
      socket = loaded;
      for (const what of waiting.splice(0)) what(loaded);
      if (!isWanted) loaded.disconnect();
    }, () => { setTimeout(() => { if (isWanted) fetched(); }, againMs); });
  };
  fetched();
  return {
    on: (event, listener) => asked((real) => { real.on(event, listener); }),
    emit: (event, room, ack) => asked((real) => { real.emit(event, room, ack); }),
    connect: () => { isWanted = true; if (socket) socket.connect(); },
    disconnect: () => { isWanted = false; if (socket) socket.disconnect(); },
    get active() { return socket?.active ?? isWanted; },
  };
}
