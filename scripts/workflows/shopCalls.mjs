// What a flow of an e-shop asks of the journal beside taking in, sending and booking.
import { js } from './build.mjs';
import { call, given, summarise } from './journal.mjs';
import { ALL_FIELDS, filter, journal, set, TO_PAGE } from './nodes.mjs';
import { stopTheRun } from './pages.mjs';
import { createJournal, insertRows, newestRow, readJournal } from './tables.mjs';

/**
 * Documents that the flow of the item (`flow`, `days` back, `preview`) has in its target → one item with `key`, `targetId` and `targetNumber` for each, an empty
 * one when there is none; nothing in a preview.
 */
export const targets = (position) =>
	call(
		position,
		'Get Targets',
		{
			nodes: {
				'Not a Preview': filter([192, 0], js`!$('Called').first().json.preview`),
				'Create Journal': createJournal([384, 0]),
				'Newest Row': newestRow([576, 0]),
				'Read Journal': readJournal([768, 0], 'Newest Row', [
					{ keyName: 'flow', condition: 'eq', keyValue: given('flow', "''") },
					{ keyName: 'recordDate', condition: 'gte', keyValue: js`$now.setZone('Europe/Prague').minus({ days: $('Called').first().json.days }).toISODate()` },
				]),
				'Get Targets': journal('record', 'getTargets', [960, 0], { flow: given('flow', "''") }, { ...TO_PAGE, alwaysOutputData: true }),
				Stop: stopTheRun([1152, -192]),
			},
			wires: {
				Called: 'Not a Preview',
				'Not a Preview': 'Create Journal',
				'Create Journal': 'Newest Row',
				'Newest Row': 'Read Journal',
				'Read Journal': 'Get Targets',
				'Get Targets': [null, 'Stop'],
			},
		},
		TO_PAGE,
	);

const OPEN = "['refused', 'held', 'changed', 'deletedInTarget']";
/**
 * Results about customers whose `sync` names the order → as Book. In the journal stand only those for a person, under `<key of the order>/customer`, and
 * what became of them.
 */
export const bookCustomers = (position, { flow, ...words }) =>
	call(
		position,
		'Book Customers',
		{
			nodes: {
				'Create Journal': createJournal([192, -192]),
				'Newest Row': newestRow([384, -192]),
				'Read Journal': readJournal([576, -192], 'Newest Row', [{ keyName: 'flow', condition: 'eq', keyValue: flow }, { keyName: 'key', condition: 'like', keyValue: '/customer' }]),
				'As Results': set([192, 0], {
					key: js`$json.sync.order + '/customer'`,
					number: js`$json.sync.number`,
					date: js`$json.sync.date`,
					sync: [
						js`{ ...$json.sync, previous: $('Read Journal').all().findLast(({ json }) => json.key === $json.sync.order + '/customer')?.json.state ?? '' }`,
						'object',
					],
				}, {}, ALL_FIELDS),
				'For a Person': filter([384, 0], js`${OPEN}.includes($json.outcome) || (['created', 'updated', 'unchanged', 'duplicate'].includes($json.outcome) && ${OPEN}.includes($json.sync.previous))`),
				Results: journal('record', 'results', [576, 0], { flow, options: {} }, TO_PAGE),
				'Store Results': insertRows([768, 0]),
				Summarise: summarise([384, 192], { records: 'customers', onlyNew: true, ...words }),
				Stop: stopTheRun([960, -384]),
			},
			wires: {
				Called: [['Create Journal', 'As Results']],
				'Create Journal': 'Newest Row',
				'Newest Row': 'Read Journal',
				'As Results': [['For a Person', 'Summarise']],
				'For a Person': 'Results',
				Results: ['Store Results', 'Stop'],
				Summarise: [null, 'Stop'],
			},
		},
		TO_PAGE,
	);
