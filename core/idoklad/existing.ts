/** What the window of iDoklad says about the records of a run, as the planner wants to know it. */
import type { Existing, ExistingDocument } from '../plan/existing';
import { existingOf } from '../plan/existing';
import { documentId } from '../records/keys';
import { externalNumber } from './identity';
import type { Found, Window } from './window';
import { trace } from './window';

function asExisting({ documentId: id, id: own, number, members, damaged, total }: Found): ExistingDocument {
	return {
		documentId: id,
		members,
		...(damaged ? { damaged } : {}),
		id: String(own),
		...(number ? { number } : {}),
		...(total === undefined ? {} : { total }),
		kind: 'salesReceipt',
	};
}

/** A record is found by its identity, by number and day where somebody took that away, or among the members of a cumulative document. */
export function windowOf({ byId, byTrace, days }: Window): Existing {
	const documents = new Map<Found, ExistingDocument>();
	const known = (found: Found | undefined): ExistingDocument | undefined => {
		if (found === undefined) return undefined;
		const document = documents.get(found) ?? asExisting(found);
		documents.set(found, document);
		return document;
	};
	const cumulative = days.flatMap((day) => known(day) ?? []);
	const inDay = existingOf(cumulative);
	return {
		holder(input) {
			const { record, sync } = input;
			const generation = sync?.generation ?? 1;
			const traced = record.recordType === 'receipt' ? byTrace.get(trace(externalNumber(record, generation), record.date)) : undefined;
			return known(byId.get(documentId(record.key, generation)) ?? traced) ?? inDay.holder(input);
		},
		days: cumulative,
	};
}
