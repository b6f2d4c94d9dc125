/** Options of Sales Receipt → Create. Names that messages of core/rules mention must stay as they are. */
import type { INodeProperties } from 'n8n-workflow';
import { TILL_GIVES_POK } from '../../../shared/properties';
import { previewOnly } from '../../../shared/transfer';
import {
	CUT_LONG_TEXTS,
	MISSING_CHARACTERS,
	OUTPUT_FIELD,
	PACK_SIZE,
	TIME_OUT,
} from '../../transferFields';
import { CONFIRM_EET, EET } from '../../eetFields';
import { UNSENT_FISCAL_STATES } from '../../../../core/plan/settings';

const onlyMServer = { show: { '/delivery': ['mServer'] } };

export const CREATE_OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		MISSING_CHARACTERS,
		{
			displayName: 'Check Period',
			name: 'checkPeriod',
			type: 'boolean',
			default: true,
			description:
				'Whether to hold documents whose day is outside of the accounting period (as mServer tells it, or as given in Period From and Period To)',
		},
		CONFIRM_EET,
		CUT_LONG_TEXTS,
		EET,
		{
			displayName: 'High Total Limit',
			name: 'highTotalLimit',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 10000,
			description:
				'Above this total in CZK a receipt of a customer with DIČ belongs into the VAT control statement by itself',
		},
		{
			displayName: 'High Total VAT Classification',
			name: 'highTotalVatClassification',
			type: 'string',
			default: '',
			placeholder: 'e.g. UD',
			description: 'Členění DPH of cash documents over the limit, where no posting rule gives one',
		},
		{
			displayName: 'High Total With DIČ',
			name: 'highTotalWithVatId',
			type: 'options',
			options: [
				{ name: 'Hold for a Person', value: 'hold' },
				{ name: 'Send as Cash Document', value: 'cashDocument' },
			],
			default: 'hold',
			description: 'What to do with receipts over the limit whose customer has a DIČ; a prodejka has no VAT class',
		},
		{
			displayName: 'Hold EET States',
			name: 'heldFiscalStates',
			type: 'multiOptions',
			options: Object.entries(UNSENT_FISCAL_STATES).map(([value, meaning]) => ({
				name: value,
				value,
				description: `The EET record ${meaning}`,
			})),
			default: ['forSending', 'simplify', 'invalidData', 'commError'],
			description: 'Receipts in these EET states wait for a person, and those with a state that is not known; none chosen: EET stops nothing',
		},
		{
			displayName: 'Known Registers',
			name: 'registers',
			type: 'string',
			default: '',
			placeholder: 'e.g. P1, P2',
			description: 'Registers that POHODA knows, separated by commas; receipts of others are held. Empty: not checked.',
		},
		{ ...PACK_SIZE, displayOptions: onlyMServer },
		{
			displayName: 'Period From',
			name: 'periodFrom',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-01-01',
			description: 'First day of the accounting period, where mServer does not tell it or a file is made',
		},
		{
			displayName: 'Period To',
			name: 'periodTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-12-31',
			description: 'Last day of the accounting period',
		},
		previewOnly(),
		OUTPUT_FIELD,
		{
			displayName: 'Short Stock as Text Item After Days',
			name: 'shortStockTextAfterDays',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'After so many days an item that stays short in stock goes without its stock card, so that the receipt gets into the books. 0: never.',
		},
		{
			displayName: 'Stock Movement',
			name: 'stockMover',
			type: 'options',
			options: [
				{
					name: 'By These Documents',
					value: 'thisDocument',
					description: 'Items with a code refer to stock cards and reduce the stock',
				},
				{
					name: 'Elsewhere or None',
					value: 'other',
					description: 'Items are text items that keep their code',
				},
			],
			default: 'thisDocument',
			description: 'What moves the stock; only one thing may',
		},
		{
			displayName: 'Substitute Stock Card',
			name: 'substituteCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. OSTATNI',
			description: 'Code of the card for Unknown Stock Card: Use a Substitute Card',
		},
		{
			displayName: 'Target Document',
			name: 'target',
			type: 'options',
			options: [
				{ name: 'Cash Document (Pokladní Doklad)', value: 'cashDocument' },
				{ name: 'Sales Receipt (Prodejka)', value: 'salesReceipt' },
			],
			default: 'salesReceipt',
			description: 'What a receipt becomes where no posting rule says otherwise',
		},
		TILL_GIVES_POK,
		{ ...TIME_OUT, displayOptions: onlyMServer },
		{
			displayName: 'Unknown Stock Card',
			name: 'unknownStockCard',
			type: 'options',
			options: [
				{ name: 'Hold for a Person', value: 'hold' },
				{ name: 'Send as Text Item', value: 'textItem', description: 'The item keeps its code' },
				{ name: 'Use a Substitute Card', value: 'substitute' },
			],
			default: 'textItem',
			description: 'What to do with goods that have neither code nor EAN',
		},
	],
};
