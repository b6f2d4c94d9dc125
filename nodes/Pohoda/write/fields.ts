/** Panel of the write operations. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { emptiableFields } from '../../../core/pohoda/agendas/emptying';
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import { MATCHES } from '../../../core/pohoda/agendas/matching';
import type { MatchBy } from '../../../core/pohoda/agendas/matching';
import { referenceField } from '../../shared/pohoda/references';
import { previewOnly, whenRunFromEditor } from '../../shared/transfer';
import {
	CUT_LONG_TEXTS,
	MISSING_CHARACTERS,
	OUTPUT_FIELD,
	PACK_SIZE,
	TIME_OUT,
} from '../transferFields';
import { CONFIRM_EET, EET } from '../eetFields';
import { FOREIGN } from '../foreign';
import type { WriteAction, WrittenAgenda } from './entries';
import { PARTNER } from './panelContact';
import { LINE } from './panelDocuments';
import { fieldsOf } from './panelField';
import type { PanelField } from './panelField';
import { ADDITIONAL, MAIN } from './panelFields';

const RECORD_SOURCE: INodeProperties = {
	displayName: 'Records From',
	name: 'recordSource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Fields Below', value: 'fields', description: 'One record for each input item, filled in here' },
		{ name: 'Input Items', value: 'items', description: 'Each input item is one canonical record' },
	],
	default: 'items',
};

const MATCHES_OF: readonly INodePropertyOptions[] = [
	{ name: 'Code', value: 'code', description: 'Code of the card, in its store where the record names one' },
	{ name: 'Company ID (IČO)', value: 'companyId' },
	{ name: 'Company ID, Else External ID', value: 'companyIdOrExternalId', description: 'Firms by their IČO, people by the key under which this node created them' },
	{ name: 'EAN', value: 'ean', description: 'Bar code; POHODA does not keep it unique' },
	{ name: 'External ID', value: 'externalId', description: 'Key of the record, under which this node created it' },
	{ name: 'POHODA ID', value: 'id', description: 'Number of the record in POHODA' },
	{ name: 'Name', value: 'name', description: 'Name of the firm, else of the person' },
	{ name: 'Number', value: 'number' },
	{ name: 'PLU', value: 'plu' },
];

const byName = <T extends { name?: string; displayName?: string }>(list: T[]): T[] =>
	[...list].sort((a, b) => ((a.displayName ?? a.name ?? '') < (b.displayName ?? b.name ?? '') ? -1 : 1));

const MATCH_BY: INodeProperties = {
	displayName: 'Match By',
	name: 'matchBy',
	type: 'options',
	options: [],
	default: '',
};

function matchField(matches: readonly MatchBy[], action: WriteAction): INodeProperties {
	const creates = action === 'create';
	const offered = MATCHES_OF.filter(({ value }) => matches.includes(value as MatchBy) && !(creates && value === 'id'));
	return {
		...MATCH_BY,
		options: byName(offered),
		default: matches[0],
		description: creates
			? 'What makes a record one that is there already: it becomes a duplicate, not a second record'
			: 'What the record in POHODA is found by, filled in above or in Additional Fields; more than one match is refused',
	};
}

const CONFIRM: INodeProperties = {
	displayName: 'Really Delete',
	name: 'confirm',
	type: 'boolean',
	default: false,
	description: 'Whether to delete it. POHODA cannot bring it back; the output holds what was there.',
};

const OWN_SOURCE: INodeProperties = {
	displayName: 'Own Source',
	name: 'source',
	type: 'string',
	default: 'pohoda',
	description: 'Source of records whose IDs are IDs of this POHODA, as Get Many names it; IDs of others are not sent',
};

const CHECK_PERIOD: INodeProperties = {
	displayName: 'Check Period',
	name: 'checkPeriod',
	type: 'boolean',
	default: true,
	description: 'Whether to hold documents whose day is outside of the accounting period that mServer tells',
};

const CHECK_STOCK: INodeProperties = {
	displayName: 'Check Stock',
	name: 'checkStock',
	type: 'boolean',
	default: true,
	description:
		'Whether POHODA refuses documents whose goods are short on stock; otherwise it writes the quantity 0 with a warning',
};

const REQUIRE_CARDS: INodeProperties = {
	displayName: 'Require Stock Cards',
	name: 'requireStockCards',
	type: 'boolean',
	default: true,
	description: 'Whether to hold documents with goods that have no card in POHODA; otherwise such lines are text',
};

const LINK_CARDS: INodeProperties = {
	displayName: 'Link Stock Cards',
	name: 'linkStockCards',
	type: 'boolean',
	default: false,
	description: 'Whether lines with a code are linked to their cards. Without it the document moves no stock.',
};

const STORE: INodeProperties = referenceField('stores', {
	displayName: 'Store of the Cards (Sklad)',
	name: 'store',
	description: 'Store (sklad) in which codes of lines are looked for, where the same code is in several',
});

/** Documents whose goods have to have cards, and those that link them only when asked to. */
const NEED_CARDS: readonly WrittenAgenda[] = ['order', 'goodsIssueNote', 'goodsReceivedNote', 'stockTransfer'];

