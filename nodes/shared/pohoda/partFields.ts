/** Parts of records that a list can leave out. */
import type { INodeProperties } from 'n8n-workflow';
import type { Agenda } from '../../../core/pohoda/agendas/agenda';
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import type { AgendaName } from '../../../core/pohoda/agendas/index';

const NAMES: Readonly<Record<string, string>> = {
	alternativeStocks: 'Alternative Stock Items',
	attachments: 'Attachments',
	categories: 'Categories',
	documents: 'Linked Documents',
	intParameters: 'E-Shop Parameters',
	liquidations: 'Payments (Likvidace)',
	parameters: 'User Parameters',
	pictures: 'Pictures',
	relatedFiles: 'Related Files',
	relatedLinks: 'Related Links',
	relatedStocks: 'Related Stock Items',
	stockAttach: 'Attached Stock Items',
	stockItem: 'Components',
	stockParameters: 'User Parameters',
	stockPriceItem: 'Price Levels',
	stockSerialNumber: 'Serial Numbers',
};

const partsOf = (name: AgendaName): Readonly<Record<string, boolean>> => {
	const { parts = {} }: Agenda['list'] = AGENDAS[name].list;
	// The state of payment is what invoices are mostly read for.
	return name === 'invoice' ? { ...parts, liquidations: true } : parts;
};

/** The choice of parts; what is chosen at first is what POHODA sends when nothing is said, of invoices also the payments. */
export function partsField(name: AgendaName): INodeProperties {
	const parts = partsOf(name);
	const field: INodeProperties = {
		displayName: 'Parts',
		name: 'parts',
		type: 'multiOptions',
		options: Object.keys(parts)
			.map((value) => ({ name: NAMES[value] ?? value, value }))
			.sort((a, b) => (a.name < b.name ? -1 : 1)),
		default: [],
		description: 'What records bring beside their own fields; fewer parts make big lists much smaller',
	};
	return { ...field, default: Object.keys(parts).filter((part) => parts[part]) };
}

/** Part → wanted, for all parts of the agenda. */
export function chosenParts(name: AgendaName, chosen: unknown): Readonly<Record<string, boolean>> {
	const parts = partsOf(name);
	if (!Array.isArray(chosen)) return parts;
	return Object.fromEntries(Object.keys(parts).map((part) => [part, chosen.includes(part)]));
}
