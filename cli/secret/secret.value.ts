/** The value of a secret as a person or a pipe gives it. Never an argument: those can be read by everybody on the machine and stay in the shell's history. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** What is piped in without its last line end, or what is typed, which is not shown. Empty where nothing was typed. */
export async function readValue(prompt: string, stdin: NodeJS.ReadStream, stderr: NodeJS.WritableStream): Promise<string> {
  if (stdin.isTTY) return typed(prompt, stdin, stderr);
  let text = '';
  for await (const chunk of stdin.setEncoding('utf8')) text += String(chunk);
  return text.replace(/\r?\n$/, '');
}

async function typed(prompt: string, stdin: NodeJS.ReadStream, stderr: NodeJS.WritableStream): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true });
  stderr.write(prompt);
  try {
    return await new Promise<string>((resolve) => {
      lines.once('SIGINT', () => lines.close()).once('close', () => resolve(''));
      lines.question('', resolve);
    });
  } finally {
    lines.close();
    stderr.write('\n');
  }
}
