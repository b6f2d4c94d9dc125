/** Input items → checked records of one agenda. */
import type { IDataObject } from 'n8n-workflow';
import { emptiableFields } from '../../../core/pohoda/agendas/emptying';
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import type { AgendaName } from '../../../core/pohoda/agendas/index';
import type { Fields } from '../../../core/pohoda/agendas/table';
import { checkContact, checkContactUpdate } from '../../../core/records/contact';
import { normalIdentity, shortCompanyId } from '../../../core/records/identities';
import type { CheckedEntity, Entity } from '../../../core/records/entity';
import { checkCashDocument, checkInvoice } from '../../../core/records/invoice';
import { checkGoodsIssueNote, checkGoodsReceivedNote, checkOffer, checkStockTransfer } from '../../../core/records/notes';
import { checkOrder } from '../../../core/records/order';
import type { ResultWarning } from '../../../core/records/results';
import { checkStockItem, checkStockUpdate } from '../../../core/records/stock';
import { enter } from '../../shared/entrance';
import type { Entry as EntryOf, Refused } from '../../shared/entrance';
import { WORDS } from '../words';

/** Agendas that this engine writes; a prodejka is made of a receipt (Sales Receipt → Create). */
export type WrittenAgenda = Exclude<AgendaName, 'salesReceipt'>;

export type WriteAction = 'create' | 'update' | 'upsert' | 'delete';

/** A record as plain fields. */
export type AnyEntity = Fields & Entity & { recordType: string };

/** An input item that is a record of the agenda. */
export interface Entry extends EntryOf<AnyEntity> {
	/** Fields that the update empties where the record has no value. */
	empty: string[];
}

type Check = (input: unknown) => CheckedEntity<Entity>;

const FULL: Readonly<Record<WrittenAgenda, Check>> = {
	stockItem: checkStockItem,
	contact: checkContact,
	order: checkOrder,
	invoice: checkInvoice,
	cashDocument: checkCashDocument,
	goodsIssueNote: checkGoodsIssueNote,
	goodsReceivedNote: checkGoodsReceivedNote,
	stockTransfer: checkStockTransfer,
	offer: checkOffer,
};

/** Where only what shall change has to be there. */
const CHANGES: Readonly<Partial<Record<WrittenAgenda, Check>>> = {
	stockItem: checkStockUpdate,
	contact: checkContactUpdate,
};

/** What an update empties. */
export interface Emptying {
	/** Fields of every record. */
	fields: readonly string[];
	/** Whether a field that is null in the record is one too. */
	nulls: boolean;
}

function emptyOf(agenda: WrittenAgenda, action: WriteAction, { fields, nulls }: Emptying, json: IDataObject): string[] {
	if (action !== 'update' && action !== 'upsert') return [];
	const known = nulls ? emptiableFields(AGENDAS[agenda]) : [];
	const given = known.filter((name) => {
		const path = name.split('.');
		const parent = path.slice(0, -1).reduce<unknown>((value, part) => (value as IDataObject | null | undefined)?.[part], json);
		return (parent as IDataObject | null | undefined)?.[path[path.length - 1]] === null;
	});
	return [...new Set([...fields, ...given])];
}

/** An IČO of less than eight digits has lost its zeros, or is wrong. */
function shortCompanyIds({ companyId, partner }: AnyEntity): ResultWarning[] {
	const given = { companyId, 'partner.companyId': (partner as Fields | undefined)?.companyId };
	return Object.entries(given).flatMap(([place, value]) => {
		const text = shortCompanyId(value);
		return text === undefined ? [] : [{ code: 'companyIdShort', text, place, requested: String(value), produced: normalIdentity('companyId', value) }];
	});
}

/** A contact under the normal form of its IČO: so the next one of the same firm finds it. */
function withNormalId(contact: AnyEntity): AnyEntity {
	const companyId = normalIdentity('companyId', contact.companyId);
	return /^\d{8}$/.test(companyId) ? { ...contact, companyId } : contact;
}

/** Sorts what came in into records and results of what is none; never throws. */
export function readEntries(
	agenda: WrittenAgenda,
	action: WriteAction,
	inputs: readonly IDataObject[],
	emptying: Emptying = { fields: [], nulls: false },
): { entries: Entry[]; refused: Refused[] } {
	const check = (action === 'create' ? undefined : CHANGES[agenda]) ?? FULL[agenda];
	const read = enter(inputs, { ...WORDS, advice: 'Correct it where it is made.' }, (json) => {
		const checked = check(json);
		if (!checked.ok) return checked;
		const given = checked.record as AnyEntity;
		const record = agenda === 'contact' ? withNormalId(given) : given;
		return { ...checked, record, warnings: [...checked.warnings, ...shortCompanyIds(given)] };
	});
	const entries = read.entries.map((entry) => ({ ...entry, empty: emptyOf(agenda, action, emptying, inputs[entry.index]) }));
	return { ...read, entries };
}

/** 1 normally; a deliberate Send Again adds one. */
export const generationOf = ({ sync }: Entry): number => sync?.generation ?? 1;
