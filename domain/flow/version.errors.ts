/** What can go wrong with drafts and published versions of a flow. */
import type { ErrorEntry } from '../errors.ts';

export const flowVersionErrors = {
  FLOW_DRAFT_STALE: { family: 'conflict', status: 409, message: '{by} saved this flow meanwhile (revision {revision}).', hint: 'Your change is kept in this browser. Load the newer draft and apply it again.' },
  FLOW_KEY_FIXED: { family: 'invalid', status: 422, message: "The flow's key is {key}.", hint: 'Set it to "{key}", or save the file as a flow of its own.' },
  FLOW_UNSOUND: { family: 'invalid', status: 422, message: 'The flow cannot be published before its faults are mended.', hint: 'Open the list of problems; each names its step and what to do.' },
  FLOW_NOT_PROVEN: { family: 'conflict', status: 409, message: 'Within its bound of {states} states the check could not prove that every run can end.', hint: 'Publish under your own name by confirming, or make the flow smaller.' },
  FLOW_CHECK_REPLACED: { family: 'conflict', status: 409, message: 'You asked for another check before this one had begun.', hint: 'The newer one is answered; ask again when it is done.' },
  FLOW_UNCHANGED: { family: 'conflict', status: 409, message: 'Version {version} is the same as this draft.', hint: 'There is nothing to publish.' },
  FLOW_DEFINITION_CHANGED: { family: 'broken', status: 500, message: 'Version {version} of {flow} does not have the content it was published with.', hint: 'Restore the flowVersions collection from a backup; the run waits.' },
} satisfies Record<string, ErrorEntry>;
