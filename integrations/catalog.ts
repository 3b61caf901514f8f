/** Every plug-in that is drawn in the browser, by socket: what it is called, the form of its settings, and the folder its help page lies in. A socket is one line at the end. */
import type { Json, Text } from '#domain/values';
import type { ExecutorForm } from './executors/executor.kind.ts';
import { deskForms, executorKinds } from './executors/index.ts';
import { jsonSchemaOf } from './executors/input.form.ts';
import { probeKinds } from './probes/index.ts';
import { alarmSourceKinds } from './sources/index.ts';

export interface Plugin { kind: string; title: Text; about: Text; form: { schema: Record<string, Json>; ui: Record<string, Json> }; /** Beside the socket's index. */ folder: string }
/** `initial`: inputs a step starts with. `result`: JSON Schema of what comes back. */
export interface ExecutorPlugin extends Plugin { initial: Record<string, Json>; result: Record<string, Json> }

const executorPlugin = (folder: string, { kind, title, about, config, initial, result }: ExecutorForm): ExecutorPlugin =>
  ({ kind, title, about, folder, form: { schema: jsonSchemaOf(config), ui: {} }, initial, result: jsonSchemaOf(result, 'output') });
const byFolder = (kinds: Readonly<Record<string, ExecutorForm>>): ExecutorPlugin[] => Object.entries(kinds).map(([folder, kind]) => executorPlugin(folder, kind));

/** By the socket's folder in integrations. */
export const pluginSockets = {
  sources: alarmSourceKinds.map(({ kind, title, about, form }): Plugin => ({ kind, title, about, form, folder: kind })),
  executors: byFolder({ ...executorKinds, ...deskForms }),
  probes: byFolder(probeKinds),
} satisfies Record<string, readonly Plugin[]>;
export type PluginSockets = typeof pluginSockets;
