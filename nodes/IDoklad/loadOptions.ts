/** Lists for the dropdowns of the panel. */
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { Agenda, PaymentOption, PosEquipment } from '../../core/idoklad/types';
import { IDokladClient, serverOf } from '../shared/idoklad/client';
import { need } from '../shared/idoklad/need';

interface Row {
	Id: number;
	Name?: string | null;
	Code?: string | null;
	Designation?: string | null;
}

/** Name and id, sorted by name; '' leaves a value open. */
function asOptions(rows: readonly Row[]): INodePropertyOptions[] {
	const options = rows.map(({ Id, Name, Code, Designation }) => ({
		name: Name || Code || Designation || String(Id),
		value: String(Id),
		description: `ID ${Id}`,
	}));
	return options.sort((a, b) => a.name.localeCompare(b.name, 'cs'));
}

async function list<T extends Row>(
	context: ILoadOptionsFunctions,
	path: string,
	select: string,
): Promise<INodePropertyOptions[]> {
	const client = new IDokladClient(context, await serverOf(context), { waitBudget: 0, timeout: 20_000 });
	return asOptions(need(context.getNode(), await client.list<T>(path, { select })));
}

export const loadOptions = {
	async getPaymentOptions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await list<PaymentOption>(this, '/PaymentOptions', 'Id,Code,Name');
	},
	async getPosEquipment(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await list<PosEquipment>(this, '/SalesPosEquipments', 'Id,Name,Designation');
	},
	async getTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await list(this, '/Tags', 'Id,Name');
	},
	async getCashRegisters(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const client = new IDokladClient(this, await serverOf(this), { waitBudget: 0, timeout: 20_000 });
		return asOptions(need(this.getNode(), await client.get<Agenda>('/Account/CurrentAgenda')).CashRegisters ?? []);
	},
};
