// What records name by code is chosen from POHODA's own list, or written, in every panel that writes them.
import { describe, expect, test } from '@jest/globals';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import { Pohoda } from '../../../nodes/Pohoda/Pohoda.node';
import { rulesOfTable } from '../../../nodes/Pohoda/operations/salesReceipt/postingRuleFields';
import { WRITTEN } from '../../support/written.mts';
import { recordFromFields } from '../../../nodes/Pohoda/write/panel';

const { description, methods } = new Pohoda();

/** Field of a mapping table → method that lists what may stand there. Tills (kasy), price groups and countries are in no code list here. */
const LISTED: Record<string, string> = {
	activity: 'searchActivities',
	'bankAccount.code': 'searchBankAccounts',
	cashAccount: 'searchCashRegisters',
	centre: 'searchCentres',
	contract: 'searchContracts',
	numberSeries: 'searchNumberSeries',
	paymentForm: 'searchPaymentForms',
	priceLevel: 'searchSellingPrices',
	sourceCentre: 'searchCentres',
	targetCentre: 'searchCentres',
	targetStore: 'searchStores',
	$storage: 'searchStorages',
	vatClassification: 'searchVatClasses',
};

type Inner = INodeProperties & { values?: INodeProperties[] };

function* all(fields: readonly INodeProperties[]): Generator<INodeProperties> {
	for (const field of fields) {
		yield field;
		if (field.type !== 'collection' && field.type !== 'fixedCollection') continue;
		for (const inner of (field.options ?? []) as Inner[]) yield* inner.values === undefined ? all([inner]) : all(inner.values);
	}
}

const panel = (resource: string, operation: string) =>
	[...all(description.properties.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource) && displayOptions.show.operation?.includes(operation)))];

const listOf = ({ type, modes = [] }: INodeProperties) => (type === 'resourceLocator' ? modes.map(({ name, typeOptions }) => typeOptions?.searchListMethod ?? name) : type);

describe.each(WRITTEN)('%s', (agenda) => {
	const wanted = AGENDAS[agenda].table.rows.flatMap(({ field, only }) => (only !== 'read' && field in LISTED ? [field] : []));

	test('every code that POHODA has a list of is chosen from it, or written', () => {
		const fields = panel(agenda, 'create');
		const shown = wanted.map((field) => {
			const name = field.replace('$', '').split('.').join('_');
			const found = fields.find((one) => one.name === name);
			return [field, found === undefined ? 'no field' : listOf(found)];
		});
		expect(shown).toEqual(wanted.map((field) => [field, [LISTED[field], 'code']]));
		expect(wanted.filter((field) => methods.listSearch[LISTED[field]!] === undefined)).toEqual([]);
	});
});

test('posting rules, lines and options choose from lists too', () => {
	const of = (resource: string, name: string) => panel(resource, 'create').filter((one) => one.name === name).map(listOf);
	expect(of('salesReceipt', 'paymentForm')).toEqual([['searchPaymentForms', 'code']]);
	expect(of('salesReceipt', 'cashAccount')).toEqual([['searchCashRegisters', 'code']]);
	// Store of a line, and the store in which cards are looked for.
	expect(of('order', 'store')).toEqual([['searchStores', 'code'], ['searchStores', 'code']]);
});

const chosen = (value: string) => ({ __rl: true, mode: 'list', value, cachedResultName: `${value}: …` });

function read(parameters: IDataObject, agenda: (typeof WRITTEN)[number]): IDataObject {
	const context = { getNodeParameter: (name: string, _index: number, fallback: unknown) => parameters[name] ?? fallback };
	return recordFromFields(context as unknown as IExecuteFunctions, agenda, 'create', 0);
}

test('what was chosen is the code in the record', () => {
	const transfer = read(
		{
			targetStore: chosen('MALÝ'),
			documentKey: '1',
			date: '2026-11-20',
			lines: { row: [{ code: '00123', quantity: 2, store: chosen('ZBOŽÍ') }] },
			additionalFields: { sourceCentre: chosen('BRNO'), targetCentre: { __rl: true, mode: 'code', value: ' PRAHA ' }, contract: chosen('') },
		},
		'stockTransfer',
	);
	expect(transfer).toMatchObject({ targetStore: 'MALÝ', sourceCentre: 'BRNO', targetCentre: 'PRAHA', items: [{ code: '00123', stock: { store: 'ZBOŽÍ', code: '00123' } }] });
	expect(transfer).not.toHaveProperty('contract');
	const card = read({ code: '001', name: 'Hrnek', additionalFields: { prices_levels: { row: [{ name: chosen('Sleva 1'), price: 99 }] } } }, 'stockItem');
	expect(card.prices).toEqual({ levels: [{ name: 'Sleva 1', price: 99 }] });
	expect(rulesOfTable({ rule: [{ payment: 'card', paymentForm: chosen('Plat.kartou'), centre: chosen('') }, { paymentForm: 'Hotově' }] })).toEqual([
		{ payment: 'card', paymentForm: 'Plat.kartou', centre: '' },
		{ paymentForm: 'Hotově' },
	]);
});
