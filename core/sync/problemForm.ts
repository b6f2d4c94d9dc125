/** The page on which a person decides: what n8n's form shows of the problems. */
import type { Problem } from './problems';
import { DECISIONS } from './setState';
import { INTAKE } from './rows';

/** Lines that a page shows. */
const MOST = 200;

interface ProblemForm {
	/** How many problems there are. */
	count: number;
	/** What Set State takes for each line, in order. */
	refs: string[];
	/** Fields of n8n's form, as *Define Form: Using JSON* takes them. */
	fields: object[];
	/** Plain text above them. */
	intro: string;
}

const WHAT_THEY_DO =
	'Retry: goes with the next run. Hold: stays out. Entered by Hand: it is in accounting, under the number that you give. Not to Be Sent: it never shall be. ' +
	'Send Again: makes a new document on purpose, because the one in accounting was deleted or cancelled.';

/** `[held] pohoda: Receipt P1/4512 of …: why`; a browser takes no tag out of it. */
function lineOf({ state, flow, key, number, title, message }: Problem, several: boolean): string {
	const target = several && flow !== '' && flow !== INTAKE ? `${flow}: ` : '';
	const isNamed = message.startsWith(title) || (key.startsWith('intake/') && number === '');
	return `[${state}] ${target}${isNamed ? message : `${title}: ${message}`}`.replaceAll('<', '‹').replaceAll('>', '›');
}

/** Lines are numbered: a browser changes texts, and the number still says which one was chosen. */
export function problemForm(problems: readonly Problem[]): ProblemForm {
	const several = new Set(problems.map(({ flow }) => flow).filter((flow) => flow !== '' && flow !== INTAKE)).size > 1;
	const options = problems.slice(0, MOST).map((one, index) => ({ option: `${index + 1}. ${lineOf(one, several)}` }));
	return {
		count: problems.length,
		refs: problems.map(({ ref, id }) => ref || id),
		fields: [
			{ fieldLabel: 'Receipts', fieldName: 'records', fieldType: 'checkbox', requiredField: true, fieldOptions: { values: options } },
			{ fieldLabel: 'Decision', fieldName: 'decision', fieldType: 'radio', requiredField: true, fieldOptions: { values: DECISIONS.map((option) => ({ option })) } },
			{ fieldLabel: 'Number in accounting (Entered by Hand)', fieldName: 'targetNumber', placeholder: 'e.g. 26PP0012' },
			{ fieldLabel: 'Reason', fieldName: 'reason', placeholder: 'e.g. invoice instead of a receipt' },
		],
		intro: `${problems.length} receipts wait for a decision${problems.length > MOST ? `; the first ${MOST} are shown` : ''}.\n${WHAT_THEY_DO}`,
	};
}
