/** The node kinds the canvas knows: the same registry the kernel runs. */
export { nodeKinds } from '#domain/flow/nodes/index';
