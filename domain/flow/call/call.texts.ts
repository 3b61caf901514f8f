/** What an installation tells about the flows a flow calls, in English by code: what is wrong and what to do. Found by the portal, which knows what is published. */
import type { FindingText } from '../finding.texts.ts';

export const callTexts = {
  'call-unknown': { message: '"{node}" calls the flow {flow}, which is not published.', fix: 'Publish {flow} first, or choose another flow.' },
  'call-version-unknown': { message: '"{node}" calls version {version} of the flow {flow}, which does not exist.', fix: 'Choose one of its versions, or the latest.' },
  'call-never-escalates': { message: '"{node}" waits for {code}, which the flow {flow} never escalates.', fix: 'Choose a code that {flow} escalates: {codes}; or leave it empty for any.' },
  'call-circle': { message: '"{node}" calls in a circle: {flows}.', fix: 'See that a condition or a wait ends it; calls go 16 deep at most.' },
} as const satisfies Record<string, FindingText>;
