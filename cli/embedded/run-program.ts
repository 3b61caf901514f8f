/** Runs a program to its end and looks programs up on the PATH. Decides nothing about what they are. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

export interface ProgramResult {
  /** Exit code; null when killed, also by the time limit. */
  code: number | null;
  /** Standard output and standard error as they came, together. */
  output: string;
  isTimedOut: boolean;
}

export interface ProgramOptions {
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** Killed after this many milliseconds. Default 20,000. */
  timeoutMs?: number;
  /** Called with each line of either stream. */
  onLine?: (line: string) => void;
  /** Priority as in nice(1), 0 to 19. Default 0. */
  niceness?: number;
}

/** Runs to the end. Never rejects for an exit code; rejects when the program cannot be started at all (ENOENT). */
export function runProgram(command: string, args: string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  const isNiced = (options.niceness ?? 0) > 0 && process.platform !== 'win32';
  return new Promise((resolve, reject) => {
    const child = spawn(isNiced ? 'nice' : command, isNiced ? ['-n', String(options.niceness), command, ...args] : args, {
      cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true,
    });
    let output = '';
    let isTimedOut = false;
    let rest = '';
    const killGroup = () => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // already gone
      }
    };
    const timer = setTimeout(() => {
      isTimedOut = true;
      killGroup();
    }, options.timeoutMs ?? 20_000);
    process.once('exit', killGroup);
    const take = (chunk: Buffer) => {
      const text = chunk.toString();
      output = (output + text).slice(-200_000);
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      if (options.onLine) lines.forEach(options.onLine);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const done = () => {
      clearTimeout(timer);
      process.off('exit', killGroup);
    };
    child.once('error', (error) => { done(); reject(error); });
    child.once('close', (code) => { done(); resolve({ code, output, isTimedOut }); });
  });
}

/** Output of a program that must succeed. Throws an Error with its last lines otherwise. */
export async function outputOf(command: string, args: string[], options: ProgramOptions = {}): Promise<string> {
  const { code, output, isTimedOut } = await runProgram(command, args, options);
  if (code === 0) return output;
  const last = output.trim().split('\n').slice(-3).join(' | ');
  throw new Error(`${command} ${args[0] ?? ''} ${isTimedOut ? 'did not end in time' : `ended with ${code}`}${last ? `: ${last}` : ''}`);
}

/** Absolute path of the first of these names on the PATH, or null. A name that is an absolute path is looked for as it is. */
export function findOnPath(names: string[], path = process.env['PATH'] ?? ''): string | null {
  for (const name of names) {
    for (const candidate of isAbsolute(name) ? [name] : path.split(delimiter).filter(Boolean).map((folder) => join(folder, name))) {
      try {
        accessSync(candidate, constants.X_OK);
        return candidate;
      } catch {
        // not in this folder
      }
    }
  }
  return null;
}

export const isRoot = (): boolean => process.getuid?.() === 0;
