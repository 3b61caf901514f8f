/** The trace being followed on the drawing, and which step of it one is at. Gone when the flow is changed: it told of another drawing. */
import { useCallback, useState } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';

export interface Trace { steps: readonly string[]; at: number; message: string }

export function useTrace(file: FlowFile | null, onShow: (node: string) => void) {
  const [held, setHeld] = useState<{ file: FlowFile | null; trace: Trace } | null>(null);
  const trace = held && held.file === file ? held.trace : null;
  const go = useCallback((at: number) => {
    const node = trace?.steps[at];
    if (!trace || node === undefined) return;
    setHeld({ file, trace: { ...trace, at } });
    onShow(node);
  }, [trace, file, onShow]);
  const follow = useCallback((steps: readonly string[], message: string) => {
    if (steps[0] === undefined) return;
    setHeld({ file, trace: { steps, at: 0, message } });
    onShow(steps[0]);
  }, [file, onShow]);
  const end = useCallback(() => setHeld(null), []);
  return { trace, follow, go, end };
}
