/** Keeps what people type in the browser until it was sent: survives reload, lost connection and a lost session. Nothing here is ever sent by itself. */

export interface KeptStore {
  read(key: string): string | null;
  write(key: string, value: string): void;
  clear(key: string): void;
}
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'signalbox.kept.';
const keepMs = 30 * 24 * 3_600_000;

/** A store for one person: on a shared machine nobody sees another's text. A full or forbidden storage keeps nothing and breaks nothing. */
export function createKeptStore(storage: Storage, person: string, nowMs: () => number): KeptStore {
  const at = (key: string): string => `${prefix}${person}.${key}`;
  const guarded = <T>(work: () => T, otherwise: T): T => {
    try { return work(); } catch { return otherwise; }
  };
  guarded(() => dropOld(storage, nowMs()), undefined);
  return {
    read: (key) => guarded(() => parseKept(storage.getItem(at(key)))?.value ?? null, null),
    write: (key, value) => guarded(() => (value === '' ? storage.removeItem(at(key)) : storage.setItem(at(key), JSON.stringify({ value, atMs: nowMs() }))), undefined),
    clear: (key) => guarded(() => storage.removeItem(at(key)), undefined),
  };
}

function parseKept(text: string | null): { value: string; atMs: number } | null {
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    return typeof kept === 'object' && kept !== null && 'value' in kept && typeof kept.value === 'string' && 'atMs' in kept && typeof kept.atMs === 'number' ? { value: kept.value, atMs: kept.atMs } : null;
  } catch { return null; }
}

function dropOld(storage: Storage, now: number): void {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at)).filter((key): key is string => key !== null && key.startsWith(prefix));
  for (const key of keys) {
    const kept = parseKept(storage.getItem(key));
    if (kept === null || now - kept.atMs > keepMs) storage.removeItem(key);
  }
}
