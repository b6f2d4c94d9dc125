/** A person chooses from a list in a form: what is chosen is found by its number, for a browser changes the text of a label. */
import { describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { problemForm } from '../../core/sync/problemForm';
import { evaluate, readWorkflow, textsOf, workflowFiles } from '../support/workflows.mts';

/** What HTML makes of a text on its way to the person and back. */
const sentBack = (label: string) => label.replaceAll('\u0000', '\uFFFD').replace(/\r\n?/g, '\n').trim();
const LABELS = ['Ed\ren', 'Ed\r\nen', 'Ed\u0000en', ' ends in a blank ', '12. of 12', 'a <b> & "c"', '$& {{ 1 }}', 'same', 'same', 'x'.repeat(3000), '', 'last\r'];

interface Choice {
	/** Nodes whose items the list shows, and the field of the form. */
	list: string;
	field: string;
	/** Where the answer is read: node, parameter; and what it must give for the chosen items. */
	reader: [node: string, path: string];
	found: (value: unknown) => unknown[];
}

const CHOICES: Record<string, Choice> = {
	'10-helios-by-hand.json: Choose': { list: 'Exports', field: 'export', reader: ['Chosen Export', 'assignments.assignments.0.value'], found: (value) => [value] },
	'12-helios-import.json: Choose': { list: 'Number Them', field: 'records', reader: ['Chosen', 'assignments.assignments.0.value'], found: (value) => (value as IDataObject[]).map(({ key }) => key) },
};

const pages = workflowFiles.flatMap((file) => {
	const workflow = readWorkflow(file);
	const forms = workflow.nodes.filter(({ parameters }) => /option: item\.|option: \(?index/.test(String(parameters.jsonOutput)));
	return forms.map((form) => ({ title: `${file}: ${form.name}`, workflow, form }));
});

test('every list to choose from is known here', () => {
	expect(pages.map(({ title }) => title).sort()).toEqual(Object.keys(CHOICES).sort());
});

describe.each(pages)('$title', ({ title, workflow, form }) => {
	const { list, field, reader, found } = CHOICES[title]!;
	const items = LABELS.map((label, index) => ({ key: `k${index}`, export: `k${index}`, raw: {}, text: label, label: `${index + 1}. ${label}` }));
	const shown = () => {
		const value = String(evaluate(workflow, form.name, String(form.parameters.jsonOutput), { [list]: [items] })).replaceAll('$$', '$');
		const [first] = JSON.parse(value) as Array<{ fieldName: string; fieldOptions: { values: Array<{ option: string }> } }>;
		expect(first!.fieldName).toBe(field);
		return first!.fieldOptions.values.map(({ option }) => option);
	};
	const expression = textsOf(workflow.nodes.find(({ name }) => name === reader[0])!.parameters).find(({ path }) => path === reader[1])!.text;
	const read = (chosen: string | string[]) => found(evaluate(workflow, reader[0], expression, { [list]: [items], [form.name]: [[{ [field]: chosen }]] }));

	test('numbers what it shows', () => {
		expect(shown().map((option) => Number.parseInt(option, 10))).toEqual(LABELS.map((_, index) => index + 1));
	});

	test('finds each of the chosen, whatever a browser made of its text', () => {
		const options = shown().map(sentBack);
		if (field === 'records') expect(read(options)).toEqual(items.map(({ key }) => key));
		else expect(options.flatMap((option) => read(option))).toEqual(items.map(({ key }) => key));
		expect(read(field === 'records' ? [options[4]!] : options[4]!)).toEqual(['k4']);
	});
});

describe('3-problems.json: the form that Get Problems gives', () => {
	const workflow = readWorkflow('3-problems.json');
	const nodeOf = (name: string) => workflow.nodes.find((one) => one.name === name)!;
	const problems = LABELS.map((message, index) => ({ message, title: `Receipt ${index}`, key: `k${index}`, ref: `pohoda k${index} @0123`, id: `pohoda k${index}`, state: 'held', flow: index % 2 ? 'pohoda' : 'idoklad', number: '1' }));
	const form = problemForm(problems as unknown as Parameters<typeof problemForm>[0]) as unknown as IDataObject;
	const page = String(evaluate(workflow, 'Choose', String(nodeOf('Choose').parameters.jsonOutput), { 'Any?': [[form]] })).replaceAll('$$', '$');
	const options = (JSON.parse(page) as Array<{ fieldName: string; fieldOptions: { values: Array<{ option: string }> } }>)[0]!.fieldOptions.values.map(({ option }) => option);
	const values = (name: string) => ((nodeOf('Decision').parameters.assignments as IDataObject).assignments as IDataObject[]).find((one) => one.name === name)!.value as string;
	const read = (name: string, records: string[]) => evaluate(workflow, 'Decision', values(name), { 'Get Problems': [[form]], Choose: [[{ records }]] });

	test('numbers what it shows, with the flow where there are several', () => {
		expect(options.map((option) => Number.parseInt(option, 10))).toEqual(LABELS.map((_, index) => index + 1));
		expect([options[3], options[8]]).toEqual(['4. [held] pohoda: Receipt 3:  ends in a blank ', '9. [held] idoklad: Receipt 8: same']);
		expect(options.join('')).not.toMatch(/[<>]/);
	});

	test('each of the chosen is found, whatever a browser made of its text; the rest is counted', () => {
		expect(read('keys', options.map(sentBack))).toEqual(problems.map(({ ref }) => ref));
		expect([read('keys', ['1. a', '99. b', 'c']), read('missing', ['1. a', '99. b', 'c'])]).toEqual([[problems[0]!.ref], 2]);
		const said = (missing: number) => String(evaluate(workflow, 'Decided', String(nodeOf('Decided').parameters.completionMessage), { Decision: [[{ missing }]], Decide: [[{ text: '• done' }]] }));
		expect([said(2), said(0)]).toEqual(['• done\n\n2 of the chosen were not found: open Problems again and choose them anew.', '• done']);
	});
});

test.each([
	['12-helios-import.json', 'Read Again: Result', 'Number Them', 2],
])('%s: %s says how many of the chosen were not found', (file, node, list, missing) => {
	const workflow = readWorkflow(file);
	const { parameters } = workflow.nodes.find(({ name }) => name === node)!;
	const answer = { set: ['k0'], messages: ['done'], refused: [] };
	const said = (records: string[]) =>
		String(evaluate(workflow, node, String(parameters.completionMessage), { [list]: [[{ key: 'k0' }]], Choose: [[{ records }]], Decide: [[answer]], 'Set State': [[], [answer]], 'Read Again': [[{ recordType: 'receipt' }]] }));
	expect(said(['1. a', '2. b', 'c'])).toContain(`${missing} of the chosen were not found`);
	expect(said(['1. a'])).not.toContain('not found');
});

describe('a word that is not among the options of a form', () => {
	const previews = workflowFiles.flatMap((file) => {
		const workflow = readWorkflow(file);
		const [, text] = /"name":"preview","value":"(=[^"]*)"/.exec(JSON.stringify(workflow)) ?? [];
		const form = workflow.nodes.find(({ type }) => type.endsWith('.formTrigger'));
		const asked = JSON.stringify(form?.parameters ?? {}).match(/"option":"(Preview|Send|Export)"/g) ?? [];
		return text ? [{ file, workflow, text, send: JSON.parse(`{${asked.at(-1)}}`).option as string }] : [];
	});

	test.each(previews)('previews and sends nothing: $file', ({ workflow, text, send }) => {
		const [before] = Object.entries(workflow.connections).find(([, { main }]) => main.flat().some(({ node }) => node === 'Settings'))!;
		const preview = (given: IDataObject) => evaluate(workflow, 'Settings', text, { [before]: [[given]] });
		const byForm = (what: unknown) => preview({ formMode: 'production', what } as IDataObject);
		expect([send, 'Preview', '', undefined, ` ${send}`, send.toLowerCase(), [send], '<!--'].map(byForm)).toEqual([false, ...Array.from({ length: 7 }, () => true)]);
		// A run that no form has started sends.
		expect(preview({ timestamp: '2026-11-30T10:00:00' })).toBe(false);
	});

	test('all five flows with a preview are here', () => {
		expect(previews).toHaveLength(5);
	});

	test('is no consent', () => {
		const workflow = readWorkflow('13-pohoda-ekasa-stock-file.json');
		const text = String(workflow.nodes.find(({ name }) => name === 'Write Import File')!.parameters.confirmOverwrite);
		const [, asked] = /option: '([^']*)'/.exec(String(workflow.nodes.find(({ name }) => name === 'Show Differences')!.parameters.jsonOutput))!;
		const confirmed = (consent: unknown) => evaluate(workflow, 'Write Import File', text, { 'Show Differences': [[{ consent } as IDataObject]] });
		expect([[asked], asked, [], undefined, ['<!--'], 'yes'].map(confirmed)).toEqual([true, true, false, false, false, false]);
	});
});
