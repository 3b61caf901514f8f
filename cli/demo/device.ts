/** Composition root of the demo device: reads its settings from the environment, keeps its state in the data folder, stops on SIGTERM. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDevice, type DeviceState } from './device.server.ts';

const dataFolder = process.env['SIGNALBOX_DATA'] ?? '.signalbox';
const stateFile = join(dataFolder, 'device.json');
const read = (): DeviceState | null => {
  try { return existsSync(stateFile) ? (JSON.parse(readFileSync(stateFile, 'utf8')) as DeviceState) : null; } catch { return null; }
};
const device = await startDevice({
  snmpPort: Number(process.env['SIGNALBOX_DEVICE_SNMP_PORT'] ?? 1161), httpPort: Number(process.env['SIGNALBOX_DEVICE_HTTP_PORT'] ?? 1180),
  token: process.env['SIGNALBOX_DEVICE_TOKEN'] ?? 'demo-device', recording: readFileSync(fileURLToPath(new URL('../../seed/demo/sw-core-2.snmprec', import.meta.url)), 'utf8'),
  saved: read(), now: () => new Date(),
  onChange: (state) => { writeFileSync(`${stateFile}.new`, JSON.stringify(state)); renameSync(`${stateFile}.new`, stateFile); },
});
process.stdout.write(`demo device: SNMP on ${device.snmpPort}, HTTP on ${device.httpPort}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { void device.close().then(() => process.exit(0)); });
