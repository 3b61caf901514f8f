/** Everything that can be said against a flow before it is published: shape, structure rules, soundness on the kernel. One function, for drawing and for publishing. */
import type { Finding } from '#domain/flow/flow.schema';

export interface CheckedFlow { findings: Finding[]; soundness: { verdict: 'sound' | 'unsound' | 'not-proven'; trace: string[]; statesSeen: number } }
