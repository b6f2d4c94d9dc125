// The nodes of n8n that the workflows use, each with the version that they were tried with.
import { js, node } from './build.mjs';

/** The node's message goes to its last output, from there to a page. */
export const TO_PAGE = { onError: 'continueErrorOutput' };
/** What could not be done goes on as a result. */
export const GO_ON = { onError: 'continueRegularOutput' };
export const ONCE = { executeOnce: true };

/** Yellow without a colour, 4 green (why), 7 grey (beside the way). */
export const note = (position, [width, height], content, color) =>
	node('stickyNote', 1, position, { content, height, width, ...(color === undefined ? {} : { color }) });

const condition = (text) => ({
	options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
	conditions: [{ id: null, leftValue: text, rightValue: '', operator: { type: 'boolean', operation: 'true', singleValue: true } }],
	combinator: 'and',
});
export const filter = (position, text, more) => node('filter', 2.2, position, { conditions: condition(text), options: {} }, more);
/** Output 1: yes, output 2: no. */
export const either = (position, text, more) => node('if', 2.2, position, { conditions: condition(text), options: {} }, more);

/** Value, or [value, type] where the value does not tell its type: an expression is a text when nothing else is said. */
const assignments = (values) =>
	Object.entries(values).map(([name, given]) => {
		const [value, type] = Array.isArray(given) ? given : [given, typeof given === 'object' ? 'object' : typeof given];
		return { id: null, name, value, type };
	});
export const set = (position, values, more, parameters = {}) =>
	node('set', 3.4, position, { assignments: { assignments: assignments(values) }, ...parameters, options: {} }, more);
/** Beside the fields that come in; `only` passes none of them on, but their binary data. */
export const ALL_FIELDS = { includeOtherFields: true };
export const ONLY_FILES = { includeOtherFields: true, include: 'selected', includeFields: '' };

export const stop = (position, errorMessage) => node('stopAndError', 1, position, { errorMessage });
export const byHand = (position) => node('manualTrigger', 1, position);
export const every = (position, ...interval) => node('scheduleTrigger', 1.2, position, { rule: { interval } });
export const merge = (position) => node('merge', 3.2, position);
export const split = (position, field, parameters = { options: {} }, more = {}) => node('splitOut', 1, position, { fieldToSplitOut: field, ...parameters }, more);

/** One of our nodes. */
export const ours = (type, position, parameters, more) => node(`@${type}`, 1, position, parameters, more);
/** Sync Journal. `parameters`: of the operation. */
export const journal = (resource, operation, position, parameters = {}, more = {}) => ours('syncJournal', position, { resource, operation, ...parameters }, more);

const RETRIED = { retryOnFail: true, maxTries: 3, waitBetweenTries: 2000 };
/** WooCommerce; a shop that is busy is asked again. */
export const shop = (position, parameters, more = {}) => node('wooCommerce', 1, position, parameters, { ...more, ...RETRIED });
/** A folder of the till or of the importing program. */
export const sftp = (operation, position, parameters, more = {}, version = 1.1) => node('ftp', version, position, { protocol: 'sftp', operation, ...parameters }, more);

export { js };

/** Rules of Stock Sync: in these fields the source's value counts, whatever it differs by. */
export const sourceWins = (...fields) => ({ rule: fields.map((field) => ({ field, winner: 'source', tolerance: 0 })) });
