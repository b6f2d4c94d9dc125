/** What a run has seen or done to documents beside its records: it stands in results, so in the journal. */
import type { ResultWarning, SyncResult } from '../../../core/records/results';

/** By documentId. */
export type Remarks = Map<string, ResultWarning[]>;

export function remark(remarks: Remarks, documentId: string, warning: ResultWarning): void {
	remarks.set(documentId, [...(remarks.get(documentId) ?? []), warning]);
}

/** The result with remarks in its warnings and in its message. */
export function withRemarks(result: SyncResult, remarks: readonly ResultWarning[]): SyncResult {
	const sentences = remarks.map(({ text }) => `${text}.`);
	return {
		...result,
		warnings: [...result.warnings, ...remarks],
		message: [result.message, ...sentences].join(' '),
	};
}

function aboutOther(documentId: string, { text }: ResultWarning): string {
	return `Another record (${documentId}): ${text}`;
}

/**
 * Remarks that stand in no result yet, because they are about documents of other records (of the same days, or sent
 * earlier), go into the first result of the run: it is the only way into the journal. They come back as notes.
 *
 * @param looks remarks of each look at iDoklad; what was seen twice is told once
 */
export function tellRest(results: Map<string, SyncResult>, looks: readonly Remarks[]): string[] {
	const told = new Set<ResultWarning>();
	const texts = new Set<string>();
	for (const { target, warnings } of results.values())
		for (const warning of warnings) {
			told.add(warning);
			texts.add(aboutOther(String(target.documentId), warning));
		}
	const rest = new Map<string, ResultWarning>();
	for (const [documentId, warnings] of looks.flatMap((remarks) => [...remarks]))
		for (const warning of warnings) {
			const text = aboutOther(documentId, warning);
			if (!told.has(warning) && !texts.has(text)) rest.set(text, { ...warning, text });
		}
	const [first] = results;
	if (first) results.set(first[0], withRemarks(first[1], [...rest.values()]));
	return [...rest.keys()].map((text) => `${text}.`);
}
