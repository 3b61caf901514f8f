/**
 * The demo device: a switch whose interface 2 is down. SNMP shows it, a small HTTP API repairs it and counts each repair by its key.
 * It stands for equipment a company has; nothing in the portal knows that it is ours. Loopback only.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import { startSnmpReplay, type ReplayAgent } from './snmp-replay.ts';

const operStatus = (index: number) => `1.3.6.1.2.1.2.2.1.8.${index}`;
const [up, down] = [1, 2];

/** `answering`: a repair brings the interface up after `repairDelayMs`. `stuck`: the repair is taken but changes nothing. `refusing`: it answers 500. */
export type DeviceMood = 'answering' | 'stuck' | 'refusing';
export interface DeviceState { mood: DeviceMood; repairDelayMs: number; interfaces: Record<string, number>; repairs: { key: string; interface: number; at: string; times: number }[] }
export interface DeviceSettings { snmpPort: number; httpPort: number; token: string; recording: string; saved: DeviceState | null; onChange: (state: DeviceState) => void; now: () => Date }
export interface Device { snmpPort: number; httpPort: number; state(): DeviceState; close(): Promise<void> }

const freshState = (): DeviceState => ({ mood: 'answering', repairDelayMs: 1500, interfaces: {}, repairs: [] });

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > 10_000) throw new Error('body too large');
  }
  const parsed: unknown = text ? JSON.parse(text) : {};
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
}

function isAuthorised(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** One repair per key: a repeated call is counted but acts once. */
function repair(state: DeviceState, settings: DeviceSettings, agent: ReplayAgent, index: number, key: string): { status: number; body: unknown } {
  if (agent.get(operStatus(index)) === undefined) return { status: 404, body: { error: `no interface ${index}` } };
  const known = state.repairs.find((one) => one.key === key);
  if (known) known.times++;
  else state.repairs.push({ key, interface: index, at: settings.now().toISOString(), times: 1 });
  if (state.mood === 'refusing') return { status: 500, body: { error: 'the management plane is busy' } };
  if (state.mood === 'answering' && !known) setTimeout(() => setInterface(state, settings, agent, index, up), state.repairDelayMs);
  return { status: 200, body: { interface: index, action: 'restarting', isRepeat: Boolean(known) } };
}

function setInterface(state: DeviceState, settings: DeviceSettings, agent: ReplayAgent, index: number, value: number): void {
  agent.set(operStatus(index), value);
  state.interfaces[String(index)] = value;
  settings.onChange(state);
}

/** Test bench of the device: PUT /demo/state {mood?, repairDelayMs?, interface?, isUp?}. */
async function change(state: DeviceState, settings: DeviceSettings, agent: ReplayAgent, request: IncomingMessage): Promise<unknown> {
  const wish = await bodyOf(request);
  if (wish['mood'] === 'answering' || wish['mood'] === 'stuck' || wish['mood'] === 'refusing') state.mood = wish['mood'];
  if (typeof wish['repairDelayMs'] === 'number') state.repairDelayMs = wish['repairDelayMs'];
  if (typeof wish['interface'] === 'number' && typeof wish['isUp'] === 'boolean') setInterface(state, settings, agent, wish['interface'], wish['isUp'] ? up : down);
  settings.onChange(state);
  return state;
}

async function handle(request: IncomingMessage, response: ServerResponse, state: DeviceState, settings: DeviceSettings, agent: ReplayAgent): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://device').pathname;
  const restart = /^\/interfaces\/(\d{1,4})\/restart$/.exec(path);
  if (request.method === 'GET' && path === '/healthz') return answer(response, 200, { ok: true });
  if (!isAuthorised(request, settings.token)) return answer(response, 401, { error: 'wrong token' });
  if (request.method === 'POST' && restart) {
    const key = String(request.headers['idempotency-key'] ?? '');
    if (!key) return answer(response, 400, { error: 'idempotency-key is missing' });
    const done = repair(state, settings, agent, Number(restart[1]), key);
    settings.onChange(state);
    return answer(response, done.status, done.body);
  }
  if (request.method === 'GET' && path === '/repairs') return answer(response, 200, { repairs: state.repairs });
  if (request.method === 'PUT' && path === '/demo/state') return answer(response, 200, await change(state, settings, agent, request));
  answer(response, 404, { error: 'no such path' });
}

/** Starts SNMP and HTTP on loopback; interface values and repairs saved earlier are taken up again. */
export async function startDevice(settings: DeviceSettings): Promise<Device> {
  const state = settings.saved ?? freshState();
  const agent = await startSnmpReplay(settings.recording, { port: settings.snmpPort });
  for (const [index, value] of Object.entries(state.interfaces)) agent.set(operStatus(Number(index)), value);
  const server = createServer((request, response) => {
    handle(request, response, state, settings, agent).catch(() => answer(response, 400, { error: 'bad request' }));
  });
  await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(settings.httpPort, '127.0.0.1', resolve); });
  const bound = server.address();
  return {
    snmpPort: settings.snmpPort, httpPort: typeof bound === 'object' && bound ? bound.port : settings.httpPort, state: () => state,
    close: async () => { server.closeAllConnections(); await Promise.all([new Promise((resolve) => { server.close(resolve); }), agent.close()]); },
  };
}