function documentOptions(agenda: WrittenAgenda): INodeProperties[] {
	if (agenda === 'stockItem' || agenda === 'contact') return [];
	const has = (name: string): boolean => AGENDAS[agenda].table.rows.some(({ field }) => field === name);
	const cards = NEED_CARDS.includes(agenda) ? REQUIRE_CARDS : LINK_CARDS;
	return [CHECK_PERIOD, ...(has('checkStock') ? [CHECK_STOCK] : []), ...(has('eetState') ? [EET, CONFIRM_EET] : []), cards, STORE];
}

/** `shop.availability` → Shop Availability */
const titled = (path: string): string =>
	path
		.replace(/[.]?([A-Z]|(?<=[.])[a-z])/g, (_, letter: string) => ` ${letter.toUpperCase()}`)
		.replace(/^./, (first) => first.toUpperCase());

/** What an update empties: only what is named here or is null on purpose, because a missing value often comes as null. */
function emptyingOptions(agenda: WrittenAgenda): INodeProperties[] {
	const shown = new Map([...MAIN[agenda], ...ADDITIONAL[agenda]].map(({ path, property }) => [path, property.displayName]));
	const options = emptiableFields(AGENDAS[agenda]).map((value) => ({ name: shown.get(value) ?? titled(value), value }));
	return [
		{
			displayName: 'Empty These Fields',
			name: 'emptyFields',
			type: 'multiOptions',
			options: byName(options),
			default: [],
			description: 'Fields that POHODA shall have empty where the record gives no value',
		},
		{
			displayName: 'Null Empties a Field',
			name: 'nullsEmpty',
			type: 'boolean',
			default: false,
			description: 'Whether text fields that are null in the record are emptied in POHODA; otherwise they stay as they are',
		},
	];
}

function optionsField(agenda: WrittenAgenda, action: WriteAction): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: byName([
			...(action === 'delete' ? [] : [CUT_LONG_TEXTS, MISSING_CHARACTERS]),
			// Contacts and cards are lists that many write; a document has one maker.
			...(action === 'delete' && agenda === 'order' ? [FOREIGN] : []),
			...(action === 'create' ? documentOptions(agenda) : []),
			...(action === 'update' || action === 'upsert' ? emptyingOptions(agenda) : []),
			OWN_SOURCE,
			OUTPUT_FIELD,
			PACK_SIZE,
			previewOnly(),
			TIME_OUT,
		]),
	};
}

function collection(name: string, displayName: string, fields: readonly PanelField[]): INodeProperties {
	return {
		displayName,
		name,
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: byName(fields.map(({ property }) => property)),
	};
}

const LINES: INodeProperties = {
	displayName: 'Lines (Položky)',
	name: 'lines',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add line',
	default: {},
	description: 'What is sold, ordered or moved',
	options: [{ displayName: 'Line', name: 'row', values: byName(LINE.map(({ property }) => property)) }],
};

/** Only where the record is filled in here. */
const inPanel = (fields: INodeProperties[]): INodeProperties[] =>
	fields.map((one) => ({ ...one, displayOptions: { show: { recordSource: ['fields'] } } }));

/** Fields of one operation: where the records come from, the record itself, what it is matched by, how it is sent. */
export function writeFieldsOf(agenda: WrittenAgenda, action: WriteAction): INodeProperties[] {
	const matches = MATCHES[agenda];
	const matched = matches !== undefined && (action !== 'create' || agenda !== 'order');
	const document = agenda !== 'stockItem' && agenda !== 'contact' && action !== 'delete';
	return [
		RECORD_SOURCE,
		...inPanel(fieldsOf(MAIN[agenda], action).map(({ property }) => property)),
		...(matched ? [matchField(matches, action)] : []),
		...(action === 'delete' ? [CONFIRM] : []),
		whenRunFromEditor(),
		...inPanel([
			...(document ? [LINES, collection('partner', 'Partner', PARTNER)] : []),
			collection('additionalFields', 'Additional Fields', fieldsOf(ADDITIONAL[agenda], action)),
		]),
		optionsField(agenda, action),
	];
}
