/** What an edit would change, asked a moment after the last change; an answer to something older is dropped. Also says what is wrong with it, by field. */
import { useEffect, useState } from 'react';
import type { ResponseOf } from '#api/routes';
import type { Instant } from '#domain/values';
import { asFault, type ApiFault } from '../../shell/api/client.ts';
import { useCall } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { editOf, type Draft } from './draft.ts';

export type Impact = ResponseOf<'calendars.preview'>;
export interface Sample { start: Instant; target: string }
export interface Preview { impact: Impact | null; fault: ApiFault | null; isBusy: boolean }

const waitMs = 350;

export function usePreview(draft: Draft, sample: Sample | null): Preview {
  const call = useCall();
  const [preview, setPreview] = useState<Preview & { of: string }>({ impact: null, fault: null, isBusy: true, of: '' });
  const asked = JSON.stringify([draft.key, editOf(draft), sample]);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const [key, edit, wanted] = JSON.parse(asked) as [string, ReturnType<typeof editOf>, Sample | null];
      call('calendars.preview', { params: { key: key || 'new' }, body: { edit, sample: wanted }, signal: stop.signal }).then(
        (impact) => setPreview({ impact, fault: null, isBusy: false, of: asked }),
        (thrown: unknown) => { if (!stop.signal.aborted) setPreview((before) => ({ impact: before.impact, fault: asFault(thrown), isBusy: false, of: asked })); },
      );
    }, waitMs);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [asked, call]);
  return { ...preview, isBusy: preview.of !== asked };
}

/** Faults by the path of their field, in the reader's language. */
export function useFieldFaults(fault: ApiFault | null): ReadonlyMap<string, string> {
  const { tell } = useTexts();
  return new Map((fault?.shape.details ?? []).map((detail) => [detail.path, tell(detail).message]));
}
