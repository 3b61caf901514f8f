/** The sockets `npm run new` makes plug-ins for. A further one is one line here and a file beside. */
import { channelSocket } from './channel.socket.ts';
import { executorSocket } from './executor.socket.ts';
import { nodeSocket } from './node.socket.ts';
import { probeSocket } from './probe.socket.ts';
import { ruleSocket } from './rule.socket.ts';
import type { Socket } from './socket.ts';
import { sourceSocket } from './source.socket.ts';

export const sockets: Readonly<Record<string, Socket>> = { node: nodeSocket, rule: ruleSocket, probe: probeSocket, source: sourceSocket, executor: executorSocket, channel: channelSocket };
