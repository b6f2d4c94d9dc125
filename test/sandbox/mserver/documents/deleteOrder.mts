/** Orders are the only documents that POHODA deletes by XML: by id, or by number and agenda. */
import type { State } from '../state.mts';
import { child, textOf, type El } from '../tree.mts';
import type { Agenda, Detail, ImportResult } from '../types.mts';
import { ERRNO, refusal } from './context.mts';

export function deleteOrder(state: State, root: El, origin: { packId: string; itemId: string }): ImportResult {
	const details: Detail[] = [];
	const request = child(root, 'ord:actionType', 'ord:delete')!;
	const filter = child(request, 'ftr:filter');
	const agenda = filter?.attributes['agenda'] ?? '';
	const id = textOf(filter, 'ftr:id');
	const number = textOf(filter, 'ftr:number');
	const refuse = (note: string): ImportResult => {
		refusal({ details }, filter ?? request, note, ERRNO.invalidValue, id ?? number ?? '', '');
		return { details };
	};
	if (id === undefined && number === undefined) return refuse('Není uveden filtr záznamu.');
	if (!['prijate_objednavky', 'vydane_objednavky'].includes(agenda)) return refuse('Z této agendy nelze záznam odstranit.');
	const found = state.documents.filter((document) => document.agenda === (agenda as Agenda) && (id === undefined || document.id === Number(id)) && (number === undefined || document.number === number));
	if (found.length !== 1) return refuse(found.length ? 'Pro daný filtr bylo nalezeno více jak 1 záznam.' : 'Záznam nebyl nalezen.');
	const [document] = found;
	state.deleteDocument({ id: document!.id });
	state.logImport({ packId: origin.packId, itemId: origin.itemId, recordId: document!.id, agenda: document!.agenda, number: document!.number });
	return { details, produced: { id: document!.id, number: document!.number, action: 'delete' } };
}
