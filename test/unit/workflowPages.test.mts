/** What a person reads in forms, pages and e-mails of the workflows: nothing that came from outside acts as HTML. */
import { describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { problemForm } from '../../core/sync/problemForm';
import { summarise } from '../../core/sync/summarise';
import { HOSTILE } from '../support/hostile.mts';
import { evaluate, innerOf, isCall, readWorkflow, textsOf, workflowFiles, type WorkflowFile, type WorkflowNode } from '../support/workflows.mts';

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
		// As Get Problems gives it; its intro has no words from outside.
		...{ ...problemForm([{ ...inner, ref: text, state: 'held', message: text } as never]), intro: text, missing: 1 },
		...{ create: 1, update: 2, remove: 3, same: 4, conflicts: 1, confirmed: false, records: [`1. ${text}`], calls: { used: 1, bound: 2 } },
		...{ byForm: true, preview: outcome === 'preview', what: 'Send', formMode: 'production', files: '', file: '', time: text, from: '2026-11-01', query: {} },
	};
}

const isSummary = ({ parameters }: WorkflowNode): boolean => parameters.operation === 'summarise';
/** Gives what Summarise says: such a node, or a call that ends in one. */
const tells = (node: WorkflowNode): boolean => isSummary(node) || (isCall(node) && innerOf(node).nodes.some(isSummary));

function dataOf({ nodes }: WorkflowFile, text: string, outcome: string): Record<string, IDataObject[][]> {
	return Object.fromEntries(
		nodes.map((node) => {
			if (tells(node)) return [node.name, [[{ ...item(text, outcome), ...summarise([item(text, outcome)], { system: text, records: 'receipts', verb: ['send', 'sent'], advice: text }) }]]];
			return [node.name, [[item(text, outcome)], [item(text, outcome)]]];
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
	return workflow.nodes.filter((node) => ['form', 'formTrigger'].includes(kindOf(node))).map((node) => ({ title: `${file}: ${node.name}`, workflow, node }));
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
		const fields = texts.filter(({ path }) => path !== 'jsonOutput');
		expect(fields.filter(({ path }) => !RAW[kind]!.test(path) && !SAFE[kind]!.test(path))).toEqual([]);
	});

	test('escapes what it shows as HTML', () => {
		const raw = texts.filter(({ path, text }) => RAW[kind]!.test(path) && text.startsWith('='));
		expect(raw.filter(({ text }) => (!text.startsWith('={{ (') || !text.endsWith(ESCAPED)) && !isToldOnly(workflow, text)).map(({ path }) => path)).toEqual([]);
		expect(texts.filter(({ path, text }) => RAW[kind]!.test(path) && !text.startsWith('=') && /<|\{\{/.test(text))).toEqual([]);
	});

	const shown = texts.filter(({ path, text }) => path === 'jsonOutput' || ((RAW[kind]!.test(path) || path === 'completionTitle') && text.startsWith('=')));
	if (shown.length === 0) return;
	test.each(shown)('$path shows hostile words as they are', ({ path, text }) => {
		const all = HOSTILE.join(' | ');
		const made = ['refused', 'preview', 'created'].map((outcome) => htmlOf(workflow, node, text, dataOf(workflow, all, outcome)));
		for (const html of made) {
			expect(html).not.toContain('undefined');
			if (path === 'completionTitle') expect(html).not.toContain(all);
			else if (path !== 'jsonOutput') expect(html).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
			else expect(HOSTILE.filter((one) => /[<>"&]/.test(one) && html.includes(one))).toEqual([]);
		}
		// The words do get there, else this would show nothing.
		if (path === 'completionMessage') expect(made.join('\n')).toContain('Sleva &lt;!-- akce');
	});
});

test('what a webhook answers as a page is a page that our code has made', () => {
	const answers = workflowFiles.flatMap((file) => readWorkflow(file).nodes.filter(({ type }) => type.endsWith('.respondToWebhook')));
	expect(answers.map(({ parameters }) => parameters.responseBody)).toEqual(['={{ $json.html }}']);
});

test('e-mails are plain text', () => {
	const mails = workflowFiles.flatMap((file) => readWorkflow(file).nodes.filter(({ type }) => type.endsWith('.emailSend')));
	expect(mails.length).toBeGreaterThan(5);
	expect(mails.filter(({ parameters }) => parameters.emailFormat !== 'text' || 'html' in parameters)).toEqual([]);
});
