/** Which faults are the driver's, which of them mean "MongoDB is away", and which mean "somebody was first". Everything else is ours. */

const awayNames = new Set([
  'MongoServerSelectionError', 'MongoNetworkError', 'MongoNetworkTimeoutError', 'MongoNotConnectedError', 'MongoTopologyClosedError',
  'MongoPoolClearedError', 'MongoPoolClosedError', 'MongooseServerSelectionError', 'MongoClientClosedError', 'MongoOperationTimeoutError', 'DisconnectedError',
]);
/** Codes of a server that steps down, shuts down or cannot reach a majority. */
const awayCodes = new Set([64, 91, 189, 10107, 11600, 11602, 13435, 13436]);

/** What Node says of a write to a socket whose other side has closed it; the driver (7.8, 7.9) hands it on as it is, and does not try again. */
const writtenAfterEnd = 'This socket has been ended by the other party';

const fieldOf = (fault: unknown, field: string): unknown => (typeof fault === 'object' && fault !== null ? (fault as Record<string, unknown>)[field] : undefined);

/** True when trying again later is the right answer. */
export function isMongoAway(fault: unknown): boolean {
  const name = fieldOf(fault, 'name');
  if (typeof name === 'string' && awayNames.has(name)) return true;
  const code = fieldOf(fault, 'code');
  if (typeof code === 'number' && awayCodes.has(code)) return true;
  const message = fieldOf(fault, 'message');
  if (typeof message !== 'string') return false;
  return (name === 'MongooseError' && /buffering timed out|before initial connection/.test(message)) || (code === 'EPIPE' && message === writtenAfterEnd);
}

/** True when driver or server say it, whatever they say. */
export function isMongoFault(fault: unknown): boolean {
  const name = fieldOf(fault, 'name');
  return isMongoAway(fault) || (typeof name === 'string' && /^Mongo(?!ose)/.test(name));
}

/** True when a unique index refused the write. */
export const isDuplicateKey = (fault: unknown): boolean => fieldOf(fault, 'code') === 11000;
