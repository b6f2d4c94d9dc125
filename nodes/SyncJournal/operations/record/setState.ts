import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { decidedText, setStates } from '../../../../core/sync/setState';
import type { Action } from '../../../../core/sync/setState';
import type { Operation } from '../../../shared/operation';
import { ANY_FLOW } from '../../fields';
import { RowPairing, item, jsonOf, listOf } from '../../items';

/**
 * Record → Set State: what a person decided becomes rows (output 1); output 2 is one item that says what was set and
 * what could not be, with the way out.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const rows = jsonOf(items);
	const states = setStates(rows, {
		flow: this.getNodeParameter('flow', 0, '') as string,
		keys: listOf(this.getNodeParameter('keys', 0)),
		action: this.getNodeParameter('decision', 0) as Action | 'done',
		targetNumber: String(this.getNodeParameter('targetNumber', 0, '') ?? ''),
		reason: this.getNodeParameter('reason', 0, '') as string,
		who: this.getNodeParameter('who', 0, '') as string,
	});
	const { rows: made, refused } = states;
	const pairing = new RowPairing(rows);
	const answer = { set: made.map(({ key }) => key), messages: made.map(({ message }) => message), refused, text: decidedText(states) };
	return [made.map((row) => item(row, pairing.indexOf(row.key))), [item(answer, 0)]];
}

export const setState: Operation = {
	name: 'Set State',
	value: 'setState',
	action: 'Set state of records',
	description: 'Make rows of what a person decided: retry, hold, entered by hand, not to be sent, send again',
	fields: [
		{ ...ANY_FLOW, description: 'Name of the way to one target; empty where each key has its flow before it' },
		{
			displayName: 'Keys',
			name: 'keys',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ekasa/P1/4512/2026-11-14',
			description: 'Records to decide about, separated by commas or as a list by expression; as Get Problems gives them in key, in ID with the flow before it, or in ref with the content that was shown',
		},
		{
			displayName: 'Decision',
			name: 'decision',
			type: 'options',
			options: [
				{ name: 'Done by Hand', value: 'done', description: 'As Entered by Hand, without a number; for workflows of before that was there' },
				{ name: 'Entered by Hand', value: 'enteredByHand', description: 'A person has entered or corrected it in the target; closes what was sent or written' },
				{ name: 'Hold', value: 'hold', description: 'Nothing is sent until somebody chooses Retry' },
				{ name: 'Not to Be Sent', value: 'notToBeSent', description: 'It never shall be in the target; it leaves every comparison' },
				{ name: 'Retry', value: 'retry', description: 'Goes with the next run; what may have arrived is looked up first' },
				{
					name: 'Send Again',
					value: 'sendAgain',
					description: 'Makes a new document on purpose, because the one in the target was deleted or cancelled',
				},
			],
			default: 'retry',
		},
		{
			displayName: 'Number in the Target',
			name: 'targetNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. 26PP0012',
			description: 'Number of the document that was entered by hand; Reconcile looks for it among the target\'s documents',
			displayOptions: { show: { decision: ['enteredByHand'] } },
		},
		{
			displayName: 'Who',
			name: 'who',
			type: 'string',
			default: '',
			placeholder: 'e.g. Jana',
			description: 'Who decided; the journal keeps it',
		},
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice instead of a receipt',
			description: 'Why; the journal keeps it',
		},
	],
	execute,
};
