/** Ends the processes of a stack when its supervisor dies without doing so itself: a shell that waits for the end of its input and then signals what it was told. */
import { spawn } from 'node:child_process';

const script = `
while read sign pid; do
  case $sign in
    +) pids="$pids $pid" ;;
    -) kept=; for each in $pids; do [ "$each" = "$pid" ] || kept="$kept $each"; done; pids=$kept ;;
  esac
done
[ -z "$pids" ] && exit 0
for pid in $pids; do kill -TERM -$pid; kill -CONT -$pid; done 2>/dev/null
for turn in 1 2 3 4 5 6 7 8; do
  alive=; for pid in $pids; do kill -0 -$pid 2>/dev/null && alive=1; done
  [ -z "$alive" ] && exit 0
  sleep 1
done
for pid in $pids; do kill -KILL -$pid; done 2>/dev/null
`;

export interface Watchdog {
  born(pid: number): void;
  died(pid: number): void;
  dismiss(): void;
}

/** Starts it. Processes told by `born` must lead their own process group. */
export function startWatchdog(): Watchdog {
  const shell = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  const tell = (line: string) => { if (shell.stdin.writable) shell.stdin.write(`${line}\n`); };
  return {
    born: (pid) => tell(`+ ${pid}`),
    died: (pid) => tell(`- ${pid}`),
    dismiss: () => shell.stdin.end(),
  };
}
