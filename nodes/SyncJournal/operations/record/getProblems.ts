import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { problemForm } from '../../../../core/sync/problemForm';
import { listProblems } from '../../../../core/sync/problems';
import type { Operation } from '../../../shared/operation';
import { ANY_FLOW, optionsField } from '../../fields';
import { RowPairing, item, jsonOf } from '../../items';

/** Record → Get Problems: what waits for a person, one item each; or one item with the form in which a person decides. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const rows = jsonOf(items);
	const problems = listProblems(rows, {
		flow: this.getNodeParameter('flow', 0, '') as string,
		now: DateTime.now().toISO(),
		oldAfterHours: Number(options.oldAfterHours ?? 24),
	});
	if (options.asForm === true) return [[item(problemForm(problems), [...items.keys()])]];
	const pairing = new RowPairing(rows);
	return [problems.map((problem) => item(problem, pairing.indexOf(problem.key)))];
}

export const getProblems: Operation = {
	name: 'Get Problems',
	value: 'getProblems',
	action: 'Get problems with records',
	description: 'Get what a person must decide, with amounts and what to do',
	fields: [
		ANY_FLOW,
		optionsField([
			{
				displayName: 'As a Form',
				name: 'asForm',
				type: 'boolean',
				default: false,
				description: 'Whether to give one item for a page of n8n’s form: <b>fields</b> (Define Form: Using JSON), <b>intro</b>, <b>count</b>, and <b>refs</b>, what Set State takes for each line',
			},
			{
				displayName: 'Old After Hours',
				name: 'oldAfterHours',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 24,
				description: 'From this age on, what still waits for a run is listed too',
			},
		]),
	],
	execute,
};
