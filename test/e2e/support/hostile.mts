/** Somebody who puts texts into a form that would act in a page, and forges what a browser would not send. */
import { FormVisit, type FormFile, type FormPage, type FormValue } from './form.mts';

/** Stands before each hostile text, so that a page shows which of them it shows as it was given. */
const MARK = 'Q7';

/** Texts that hide or load something in a page, run, leave an attribute or a field, or are evaluated by n8n. */
export const HOSTILE = [
	`${MARK}<!-- hidden`,
	`${MARK}<iframe src="http://127.0.0.1:9/x"></iframe>`,
	`${MARK}"><img src=x onerror=alert(7919)>`,
	`${MARK}</textarea></p></td><script>alert(7919)</script>`,
	`${MARK}{{ 7919*7919 }}{{ $env.PATH }}`,
];

/** All of them in one text that begins as an expression does. */
const ALL = `={{ 7919*7919 }} ${HOSTILE.join(' ')}`;

/** What only an HTTP client sends: control characters and line ends. */
const FORGED = `${ALL}\r\n${HOSTILE[0]}\u0000\u0007\u001b\u0085\u2028`;

/** What of the hostile texts acts in a page, is evaluated or not shown as it was given; [] is right. */
export function acting(html: string): string[] {
	const alive = ['<!-- hidden', '<iframe', '<img', '</textarea></p>', '<script>alert', String(7919 * 7919), process.env.PATH!].filter((text) => html.includes(text));
	// n8n's own cleaning of a page would take the text away, and with an open comment the rest of the page.
	const lost = [...html.matchAll(/Q7(?!&lt;|&quot;|&amp;|\{\{|‹|"|%3C|%22|%7B)[^\n]{0,40}/g)].map(([text]) => text);
	return [...alive, ...lost];
}

/** Whether a page shows a hostile text. */
export const showsHostile = (html: string): boolean => html.includes(MARK);

interface Way {
	/** Texts that nobody must give: as the test gives them or empty, empty, or hostile. */
	texts: 'given' | 'none' | 'hostile';
	/** Which option of a list. */
	choice: number;
	/** From this page on, counted from 0, every value is one that no browser sends. */
	forged?: number;
}

function valueOf(page: FormPage, label: string, { texts, choice }: Way, forge: boolean, given?: FormValue): FormValue | undefined {
	const { kind, required, choices } = page.controls[label]!;
	const file: FormFile = { name: `${HOSTILE.join(' ').replaceAll('/', '')}.xml`, content: forge ? FORGED : ALL };
	if (kind === 'file') return forge ? file : typeof given === 'object' && !Array.isArray(given) ? { ...given, name: `${file.name.slice(0, -4)}${given.name}` } : required ? file : undefined;
	if ((kind === 'checkbox' || kind === 'radio') && forge) return [FORGED];
	if (kind === 'radio') return [choices[choice % choices.length]!];
	// One for each decision; all where there is nothing to decide about them.
	if (kind === 'checkbox') return Object.values(page.controls).some((other) => other.kind === 'radio') ? [choices[0]!] : choices;
	if (forge) return FORGED;
	if (kind === 'select') return choices[choice % choices.length]!;
	if (texts === 'given' && given !== undefined) return given;
	if (kind === 'date') return texts === 'hostile' ? '1999-12-31' : '';
	return required || texts === 'hostile' ? ALL : '';
}

/** Fills in page after page to the last one; answers all pages. */
async function walk(base: string, path: string, login: string, way: Way, given: Record<string, FormValue>): Promise<FormPage[]> {
	const { visit, page: first } = await FormVisit.open(base, path, login);
	const pages = [first];
	for (let page = first; Object.keys(page.fields).length > 0; pages.push(page)) {
		// What may stay empty on the first page chooses among records; on later ones it goes with a decision.
		const now: Way = pages.length === 1 ? way : { ...way, texts: 'hostile' };
		const values = Object.keys(page.fields).map((label) => [label, valueOf(page, label, now, pages.length > (way.forged ?? Infinity), given[label])] as const);
		page = await visit.submit(page, Object.fromEntries(values.filter((entry): entry is [string, FormValue] => entry[1] !== undefined)));
	}
	await visit.leave();
	return pages;
}

/** The longest list whose options mean something; those of a list of records are numbered. */
const choicesOf = ({ controls }: FormPage): number =>
	Math.max(1, ...Object.values(controls).map(({ kind, choices }) => (kind === 'checkbox' || choices.some((text) => /^\d+\. /.test(text)) ? 1 : choices.length)));

/** All ways through a form: each option, texts hostile or missing, and what no browser sends on each page. */
export async function visitHostile(base: string, path: string, login: string, given: Record<string, FormValue>): Promise<FormPage[]> {
	const seen: FormPage[] = [];
	let longest = 0;
	const go = async (way: Way): Promise<FormPage[]> => {
		const pages = await walk(base, path, login, way, given);
		seen.push(...pages);
		longest = Math.max(longest, pages.length);
		return pages;
	};
	let choices = 1;
	for (let choice = 0; choice < choices; choice += 1) {
		const pages = await go({ texts: 'given', choice });
		choices = Math.max(choices, ...pages.map(choicesOf));
	}
	const optional = Object.entries(seen[0]!.controls).filter(([, { kind, required }]) => !required && ['text', 'textarea', 'date'].includes(kind)).map(([label]) => label);
	if (optional.length > 0) await go({ texts: 'hostile', choice: choices - 1 });
	if (optional.some((label) => label in given)) await go({ texts: 'none', choice: choices - 1 });
	const ended = await go({ texts: 'given', choice: 0, forged: 0 });
	if (ended.length < longest) await go({ texts: 'given', choice: 0, forged: 1 });
	return seen;
}
