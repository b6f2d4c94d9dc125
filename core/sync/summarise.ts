/** What a run did, in a few lines: for the last page of a form and for the message to whoever decides. */
import { FINAL_OUTCOMES } from '../records/results';
import { isObject } from '../records/reading';
import { escapeHtml } from '../text/html';

interface SummaryOptions {
	/** Name of the target, e.g. "POHODA"; '' = the results do not come from one. */
	system: string;
	/** What the results are of, in the plural, e.g. "receipts". */
	records: string;
	/** What is done with them, e.g. "send"; with past participle, e.g. "sent". */
	verb: readonly [infinitive: string, participle: string];
	/** What a person reads below what is to be decided. */
	advice: string;
	/** A flow that offers what is held again with each run asks a person only when something new is among it. */
	onlyNew?: boolean;
}

interface Summary {
	/** Plain text: how many ended how, then a line for each that is not done. */
	text: string;
	/** The same to be shown in a page. */
	html: string;
	/** How many, by what the text calls it, e.g. `{ "created": 3, "would be sent": 1 }`. */
	counts: Record<string, number>;
	/** How many a person must look at. */
	needsPerson: number;
	/** Of a message to that person, e.g. "3 receipts need a decision"; '' when there is nothing to decide. */
	subject: string;
	decisions: string;
}

type Result = Record<string, unknown>;

/** Lines that a page shows. */
const MOST_LINES = 50;
const DONE: ReadonlySet<unknown> = new Set([...FINAL_OUTCOMES, 'written']);
const FOR_A_PERSON: ReadonlySet<unknown> = new Set(['held', 'refused', 'changed', 'deletedInTarget']);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The document exists, and the target took a value of it otherwise. */
function hasProblem({ warnings }: Result): boolean {
	return Array.isArray(warnings) && warnings.some((warning) => isObject(warning) && warning.problem === true);
}

/** What was made for an export that the journal was asked about (Confirm). */
function askedExport({ outcome, export: made }: Result): { id: string; confirmed: boolean; why: string; place: string } | undefined {
	if (outcome !== 'written' || !isObject(made) || typeof made.confirmed !== 'boolean') return undefined;
	return { id: text(made.id), confirmed: made.confirmed, why: text(made.why), place: text(made.place) };
}

function exportLines(results: readonly Result[], { records }: SummaryOptions): string[] {
	const exports = new Map<string, { confirmed: boolean; why: string; place: string; count: number }>();
	for (const one of results) {
		const made = askedExport(one);
		if (made !== undefined) exports.set(made.id, { ...made, count: (exports.get(made.id)?.count ?? 0) + 1 });
	}
	return [...exports].map(([id, { confirmed, why, place, count }]) => (confirmed ? `\n• ${id} ${place === '' ? 'is made' : `is in ${place}`} (${count} ${records}).` : `\n• ${why}`));
}

function wordOf(result: Result, { system, verb }: SummaryOptions): string {
	const { outcome, wouldBe, error } = result;
	if (typeof outcome !== 'string') return error === undefined ? 'without an outcome' : 'not done';
	switch (outcome) {
		case 'preview':
			return `would be ${text(wouldBe) || verb[1]}`;
		case 'unchanged':
			return `unchanged (not ${verb[1]})`;
		case 'written':
			if (askedExport(result)?.confirmed === false) return 'not written';
			return verb[1] === 'written' ? 'written' : 'written into the file';
		case 'duplicate':
			return system === '' ? 'duplicate (was there already)' : `duplicate (in ${system} already)`;
		case 'waiting':
			return 'waiting (tried again by the next run)';
		case 'unknown':
			return 'unclear (looked up by the next run)';
		default:
			return outcome;
	}
}

/** The run before ended with it in the same way. */
function isTold({ outcome, sync }: Result): boolean {
	return isObject(sync) && sync.previous === outcome;
}

const messageOf = ({ message, error }: Result): string => text(message) || text(error);

/** `calls` of iDoklad's results: what the run used of the quota. */
function callsOf(results: readonly Result[], system: string): string {
	const counted = results.map(({ calls }) => calls).find(isObject);
	if (counted === undefined) return '';
	return `Calls of ${system}: ${String(counted.used)}${counted.bound === undefined ? '' : ` of at most ${String(counted.bound)}`}.\n`;
}

/** What Receive answers about an intake: who has given a file does not ask how many are new, but what is not. */
function isIntake({ accepted, alreadyKnown, refused }: Result): boolean {
	return [accepted, alreadyKnown, refused].every(Array.isArray);
}

function intakeLines(answers: readonly Result[], records: string): string {
	const listed = (name: string) => answers.flatMap((answer) => answer[name] as unknown[]);
	const known = listed('alreadyKnown').length;
	const refused = listed('refused').filter(isObject).map(({ place, reasons }) => `\n• ${text(place)}: ${Array.isArray(reasons) ? reasons.map(text).join(' ') : ''}`);
	return (known > 0 ? `${known} of the ${records} were known already.\n` : '') + refused.join('');
}

/** Results of a target, or answers of Receive → what people are told. Items without anything in them are none. */
export function summarise(items: readonly unknown[], options: SummaryOptions): Summary {
	const given = items.filter((one): one is Result => isObject(one) && Object.keys(one).length > 0);
	const answers = given.filter(isIntake);
	const results = given.filter((one) => !isIntake(one));
	const counts: Record<string, number> = {};
	for (const result of results) {
		const word = wordOf(result, options);
		counts[word] = (counts[word] ?? 0) + 1;
	}
	const lines = exportLines(results, options);
	const open = results.filter((one) => !DONE.has(one.outcome) || hasProblem(one)).map((one) => `\n• ${messageOf(one)}`);
	const all = results.filter((one) => FOR_A_PERSON.has(one.outcome) || (hasProblem(one) && one.outcome !== 'preview') || wordOf(one, options) === 'not done');
	const toDecide = options.onlyNew === true && all.every(isTold) ? [] : all;
	const head = Object.entries(counts).map(([word, count]) => `${count} ${word}`).join(', ') || `There was nothing to ${options.verb[0]}`;
	const more = open.length > MOST_LINES ? `\n… and ${open.length - MOST_LINES} more` : '';
	const ofResults = `${head}.\n${callsOf(results, options.system)}${lines.join('')}${open.slice(0, MOST_LINES).join('')}${more}`;
	const plain = (results.length === 0 && answers.length > 0 ? '' : ofResults) + intakeLines(answers, options.records);
	return {
		...{ text: plain, html: escapeHtml(plain), counts, needsPerson: toDecide.length },
		subject: toDecide.length === 0 ? '' : `${toDecide.length} ${options.records} need a decision`,
		decisions: toDecide.length === 0 ? '' : [...toDecide.map(messageOf), options.advice].join('\n\n'),
	};
}
