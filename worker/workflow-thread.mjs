/**
 * Loaded by node before anything else in the worker's process and its threads (--import). In threads, where workflow code runs, it takes away the hook
 * that collects a stack trace for every promise, and source maps, which scan each of those stacks: most of what a workflow task costs
 * (docs/decisions/0096). SIGNALBOX_WORKFLOW_STACKS=true leaves both as they are.
 */
import v8 from 'node:v8';
import { isMainThread } from 'node:worker_threads';

if (!isMainThread && process.env.SIGNALBOX_WORKFLOW_STACKS !== 'true') {
  v8.promiseHooks.createHook = () => { throw new Error('switched off'); };
  process.setSourceMapsEnabled(false);
  process.setSourceMapsEnabled = () => undefined;
  // The SDK tells on the console that it goes on without; nobody needs to read that.
  const { warn } = console;
  console.warn = (...said) => { if (!String(said[0]).startsWith('v8.promiseHooks.createHook')) warn.apply(console, said); };
}
