/** The check of the drawing as it stands: asked a moment after each change, and again until the portal has answered about this very drawing. */
import { useEffect, useState } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { ResponseOf } from '#api/routes';
import { asFault, type ApiFault } from '../../shell/api/client.ts';
import { useCall } from '../../shell/api/read.ts';
import { askAgainAfterMs } from './check-again.ts';

export type CheckResult = ResponseOf<'flows.check'>;
export interface FlowCheckState {
  /** The newest result, perhaps of an earlier drawing. */
  check: CheckResult | null;
  isCheckCurrent: boolean;
  /** Why this drawing is not checked; null while it is asked for. */
  checkFault: ApiFault | null;
}

const checkAfterMs = 400;

/** `file` null asks nothing. */
export function useFlowCheck(key: string, file: FlowFile | null): FlowCheckState {
  const call = useCall();
  const [found, setFound] = useState<{ file: FlowFile; result: CheckResult } | null>(null);
  const [refused, setRefused] = useState<{ file: FlowFile; fault: ApiFault } | null>(null);
  useEffect(() => {
    if (!file) return undefined;
    const stop = new AbortController();
    const ask = (): void => {
      call('flows.check', { params: { key }, body: { file }, signal: stop.signal }).then((result) => setFound({ file, result }), (thrown: unknown) => {
        if (stop.signal.aborted) return;
        const fault = asFault(thrown);
        const waitMs = askAgainAfterMs(fault);
        if (waitMs === null) setRefused({ file, fault });
        else timer = setTimeout(ask, waitMs);
      });
    };
    let timer = setTimeout(ask, checkAfterMs);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [file, key, call]);
  return { check: found?.result ?? null, isCheckCurrent: found?.file === file, checkFault: refused !== null && refused.file === file ? refused.fault : null };
}
