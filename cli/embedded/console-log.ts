/** The log a person reads: on a terminal progress redraws one line, elsewhere it is a plain line now and then. */
import type { Log } from './located.ts';

const progressEveryMs = 10_000;

/** Writes to the given stream. `prefix` stands before every line. */
export function consoleLog(stream: NodeJS.WriteStream = process.stdout, prefix = ''): Log {
  let lastProgressAt = 0;
  let isLineOpen = false;
  const line = (text: string) => {
    if (isLineOpen) stream.write('\r\u001b[2K');
    isLineOpen = false;
    stream.write(`${prefix}${text}\n`);
  };
  return {
    info: line,
    warn: (text) => line(`! ${text}`),
    progress(text) {
      if (stream.isTTY) {
        stream.write(`\r\u001b[2K${`${prefix}${text}`.slice(0, (stream.columns || 80) - 1)}`);
        isLineOpen = true;
        return;
      }
      if (Date.now() - lastProgressAt < progressEveryMs) return;
      lastProgressAt = Date.now();
      line(text);
    },
  };
}

/** "[#######-------------] 35 %". What is not done is never told as 100 %. */
export function bar(done: number, total: number): string {
  const share = Math.max(0, Math.min(1, total > 0 ? done / total : 0));
  const filled = Math.floor(share * 20);
  return `[${'#'.repeat(filled)}${'-'.repeat(20 - filled)}] ${Math.floor(share * 100)} %`;
}
