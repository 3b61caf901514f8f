/** How an activity fails: with the catalogue's code as the failure's type, and final exactly when trying again cannot help. */
import { ApplicationFailure } from '@temporalio/common';
import { CatalogueError, codeOf, errorCatalogue, errorShape } from '#domain/errors';

/** Broken or missing, but not by something that passes by itself within minutes. */
const lasting = new Set(['FLOW_DEFINITION_CHANGED', 'DOCUMENT_BROWSER_MISSING', 'DOCUMENT_BROWSER_TOO_OLD', 'DOCUMENT_MODEL_INVALID']);

/** Families that trying again cannot mend. `broken` is retried: a deploy may mend it, and nothing is lost meanwhile. */
const isFinal = (code: string): boolean => {
  const family = errorCatalogue[code]?.family;
  return family === 'invalid' || family === 'conflict' || lasting.has(code);
};

const failedNow = (): { at: string } => ({ at: new Date().toISOString() });

/** The failure of whatever was thrown. Its last detail says when. Never carries more than the catalogue's own words for known codes. */
export function failureFrom(thrown: unknown): ApplicationFailure {
  if (thrown instanceof ApplicationFailure) return thrown;
  if (thrown instanceof CatalogueError) {
    const { message } = errorShape(thrown.code, thrown.params, thrown.details);
    return ApplicationFailure.create({ message, type: thrown.code, nonRetryable: isFinal(thrown.code), details: [thrown.params, failedNow()] });
  }
  const code = codeOf(thrown);
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return ApplicationFailure.create({ message, type: code !== null && errorCatalogue[code] ? code : 'INTERNAL', nonRetryable: false, details: [failedNow()] });
}

/** The same activities, failing with catalogue codes. */
export function withCodes<A extends object>(activities: A): A {
  const wrapped = Object.entries(activities as Record<string, (...given: unknown[]) => Promise<unknown>>).map(([name, activity]) => [name, async (...given: unknown[]) => {
    try {
      return await activity(...given);
    } catch (thrown) {
      throw failureFrom(thrown);
    }
  }] as const);
  return Object.fromEntries(wrapped) as A;
}
