/** `signalbox secret` on this machine: its terminal, and the installation its settings name. */
import type { SettingSource } from '#domain/settings';
import { connectTo, installationOf } from '#embedded/installation';
import { createSecretRepo } from '#store/secret/secret.repo';
import { runSecret } from './secret.command.ts';
import { readValue } from './secret.value.ts';

/** Returns the exit code. */
export const runSecretHere = (argv: readonly string[], env: SettingSource): Promise<number> => runSecret(argv, {
  stdout: process.stdout, stderr: process.stderr,
  readValue: (prompt) => readValue(prompt, process.stdin, process.stderr),
  async open() {
    const installation = installationOf(env);
    const connection = await connectTo(installation);
    return { secrets: createSecretRepo(connection, installation.dataKey), close: () => connection.close() };
  },
});
