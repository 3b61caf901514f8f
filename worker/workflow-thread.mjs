/**
 * Loaded by node before anything else in the worker's process and its threads (--import). In threads, where workflow code runs, it refuses the SDK's hook
 * that collects a stack trace for every promise, and turns off source maps, which scan each of those stacks
 * (docs/decisions/0096). SIGNALBOX_WORKFLOW_STACKS=true leaves both as they are.
 */
import v8 from 'node:v8';
import { isMainThread } from 'node:worker_threads';

if (!isMainThread && process.env.SIGNALBOX_WORKFLOW_STACKS !== 'true') {
  const { createHook } = v8.promiseHooks;
  // Node's own AsyncLocalStorage is made of such hooks too, with all four of them; it must go on working: the SDK keeps a run's scopes in it.
  v8.promiseHooks.createHook = (hooks) => {
    if (hooks?.before === undefined && hooks?.after === undefined) throw new Error('stack traces of workflows are switched off');
    return createHook(hooks);
  };
  process.setSourceMapsEnabled(false);
  process.setSourceMapsEnabled = () => undefined;
  // The SDK tells on the console that it goes on without; nobody needs to read that.
  const { warn } = console;
  console.warn = (...said) => { if (!String(said[0]).startsWith('v8.promiseHooks.createHook')) warn.apply(console, said); };
}
