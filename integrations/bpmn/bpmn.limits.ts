/** How large a model may be that is read. A flow of 1,000 steps, drawn and with settings of an engine, stays below. */
export const bpmnLimits = Object.freeze({ bytes: 10 * 1024 * 1024, elements: 20_000, depth: 100 });
