import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { waitingRecords } from '../../../../core/sync/waiting';
import type { Operation } from '../../../shared/operation';
import { FLOW, REGISTERS, RUN_ID, RUN_MODE, SETTLE, dayField, isInEditor, optionsField, runIdOf, runMode } from '../../fields';
import { RowPairing, dayOf, item, jsonOf, listOf } from '../../items';

/** Keys that a hint names. */
const MOST_NAMED = 5;

/**
 * Record → Get Waiting: what the flow has to send now, in the order of issue (output 1), and the run's own row (output 2,
 * always one item; it is the heartbeat that Report looks for).
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const filters = this.getNodeParameter('filters', 0, {}) as IDataObject;
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const rows = jsonOf(items);
	const waiting = waitingRecords(rows, {
		flow: this.getNodeParameter('flow', 0) as string,
		ignoreBefore: dayOf(this.getNodeParameter('ignoreBefore', 0)),
		mode: runMode(this, options.mode),
		inEditor: isInEditor(this, options.mode),
		runId: runIdOf(this, options.runId),
		now: DateTime.now().toISO(),
		registers: listOf(filters.registers),
		flowRegisters: listOf(options.flowRegisters),
		keys: listOf(filters.keys),
		dateFrom: dayOf(filters.dateFrom),
		dateTo: dayOf(filters.dateTo),
		runOf: dayOf(filters.runOf),
		recordKind: options.recordKind === 'order' ? 'order' : 'till',
		includeWritten: options.includeWritten === true,
		retryHeld: options.retryHeld === true,
		allowSecondSystem: options.allowSecondSystem === true,
		settleMinutes: Number(options.settleMinutes ?? 15),
		limit: Number(options.maxRecords ?? 0),
	});
	if (waiting.unreadable.length > 0) {
		this.addExecutionHints({
			message: `${waiting.unreadable.length} records in the journal are damaged and were left out: ${waiting.unreadable.slice(0, 5).join(', ')}. Problems lists them.`,
			location: 'outputPane',
		});
	}
	const { unknownKeys } = waiting;
	if (unknownKeys.length > 0) {
		const named = unknownKeys.slice(0, MOST_NAMED).map(({ key, similar }) => (similar === undefined ? key : `${key} (it has ${similar})`));
		const more = unknownKeys.length > MOST_NAMED ? ` and ${unknownKeys.length - MOST_NAMED} more` : '';
		this.addExecutionHints({
			message: `Keys: the journal does not have ${unknownKeys.length} of them: ${named.join(', ')}${more}. Write them as the journal has them.`,
			type: 'warning',
			location: 'outputPane',
		});
	}
	const pairing = new RowPairing(rows);
	const records = waiting.records.map(({ record, sync }) => item({ ...record, sync }, pairing.indexOf(record.key)));
	return [records, [item(waiting.run, 0)]];
}

export const getWaiting: Operation = {
	name: 'Get Waiting',
	value: 'getWaiting',
	action: 'Get waiting records',
	description: 'Get the records that a flow has to send now',
	subtitle: 'Waiting Records',
	fields: [
		FLOW,
		{
			...dayField(
				'Ignore Records Before',
				'ignoreBefore',
				'First day whose receipts this flow sends; what was booked by hand before it must not be sent again',
			),
			required: true,
		},
		optionsField(
			[
				dayField('Date From', 'dateFrom', 'Only receipts of this day and later'),
				dayField('Date To', 'dateTo', 'Only receipts of this day and earlier'),
				{
					displayName: 'Keys',
					name: 'keys',
					type: 'string',
					default: '',
					placeholder: 'e.g. ekasa/P1/4512/2026-11-14',
					description: 'Only these records, separated by commas or as a list by expression',
				},
				REGISTERS,
				dayField('Run Of', 'runOf', 'Only records that a run of this flow on this day had in hand'),
			],
			'Filters',
			'filters',
		),
		optionsField([
			{
				displayName: 'Allow Second System',
				name: 'allowSecondSystem',
				type: 'boolean',
				default: false,
				description: 'Whether a receipt that another flow has booked may be booked by this one too',
			},
			{
				displayName: 'Include Written',
				name: 'includeWritten',
				type: 'boolean',
				default: false,
				description: 'Whether to include what was written into a file whose fate is not known yet; of chosen keys and of a run also what is closed',
			},
			{
				displayName: 'Max Records',
				name: 'maxRecords',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'At most so many records in one run; 0: all',
			},
			{
				displayName: 'Records',
				name: 'recordKind',
				type: 'options',
				options: [
					{ name: 'Orders', value: 'order', description: 'Orders (objednávky) of an e-shop' },
					{ name: 'Receipts and Cash Movements', value: 'till', description: 'What tills have stored' },
				],
				default: 'till',
				description: 'What this flow sends; a flow takes one kind of records',
			},
			{
				...REGISTERS,
				displayName: 'Registers of This Flow',
				name: 'flowRegisters',
				description:
					'Where several accounting systems share the journal: the registers that this flow serves, separated by commas; empty: all. What others sell is left out of its report and problems.',
			},
			{
				displayName: 'Retry Held',
				name: 'retryHeld',
				type: 'boolean',
				default: false,
				description:
					'Whether to offer again what a run has held, because its cause may be gone (a stock card is there now). What a person holds stays held.',
			},
			RUN_ID,
			RUN_MODE,
			SETTLE,
		]),
	],
	execute,
};
