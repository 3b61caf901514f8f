/** Where a command writes: no faster than it is read, and no further once nobody reads any more. */

/** A stream to write to; where `write` answers false, the next `drain` is waited for. An `error` means that nobody reads any more. */
export interface Sink {
  write(text: string): unknown;
  once?(event: 'drain' | 'error', listener: () => void): unknown;
}

/** Writes no faster than the answers are read, and notices when the reader is gone (`| head`). */
export function readerOf(sink: Sink): { write(text: string): Promise<void>; isGone(): boolean } {
  let isGone = false;
  let wake = (): void => {};
  sink.once?.('error', () => { isGone = true; wake(); });
  return {
    isGone: () => isGone,
    async write(text) {
      if (sink.write(text) !== false || sink.once === undefined || isGone) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        sink.once?.('drain', resolve);
      });
    },
  };
}
