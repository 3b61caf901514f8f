/** The flows a message or a signal begins. Which they are is written into its row before any is begun, and each is ticked off there, so that whoever takes it up goes on where another has left it. */
import type { CatalogueError } from '#domain/errors';
import { messageOccasion, type FlowStarter } from '#domain/flow/start/start.ports';
import { instantOf, type Instant } from '#domain/values';
import type { FlowStartRepo } from '#store/flow/flow-start.repo';
import type { MessageRepo, MessageStart, StoredMessage } from '#store/flow/message.repo';
import type { StartLetterRepo } from '#store/flow/start-letter.repo';
import { isForGood } from './flow-starter.ts';

export interface MessageStartsDeps {
  messages: Pick<MessageRepo, 'startSettled'>;
  starts: Pick<FlowStartRepo, 'byMessage'>;
  letters: Pick<StartLetterRepo, 'keep'>;
  starter: FlowStarter;
  nowMs(): number;
}

export interface MessageStarts {
  /** One start for each flow that begins by it: the first that means it. */
  meant(message: Pick<StoredMessage, 'name' | 'data' | 'at'>): Promise<MessageStart[]>;
  /** Begins those that are not begun; what never will be is kept with the reason. Throws where the world is away, when the others are begun. */
  begin(message: StoredMessage): Promise<void>;
}

export const isUnderWay = ({ ticket, code }: MessageStart): boolean => ticket === null && code === null;

export function createMessageStarts({ messages, starts, letters, starter, nowMs }: MessageStartsDeps): MessageStarts {
  const now = (): Instant => instantOf(nowMs());

  async function beginOne(message: StoredMessage, start: MessageStart): Promise<void> {
    try {
      const { flow, version, node } = start;
      const ticket = await starter.begin({ flow, version, node, id: messageOccasion(message.id), data: message.data, by: message.by });
      await messages.startSettled(message.id, start, { ticket, code: null }, now());
    } catch (thrown) {
      if (!isForGood(thrown)) throw thrown;
      await bury(message, start, thrown);
      await messages.startSettled(message.id, start, { ticket: null, code: thrown.code }, now());
    }
  }
  const bury = ({ id, name, key, data, by, at }: StoredMessage, { flow, node, version }: MessageStart, { code, params }: CatalogueError): Promise<void> =>
    letters.keep({ message: id, name, key, data, by, at, flow, node, version, code, params, triedAt: now() });

  return {
    async meant({ name, data, at }) {
      const found: MessageStart[] = [];
      for (const { flow, version, node } of await starts.byMessage(name, at)) {
        if (found.at(-1)?.flow !== flow && await starter.isMeant({ flow, version, node }, data)) found.push({ flow, version, node, ticket: null, code: null });
      }
      return found;
    },
    async begin(message) {
      let fault: unknown = null;
      for (const start of message.starts ?? []) {
        if (isUnderWay(start)) await beginOne(message, start).catch((thrown: unknown) => { fault = thrown; });
      }
      if (fault !== null) throw fault instanceof Error ? fault : new Error(String(fault));
    },
  };
}

/** Where nobody begins flows: messages are for runs alone. */
export const noStarts: MessageStarts = { meant: () => Promise.resolve([]), begin: () => Promise.resolve() };
