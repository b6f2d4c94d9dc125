/** What a person reads in forms, pages and e-mails of the workflows: nothing that came from outside acts as HTML. */
import { describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { reconcile } from '../../core/sync/reconcile';
import { reportJournal } from '../../core/sync/report';
import { summarise } from '../../core/sync/summarise';
import { evaluate, innerOf, isCall, readWorkflow, textsOf, workflowFiles, type WorkflowFile, type WorkflowNode } from '../support/workflows.mts';

/** Texts that hide or load something in a page, break out of an attribute, or mean something to a replacement. */
const HOSTILE = ['Sleva <!-- akce', 'Tričko <M>', '<iframe src="http://127.0.0.1/x"></iframe>', '<img src=x onerror=alert(1)>', 'a &lt;b&gt; c', 'say "x" onload=y', "it's $& $1 $$", '</p></td><script>x</script>', 'two\\nlines {{ 1 }}'];
/** Ends an expression whose value n8n puts into a page as HTML. */
const ESCAPED = ".replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') }}";
/** Texts that n8n's templates put into a page as HTML; it escapes all others itself. */
const RAW: Record<string, RegExp> = {
	form: /^(completionMessage|responseText|options\.formDescription)$/,
	formTrigger: /^(formDescription|options\.respondWithOptions\.values\.formSubmittedText)$/,
};
/** Texts of these nodes that n8n escapes, or that a page does not show. */
const SAFE: Record<string, RegExp> = {
	form: /^(completionTitle|options\.(formTitle|buttonLabel|customCss)|inputDataFieldName|operation|respondWith|defineForm)$/,
	formTrigger: /^(authentication|formTitle|responseMode|options\.(buttonLabel|path)|formFields\.values\.\d+\.(fieldLabel|fieldName|fieldType|placeholder|acceptFileTypes|defaultValue|fieldOptions\.values\.\d+\.option))$/,
};

const kindOf = ({ type }: WorkflowNode) => type.split('.').at(-1)!;

/** One item with every field that the texts of a workflow ask for, its words hostile. */
function item(text: string, outcome: string): IDataObject {
	const words = { key: text, id: text, number: text, register: text, source: text, text, label: `1. ${text}`, title: text, flow: text, code: text, export: text, place: text, folder: text, who: text, raw: '{}' };
	const said = { message: text, reason: text, reasons: [text, text], messages: [text], error: text, details: text, node: text };
	const lists = { set: [text], notFound: [text], alreadyKnown: [text], accepted: [text], changed: [text] };
	const inner = { ...words, ...said };
	return {
		...{ ...words, ...said, ...lists, outcome, wouldBe: text, state: outcome, stoppedBy: 'room', recordType: 'receipt' },
		...{ refused: [{ ...inner }], wouldHave: [{ ...inner }], found: { toShop: [1], newInShop: [1], toPohoda: [1], newInPohoda: [1], unclear: [text] } },
		...{ create: 1, update: 2, remove: 3, same: 4, conflicts: 1, confirmed: false, records: [`1. ${text}`], calls: { used: 1, bound: 2 } },
		...{ byForm: true, preview: outcome === 'preview', what: 'Send', formMode: 'production', files: '', file: '', time: text, from: '2026-11-01', query: {} },
	};
}

/** A journal whose every text is hostile, as the store gives it. */
function journalOf(text: string): IDataObject[] {
	const at = '2026-11-30T10:00:00.000Z';
	const common = { source: text, register: text, key: `k/${text}`, recordDate: '2026-11-30', number: text, amount: 10, hash: 'h', warnings: '[]', attempt: 0, generation: 0, mode: 'auto', createdAt: at };
	return [
		{ ...common, id: 1, kind: 'record', flow: '', state: 'new', payload: '{}', targetId: '', targetNumber: '', message: '', runId: '1' },
		{ ...common, id: 2, kind: 'result', flow: text, state: 'held', payload: '', targetId: text, targetNumber: text, message: text, runId: '1' },
		{ ...common, id: 5, kind: 'result', key: 'k/2', flow: text, state: 'created', payload: '', targetId: text, targetNumber: text, message: text, runId: '1' },
		{ ...common, id: 3, kind: 'result', flow: 'pohoda', state: 'created', payload: '', targetId: text, targetNumber: text, message: text, runId: '1' },
		{ ...common, id: 4, kind: 'run', flow: text, key: '', state: 'run', payload: '', targetId: '', targetNumber: '', message: '0 records', runId: '1' },
	];
}

/** What every node of a workflow gives: the hostile item on two outputs; for a page report and comparison as our code makes them. */
const isSummary = ({ parameters }: WorkflowNode): boolean => parameters.operation === 'summarise';
/** Gives what Summarise says: such a node, or a call that ends in one. */
const tells = (node: WorkflowNode): boolean => isSummary(node) || (isCall(node) && innerOf(node).nodes.some(isSummary));

function dataOf({ nodes }: WorkflowFile, text: string, outcome: string, flow: string, made: boolean): Record<string, IDataObject[][]> {
	const journal = journalOf(text);
	const options = { flow, dateFrom: '', dateTo: '', registers: [] };
	return Object.fromEntries(
		nodes.map((node) => {
			const { name, parameters } = node;
			if (tells(node)) return [name, [[{ ...item(text, outcome), ...summarise([item(text, outcome)], { system: text, records: 'receipts', verb: ['send', 'sent'], advice: text }) }]]];
			if (made && parameters.operation === 'report') {
				const reports = reportJournal(journal, { flow, now: '2026-11-30T12:00:00Z', intervalHours: 6, limitBytes: 1e6 });
				return [name, [reports as unknown as IDataObject[]]];
			}
			if (made && parameters.operation === 'reconcile') return [name, [reconcile(journal, options) as unknown as IDataObject[]]];
			if (name === 'Settings') return [name, [[{ ...item(text, outcome), flow, register: '' }]]];
			return [name, [[item(text, outcome)], [item(text, outcome)]]];
		}),
	);
}

/** Nothing but words of the workflow and texts that Summarise has escaped. */
function isToldOnly({ nodes }: WorkflowFile, text: string): boolean {
	const told = nodes.filter(tells).map(({ name }) => `$('${name}')`);
	const rest = told.reduce((left, node) => left.replaceAll(`${node}.isExecuted`, '').replaceAll(`${node}.first().json.html`, ''), text);
	return rest !== text && /^=\{\{[ ?:+()]*\}\}$/.test(rest.replace(/'[^'<&]*'/g, ''));
}

const pages = workflowFiles.flatMap((file) => {
	const workflow = readWorkflow(file);
	return workflow.nodes.filter((node) => ['form', 'formTrigger', 'html'].includes(kindOf(node))).map((node) => ({ title: `${file}: ${node.name}`, workflow, node }));
});

/** HTML of a page that an expression makes; of a form in JSON its `html` fields: n8n escapes labels and options itself. */
function htmlOf(workflow: WorkflowFile, node: WorkflowNode, text: string, data: Record<string, IDataObject[][]>): string {
	const value = String(evaluate(workflow, node.name, text.startsWith('=') ? text : `=${text}`, data));
	if (!text.startsWith('={{ JSON.stringify')) return value;
	return (JSON.parse(value.replaceAll('$$', '$')) as Array<{ html?: string }>).map(({ html }) => html ?? '').join('');
}

test('there are pages to look at', () => {
	expect(pages.length).toBeGreaterThan(20);
});

describe.each(pages)('$title', ({ workflow, node }) => {
	const kind = kindOf(node);
	const texts = textsOf(node.parameters);

	test('has no text of which nobody knows how n8n shows it', () => {
		if (kind === 'html') return;
		const fields = texts.filter(({ path }) => path !== 'jsonOutput');
		expect(fields.filter(({ path }) => !RAW[kind]!.test(path) && !SAFE[kind]!.test(path))).toEqual([]);
	});

	test('escapes what it shows as HTML', () => {
		const raw = texts.filter(({ path, text }) => RAW[kind]?.test(path) && text.startsWith('='));
		expect(raw.filter(({ text }) => (!text.startsWith('={{ (') || !text.endsWith(ESCAPED)) && !isToldOnly(workflow, text)).map(({ path }) => path)).toEqual([]);
		expect(texts.filter(({ path, text }) => RAW[kind]?.test(path) && !text.startsWith('=') && /<|\{\{/.test(text))).toEqual([]);
	});

	const shown = texts.filter(({ path, text }) => (kind === 'html' ? path === 'html' : path === 'jsonOutput' || ((RAW[kind]!.test(path) || path === 'completionTitle') && text.startsWith('='))));
	if (shown.length === 0) return;
	test.each(shown)('$path shows hostile words as they are', ({ path, text }) => {
		const all = HOSTILE.join(' | ');
		const made = ['refused', 'preview', 'created'].flatMap((outcome) => (kind === 'html' ? ['pohoda', all] : ['pohoda']).map((flow) => htmlOf(workflow, node, text, dataOf(workflow, all, outcome, flow, kind === 'html'))));
		for (const html of made) {
			expect(html).not.toContain('undefined');
			if (path === 'completionTitle') expect(html).not.toContain(all);
			else if (kind !== 'html' && path !== 'jsonOutput') expect(html).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
			else expect(HOSTILE.filter((one) => /[<>"&]/.test(one) && html.includes(one))).toEqual([]);
		}
		// The words do get there, else this would show nothing.
		if (path === 'completionMessage' || kind === 'html') expect(made.join('\n')).toContain('Sleva &lt;!-- akce');
	});
});

test('e-mails are plain text', () => {
	const mails = workflowFiles.flatMap((file) => readWorkflow(file).nodes.filter(({ type }) => type.endsWith('.emailSend')));
	expect(mails.length).toBeGreaterThan(5);
	expect(mails.filter(({ parameters }) => parameters.emailFormat !== 'text' || 'html' in parameters)).toEqual([]);
});

test('11 counts as written only what leaves', () => {
	const workflow = readWorkflow('11-helios-cloud.json');
	const message = workflow.nodes.find(({ name }) => name === 'Show What Was Done')!.parameters.completionMessage as string;
	const results = ['A', 'A', 'B'].map((id) => ({ outcome: 'written', message: id, export: { id } }));
	const confirm = [{ export: 'A', confirmed: false, message: 'The export A does not leave.' }, { export: 'B', confirmed: true, records: 1, message: '' }];
	const data = { Helios: [results], Confirm: [confirm], Settings: [[{ folder: '/in' }]] } as unknown as Record<string, IDataObject[][]>;
	const text = String(evaluate(workflow, 'Show What Was Done', message, data));
	expect(text.split('\n')[0]).toBe('2 not written, 1 written.');
	expect(text).toContain('• The export A does not leave.');
	expect(text).toContain('• B is in /in (1 receipts).');
});
