/** actionType of stock and addressbook: what is to be done with which record. */
import { ERRNO, refusal, type Problems } from '../documents/context.mts';
import { NO_FILTER, type Selection } from '../filters.mts';
import { child, type El } from '../tree.mts';

export type Action<T> = { act: 'add' } | { act: 'update' | 'delete'; record: T };

const MANY = 'Pro daný filtr bylo nalezeno více jak 1 záznam.';

/**
 * Without actionType, and with an add that has no filter, a record is made. `update` of an add and `add` of an update
 * say what to do in the other case; both are false by default. What is refused goes to the context.
 */
export function actionOf<T>(context: Problems, root: El, ns: string, select: (request: El) => Selection<T>, records: readonly T[]): Action<T> | undefined {
	const request = child(root, `${ns}:actionType`)?.children[0];
	const hasFilter = request !== undefined && request.children.some((el) => el.local === 'userFilterName' || el.children.length > 0);
	if (!request || (request.local === 'add' && !hasFilter)) return { act: 'add' };
	if (!hasFilter) {
		refusal(context, request, 'Není uveden filtr záznamu.', ERRNO.invalidValue);
		return undefined;
	}
	const { test, unknownFilter } = select(request);
	if (unknownFilter) {
		refusal(context, unknownFilter, NO_FILTER, ERRNO.invalidValue, unknownFilter.text, '');
		return undefined;
	}
	const [record, another] = records.filter(test);
	if (another !== undefined) {
		refusal(context, request, MANY, ERRNO.invalidValue);
		return undefined;
	}
	if (request.local === 'delete') {
		if (record !== undefined) return { act: 'delete', record };
	} else if (record === undefined) {
		if (request.local === 'add' || request.attributes['add'] === 'true') return { act: 'add' };
	} else if (request.local === 'update' || request.attributes['update'] === 'true') {
		return { act: 'update', record };
	} else {
		refusal(context, request, 'Nalezen duplicitní záznam.', ERRNO.invalidValue);
		return undefined;
	}
	refusal(context, request, 'Záznam nebyl nalezen.', ERRNO.invalidValue);
	return undefined;
}
