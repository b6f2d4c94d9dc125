/** EET in the panels of the POHODA node: one setting, its confirmation, and the state of a single record. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { EET_SETTINGS } from '../../core/records/fiscal';
import type { EetRule, EetSetting } from '../../core/records/fiscal';
import { operationError } from '../shared/errors';

const SETTING_NAMES: Readonly<Record<EetSetting, { name: string; description: string }>> = {
	tillRegisters: {
		name: 'The Till Registers',
		description: 'Documents say that the sale is registered outside of POHODA (externally), or does not enter EET: transfers, gateways, sales before 1 January 2027',
	},
	noDuty: { name: 'No Duty', description: 'Documents do not enter EET (notEnter), e.g. EET OFF' },
	pohodaRegisters: {
		name: 'POHODA Registers',
		description: 'Documents wait in POHODA to be sent to EET (forSending): only for tills without EET, and confirmed in Options',
	},
	decidedByPohoda: {
		name: 'Decided by POHODA',
		description: 'Documents say nothing: POHODA decides by its EET profile and payment forms, and may register a sale of the till a second time',
	},
};

const byName = <T extends { name: string }>(options: T[]): T[] => options.sort((a, b) => (a.name < b.name ? -1 : 1));

const SETTINGS = byName(EET_SETTINGS.map((value) => ({ value, ...SETTING_NAMES[value] })));

/** Who registers the sales in EET. */
export const EET: INodeProperties = {
	displayName: 'EET',
	name: 'eet',
	type: 'options',
	options: SETTINGS,
	default: 'tillRegisters',
	description: 'Who registers the sales in EET from 1 January 2027 on: the state that documents have in POHODA (stateEET)',
};

export const CONFIRM_EET: INodeProperties = {
	displayName: 'Confirm That POHODA Registers (EET)',
	name: 'confirmForSending',
	type: 'boolean',
	default: false,
	description: 'Whether documents may wait in POHODA to be sent to EET (forSending). A sale that the till has registered too would be registered twice.',
};

const STATE_NAMES = {
	externally: 'Registered Outside of POHODA (Externally)',
	notEnter: 'Does Not Enter (notEnter)',
	notSend: 'Not to Be Sent (notSend)',
	forSending: 'To Be Sent by POHODA (forSending)',
};

const STATES = byName(Object.entries(STATE_NAMES).map(([value, name]) => ({ name, value })));

/** The value of a posting rule. */
export const EET_OF_RULE: INodeProperties = {
	displayName: 'EET',
	name: 'eet',
	type: 'options',
	options: byName([{ name: 'As in Options', value: '' }, ...SETTINGS.map(({ name, value }) => ({ name, value })), ...STATES] as Array<{ name: string; value: EetRule | '' }>),
	default: '',
	description: 'Who registers such a payment in EET, or the state of its document itself',
};

/** The state of one record that is filled in in the panel. */
export const EET_OF_RECORD: INodeProperties = {
	displayName: 'EET State',
	name: 'eetState',
	type: 'options',
	options: STATES,
	default: 'externally',
	description: 'State of the document in EET (stav EET); without it the option EET decides',
};

/** @throws NodeOperationError where POHODA shall register and nobody has confirmed it */
export function needConfirmation(context: IExecuteFunctions, registers: boolean, options: IDataObject): void {
	if (!registers || options.confirmForSending === true) return;
	throw operationError(
		context.getNode(),
		'That POHODA registers sales in EET is not confirmed',
		'With POHODA Registers (or forSending in Posting Rules) POHODA sends these sales to the tax office. If no till registers them, switch on Confirm That POHODA Registers (EET) in Options; otherwise choose The Till Registers.',
	);
}
