/** A process of its own that sends one message and is killed (SIGKILL) on the way: once it is written, once the run that gets it is named, or once that has taken it. */
import { createMessagePost } from '#activities/flow/message-post';
import type { MessageToSend } from '#domain/flow/message/message.ports';
import { openEngineConnection } from '#integrations/engine/connection';
import { createFlowEngine } from '#integrations/engine/engine';
import { openConnection } from '#store/core/connection';
import { createMessageRepo, type MessageRepo } from '#store/flow/message.repo';
import { createMessageWaitRepo } from '#store/flow/message-wait.repo';

export interface DyingSender { address: string; namespace: string; mongoUri: string; message: MessageToSend; when: 'written' | 'aimed' | 'taken' }
const { address, namespace, mongoUri, message, when } = JSON.parse(process.argv[2]!) as DyingSender;

/** Nothing comes after it. */
function dieAt(place: DyingSender['when']): void {
  if (when === place) process.kill(process.pid, 'SIGKILL');
}

const database = openConnection(mongoUri, { appName: 'dying-sender', selectionTimeoutMs: 1_500 });
await database.whenConnected;
const messages = createMessageRepo(database.connection);
const engine = createFlowEngine(openEngineConnection({ address, namespace }));
const dying: MessageRepo = {
  ...messages,
  async addMessage(...given) { const isNew = await messages.addMessage(...given); dieAt('written'); return isNew; },
  async aim(...given) { const aimed = await messages.aim(...given); dieAt('aimed'); return aimed; },
};
await createMessagePost({
  messages: dying, waits: createMessageWaitRepo(database.connection), nowMs: () => Date.now(),
  engine: { async deliverMessage(run, news) { const told = await engine.deliverMessage(run, news); dieAt('taken'); return told; } },
}).send(message);
